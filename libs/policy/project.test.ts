import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Leaf, LeafPath } from "#libs/incident/catalogue";
import { leafAt, leaves } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Fields } from "#libs/incident/event";
import { capOf } from "#libs/policy/ceilings";
import type { Clause } from "#libs/policy/clauseSchema";
import { declaredInputs } from "#libs/policy/declared";
import type { Plan } from "#libs/policy/plan";
import type { CappedPlan, Makers } from "#libs/policy/project";
import { allOf, areaOf, hasSource, pointOf, project, treat } from "#libs/policy/project";
import { patto } from "#tests/support/patto";

/** A plan that keeps every leaf without a condition: the widest that could be, wider than any that compiles. */
const openPlan: CappedPlan = {
  plan: {
    hash: "",
    opensOnCharge: false,
    clauses: new Map(leaves.map((leaf) => [leaf.path, [{ do: "keep" as const }]])),
  },
  cap: capOf([]),
};

/** A pseudonym that can be told from its value. */
const pseudonym = (path: string, value: string): string => `made of ${value.length} for ${path}`;
const makers: Makers = { pseudonym, residents: () => 0 };

const withClauses = (clauses: Plan["clauses"]): CappedPlan => ({
  ...openPlan,
  plan: { ...openPlan.plan, clauses },
});

function component(kind: RuledComponent["kind"], fields: Fields): RuledComponent {
  const attributes = {
    place: "public",
    roles: [],
    minor: false,
    basis: "fact",
    source: "unstated",
  } as const;
  return { author: "pl_sintetica", kind, id: "x", fields, attributes };
}

describe("a projection is built from named leaves", () => {
  test("so a member that the contract does not know cannot ride along, at any depth", () => {
    const point = { lat_e7: 1, lon_e7: 2, note: "SINTETICO" };
    const place = component("place", { point, polygon: [point], secret: "SINTETICO" });
    expect(project(openPlan, place, true, makers)).toEqual({
      point: { lat_e7: 1, lon_e7: 2 },
      polygon: [{ lat_e7: 1, lon_e7: 2 }],
    });
  });
  test("and an unknown word of an enum, or a value of another type, is withheld", () => {
    const person = component("person", {
      roles: ["suspect", "pirate"],
      injury: "unheard-of",
      minor: "yes",
      family_name: 12,
    });
    expect(project(openPlan, person, true, makers)).toEqual({});
  });
  test("a plan that names nothing releases nothing, whatever the component", () => {
    const nothing = withClauses(new Map());
    fc.assert(
      fc.property(fc.constantFrom<Leaf>(...leaves), fc.string(), (leaf, value) => {
        expect(
          project(nothing, component(leaf.kind, { [leaf.name]: value }), true, makers),
        ).toEqual({});
      }),
    );
  });
});

describe("a leaf that is made for one receiver", () => {
  test("never shows the value that it is made of, not even under the widest plan", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{7,12}$/), (secret) => {
        const plan = withClauses(
          new Map([
            ["vehicle.plate_token", [{ do: "pseudonymise" as const, as: "hmac-receiver" }]],
            ["incident.same_as", [{ do: "pseudonymise" as const, as: "receiver-alias" }]],
          ]),
        );
        const vehicle = project(plan, component("vehicle", { plate: secret }), true, makers);
        expect(vehicle).toEqual({ plate_token: pseudonym("vehicle.plate_token", secret) });
        const incident = project(plan, component("incident", { same_as: secret }), true, makers);
        expect(incident).toEqual({ same_as: pseudonym("incident.same_as", secret) });
        const none = project(plan, component("vehicle", { plate: secret }), true, {
          ...makers,
          pseudonym: () => undefined,
        });
        expect(none).toStrictEqual({});
      }),
    );
  });
});

describe("a person with several roles", () => {
  test.each([
    [["suspect"], true],
    [["suspect", "victim", "reporter"], true],
    [["reporter"], true],
    [["victim", "witness"], false],
    [[], false],
  ] as const)("%j under a rule for suspect, victim and reporter: %s", (roles, isReleased) => {
    const plan = withClauses(
      new Map([
        [
          "person.phone",
          [{ if: { roles: ["suspect", "victim", "reporter"], minor: false }, do: "keep" }],
        ],
      ]),
    );
    const person: RuledComponent = {
      ...component("person", { phone: "+390000000000" }),
      attributes: { ...component("person", {}).attributes, roles },
    };
    expect(Object.keys(project(plan, person, false, makers))).toEqual(isReleased ? ["phone"] : []);
    const child = { ...person, attributes: { ...person.attributes, minor: true } };
    expect(project(plan, child, false, makers)).toEqual({});
  });
});

function leaf(path: LeafPath): Leaf {
  const found = leafAt(path);
  if (found === undefined) throw new Error(`no leaf ${path}`);
  return found;
}

const planWith = (path: LeafPath, ...clauses: readonly Clause[]) =>
  withClauses(new Map([[path, clauses]]));

describe("a leaf is withheld, and it is said why", () => {
  const vehicle = component("vehicle", { plate: "ZZ000ZZ" });
  const why = (capped: CappedPlan, path: LeafPath, of = vehicle, isInCharge = false) => {
    const treatment = treat(capped, of, leaf(path), isInCharge);
    return treatment.released ? treatment.by : treatment.why;
  };

  test("where no clause names it", () => {
    expect(why(planWith("vehicle.colour", { do: "keep" }), "vehicle.plate")).toBe("not-named");
  });

  test("where the law caps it, whether a clause speaks of it or not", () => {
    const cap = { ...openPlan.cap, paths: new Set(["vehicle.plate"]) };
    const open = planWith("vehicle.plate", { do: "keep" });
    expect(why({ ...open, cap }, "vehicle.plate")).toBe("ceiling");
    const closed = planWith("vehicle.plate", { if: { basis: "assessment" }, do: "keep" });
    expect(why({ ...closed, cap }, "vehicle.plate")).toBe("ceiling");
    expect(why(open, "vehicle.plate")).toEqual({ do: "keep" });
  });

  test("where a clause opens it in charge only, and the room is not", () => {
    const plan = planWith("vehicle.plate", { once: "in-charge", do: "keep" });
    expect(why(plan, "vehicle.plate")).toBe("not-in-charge");
    expect(why(plan, "vehicle.plate", vehicle, true)).toEqual({ do: "keep" });
  });

  test.each<readonly [string, NonNullable<Clause["if"]>, NonNullable<Clause["if"]>]>([
    ["public", { place: "public" }, { place: "sensitive" }],
    ["an adult", { minor: false }, { minor: true }],
    ["a fact", { basis: "fact" }, { basis: "assessment" }],
    ["of this source", { source: ["device", "unstated"] }, { source: ["device"] }],
    [
      "a fact, and public",
      { basis: "fact", place: "public" },
      { basis: "fact", place: "sensitive" },
    ],
  ])("where every clause speaks of another: it is %s", (_what, holds, fails) => {
    expect(why(planWith("vehicle.plate", { if: holds, do: "keep" }), "vehicle.plate")).toEqual({
      do: "keep",
    });
    expect(why(planWith("vehicle.plate", { if: fails, do: "keep" }), "vehicle.plate")).toBe(
      "no-clause",
    );
  });

  describe("of a reporter who is a victim, too,", () => {
    const both: RuledComponent = {
      ...component("person", { injury: "serious" }),
      attributes: { ...component("person", {}).attributes, roles: ["reporter", "victim"] },
    };
    const reporter = { if: { roles: ["reporter"] } } satisfies Partial<Clause>;
    const victim = { if: { roles: ["victim"] } } satisfies Partial<Clause>;
    const of = (...clauses: readonly Clause[]) =>
      why(planWith("person.injury", ...clauses), "person.injury", both);

    test("where a clause speaks of one of the two only", () => {
      expect(of({ ...reporter, do: "keep" })).toBe("no-clause");
      expect(of({ ...victim, do: "keep" })).toBe("no-clause");
      expect(of({ ...reporter, do: "keep" }, { ...victim, do: "keep" })).toEqual({ do: "keep" });
    });

    test("where one of the two is open in charge only", () => {
      const once = "in-charge" as const;
      expect(of({ ...reporter, once, do: "keep" }, { ...victim, do: "keep" })).toBe(
        "not-in-charge",
      );
    });

    test("where the two are made in ways that have nothing in common, and else as the coarser", () => {
      const coarse = { do: "generalise", as: "x" } as const;
      expect(of({ ...reporter, ...coarse }, { ...victim, do: "keep" })).toMatchObject(coarse);
      expect(of({ ...reporter, do: "keep" }, { ...victim, ...coarse })).toMatchObject(coarse);
      expect(of({ ...reporter, ...coarse }, { ...victim, do: "count" })).toBe("no-clause");
    });
  });
});

describe("an area in which enough people live", () => {
  const residents = (cell: string) => ({ "100m": 10, "1km": 500 })[cell] ?? 0;
  const whole = { cell: "100m", zone: "1km", municipality: "istat:999001" };
  const area = (fields: Fields, residentsMin: number) =>
    areaOf({ fields }, residents, residentsMin);

  test("is the smallest of cell, zone and comune, at exactly so many too", () => {
    expect([10, 11, 500, 501].map((count) => area(whole, count))).toEqual([
      ...["100m", "1km", "1km", "istat:999001"],
    ]);
  });

  test("is none where nothing is known that is large enough", () => {
    expect(area({ cell: "100m", zone: "1km" }, 501)).toBeUndefined();
    expect(area({ ...whole, cell: 7, zone: ["1km"], municipality: 7 }, 0)).toBeUndefined();
    expect(area({ cell: 7, zone: "1km" }, 0)).toBe("1km");
  });

  test("is released by its own transform, with its number of residents, and never kept as it is", () => {
    const place = component("place", whole);
    const make = { ...makers, residents };
    const clause = { do: "generalise", as: "area-by-residents" } as const;
    const by = (of: Clause) => project(planWith("place.area", of), place, true, make);
    expect(by({ ...clause, residents_min: 100 })).toEqual({ area: "1km" });
    expect(by({ ...clause, residents_min: 1000 })).toEqual({ area: "istat:999001" });
    expect(by(clause)).toEqual({});
    expect(by({ do: "keep" })).toEqual({});
  });
});

describe("there is something to decide about", () => {
  test.each<readonly [string, LeafPath, Fields, boolean]>([
    ["where a value is stated", "vehicle.plate", { plate: "ZZ000ZZ" }, true],
    ["not where another one is", "vehicle.plate", { colour: "red" }, false],
    ["where that is stated of which it is made", "vehicle.plate_token", { plate: "ZZ000ZZ" }, true],
    ["not where it stands itself", "vehicle.plate_token", { plate_token: "x" }, false],
    ["where a cell is known, however few live there", "place.area", { cell: "100m" }, true],
    ["where only the comune is known", "place.area", { municipality: "istat:999001" }, true],
    ["not where only the street is", "place.area", { street: "VIA SINTETICA" }, false],
    ["not where only an area is stated", "place.area", { area: "100m" }, false],
  ])("%s: %s", (_what, path, fields, expected) => {
    const of = component(leaf(path).kind, fields);
    expect(hasSource(of, leaf(path))).toBe(expected);
  });
});

describe("a value is rebuilt by its type", () => {
  const released = (path: LeafPath, value: unknown) => {
    const { kind, name } = leaf(path);
    const of = component(kind, { [name]: value } as Fields);
    return project(openPlan, of, true, makers)[name];
  };

  test.each<readonly [LeafPath, readonly unknown[], readonly unknown[]]>([
    ["person.minor", [true, false], ["true", 1]],
    ["place.accuracy_m", [0, 7], [-1, 1.5, "7"]],
    ["vehicle.plate", ["ZZ000ZZ"], [7, true, ["ZZ000ZZ"]]],
    ["vehicle.colour", ["red"], ["RED", "toString", 7]],
    ["person.roles", [["suspect"], []], ["suspect", ["suspect", "pirate"], [7], { 0: "suspect" }]],
    [
      "place.point",
      [{ lat_e7: 1, lon_e7: -2 }],
      [null, 7, "1,2", {}, { lat_e7: 1 }, { lon_e7: 1 }, { lat_e7: 1.5, lon_e7: 1 }],
    ],
    ["place.point", [{ lat_e7: 0, lon_e7: 0 }], [{ lat_e7: 1, lon_e7: "1" }]],
    ["place.polygon", [[{ lat_e7: 1, lon_e7: 2 }]], [[null], [{ lat_e7: 1 }], { lat_e7: 1 }]],
  ])("%s: %j is one, none of %j", (path, right, wrong) => {
    expect(right.map((value) => released(path, value))).toEqual(right);
    expect(wrong.map((value) => released(path, value))).toEqual(wrong.map(() => undefined));
  });

  test("and only its own: what an object has by birth is no value", () => {
    const born: Fields = Object.create({ plate: "ZZ000ZZ" });
    expect(project(openPlan, component("vehicle", born), true, makers)).toEqual({});
  });

  test("nothing else than an object is a point, and one unknown item spoils its list", () => {
    expect([undefined, null, "x", 7].map(pointOf)).toEqual(Array(4).fill(undefined));
    expect([allOf([1, 2]), allOf([1, undefined]), allOf([])]).toEqual([[1, 2], undefined, []]);
  });
});

describe("the declared inputs of a rule", () => {
  test("are what its conditions name", () => {
    const of = (id: string) =>
      patto()
        .rules.filter((rule) => rule.id === id)
        .map(declaredInputs);
    expect(of("C03-forze")).toEqual([
      [
        "category",
        "purpose",
        "regime",
        "place-sensitivity",
        "person-roles",
        "person-minority",
        "charge",
      ],
    ]);
    expect(of("C01-limitrofo")).toEqual([
      ["category", "territory", "purpose", "regime", "place-sensitivity"],
    ]);
    expect(of("C17-nessuno")).toEqual([["category"]]);
    expect(of("C01-presa-in-carico")).toEqual([["category", "purpose", "regime", "ownership"]]);
  });
});
