import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { componentKinds, enumTable } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { DatumSource, PersonRole } from "#libs/incident/event";
import { cappedPlansOf } from "#libs/policy/cappedPlans";
import type { CappedPlan, Makers } from "#libs/policy/project";
import { project } from "#libs/policy/project";
import { buildProjectors, projectorsInSteps } from "#libs/policy/projectorBuild";
import { attributesFor } from "#libs/policy/projectorCases";
import type { Copy } from "#libs/policy/projectorCode";
import { functionMadeOf, functionOf } from "#libs/policy/projectorCode";
import { stepsKey, stepsOf } from "#libs/policy/projectorSteps";
import type { Projectors } from "#libs/policy/projectors";
import { tableIndex } from "#libs/policy/projectors";
import { arbitraryStateComponent } from "#tests/support/arbitraries";
import { casesOf } from "#tests/support/cases";
import { shipped } from "#tests/support/patto";

const rules = shipped();
const plans = [...cappedPlansOf(rules).values()];
const makers: Makers = {
  pseudonym: (path, value) => `${path} of ${value}`,
  residents: (cell) => cell.length,
};

function planAt(at: number): CappedPlan {
  const capped = plans[at];
  if (capped === undefined) throw new Error("the shipped rules have no plan");
  return capped;
}

function generated(): Projectors {
  const built = buildProjectors(rules);
  if (built.kind !== "generated") throw new Error(built.why);
  return built.projectors;
}

const allRoles = Object.keys(enumTable("PersonRole")) as PersonRole[];
const allSources = ["unstated", ...(Object.keys(enumTable("Source")) as DatumSource[])] as const;

const attributes = fc.record({
  place: fc.constantFrom("public" as const, "sensitive" as const),
  roles: fc.subarray(allRoles),
  minor: fc.boolean(),
  basis: fc.constantFrom("fact" as const, "assessment" as const),
  source: fc.constantFrom(...allSources),
});

const component: fc.Arbitrary<RuledComponent> = fc
  .tuple(arbitraryStateComponent(), attributes)
  .map(([drawn, of]) => ({ author: "pl_cremona", ...drawn, attributes: of }));

describe("a generated projector", () => {
  test("releases exactly what the interpreter releases, in the same order", () => {
    const projectors = generated();
    fc.assert(
      fc.property(fc.nat(plans.length - 1), component, fc.boolean(), (at, drawn, charge) => {
        const capped = planAt(at);
        const row = projectors.projectorOf(capped)?.rowOf(drawn, tableIndex(drawn) ?? -1, charge);
        const made = row?.copy(drawn.fields, makers);
        expect(row?.isEmpty).toBe(stepsOf(capped, drawn, charge).length === 0);
        const asked = project(capped, drawn, charge, makers);
        expect(JSON.stringify(made)).toBe(JSON.stringify(asked));
      }),
      { numRuns: casesOf(8_000, 20_000) },
    );
  });

  test("there is one for every plan under every set of ceilings of the shipped rules", () => {
    const projectors = generated();
    expect(plans.length).toBeGreaterThan(rules.plans.size / 2);
    expect(plans.every((capped) => projectors.projectorOf(capped) !== undefined)).toBe(true);
  });

  test("a role that the model does not know is left to the interpreter", () => {
    const roles = ["SINTETICO"] as unknown as readonly PersonRole[];
    const stranger: RuledComponent = {
      ...{ author: "pl_cremona", kind: "person", id: "p", fields: {} },
      attributes: { place: "sensitive", roles, minor: false, basis: "fact", source: "unstated" },
    };
    expect(tableIndex(stranger)).toBeUndefined();
  });

  test("a plan that was not compiled with the rules is left to the interpreter", () => {
    const capped = planAt(0);
    const cap = { ...capped.cap, key: "another" };
    expect(generated().projectorOf({ ...capped, cap }) === undefined).toBe(true);
    const plan = { ...capped.plan, hash: "another" };
    expect(generated().projectorOf({ ...capped, plan }) === undefined).toBe(true);
  });
});

/** The product's own way of making a function, without its checks of the text. */
function madeOf(text: string): Copy {
  const made = functionMadeOf(text);
  if (made === undefined) throw new Error("this runtime makes no code of text");
  return made;
}

describe("the attributes that a plan can tell apart", () => {
  test("stand for all: no combination of attributes needs steps that none of them needs", () => {
    const known = new Map<CappedPlan, ReadonlySet<string>>();
    const stepsIn = (capped: CappedPlan) => {
      const before = known.get(capped);
      if (before !== undefined) return before;
      const keys = componentKinds.flatMap((kind) =>
        attributesFor(capped, kind).flatMap((of) =>
          [true, false].map((charge) =>
            stepsKey(
              stepsOf(capped, { author: "", id: "", kind, fields: {}, attributes: of }, charge),
            ),
          ),
        ),
      );
      const set = new Set(keys);
      known.set(capped, set);
      return set;
    };
    fc.assert(
      fc.property(fc.nat(plans.length - 1), component, fc.boolean(), (at, drawn, charge) => {
        const capped = planAt(at);
        expect(stepsIn(capped).has(stepsKey(stepsOf(capped, drawn, charge)))).toBe(true);
      }),
      { numRuns: casesOf(8_000, 20_000) },
    );
  });
});

describe("making the projectors of a rule set", () => {
  test("says so where the runtime makes no code of text, and the interpreter decides alone", () => {
    expect(buildProjectors(rules, () => undefined)).toEqual({
      kind: "interpreted",
      why: "code-forbidden",
    });
  });

  test.each([
    ["releases a leaf more", 'if (typeof v === "string") out.street = v;', "out.number = v;"],
    ["forgets a leaf", 'if (typeof v === "string") out.street = v;', ""],
    ["does not look at the type", 'typeof v === "string"', "v !== undefined"],
    ["does not look at the words", /helpers\.words\.\w+\.has\(v\)/, "true"],
    ["takes a negative count", "&& v >= 0", ""],
    ["hands the source of a pseudonym on", /helpers\.pseudonym\(makers, "[^"]+", (.*?)\)/, "$1"],
    ["copies whole components", "const out = {};", "const out = { ...fields };"],
  ])("refuses all of them when one %s", (_what, right, wrong) => {
    const built = buildProjectors(rules, ({ text }) => madeOf(text.replace(right, wrong)));
    expect(built.kind === "interpreted" ? built.why : "unnoticed").toBe("differs-from-interpreter");
  });

  test("goes on in small steps, so that decisions can pass between them", () => {
    let madeNow = 0;
    let madeMost = 0;
    let count = 0;
    const steps = projectorsInSteps(rules, (code) => {
      madeNow += 1;
      return functionOf(code);
    });
    while (steps.next().done !== true) {
      madeMost = Math.max(madeMost, madeNow);
      madeNow = 0;
      count += 1;
    }
    expect(count).toBeGreaterThan(plans.length * componentKinds.length);
    expect(madeMost).toBeLessThanOrEqual(16);
  });

  test("gives the same hash on every instance", () => {
    expect(generated().hash).toBe(generated().hash);
  });
});
