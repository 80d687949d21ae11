import { cappedPlanId } from "./cappedPlanId.ts";
import type { Cap } from "./ceilings.ts";
import { capOf, ceilingsFor } from "./ceilings.ts";
import type { Cell, CompiledRules } from "./compiled.ts";
import type { CappedPlan } from "./project.ts";
import type { Ground } from "./vocabulary.ts";
import { groundOfCategory } from "./vocabulary.ts";

/**
 * Every plan of the rules under every set of ceilings that can speak of an exchange it serves, on whatever day; by
 * id. What is not among them is served by the interpreter.
 */
export function cappedPlansOf(rules: CompiledRules): ReadonlyMap<string, CappedPlan> {
  const capsOf = capsByExchange(rules, probeDays(rules));
  const found = new Map<string, CappedPlan>();
  for (const cell of [...rules.cells.values()].flat()) {
    const { plan } = cell.rule;
    if (plan === undefined) continue;
    for (const cap of groundsOf(cell).flatMap((ground) => capsOf(cell, ground))) {
      found.set(cappedPlanId(plan, cap), { plan, cap });
    }
  }
  return found;
}

type Days = readonly [string, string];

function capsByExchange(rules: CompiledRules, probes: readonly Days[]) {
  const known = new Map<string, readonly Cap[]>();
  return ({ author, receiver, category }: Cell, ground: Ground): readonly Cap[] => {
    const kind = rules.kinds.get(receiver);
    if (kind === undefined) return [];
    const { purpose, regime } = ground;
    const key = [rules.kinds.get(author), kind, category, purpose, regime].join(" ");
    const before = known.get(key);
    if (before !== undefined) return before;
    const caps = new Map(
      probes.map((days) => {
        const ceilings = ceilingsFor(rules, { category, ground, days }, author, { kind });
        const cap = capOf(ceilings);
        return [cap.key, cap];
      }),
    );
    known.set(key, [...caps.values()]);
    return [...caps.values()];
  };
}

/** Grounds on which a cell can release: its own; for break-glass all that its category admits. */
function groundsOf({ rule, category }: Cell): readonly Ground[] {
  const { purpose, regime } = rule;
  const own = groundOfCategory[category];
  if (rule.deliver === "break-glass") return own === undefined ? [] : [own, ...own.mayState];
  return purpose === undefined || regime === undefined ? [] : [{ purpose, regime }];
}

/** Days around each beginning and end of a file of ceilings: between them nothing changes. */
function probeDays(rules: CompiledRules): readonly Days[] {
  const bounds = rules.ceilings.flatMap(({ source: { in_force } }) => [in_force.from, in_force.to]);
  return [...new Set(bounds)].flatMap((day): Days[] => {
    const [before, after] = [shifted(day, -1), shifted(day, 1)];
    return [
      [before, before],
      [before, day],
      [day, day],
      [day, after],
      [after, after],
    ];
  });
}

const dayMs = 86_400_000;

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
