import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import type { Cell, CompiledRules } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import type { Releases } from "./released.ts";
import { holdsOn, ruleKey } from "./situations.ts";

/** How often one exchange was delivered in recorded traffic. More members may stand beside these. */
export interface TrafficCell {
  readonly from: string;
  readonly to: string;
  readonly category: Category;
  readonly count: number;
}

/** Rules that name leaves which the law always withholds: the paper promises what never leaves. */
export function cappedFindings(
  rules: CompiledRules,
  rooms: readonly Room[],
  releases: Releases,
): readonly Finding[] {
  return byRule(rules).flatMap((cells) => {
    const [first] = cells;
    const plan = first?.rule.plan;
    if (first === undefined || plan === undefined) return [];
    const given = new Set<LeafPath>();
    for (const cell of cells) {
      const receiver = rooms.find(({ id }) => id === cell.receiver);
      if (receiver === undefined) continue;
      for (const [leaf] of releases.of(cell, receiver, true).released) given.add(leaf.path);
    }
    const never = [...plan.clauses.keys()].filter((path) => !given.has(path)).toSorted(byText);
    const { agreement, id: rule } = first.rule;
    return never.map((path) =>
      found("CAPPED_FIELD", { agreement: agreement.id, rule, path, values: {} }),
    );
  });
}

const byRule = (rules: CompiledRules): readonly (readonly Cell[])[] => [
  ...Map.groupBy([...rules.cells.values()].flat(), ({ rule }) =>
    ruleKey(rule.agreement.id, rule.id),
  ).values(),
];

/** Leaves of the catalogue on which no rule of a pair says anything and no law either: withheld by silence. */
export function undecidedFindings(rules: CompiledRules): readonly Finding[] {
  const capped = alwaysCapped(rules);
  const pairs = [...rules.pairs].toSorted(([a], [b]) => byText(a, b));
  return pairs.flatMap(([, cells]) => {
    const [first] = cells;
    const allowing = cells.filter(({ rule }) => rule.deliver === "allow");
    if (first === undefined || allowing.length === 0) return [];
    const named = new Set(allowing.flatMap(({ rule }) => [...(rule.plan?.clauses.keys() ?? [])]));
    const silent = leaves.filter(({ path }) => !named.has(path) && !capped.has(path));
    if (silent.length === 0) return [];
    const values = {
      ...{ from: first.author, to: first.receiver, count: silent.length, of: leaves.length },
      fields: silent.map(({ path }) => path),
    };
    return [found("UNDECIDED_FIELDS", { agreement: "", values })];
  });
}

/** Leaves that a ceiling without any condition withholds. */
function alwaysCapped(rules: CompiledRules): ReadonlySet<string> {
  const always = rules.ceilings.flatMap(({ rule: { when, cap } }) =>
    Object.keys(when).length === 0 && "withhold" in cap ? [cap.withhold] : [],
  );
  const capped = leaves.filter(({ path, dataClass }) =>
    always.some(
      ({ paths, classes }) =>
        paths?.includes(path) === true || classes?.includes(dataClass) === true,
    ),
  );
  return new Set(capped.map(({ path }) => path));
}

/** Agreements in force of which no rule holds anything on the day: what was signed has no effect. */
export function silentFindings(rules: CompiledRules, day: string): readonly Finding[] {
  const speaking = new Set(
    [...rules.cells.values()].flat().flatMap(({ rule }) => {
      return rule.deliver === "forbid" ? [] : [rule.agreement.id];
    }),
  );
  return rules.agreements.flatMap(({ id, kind, periods }) => {
    const isHere = kind === "agreement" && periods.some((period) => holdsOn(period, day));
    const values = { day };
    return isHere && !speaking.has(id) ? [found("NO_RULE_SPEAKS", { agreement: id, values })] : [];
  });
}

/** What rules open and nobody used: over-broad against the traffic that was recorded. */
export function trafficFindings(
  rules: CompiledRules,
  traffic: readonly TrafficCell[],
): readonly Finding[] {
  const counts = new Map<string, number>();
  for (const { from, to, category, count } of traffic) {
    const key = `${from} ${to} ${category}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return byRule(rules).flatMap((cells) => {
    const [first] = cells;
    if (first === undefined || first.rule.deliver !== "allow") return [];
    const names = new Set(cells.map((cell) => `${cell.author} ${cell.receiver} ${cell.category}`));
    const unused = [...names].filter((name) => (counts.get(name) ?? 0) === 0);
    const [example = ""] = unused.toSorted(byText);
    if (unused.length === 0) return [];
    const [from = "", to = "", category = ""] = example.split(" ");
    const values = { unused: unused.length, of: names.size, from, to, category };
    const code = unused.length === names.size ? "UNUSED_RULE" : "UNUSED_EXCHANGE";
    return [found(code, { agreement: first.rule.agreement.id, rule: first.rule.id, values })];
  });
}
