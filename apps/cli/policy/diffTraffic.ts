import type { TrafficCell } from "#libs/policy/analysis/coverage";
import { fieldName } from "#libs/policy/words/diffSentences";
import type { Terminal } from "../terminal.ts";
import type { Language } from "../texts.ts";
import { isChanged, tellLeftOut } from "./backtestText.ts";
import { monthsBetween } from "./period.ts";
import type { Replay } from "./replayLog.ts";
import type { TriedRules } from "./rulesSource.ts";

/** How often the exchanges that change took place, the most frequent first; none: nobody used them. */
export function tellCounted(
  terminal: Terminal,
  { names }: TriedRules,
  exchanges: readonly TrafficCell[],
): void {
  terminal.say(exchanges.length === 0 ? "diff-counted-none" : "diff-counted");
  for (const { from, to, category, count } of exchanges) {
    const rooms = { author: names.get(from) ?? from, receiver: names.get(to) ?? to };
    terminal.say("diff-counted-row", { ...rooms, category, count });
  }
}

/** What a log says of two sets of rules. */
export interface Traffic {
  readonly first: string;
  readonly last: string;
  readonly replay: Replay;
}

/** A shorter time is not said a month: it would be a guess in the form of a figure. */
const scaledDaysMin = 7;
const dayMs = 86_400_000;

/** Deliveries and fields more and fewer, a month of the traffic that was measured. */
export function tellTraffic(
  terminal: Terminal,
  { names }: TriedRules,
  { first, last, replay }: Traffic,
): void {
  const { language } = terminal;
  const months = monthsBetween(first, last);
  const isMonthly = Date.parse(last) - Date.parse(first) >= scaledDaysMin * dayMs;
  const a = (count: number, sign: "+" | "−") =>
    `${sign}${amount(isMonthly ? count / months : count, language)}`;
  const { records, rows } = replay.result;
  const measured = { records, from: first, to: last };
  if (isMonthly) terminal.say("diff-traffic", { ...measured, months: amount(months, language) });
  else terminal.say("diff-traffic-short", { ...measured, days: scaledDaysMin });
  terminal.say("diff-traffic-unit");
  const changed = rows.filter(isChanged);
  if (changed.length === 0) terminal.say("diff-traffic-none");
  for (const { room, owner, category, opened, closed, fields } of changed) {
    const receiver = names.get(room) ?? room;
    const counts = { opened: a(opened, "+"), closed: a(closed, "−") };
    terminal.say(isMonthly ? "diff-traffic-monthly-row" : "diff-traffic-row", {
      ...counts,
      receiver,
      category,
      owner,
    });
    for (const { path, more, fewer } of fields) {
      if (more + fewer === 0) continue;
      const figures = { more: a(more, "+"), fewer: a(fewer, "−") };
      const words = { field: fieldName(path, language), ...figures };
      terminal.say(isMonthly ? "diff-traffic-monthly-field" : "diff-traffic-field", words);
    }
  }
  tellLeftOut(terminal, replay);
}

/** Two digits of what is less than ten, whole numbers above. */
const amount = (value: number, language: Language): string =>
  value.toLocaleString(
    language,
    value < 10 ? { maximumFractionDigits: 2 } : { maximumFractionDigits: 0 },
  );
