import type { Period } from "#libs/pack/period";
import { Backtest, type BacktestResult } from "#libs/policy/backtest";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { DamagedPlace, DecisionLog, LogSurvey } from "./decisionLog.ts";

/** What a replay of a log found, and what it could not look at. */
export interface Replay {
  readonly result: BacktestResult;
  readonly damaged: readonly DamagedPlace[];
  /** Leaves lost to damage, also beyond the places that are kept. */
  readonly damagedLeaves: number;
  /** Decisions under rules that the log does not hold, or that compile otherwise today. */
  readonly rulesUnknown: number;
}

/** Places of damage that are told one by one; the others are counted. */
const damagedMax = 20;

export interface ReplaySource {
  readonly log: DecisionLog;
  readonly survey: LogSurvey;
  readonly period: Period;
  /** Compare with these rules instead of those that each decision was made under. */
  readonly instead?: RulesWithRooms;
}

/** Runs through the log once; nothing of it is kept but sums. `progress` is told the decisions that are through. */
export async function replayLog(
  { log, survey, period, instead }: ReplaySource,
  tried: RulesWithRooms,
  progress: (done: number) => void,
): Promise<Replay> {
  const { rules } = survey;
  const backtest = new Backtest(tried, instead === undefined ? rules.all() : [instead]);
  const damaged: DamagedPlace[] = [];
  const lost = { damagedLeaves: 0, rulesUnknown: 0 };
  let done = 0;
  for await (const item of log.items(period)) {
    if ("other" in item) continue;
    if ("damaged" in item) {
      lost.damagedLeaves += item.damaged.leaves;
      if (damaged.length < damagedMax) damaged.push(item.damaged);
      continue;
    }
    const { ruleSet, decided, ...record } = item.decision;
    const under = instead ?? rules.at(ruleSet, record.at);
    if (under === undefined) lost.rulesUnknown += 1;
    // What was recorded is held only against the rules that it was recorded under.
    else backtest.add({ ...record, under, ...(instead === undefined && { decided }) });
    done += 1;
    progress(done);
  }
  return { result: backtest.result(), damaged, ...lost };
}
