import { describe, expect, test } from "@jest/globals";
import { componentKinds } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { PersonRole } from "#libs/incident/event";
import { capOf } from "#libs/policy/ceilings";
import type { CompiledRules } from "#libs/policy/compiled";
import { byText } from "#libs/policy/order";
import { compilePlan } from "#libs/policy/plan";
import type { MakeFunction } from "#libs/policy/projectorBuild";
import { buildProjectors, projectorRefusals, projectorsInSteps } from "#libs/policy/projectorBuild";
import { attributesFor } from "#libs/policy/projectorCases";
import { functionMadeOf, functionOf } from "#libs/policy/projectorCode";
import { stepsKey, stepsOf } from "#libs/policy/projectorSteps";
import { hashOfCode, projectorOf, tableIndex } from "#libs/policy/projectors";
import { allRoles, allSources } from "#libs/policy/vocabulary";
import { sha256Hex } from "#libs/seal/bytes";
import { ceiling, cell, rule, rulesOf } from "#tests/support/handmadeRules";

function component(
  kind: RuledComponent["kind"],
  changes: Partial<RuledComponent["attributes"]> = {},
): RuledComponent {
  return {
    ...{ author: "pl_sintetica", kind, id: "x", fields: {} },
    attributes: {
      ...{ place: "sensitive", roles: [], minor: false, basis: "assessment", source: "unstated" },
      ...changes,
    },
  };
}

/** A plan that opens the plate in charge only, makes a pseudonym of it, and opens public streets. */
function planOf() {
  const plan = compilePlan(
    {
      "incident.category": [{ do: "keep" }],
      "incident.status": [{ do: "keep" }],
      "place.street": [{ if: { place: "public" }, do: "keep" }],
      "place.municipality": [{ do: "keep" }],
      "place.accuracy_m": [{ if: { place: "public" }, do: "keep" }],
      "place.area": [
        { if: { place: "sensitive" }, do: "generalise", as: "area-by-residents", residents_min: 9 },
      ],
      "vehicle.colour": [{ do: "keep" }],
      "vehicle.plate": [{ once: "in-charge", do: "keep" }],
      "vehicle.plate_token": [{ do: "pseudonymise", as: "hmac-receiver" }],
    },
    ["C03"],
  );
  if (!("hash" in plan)) throw new Error(JSON.stringify(plan));
  return plan;
}

const plan = planOf();
const open = { plan, cap: capOf([]) };
/** One rule, and a ceiling that speaks of nothing in it for half of the year. */
const rules: CompiledRules = rulesOf([cell(rule({ plan }))], {
  ceilings: [
    ceiling(
      "1",
      { withhold: { sources: ["police_database"] } },
      {},
      {
        from: "2026-01-01",
        to: "2026-06-30",
      },
    ),
  ],
});

describe("the place of a component in the tables", () => {
  test("is another one for each kind and each combination of attributes, and none is left out", () => {
    const last = {
      ...({ place: "public", basis: "fact", minor: true } as const),
      ...{ source: allSources.at(-1) ?? "unstated", roles: allRoles },
    };
    const size = componentKinds.length * allSources.length * 2 ** allRoles.length * 8;
    expect(tableIndex(component("incident"))).toBe(0);
    expect(tableIndex(component(componentKinds.at(-1) ?? "note", last))).toBe(size - 1);
    const all = componentKinds.flatMap((kind) =>
      allSources.flatMap((source) =>
        [[], ...allRoles.map((role) => [role]), allRoles.slice(0, 2), allRoles].flatMap((some) =>
          (["public", "sensitive"] as const).flatMap((place) =>
            (["fact", "assessment"] as const).flatMap((basis) =>
              [true, false].map((minor) =>
                tableIndex(component(kind, { source, roles: some, place, basis, minor })),
              ),
            ),
          ),
        ),
      ),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((at) => Number.isSafeInteger(at) && (at ?? -1) >= 0)).toBe(true);
    expect(Math.max(...all.map((at) => at ?? size))).toBeLessThan(size);
  });

  test("does not depend on how often a role is named", () => {
    const [once, twice] = [component("person", { roles: ["victim"] }), ["victim", "victim"]];
    expect(tableIndex(component("person", { roles: twice as PersonRole[] }))).toBe(
      tableIndex(once),
    );
  });

  test("is none for what the model does not know: the interpreter serves it", () => {
    expect(tableIndex(component("SINTETICO" as "note"))).toBeUndefined();
    expect(tableIndex(component("note", { source: "SINTETICO" as "device" }))).toBeUndefined();
    const strange = ["victim", "SINTETICO"] as unknown as readonly PersonRole[];
    expect(tableIndex(component("person", { roles: strange }))).toBeUndefined();
  });
});

describe("a row of the table", () => {
  const copiesFor = (...components: readonly RuledComponent[]) =>
    new Map(
      components.flatMap((of) =>
        [false, true].map((isInCharge) => [
          stepsKey(stepsOf(open, of, isInCharge)),
          () => ({ charge: String(isInCharge) }),
        ]),
      ),
    );
  const makers = { pseudonym: () => undefined, residents: () => 0 };

  test("is kept, and is another one in charge", () => {
    const [vehicle, other] = [component("vehicle"), component("place", { place: "public" })];
    const table = projectorOf(open, copiesFor(vehicle, other));
    const row = table.rowOf(vehicle, 7, false);
    expect(table.rowOf(vehicle, 7, false)).toBe(row);
    expect(row?.copy({}, makers)).toEqual({ charge: "false" });
    expect(table.rowOf(vehicle, 7, true)?.copy({}, makers)).toEqual({ charge: "true" });
    expect(table.rowOf(other, 8, false)).not.toBe(table.rowOf(vehicle, 7, true));
    expect(table.rowOf(other, 6, true)).not.toBe(row);
  });

  test("says whether nothing is released, and whether something is made for one receiver", () => {
    const [vehicle, place] = [component("vehicle"), component("place", { place: "public" })];
    const image = component("image");
    const table = projectorOf(open, copiesFor(vehicle, place, image));
    const rowOf = (of: RuledComponent) => table.rowOf(of, tableIndex(of) ?? -1, false);
    expect(rowOf(vehicle)).toMatchObject({ isEmpty: false, isForOneReceiver: true });
    expect(rowOf(place)).toMatchObject({ isEmpty: false, isForOneReceiver: false });
    expect(rowOf(image)).toMatchObject({ isEmpty: true, isForOneReceiver: false });
  });

  test("is none where no function was made for its steps", () => {
    expect(projectorOf(open, new Map()).rowOf(component("vehicle"), 0, false)).toBeUndefined();
  });

  test("stands in a table named by its plan and the law's cap", () => {
    const { id } = projectorOf(open, new Map());
    expect(id).toBe(sha256Hex(Buffer.from(`${plan.hash} ${open.cap.key}`)));
  });
});

describe("the projectors of a rule set", () => {
  const generated = () => {
    const built = buildProjectors(rules);
    if (built.kind !== "generated") throw new Error(built.why);
    return built;
  };
  const capped = {
    plan,
    cap: capOf([ceiling("1", { withhold: { sources: ["police_database"] } })]),
  };

  test("are one for each plan under each cap of the law, and none for others", () => {
    const { projectors, plans } = generated();
    expect(plans).toBe(2);
    const ids = [open, capped].map((one) => projectors.projectorOf(one)?.id);
    expect(ids).toEqual([open, capped].map((one) => projectorOf(one, new Map()).id));
    const cap = { ...open.cap, key: "another" };
    expect(projectors.projectorOf({ plan, cap })).toBeUndefined();
    expect(projectors.projectorOf({ ...open, plan: { ...plan, hash: "x" } })).toBeUndefined();
  });

  test("serve each component with and without charge, each place public and sensitive", () => {
    const made = generated().projectors.projectorOf(open);
    for (const of of [component("vehicle"), component("place"), component("image")]) {
      for (const isInCharge of [false, true]) {
        expect(made?.rowOf(of, tableIndex(of) ?? -1, isInCharge)).toBeDefined();
      }
    }
  });

  test("serve a plan of which charge opens nothing, in charge as otherwise", () => {
    const clauses = new Map([["vehicle.colour", [{ do: "keep" }]] as const]);
    const closed = { ...open, plan: { hash: "closed", opensOnCharge: false, clauses } };
    const law = ceiling(
      "1",
      { withhold: { sources: ["police_database"] } },
      { to_kind: ["questura"] },
    );
    const built = buildProjectors(
      rulesOf([cell(rule({ plan: closed.plan }))], { ceilings: [law] }),
    );
    if (built.kind !== "generated") throw new Error(built.why);
    const vehicle = component("vehicle");
    for (const isInCharge of [false, true]) {
      const row = built.projectors.projectorOf(closed)?.rowOf(vehicle, 0, isInCharge);
      expect(row).toMatchObject({ isEmpty: false });
    }
  });

  test("have a hash over the code of all of them, each text once, in whatever order it was made", () => {
    const { projectors } = generated();
    const texts = new Map<string, string>();
    const again = buildProjectors(rules, (code) => {
      expect(texts.has(code.hash)).toBe(false);
      texts.set(code.hash, code.text);
      return functionOf(code);
    });
    const codes = [...texts].map(([hash, text]) => ({ hash, text }));
    expect(codes.length).toBeGreaterThan(4);
    for (const list of [codes, codes.toReversed()]) expect(hashOfCode(list)).toBe(projectors.hash);
    expect(again).toMatchObject({ kind: "generated", projectors: { hash: projectors.hash } });
    const hashes = codes.map(({ hash }) => hash).toSorted(byText);
    expect(projectors.hash).toBe(sha256Hex(Buffer.from(hashes.join(" "))));
  });

  test("are made in steps: one for each kind of each plan, and after each sixteen components", () => {
    const pauses = [open, capped].flatMap((one) =>
      componentKinds.map((kind) => {
        const count = attributesFor(one, kind).length * 2; // without charge, and in charge
        return 1 + 2 * Math.floor(count / 16); // made, and compared
      }),
    );
    const expected = pauses.reduce((sum, count) => sum + count);
    expect(expected).toBeGreaterThan(2 * componentKinds.length);
    expect([...projectorsInSteps(rules)]).toHaveLength(expected);
  });

  test("are none where the runtime makes no code of text: from the first plan on, or in the middle", () => {
    const forbidden = { kind: "interpreted", why: "code-forbidden" };
    expect(buildProjectors(rules, () => undefined)).toEqual(forbidden);
    let left = 3;
    const some: MakeFunction = (code) => {
      left -= 1;
      return left > 0 ? functionOf(code) : undefined;
    };
    expect(buildProjectors(rules, some)).toEqual(forbidden);
  });

  test.each([
    ["releases a leaf more", 'if (typeof v === "string") out.street = v;', "out.number = v;"],
    ["forgets a leaf", 'if (typeof v === "string") out.street = v;', ""],
    ["does not look at the type", 'typeof v === "string"', "v !== undefined"],
    ["does not look at the words", /helpers\.words\.Colour\.has\(v\)/, "true"],
    ["takes a negative count", "&& v >= 0", ""],
    ["hands the source of a pseudonym on", /helpers\.pseudonym\(makers, "[^"]+", (.*?)\)/, "$1"],
    ["makes a pseudonym of another leaf", "fields.plate)", "fields.make)"],
    ["makes it under another leaf's name", '"vehicle.plate_token"', '"incident.same_as"'],
    ["counts residents otherwise", "makers, 9)", "makers, 12)"],
    ["asks for one resident more", "makers, 9)", "makers, 10)"],
    ["asks for one resident less", "makers, 9)", "makers, 8)"],
    ["sets what is not there", 'if (typeof v === "string") out.street', "out.street"],
    ["copies whole components", "const out = {};", "const out = { ...fields };"],
  ])("are none where one of them %s", (_what, right, wrong) => {
    const refused = buildProjectors(rules, ({ text }) =>
      functionMadeOf(text.replace(right, wrong)),
    );
    expect(refused).toEqual({ kind: "interpreted", why: "differs-from-interpreter" });
  });

  test("are made, or not for one of two reasons", () => {
    expect(projectorRefusals).toEqual(["code-forbidden", "differs-from-interpreter"]);
  });

  test("are none where one differs in charge only, or for a public place only", () => {
    const wrongIn = (steps: string) =>
      buildProjectors(rules, (code) => (code.text.includes(steps) ? () => ({}) : functionOf(code)));
    for (const steps of ["out.plate =", "out.street =", "out.area =", "out.status ="]) {
      expect(wrongIn(steps)).toMatchObject({ why: "differs-from-interpreter" });
    }
  });
});
