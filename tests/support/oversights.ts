import type { Rule } from "#libs/policy/agreementSchema";
import type { Clause } from "#libs/policy/clauseSchema";
import type { RuleSources } from "#libs/policy/compile";
import { withoutBreakGlass, withoutGrants, withRules } from "./ruleChanges.ts";

const everyRule = (change: (rule: Rule) => Rule) => (sources: RuleSources) =>
  withRules(sources, (rule) => [change(rule)]);

const everyClause = (change: (clause: Clause) => Clause) =>
  everyRule((rule) => {
    const entries = Object.entries(rule.fields);
    const fields = entries.map(([path, clauses]) => [path, clauses.map(change)] as const);
    return { ...rule, fields: Object.fromEntries(fields) };
  });

/** Rule sets as an engine would run them that overlooks something of what they say: a comparison must notice each. */
export const oversights: Readonly<Record<string, (sources: RuleSources) => RuleSources>> = {
  grants: withoutGrants,
  "rules for emergencies": withoutBreakGlass,
  ceilings: (sources) => ({ ...sources, ceilings: [] }),
  "codes of comuni that ended": ({ territory: _, ...sources }) => sources,
  prohibitions: (sources) =>
    withRules(sources, (rule) => (rule.deliver === "forbid" ? [] : [rule])),
  places: everyRule((rule) => ({ ...rule, when: { ...rule.when, territory: "any" } })),
  modes: everyRule(({ when: { mode: _, ...when }, ...rule }) => ({ ...rule, when })),
  addressees: everyRule(({ when: { addressee: _, ...when }, ...rule }) => ({ ...rule, when })),
  charge: everyClause(({ once: _, ...clause }) => clause),
  minors: everyClause((clause) => {
    const { minor, ...conditions } = clause.if ?? {};
    return minor === undefined ? clause : { ...clause, if: { ...conditions, minor: !minor } };
  }),
  sources: everyClause((clause) => {
    const { source, ...conditions } = clause.if ?? {};
    return source === undefined ? clause : { ...clause, if: { ...conditions, source: ["device"] } };
  }),
};
