import type { Agreement } from "../agreementSchema.ts";
import type { Ceilings } from "../ceilingsSchema.ts";
import type { RuleSources } from "../compile.ts";
import type { Period } from "../compiled.ts";
import type { Grant } from "../grantSchema.ts";
import { byText } from "../order.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import { dayAfter, dayBefore, holdsOn, plusDays } from "./situations.ts";

/** So many days before the end a person is told. */
export const sunsetDays = 60;

/** What is wrong with days on a day (`YYYY-MM-DD`): gaps, ends, reviews, grants outside their agreement. */
export function dateFindings(sources: RuleSources, day: string): readonly Finding[] {
  return [
    ...sources.agreements.flatMap((agreement) => agreementDates(agreement, day)),
    ...sources.grants.flatMap((grant) => grantDates(grant, sources.agreements)),
    ...sources.ceilings.flatMap((ceilings) => ceilingDates(ceilings, day)),
    ...[...sources.agreements, ...sources.grants].flatMap((source) => reviewDates(source, day)),
  ];
}

const periodsOf = ({ agreement }: Agreement): readonly Period[] => [
  agreement.in_force,
  ...agreement.renewals,
];

function agreementDates(source: Agreement, day: string): readonly Finding[] {
  const { id } = source.agreement;
  const periods = joined(periodsOf(source));
  const now = periods.find((period) => holdsOn(period, day));
  return [...gaps(id, periods), ...endOf(id, day, now, periods)];
}

/** Periods in their order, those that touch or overlap made one. */
function joined(periods: readonly Period[]): readonly Period[] {
  const all: Period[] = [];
  for (const { from, to } of periods.toSorted((a, b) => byText(a.from, b.from))) {
    const last = all.at(-1);
    if (last === undefined || dayAfter(last.to) < from) all.push({ from, to });
    else all.splice(-1, 1, { from: last.from, to: byText(to, last.to) > 0 ? to : last.to });
  }
  return all;
}

function gaps(agreement: string, periods: readonly Period[]): readonly Finding[] {
  return periods.slice(1).map(({ from }, index) => {
    const before = periods[index]?.to ?? from;
    const values = { from: dayAfter(before), to: dayBefore(from) };
    return found("PERIOD_GAP", { agreement, path: from, values });
  });
}

function endOf(
  agreement: string,
  day: string,
  now: Period | undefined,
  periods: readonly Period[],
): readonly Finding[] {
  if (now === undefined) {
    const next = periods.find(({ from }) => from > day)?.from ?? "";
    return [found("NOT_IN_FORCE", { agreement, values: { day, next } })];
  }
  if (now.to >= plusDays(day, sunsetDays)) return [];
  return [found("SUNSET", { agreement, path: now.to, values: { day, to: now.to } })];
}

/** Every day of a grant must be a day of the agreement under which it stands. */
function grantDates({ grant }: Grant, agreements: readonly Agreement[]): readonly Finding[] {
  const under = agreements.find(({ agreement }) => agreement.id === grant.agreement);
  const { from, to } = grant.in_force;
  const covers = under && joined(periodsOf(under)).some((one) => one.from <= from && to <= one.to);
  if (under === undefined || covers) return [];
  const values = { under: grant.agreement, from, to };
  return [found("GRANT_OUTSIDE_AGREEMENT", { agreement: grant.id, path: from, values })];
}

function ceilingDates({ ceilings }: Ceilings, day: string): readonly Finding[] {
  const period = holdsOn(ceilings.in_force, day) ? ceilings.in_force : undefined;
  return endOf(ceilings.id, day, period, [ceilings.in_force]);
}

/** Rules whose review falls due are told together, by day. */
function reviewDates(source: Agreement | Grant, day: string): readonly Finding[] {
  const id = "agreement" in source ? source.agreement.id : source.grant.id;
  const due = source.rules.filter(({ review }) => review.by < plusDays(day, sunsetDays));
  const byDay = Map.groupBy(due, ({ review }) => `${review.by} ${review.owner}`);
  return [...byDay.values()].flatMap((rules) => {
    const [first] = rules;
    if (first === undefined) return [];
    const values = { by: first.review.by, owner: first.review.owner, rules: rules.length };
    return [found("REVIEW_DUE", { agreement: id, rule: first.id, path: first.review.by, values })];
  });
}
