import type { CompiledRules } from "../compiled.ts";
import { byText } from "../order.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import { ruleKey } from "./situations.ts";

/** Rooms that one rule may reach before somebody should ask whether it was meant: a provincial pact has fewer. */
export const receiversMax = 16;

/**
 * Rules that reach very many rooms: a kind or a group in `to` grows with every room that joins, and nobody signs the
 * rule again.
 */
export function receiverFindings(rules: CompiledRules): readonly Finding[] {
  const allowing = [...rules.cells.values()].flat().filter(({ rule }) => rule.deliver !== "forbid");
  const byRule = Map.groupBy(allowing, ({ rule }) => ruleKey(rule.agreement.id, rule.id));
  return [...byRule.values()].flatMap((cells) => {
    const receivers = [...new Set(cells.map(({ receiver }) => receiver))].toSorted(byText);
    const rule = cells[0]?.rule;
    if (rule === undefined || receivers.length <= receiversMax) return [];
    return found("MANY_RECEIVERS", {
      ...{ agreement: rule.agreement.id, rule: rule.id },
      values: { count: receivers.length, max: receiversMax, receivers },
    });
  });
}
