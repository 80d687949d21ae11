import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { tellBacktest } from "./backtestText.ts";
import { DecisionLog } from "./decisionLog.ts";
import { periodOf } from "./period.ts";
import { replayLog } from "./replayLog.ts";
import { readRules } from "./rulesSource.ts";

export interface BacktestOptions {
  readonly rules: string;
  readonly from: string;
  readonly to: string;
  readonly data: string;
}

/**
 * Decides every recorded decision of a period again under other rules, and tells what each room would see more and
 * less. Exit code 1 where the log is damaged or does not repeat: then the figures are not all there is.
 */
export async function policyBacktest(
  terminal: Terminal,
  options: BacktestOptions,
): Promise<number> {
  const period = periodOf(options.from, options.to);
  const log = await DecisionLog.open(options.data);
  const tried = readRules(terminal, options.rules, log.configuration.rooms);
  if (tried === undefined) return exitCodes.refused;
  const survey = await log.survey(period);
  if (survey.decisions === 0) {
    const { first = "–", last = "–" } = survey;
    const { from, to } = options;
    throw new CliError("refused", "backtest-empty", { from, to, first, last });
  }
  const replay = await replayLog(terminal, { log, survey, period }, tried);
  tellBacktest(terminal, { tried, period }, replay);
  terminal.warn("backtest-not-recorded");
  const { departures } = replay.result;
  const holds = replay.damagedLeaves === 0 && departures.length === 0;
  return holds ? exitCodes.ok : exitCodes["check-failed"];
}
