import type { Rule } from "../agreementSchema.ts";
import type { RuleSources } from "../compile.ts";
import type { CompiledRules } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";
import { citationFindings } from "./citations.ts";
import type { TrafficCell } from "./coverage.ts";
import { cappedFindings, silentFindings, trafficFindings, undecidedFindings } from "./coverage.ts";
import { dateFindings } from "./dates.ts";
import type { Finding, Severity } from "./finding.ts";
import { found } from "./finding.ts";
import { onwardFindings } from "./onward.ts";
import { precisionFindings } from "./precision.ts";
import { precisionAcrossFindings } from "./precisionAcross.ts";
import type { Reach } from "./reachability.ts";
import { reachOf } from "./reachability.ts";
import { receiverFindings } from "./receivers.ts";
import { Releases } from "./released.ts";
import { residentsFindings } from "./residents.ts";
import { ruleKey } from "./situations.ts";

export interface Analysed {
  /** What was compiled from `sources` for `rooms`. */
  readonly rules: CompiledRules;
  readonly sources: RuleSources;
  readonly rooms: readonly Room[];
  /** The day (`YYYY-MM-DD`) on which somebody looks. */
  readonly day: string;
  /** Recorded deliveries by exchange; absent: nothing is said about use. */
  readonly traffic?: readonly TrafficCell[];
}

/**
 * Everything that can be found wrong or strange in a rule set that compiles, by complete enumeration (policy.md 2.6).
 * Pure; errors first, then by agreement, rule and code.
 */
export function analyse(analysed: Analysed): readonly Finding[] {
  const { rules, sources, rooms, day, traffic } = analysed;
  const releases = new Releases(rules, day);
  const titled = titledRules(sources);
  const findings = [
    ...reachFindings(analysed, titled),
    ...dateFindings(sources, day),
    ...citationFindings(sources),
    ...silentFindings(rules, day),
    ...cappedFindings(rules, rooms, releases),
    ...precisionFindings(rules, rooms, releases),
    ...precisionAcrossFindings(rules, rooms, releases),
    ...receiverFindings(rules),
    ...residentsFindings(titled, sources.population),
    ...onwardFindings(rules, rooms, releases),
    ...undecidedFindings(rules),
    ...(traffic === undefined ? [] : trafficFindings(rules, traffic)),
  ];
  return findings.toSorted((a, b) => byText(orderOf(a), orderOf(b)));
}

const weights: Readonly<Record<Severity, string>> = { error: "0", warning: "1", information: "2" };

const orderOf = ({ severity, agreement, rule = "", code, path = "" }: Finding): string =>
  [weights[severity], agreement, rule, code, path].join(" ");

interface TitledRule {
  readonly agreement: string;
  readonly rule: Rule;
}

function titledRules({ agreements, grants }: RuleSources): readonly TitledRule[] {
  return [
    ...agreements.flatMap(({ agreement: { id }, rules }) =>
      rules.map((rule) => ({ agreement: id, rule })),
    ),
    ...grants.flatMap(({ grant: { id }, rules }) => rules.map((rule) => ({ agreement: id, rule }))),
  ];
}

function reachFindings(
  { rules, rooms }: Analysed,
  titled: readonly TitledRule[],
): readonly Finding[] {
  const known = titled.map(({ agreement, rule }) => ({ agreement, rule: rule.id }));
  const reaches = reachOf(rules, rooms, known);
  return known.flatMap(({ agreement, rule }) => {
    const reach = reaches.get(ruleKey(agreement, rule));
    return reach === undefined ? [] : reachFinding(agreement, rule, reach);
  });
}

function reachFinding(agreement: string, rule: string, reach: Reach): readonly Finding[] {
  if (reach.kind === "reached") return [];
  if (reach.kind === "unreachable") {
    return [found("UNREACHABLE_RULE", { agreement, rule, values: { lacks: reach.lacks } })];
  }
  const { by, example } = reach;
  return [found("SHADOWED_RULE", { agreement, rule, values: { by }, example })];
}
