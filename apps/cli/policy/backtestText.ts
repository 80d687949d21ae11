import type { Period } from "#libs/pack/period";
import type { BacktestResult, BacktestRow } from "#libs/policy/backtest";
import { fieldName } from "#libs/policy/words/diffSentences";
import type { ReadRecord } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import type { Language } from "../texts.ts";
import { leftOutWords } from "./backtestTexts.ts";
import type { Replay } from "./replayLog.ts";
import type { TriedRules } from "./rulesSource.ts";

export interface AboutBacktest {
  readonly tried: TriedRules;
  readonly period: Period;
  readonly record: ReadRecord;
}

/** The result in words, by room, category and field; for programs one object with everything in it. */
export function tellBacktest(
  terminal: Terminal,
  { tried, period, record }: AboutBacktest,
  replay: Replay,
): void {
  const { result, damaged, damagedLeaves, rulesUnknown } = replay;
  const leftOut = { ...result.notReplayable, "rules-unknown": rulesUnknown };
  if (terminal.json) {
    terminal.tell("policy-backtest", {
      ...{ rule_set: tried.rules.hash, ...period, ...record, records: result.records },
      ...{ not_tried: leftOut, technical: result.technical, unsure: result.unsure },
      ...{ departures: result.departures, damaged, damaged_entries: damagedLeaves },
      rows: result.rows,
    });
    return;
  }
  const { records } = result;
  terminal.say("backtest-head", { hash: tried.rules.hash.slice(0, 12), records, ...period });
  terminal.say("backtest-unit");
  tellRows(terminal, tried, result.rows);
  tellLeftOut(terminal, replay);
}

/** What could not be looked at, and what does not agree: a result is never taken for more than it is. */
export function tellLeftOut(terminal: Terminal, replay: Replay): void {
  const { result, damaged, damagedLeaves, rulesUnknown } = replay;
  const leftOut = { ...result.notReplayable, "rules-unknown": rulesUnknown };
  for (const [why, count] of Object.entries(leftOut)) {
    if (count > 0)
      terminal.say("backtest-left-out", { count, why: wordsOf(why, terminal.language) });
  }
  tellDoubts(terminal, result);
  for (const { index, ...place } of damaged) {
    terminal.say("backtest-damaged", { ...place, index: index === undefined ? "" : `#${index}` });
  }
  if (damagedLeaves > 0) terminal.say("backtest-damaged-count", { count: damagedLeaves });
}

function tellRows(terminal: Terminal, tried: TriedRules, rows: readonly BacktestRow[]): void {
  const changed = rows.filter(isChanged);
  if (changed.length === 0) terminal.say("backtest-same");
  for (const [room, own] of Map.groupBy(changed, (row) => row.room)) {
    terminal.say("backtest-room", { room: tried.names.get(room) ?? room });
    for (const row of own) {
      const { category, owner, before, after, opened, closed } = row;
      const counts = { before, after, opened, closed };
      terminal.say("backtest-category", { category, owner, ...counts });
      for (const { path, ...figures } of row.fields) {
        if (figures.more + figures.fewer === 0) continue;
        terminal.say("backtest-field", { field: fieldName(path, terminal.language), ...figures });
      }
    }
  }
}

/** True where a room would see anything more or less. */
export function isChanged({ opened, closed, fields }: BacktestRow): boolean {
  return opened + closed > 0 || fields.some(({ more, fewer }) => more + fewer > 0);
}

function tellDoubts(terminal: Terminal, { technical, unsure, departures }: BacktestResult): void {
  if (technical > 0) terminal.say("backtest-technical", { count: technical });
  if (unsure > 0) terminal.say("backtest-unsure", { count: unsure });
  for (const departure of departures) terminal.say("backtest-departure", { ...departure });
}

function wordsOf(why: string, language: Language): string {
  return Object.entries(leftOutWords).find(([code]) => code === why)?.[1][language] ?? why;
}
