import { diffRules, type RuleChange } from "#libs/policy/diff";
import { exitCodes } from "../exitCodes.ts";
import type { ReaderOptions } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { countedChanges } from "./countedChanges.ts";
import { DecisionLog } from "./decisionLog.ts";
import { tellChanges } from "./diffText.ts";
import { tellCounted, tellTraffic } from "./diffTraffic.ts";
import { readRules, type TriedRules } from "./rulesSource.ts";
import { readTrafficLog, type TrafficSource, trafficSource } from "./trafficSource.ts";

export interface DiffOptions extends ReaderOptions {
  /** Data folder of an installation whose log weighs the differences, or a file of counts. */
  readonly traffic?: string | undefined;
}

/**
 * What changes between two sets of rules, in sentences; exit code `changed` when anything does, as `diff` has one.
 * With traffic, how much it comes to: of a log, decided again under both, more and less a month; of counts, how often
 * the exchanges that change took place.
 */
export async function policyDiff(
  terminal: Terminal,
  before: string,
  after: string,
  options: DiffOptions,
): Promise<number> {
  const { traffic } = options;
  const source = traffic === undefined ? undefined : trafficSource(traffic);
  const log = source?.kind === "log" ? await DecisionLog.open(source.data) : undefined;
  const rooms = log?.configuration.rooms ?? [];
  const was = readRules(terminal, before, rooms);
  const is = was && readRules(terminal, after, rooms);
  if (was === undefined || is === undefined) return exitCodes.refused;
  const changes = diffRules(was, is);
  const sides = { before, after, was, is };
  const weighed = source && (await weighedBy(terminal, source, sides, changes, options));
  if (terminal.json) {
    const hashes = { before: was.rules.hash, after: is.rules.hash };
    terminal.tell("policy-diff", { ...hashes, changes, traffic: weighed?.json });
  } else {
    tellChanges(terminal, { before: was, after: is }, changes);
    weighed?.tell();
  }
  return changes.length === 0 ? exitCodes.ok : exitCodes.changed;
}

interface Sides {
  readonly before: string;
  readonly after: string;
  readonly was: TriedRules;
  readonly is: TriedRules;
}

interface Weighed {
  readonly json: object;
  tell(): void;
}

async function weighedBy(
  terminal: Terminal,
  source: TrafficSource,
  { before, after, was, is }: Sides,
  changes: readonly RuleChange[],
  who: ReaderOptions,
): Promise<Weighed> {
  if (source.kind === "counts") {
    const exchanges = countedChanges(changes, source.cells);
    return { json: { exchanges }, tell: () => tellCounted(terminal, is, exchanges) };
  }
  const task = { kind: "replay", rules: after, instead: before } as const;
  const hashes = [was.rules.hash, is.rules.hash];
  const reading = await readTrafficLog(terminal, source.data, task, who, hashes);
  const { first, last, record, result } = reading;
  if (result.kind !== "replayed") throw new Error("not what was asked");
  const { replay } = result;
  return {
    json: {
      ...{ from: first, to: last, ...record, records: replay.result.records },
      ...{ not_tried: replay.result.notReplayable, rows: replay.result.rows },
      ...{ damaged: replay.damaged, damaged_entries: replay.damagedLeaves },
    },
    tell: () => tellTraffic(terminal, is, { first, last, replay }),
  };
}
