import { diffRules, type RuleChange } from "#libs/policy/diff";
import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { DecisionLog } from "./decisionLog.ts";
import { type Traffic, tellChanges, tellTraffic } from "./diffText.ts";
import { always } from "./period.ts";
import { replayLog } from "./replayLog.ts";
import { readRules, type TriedRules } from "./rulesSource.ts";

export interface DiffOptions {
  /** Data folder of an installation whose log weighs the differences. */
  readonly traffic?: string | undefined;
}

/**
 * What changes between two sets of rules, in sentences; exit code `changed` when anything does, as `diff` has one.
 * With traffic, the decisions of a log under both: how much more and less a month.
 */
export async function policyDiff(
  terminal: Terminal,
  before: string,
  after: string,
  { traffic }: DiffOptions,
): Promise<number> {
  const log = traffic === undefined ? undefined : await DecisionLog.open(traffic);
  const rooms = log?.configuration.rooms ?? [];
  const was = readRules(terminal, before, rooms);
  const is = was && readRules(terminal, after, rooms);
  if (was === undefined || is === undefined) return exitCodes.refused;
  const changes = diffRules(was, is);
  const weighed = log && (await trafficOf(terminal, log, was, is, traffic ?? ""));
  if (terminal.json) terminal.tell("policy-diff", resultJson(was, is, changes, weighed));
  else {
    tellChanges(terminal, { before: was, after: is }, changes);
    if (weighed !== undefined) tellTraffic(terminal, is, weighed);
  }
  return changes.length === 0 ? exitCodes.ok : exitCodes.changed;
}

async function trafficOf(
  terminal: Terminal,
  log: DecisionLog,
  was: TriedRules,
  is: TriedRules,
  path: string,
): Promise<Traffic> {
  const survey = await log.survey(always);
  const { first, last } = survey;
  if (first === undefined || last === undefined) {
    throw new CliError("refused", "diff-traffic-empty", { path });
  }
  const replay = await replayLog(terminal, { log, survey, period: always, instead: was }, is);
  return { first, last, replay };
}

function resultJson(
  was: TriedRules,
  is: TriedRules,
  changes: readonly RuleChange[],
  traffic: Traffic | undefined,
) {
  return {
    ...{ before: was.rules.hash, after: is.rules.hash, changes },
    traffic: traffic && {
      ...{ from: traffic.first, to: traffic.last, records: traffic.replay.result.records },
      ...{ not_tried: traffic.replay.result.notReplayable, rows: traffic.replay.result.rows },
      ...{ damaged: traffic.replay.damaged, damaged_entries: traffic.replay.damagedLeaves },
    },
  };
}
