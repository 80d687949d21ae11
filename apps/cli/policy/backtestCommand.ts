import { CliError, exitCodes } from "../exitCodes.ts";
import { type ReaderOptions, sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import { readRecorded, statedPeriod } from "../reading/recordedReading.ts";
import type { Terminal } from "../terminal.ts";
import { tellBacktest } from "./backtestText.ts";
import { DecisionLog } from "./decisionLog.ts";
import { periodOf } from "./period.ts";
import { readRules } from "./rulesSource.ts";

export interface BacktestOptions extends ReaderOptions {
  readonly rules: string;
  readonly from: string;
  readonly to: string;
  readonly data: string;
}

/**
 * Decides every recorded decision of a period again under other rules, and tells what each room would see more and
 * less. The system records it as a check of lawfulness (art. 21(3) D.Lgs. 51/2018) before any part is opened. Exit
 * code 1 where the log is damaged or does not repeat: then the figures are not all there is.
 */
export async function policyBacktest(
  terminal: Terminal,
  options: BacktestOptions,
): Promise<number> {
  const { data, from, to } = options;
  const period = periodOf(from, to);
  const { configuration } = await DecisionLog.open(data);
  const tried = readRules(terminal, options.rules, configuration.rooms);
  if (tried === undefined) return exitCodes.refused;
  const task = { kind: "replay", rules: options.rules } as const;
  const job = { data, period, language: terminal.language, task };
  const { record, result } = await readRecorded(terminal, job, options, (survey) => {
    const { decisions, first = "–", last = "–", ruleSets } = survey;
    if (decisions === 0) throw new CliError("refused", "backtest-empty", { from, to, first, last });
    return {
      ...{ purpose: "lawfulness", scope: "replay", entries: decisions },
      ...{ period: statedPeriod(period), rule_sets: [...new Set([tried.rules.hash, ...ruleSets])] },
    };
  });
  if (result.kind !== "replayed") throw new Error("not what was asked");
  const { replay } = result;
  tellBacktest(terminal, { tried, period, record }, replay);
  sayRecorded(terminal, record);
  warnIfUnrecorded(terminal, record);
  const holds = replay.damagedLeaves === 0 && replay.result.departures.length === 0;
  return holds ? exitCodes.ok : exitCodes["check-failed"];
}
