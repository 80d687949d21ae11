import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Clause } from "#libs/policy/clauseSchema";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Grant } from "#libs/policy/grantSchema";
import { ceilings, invented, patto, rooms } from "#tests/support/patto";

/**
 * Rules that ask for everything that rules can ask for: mode, basis, source, people enough in an area, a joint
 * operation and a broken glass. Made of the shipped ones, so that the same incidents fall under them.
 */
export function richRules(): CompiledRules {
  const agreements = [asking(patto()), asking(invented())];
  const result = compileRules({ ceilings, agreements, grants: [grant] }, rooms);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { ...result.rules, residents: new Residents() };
}

/** Every cell of the country has some residents, and always the same number: few, some or many. */
class Residents extends Map<string, number> {
  override get(cell: string): number {
    const digits = [...cell].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
    return (Math.abs(Math.trunc(digits)) % 4) * (cell.startsWith("1km") ? 40 : 15);
  }
}

function asking(source: Agreement): Agreement {
  const rules = source.rules.map((rule, index) => demanding(rule, index));
  return { ...source, rules: [...rules, ...glasses(rules)] };
}

function demanding(rule: Rule, index: number): Rule {
  if (rule.deliver !== "allow") return rule;
  const fields = Object.entries(rule.fields).map(
    ([path, list]) => [path, asked(path, list)] as const,
  );
  const isPlaced = rule.fields["place.zone"] !== undefined;
  return {
    ...rule,
    when: { ...rule.when, ...(index % 5 === 0 && { mode: ["actual" as const] }) },
    fields: { ...Object.fromEntries(fields), ...(isPlaced && { "place.area": areas }) },
  };
}

const areas: Clause[] = [
  { if: { place: "sensitive" }, do: "generalise", as: "area-by-residents", residents_min: 60 },
  { if: { place: "public" }, do: "generalise", as: "area-by-residents", residents_min: 20 },
];

function asked(path: string, clauses: readonly Clause[]): Clause[] {
  if (/^person\.(family_name|birth_date|phone)$/.test(path)) {
    return clauses.map((clause) => ({ ...clause, if: { ...clause.if, basis: "fact" as const } }));
  }
  if (!/^(vehicle\.(plate|make)|place\.(street|number)|risk\.risk_type)$/.test(path)) {
    return [...clauses];
  }
  const source: NonNullable<Clause["if"]>["source"] = ["observed", "device", "unstated"];
  return clauses.map((clause) => ({ ...clause, if: { ...clause.if, source } }));
}

/** In an emergency, more of persons and places than the rule itself gives. */
function glasses(rules: readonly Rule[]): readonly Rule[] {
  const bases = rules.filter(({ id }) => ["C03-forze", "C01-forze", "C05-forze"].includes(id));
  return bases.map((base) => ({
    ...base,
    id: `${base.id}-emergenza`,
    extends: base.id,
    deliver: "break-glass" as const,
    when: { ...base.when, purpose: "P1" as const, regime: "police" as const },
    fields: {
      "person.given_name": [
        { if: { roles: ["missing", "victim", "injured"], minor: true }, do: "keep" },
      ],
      "place.method": [{ if: { place: "sensitive" }, do: "keep" }],
    },
  }));
}

const grant: Grant = {
  format: "raccordo-grant/1",
  grant: {
    id: "OPERAZIONE-SINTETICA",
    kind: "joint-operation",
    agreement: "PATTO-CREMONA-2022",
    title: "Operazione congiunta sintetica",
    reason: "Prova sintetica",
    requested_by: "questura_cremona",
    in_force: { from: "2026-11-10", to: "2026-11-30" },
    approvers: [
      { role: "dpo", titolare: "SINTETICO" },
      { role: "operations", titolare: "SINTETICO" },
    ],
    synthetic: [],
  },
  rules: [
    {
      id: "OPERAZIONE-C03",
      cites: { article: "art. 15", law: [], text: "Prova sintetica" },
      extends: "C03-forze",
      when: {
        from: ["room:pl_cremona"],
        to: ["room:questura_cremona"],
        category: ["C03"],
        territory: "any",
        purpose: "P2",
        regime: "police",
      },
      deliver: "allow",
      fields: {
        "unit.unit_status": [{ do: "keep" }],
        "casualties.injured_count": [{ do: "count" }],
      },
      handling: ["no-onward"],
      review: { by: "2026-11-30", owner: "dpo" },
    },
  ],
};
