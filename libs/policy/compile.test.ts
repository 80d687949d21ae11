import { describe, expect, test } from "@jest/globals";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Clause } from "#libs/policy/clauseSchema";
import { compileRules } from "#libs/policy/compile";
import { compiled, invented, patto, rooms, sourcesOf } from "#tests/support/patto";

function codesOf(...agreements: readonly Agreement[]): readonly string[] {
  const result = compileRules(sourcesOf(agreements), rooms);
  return result.ok ? [] : [...new Set(result.errors.map((error) => error.code))];
}

/** The Patto with one rule changed. */
function changed(id: string, change: (rule: Rule) => Partial<Rule>): Agreement {
  const agreement = patto();
  const rules = agreement.rules.map((rule) =>
    rule.id === id ? { ...rule, ...change(rule) } : rule,
  );
  return { ...agreement, rules };
}

const withField = (path: string, ...clauses: readonly Clause[]) =>
  changed("C01-forze", (rule) => ({ fields: { ...rule.fields, [path]: [...clauses] } }));

const keep: Clause = { do: "keep" };
const cases: readonly (readonly [string, string, Agreement])[] = [
  ["a path is not in the catalogue", "UNKNOWN_PATH", withField("vehicle.owner", keep)],
  ["a group is named instead of a leaf", "UNKNOWN_PATH", withField("G7", keep)],
  ["a whole component is named", "UNKNOWN_PATH", withField("person", keep)],
  ["a note's text is named", "HARD_STOP", withField("note.text", keep)],
  [
    "two clauses can hold of one component",
    "OVERLAPPING_CLAUSES",
    withField(
      "place.point",
      { if: { place: "public" }, do: "keep" },
      { if: { place: "public" }, once: "in-charge", do: "keep" },
    ),
  ],
  [
    "two lists of roles share one",
    "OVERLAPPING_CLAUSES",
    withField(
      "person.phone",
      { if: { roles: ["victim"], minor: false }, do: "keep" },
      { if: { roles: ["victim", "witness"], minor: false }, do: "keep" },
    ),
  ],
  [
    "a derived leaf is kept as if it had been stated",
    "NOT_DERIVED_SO",
    withField("place.zone", { if: { place: "sensitive" }, do: "keep" }),
  ],
  [
    "a transform is unknown",
    "UNKNOWN_TRANSFORM",
    withField("vehicle.plate", { do: "mask", as: "plate" }),
  ],
  ["a rule on places does not say which", "ATTRIBUTE_NOT_STATED", withField("place.street", keep)],
  [
    "a rule on names does not speak of minors",
    "ATTRIBUTE_NOT_STATED",
    withField("person.family_name", { if: { roles: ["victim"] }, do: "keep" }),
  ],
  [
    "a vehicle is judged by a place",
    "ATTRIBUTE_OF_ANOTHER_KIND",
    withField("vehicle.plate", { if: { place: "public" }, do: "keep" }),
  ],
  [
    "the head of the copy is not named",
    "HEADER_NOT_NAMED",
    changed("C01-forze", () => ({ fields: {} })),
  ],
  [
    "a permission names no purpose",
    "GROUND_NOT_STATED",
    changed("C01-forze", ({ when }) => ({
      when: { from: when.from, to: when.to, category: when.category, territory: "any" },
    })),
  ],
  [
    "the category does not admit the purpose",
    "GROUND_NOT_ADMITTED",
    changed("C01-forze", ({ when }) => ({
      when: { ...when, purpose: "P6", regime: "administrative" },
    })),
  ],
  [
    "it speaks of the unmapped category",
    "UNMAPPED_CATEGORY",
    changed("C01-forze", ({ when }) => ({ when: { ...when, category: ["C00"] } })),
  ],
  [
    "a prohibition names fields",
    "FORBID_WITH_FIELDS",
    changed("C01-forze", () => ({ deliver: "forbid" })),
  ],
  [
    "a room is not a party",
    "UNKNOWN_SELECTOR",
    changed("C01-forze", ({ when }) => ({ when: { ...when, to: ["room:pl_estranea"] } })),
  ],
  [
    "what a police database answered is opened outside C14",
    "HARD_STOP",
    withField("vehicle.listed_stolen", keep),
  ],
  [
    "it is opened in C14 and in one more category",
    "HARD_STOP",
    changed("C03-forze", ({ fields, when }) => ({
      when: { ...when, category: ["C14", "C03"] },
      fields: { ...fields, "vehicle.listed_stolen": [keep] },
    })),
  ],
  [
    "a link to another incident is kept as the sender wrote it",
    "NOT_DERIVED_SO",
    withField("incident.same_as", keep),
  ],
  [
    "a pseudonym of the plate is made in another way",
    "NOT_DERIVED_SO",
    withField("vehicle.plate_token", { do: "pseudonymise", as: "receiver-alias" }),
  ],
  [
    "a time is cut in another way",
    "NOT_DERIVED_SO",
    withField("incident.started_quarter", { do: "generalise", as: "hour" }),
  ],
  [
    "an owner is not a party",
    "UNKNOWN_SELECTOR",
    changed("C01-presa-in-carico", ({ when }) => ({
      when: { ...when, to: ["owner:room:cur_brescia"] },
    })),
  ],
  [
    "two rules of one agreement permit the same",
    "OVERLAPPING_RULES",
    changed("C01-limitrofo", ({ when }) => ({ when: { ...when, to: ["room:cc_cremona"] } })),
  ],
];

describe("a rule set is refused when", () => {
  test.each(cases)("%s (%s)", (_, code, agreement) => {
    expect(codesOf(agreement)).toContain(code);
  });

  test("two agreements permit the same exchange without a declared precedence", () => {
    const other = patto();
    const twin: Agreement = { ...other, agreement: { ...other.agreement, id: "PATTO-ALTRO" } };
    expect(codesOf(patto(), twin)).toEqual(["OVERLAPPING_RULES"]);
    const first: Agreement = {
      ...twin,
      agreement: { ...twin.agreement, precedence_over: ["PATTO-CREMONA-2022"] },
    };
    expect(codesOf(patto(), first)).toEqual([]);
  });

  test("the successor of an agreement may permit the same on later days", () => {
    const other = patto();
    const later: Agreement = {
      ...other,
      agreement: {
        ...other.agreement,
        id: "PATTO-SUCCESSIVO",
        in_force: { from: "2028-08-01", to: "2031-07-31" },
        renewals: [],
      },
    };
    expect(codesOf(patto(), later)).toEqual([]);
  });

  test("one rule asks for a named room and another does not ask at all", () => {
    const naming = (addressee: "named" | "not-named") =>
      changed("C01-limitrofo", ({ when }) => ({
        when: { ...when, to: ["room:cc_cremona"], addressee },
      }));
    expect(codesOf(naming("named"))).toEqual(["OVERLAPPING_RULES"]);
    expect(codesOf(naming("not-named"))).toEqual(["OVERLAPPING_RULES"]);
  });

  test("a party is not among the configured rooms", () => {
    const result = compileRules(sourcesOf([patto()]), rooms.slice(1));
    expect(result.ok).toBe(false);
  });
});

describe("two rules may permit the same exchange", () => {
  test("where one asks for a named room and the other for one that is not", () => {
    const agreement = changed("C01-forze", ({ when }) => ({
      when: { ...when, addressee: "named" },
    }));
    const rule = agreement.rules.find(({ id }) => id === "C01-forze");
    if (rule === undefined) throw new Error("the rule is there");
    const twin: Rule = {
      ...rule,
      id: "C01-altrimenti",
      when: { ...rule.when, addressee: "not-named" },
    };
    expect(codesOf({ ...agreement, rules: [...agreement.rules, twin] })).toEqual([]);
  });

  test("where one speaks of the receiver's own incidents and the other of any", () => {
    const cells = compiled(patto()).cells.get("questura_cremona pl_cremona C01") ?? [];
    expect(cells.map(({ rule, ownerOnly }) => [rule.id, ownerOnly])).toEqual([
      ["C01-presa-in-carico", true],
      ["C01-da-forze", false],
    ]);
  });
});

describe("what was invented beside the Patto", () => {
  test("compiles with it and alone, and every room of the configuration is a party", () => {
    expect(codesOf(patto(), invented())).toEqual([]);
    expect(codesOf(invented())).toEqual([]);
    const parties = invented().agreement.parties.map((party) => party.room);
    expect(new Set(parties)).toEqual(new Set(rooms.map(({ id }) => id)));
  });

  test("alone opens what a police database answered, and only as C14", () => {
    const opening = [patto(), invented()]
      .flatMap(({ rules }) => rules)
      .filter(({ fields }) => "vehicle.listed_stolen" in fields);
    expect(opening.map(({ id, when }) => [id, when.category])).toEqual([["C14-forze", ["C14"]]]);
  });
});

describe("precedence between agreements", () => {
  const twin = (id: string, over: readonly string[], change: (rule: Rule) => Partial<Rule>) => {
    const source = changed("C03-forze", change);
    return {
      ...source,
      agreement: { ...source.agreement, id, precedence_over: [...over] },
      rules: source.rules.filter((rule) => rule.id.endsWith("C03-forze")),
    };
  };
  const judicial = ({ when }: Rule) => ({ when: { ...when, purpose: "P3" as const } });
  test("holds although the rule of a third one stands between the two", () => {
    const rules = compiled(
      twin("A-CHE-CEDE", [], ({ id }) => ({ id: `1-${id}` })),
      twin("B-ALTRA-FINALITA", [], (rule) => ({ id: `2-${rule.id}`, ...judicial(rule) })),
      twin("C-CHE-PREVALE", ["A-CHE-CEDE"], ({ id }) => ({ id: `3-${id}` })),
    );
    const [first] = rules.cells.get("pl_cremona cc_cremona C03") ?? [];
    expect(first?.rule.agreement.id).toBe("C-CHE-PREVALE");
  });
  test("in a circle, or over an agreement that is not there, is refused", () => {
    const none = () => ({});
    expect(
      codesOf(
        twin("A-UNO", ["B-DUE"], none),
        twin("B-DUE", ["C-TRE"], none),
        twin("C-TRE", ["A-UNO"], none),
      ),
    ).toContain("PRECEDENCE_CIRCLE");
    expect(codesOf(twin("A-UNO", ["A-UNO"], none))).toContain("PRECEDENCE_CIRCLE");
    expect(codesOf(twin("A-UNO", ["ACCORDO-ALTRUI"], none))).toContain("UNKNOWN_AGREEMENT");
  });
});

describe("a compiled rule set", () => {
  test("has one hash for one set of files, and another for any change", () => {
    const hashOf = (...agreements: readonly Agreement[]) => {
      const result = compileRules(sourcesOf(agreements), rooms);
      return result.ok ? result.rules.hash : "";
    };
    const other = patto();
    const twin: Agreement = {
      ...other,
      agreement: { ...other.agreement, id: "PATTO-ALTRO", precedence_over: ["PATTO-CREMONA-2022"] },
    };
    expect(hashOf(patto(), twin)).toBe(hashOf(twin, patto()));
    expect(hashOf(changed("C01-forze", () => ({ handling: [] })))).not.toBe(hashOf(patto()));
  });

  test("holds one plan for all rules with the same fields, so that decisions need not compare hashes", () => {
    const rules = compiled(patto(), invented());
    const plans = [...rules.cells.values()].flat().flatMap(({ rule }) => rule.plan ?? []);
    expect(plans.length).toBeGreaterThan(rules.plans.size);
    for (const plan of new Set(plans)) expect(rules.plans.get(plan.hash)).toBe(plan);
  });
});
