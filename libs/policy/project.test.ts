import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Leaf } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Fields } from "#libs/incident/event";
import { capOf } from "#libs/policy/ceilings";
import { declaredInputs } from "#libs/policy/declared";
import type { Plan } from "#libs/policy/plan";
import { facetsOf } from "#libs/policy/plan";
import type { CappedPlan, Makers } from "#libs/policy/project";
import { project } from "#libs/policy/project";
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
        expect(none).toEqual({});
      }),
    );
  });
});

describe("a person with several roles", () => {
  test("is judged as reporter apart from every other role together", () => {
    expect(facetsOf(["reporter"])).toEqual([{ as: "reporter" }]);
    expect(facetsOf([])).toEqual([{ as: "party", roles: [] }]);
    expect(facetsOf(["victim", "reporter", "suspect"])).toEqual([
      { as: "reporter" },
      { as: "party", roles: ["victim", "suspect"] },
    ]);
  });
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
