import { describe, expect, test } from "@jest/globals";
import type { Category, PersonRole } from "#libs/incident/event";
import type { Clause } from "#libs/policy/clauseSchema";
import type { Facet, Plan } from "#libs/policy/plan";
import { compilePlan, facetsOf, planDescription, speaksOf } from "#libs/policy/plan";

const keep: Clause = { do: "keep" };
const head = { "incident.category": [keep], "incident.status": [keep] };

type Fields = Readonly<Record<string, readonly Clause[]>>;

/** What is wrong with fields that have their head: `CODE path`, in the order of the fields. */
function errorsOf(fields: Fields, ...categories: readonly Category[]): readonly string[] {
  const plan = compilePlan({ ...head, ...fields }, categories);
  return "hash" in plan ? [] : plan.map(({ code, path }) => `${code} ${path}`);
}

/** What is wrong with one leaf. */
const codesAt = (path: string, ...clauses: readonly Clause[]) =>
  errorsOf({ [path]: clauses }, "C03").map((error) => error.split(" ")[0]);

function planOf(fields: Fields): Plan {
  const plan = compilePlan({ ...head, ...fields }, ["C03"]);
  if (!("hash" in plan)) throw new Error(JSON.stringify(plan));
  return plan;
}

const [publicly, atHome] = [{ place: "public" } as const, { place: "sensitive" } as const];
const adultVictim = { roles: ["victim"], minor: false } satisfies Clause["if"];

describe("fields make a plan", () => {
  test("that holds their clauses in the order of the contract, and opens on charge only where one of them does", () => {
    const plan = planOf({ "vehicle.plate": [keep] });
    expect([...plan.clauses]).toEqual([
      ["incident.status", [keep]],
      ["incident.category", [keep]],
      ["vehicle.plate", [keep]],
    ]);
    expect(plan.opensOnCharge).toBe(false);
    const opens: Clause = { once: "in-charge", do: "keep" };
    expect(planOf({ "vehicle.plate": [opens] }).opensOnCharge).toBe(true);
    const some: readonly Clause[] = [
      { if: publicly, do: "keep" },
      { if: atHome, ...opens },
    ];
    expect(planOf({ "place.street": some }).opensOnCharge).toBe(true);
  });

  test("that has one name in whatever order its clauses stand, and another one for other clauses", () => {
    const clauses: readonly Clause[] = [
      { if: atHome, once: "in-charge", do: "keep" },
      { if: publicly, do: "keep" },
    ];
    const [plan, turned] = [clauses, clauses.toReversed()].map((list) =>
      planOf({ "place.street": list }),
    );
    expect(plan?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(turned).toEqual(plan);
    expect(plan?.clauses.get("place.street")?.map((clause) => clause.if)).toEqual([
      publicly,
      atHome,
    ]);
    expect(planOf({ "place.street": clauses.slice(1) }).hash).not.toBe(plan?.hash);
  });

  test("in whose name stands the version of every transform that it asks for", () => {
    const { clauses } = planOf({
      "place.zone": [{ if: publicly, do: "generalise", as: "zone-eu-1km" }],
      "vehicle.plate_token": [{ do: "pseudonymise", as: "hmac-receiver" }],
    });
    expect(planDescription(clauses)).toEqual({
      fields: Object.fromEntries(clauses),
      transforms: { "zone-eu-1km": 1, "hmac-receiver": 2 },
    });
  });

  test("only with its head: category and status, whole, unconditionally and at once", () => {
    const without = (path: string, ...clauses: readonly Clause[]) => {
      const plan = compilePlan({ ...head, [path]: clauses }, ["C03"]);
      return "hash" in plan ? "compiles" : plan;
    };
    const missing = (path: string) => [{ code: "HEADER_NOT_NAMED", path }];
    expect(compilePlan({}, ["C03"])).toEqual([
      ...missing("incident.category"),
      ...missing("incident.status"),
    ]);
    expect(compilePlan({ "incident.category": [keep] }, ["C03"])).toEqual(
      missing("incident.status"),
    );
    for (const path of ["incident.category", "incident.status"]) {
      expect(without(path)).toEqual(missing(path));
      expect(without(path, { once: "in-charge", do: "keep" })).toEqual(missing(path));
      expect(without(path, { if: {}, do: "keep" })).toEqual(missing(path));
      const twice = without(path, keep, { once: "in-charge", do: "keep" });
      expect(twice).toEqual([{ code: "OVERLAPPING_CLAUSES", path }]);
    }
  });
});

describe("a field is refused", () => {
  test("with its path where the catalogue has none of that name", () => {
    expect(errorsOf({ "vehicle.owner": [keep], "vehicle.plate": [keep] }, "C03")).toEqual([
      "UNKNOWN_PATH vehicle.owner",
    ]);
  });

  test("where no signature could open it: free text, and what a database answered outside C14", () => {
    expect(codesAt("note.text", keep)).toEqual(["HARD_STOP"]);
    const stolen: Fields = { "vehicle.listed_stolen": [keep] };
    expect(errorsOf(stolen, "C14")).toEqual([]);
    expect(errorsOf(stolen, "C14", "C03")).toEqual(["HARD_STOP vehicle.listed_stolen"]);
    expect(errorsOf({ "vehicle.plate": [keep] }, "C03")).toEqual([]);
  });

  test("where it is not made as it is derived, or made at all where it is stated", () => {
    const zone = (clause: Clause) => codesAt("place.zone", { if: publicly, ...clause });
    expect(zone({ do: "generalise", as: "zone-eu-1km" })).toEqual([]);
    expect(zone({ do: "generalise", as: "cell-eu-100m" })).toEqual(["NOT_DERIVED_SO"]);
    expect(zone({ do: "pseudonymise", as: "zone-eu-1km" })).toEqual(["NOT_DERIVED_SO"]);
    expect(zone(keep)).toEqual(["NOT_DERIVED_SO"]);
    expect(codesAt("vehicle.plate", { do: "mask", as: "plate" })).toEqual(["UNKNOWN_TRANSFORM"]);
    expect(codesAt("vehicle.plate", { do: "keep", as: "plate" })).toEqual(["UNKNOWN_TRANSFORM"]);
    expect(codesAt("vehicle.plate", { do: "mask" })).toEqual(["UNKNOWN_TRANSFORM"]);
  });

  test("where the number of residents is missing, or is given where nothing takes it", () => {
    const area: Clause = { if: publicly, do: "generalise", as: "area-by-residents" };
    const zone: Clause = { if: publicly, do: "generalise", as: "zone-eu-1km" };
    expect(codesAt("place.area", { ...area, residents_min: 50 })).toEqual([]);
    expect(codesAt("place.area", area)).toEqual(["PARAMETER_MISSING"]);
    expect(codesAt("place.zone", zone)).toEqual([]);
    expect(codesAt("place.zone", { ...zone, residents_min: 50 })).toEqual(["PARAMETER_NOT_TAKEN"]);
  });

  test("where it does not say which places, or which persons and of what age", () => {
    expect(codesAt("place.street", keep)).toEqual(["ATTRIBUTE_NOT_STATED"]);
    expect(codesAt("place.street", { if: { source: ["device"] }, do: "keep" })).toEqual([
      "ATTRIBUTE_NOT_STATED",
    ]);
    expect(codesAt("place.street", { if: publicly, do: "keep" })).toEqual([]);
    for (const path of ["person.family_name", "person.phone"]) {
      expect(codesAt(path, { if: adultVictim, do: "keep" })).toEqual([]);
      expect(codesAt(path, { if: { roles: ["victim"] }, do: "keep" })).toEqual([
        "ATTRIBUTE_NOT_STATED",
      ]);
      expect(codesAt(path, { if: { minor: false }, do: "keep" })).toEqual(["ATTRIBUTE_NOT_STATED"]);
    }
    expect(codesAt("person.injury", keep)).toEqual([]);
  });

  test.each<readonly [string, NonNullable<Clause["if"]>, readonly string[]]>([
    ["the kind of place", publicly, ["place"]],
    ["roles", { roles: ["victim"] }, ["person"]],
    ["age", { minor: false }, ["person"]],
    ["fact or assessment", { basis: "fact" }, ["person", "risk"]],
    ["its source", { source: ["device"] }, ["place", "person", "vehicle", "risk"]],
  ])("where it asks for %s of a component that has none", (_what, asked, kinds) => {
    // One leaf of each kind about which nothing has to be stated.
    const leafOfKind = {
      ...{ incident: "incident.priority", place: "place.municipality", person: "person.injury" },
      ...{ vehicle: "vehicle.colour", risk: "risk.risk_type", image: "image.reference" },
    };
    const admitted = Object.entries(leafOfKind).filter(([, path]) => {
      const codes = codesAt(path, { if: asked, do: "keep" });
      expect(codes).toEqual(codes.length === 0 ? [] : ["ATTRIBUTE_OF_ANOTHER_KIND"]);
      return codes.length === 0;
    });
    expect(admitted.map(([kind]) => kind)).toEqual(kinds);
  });

  test("once for each error, however many clauses have it", () => {
    const clauses: readonly Clause[] = [{ do: "mask" }, { do: "mask", as: "plate" }];
    expect(codesAt("vehicle.plate", ...clauses)).toEqual([
      "UNKNOWN_TRANSFORM",
      "OVERLAPPING_CLAUSES",
    ]);
  });
});

describe("two clauses of a field", () => {
  const overlap = (path: string, ...ifs: readonly Clause["if"][]) =>
    codesAt(path, ...ifs.map((asked): Clause => ({ ...(asked && { if: asked }), do: "keep" }))) //
      .includes("OVERLAPPING_CLAUSES");

  test.each<readonly [string, Clause["if"], Clause["if"], boolean]>([
    ["ages", { minor: true }, { minor: false }, false],
    ["ages, of which one is any", { minor: true }, undefined, true],
    ["bases", { basis: "fact" }, { basis: "assessment" }, false],
    ["bases, of which one is any", { basis: "fact" }, {}, true],
    ["roles", { roles: ["victim"] }, { roles: ["witness", "suspect"] }, false],
    [
      "roles, of which one is in both",
      { roles: ["victim"] },
      { roles: ["witness", "victim"] },
      true,
    ],
    ["roles, of which one is any", { roles: ["victim"] }, {}, true],
    ["sources", { source: ["device"] }, { source: ["register", "unstated"] }, false],
    [
      "sources, of which one is in both",
      { source: ["device", "observed"] },
      { source: ["observed"] },
      true,
    ],
    ["sources, of which one is any", { source: ["device"] }, {}, true],
    [
      "roles, with one basis",
      { roles: ["victim"], basis: "fact" },
      { roles: ["witness"], basis: "fact" },
      false,
    ],
    [
      "ages, with one source",
      { minor: true, source: ["device"] },
      { minor: false, source: ["device"] },
      false,
    ],
  ])("for different %s", (_what, a, b, expected) => {
    expect(overlap("person.injury", a, b)).toBe(expected);
    expect(overlap("person.injury", b, a)).toBe(expected);
  });

  test("for public and sensitive places do not overlap; for any place they do", () => {
    expect(overlap("place.municipality", publicly, atHome)).toBe(false);
    expect(overlap("place.municipality", publicly, publicly)).toBe(true);
    expect(overlap("place.municipality", undefined, atHome)).toBe(true);
  });

  test("are looked at wherever they stand among others", () => {
    const [child, adult] = [{ minor: true }, { minor: false }];
    expect(overlap("person.injury", child, adult, child)).toBe(true);
    expect(overlap("person.injury", child, adult, adult)).toBe(true);
    expect(overlap("person.injury", child)).toBe(false);
  });
});

describe("a clause about roles", () => {
  const clause: Clause = { if: { roles: ["victim", "reporter"] }, do: "keep" };

  test("speaks of the reporter where it names the reporter", () => {
    expect(speaksOf(clause, { as: "reporter" })).toBe(true);
    expect(speaksOf({ if: { roles: ["victim"] }, do: "keep" }, { as: "reporter" })).toBe(false);
  });

  test("speaks of a party where it names all the party's roles, and never of one without a role", () => {
    expect(speaksOf(clause, { as: "party", roles: ["victim"] })).toBe(true);
    expect(speaksOf(clause, { as: "party", roles: ["victim", "suspect"] })).toBe(false);
    expect(speaksOf(clause, { as: "party", roles: [] })).toBe(false);
  });

  test("that is not about roles speaks of everybody", () => {
    for (const open of [keep, { if: { minor: false }, do: "keep" } satisfies Clause]) {
      expect(speaksOf(open, { as: "reporter" })).toBe(true);
      expect(speaksOf(open, { as: "party", roles: [] })).toBe(true);
    }
  });

  test("sees the reporter apart from every other role together", () => {
    const party = (...roles: readonly PersonRole[]): Facet => ({ as: "party", roles });
    const reporter: Facet = { as: "reporter" };
    expect(facetsOf(["reporter"])).toEqual([reporter]);
    expect(facetsOf([])).toEqual([party()]);
    expect(facetsOf(["victim", "witness"])).toEqual([party("victim", "witness")]);
    const all = facetsOf(["victim", "reporter", "suspect"]);
    expect(all).toEqual([reporter, party("victim", "suspect")]);
  });
});
