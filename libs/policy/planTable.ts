import type { CanonicalValue } from "#libs/seal/canonical";
import type { CompiledRules } from "./compiled.ts";
import { planDescription } from "./plan.ts";

/**
 * The plans of a rule set by hash, in canonical form: what a slot's `plan` refers to. It is a leaf at
 * activation, so that a decision can be explained when the rule set is long superseded.
 */
export function planTable(rules: CompiledRules): Readonly<Record<string, CanonicalValue>> {
  const entries = [...rules.plans].map(([hash, plan]): [string, CanonicalValue] => {
    return [hash, planDescription(plan.clauses)];
  });
  return Object.fromEntries(entries);
}
