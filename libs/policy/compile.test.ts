import { describe, expect, test } from "@jest/globals";
import type { Agreement, Clause, Rule } from "#libs/policy/agreementSchema";
import { compileRules } from "#libs/policy/compile";
import { patto, rooms } from "#tests/support/patto";

function codesOf(...agreements: readonly Agreement[]): readonly string[] {
  const result = compileRules(agreements, rooms);
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

  test("a party is not among the configured rooms", () => {
    const result = compileRules([patto()], rooms.slice(1));
    expect(result.ok).toBe(false);
  });
});

describe("a compiled rule set", () => {
  test("has one hash for one set of files, and another for any change", () => {
    const hashOf = (...agreements: readonly Agreement[]) => {
      const result = compileRules(agreements, rooms);
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
});
