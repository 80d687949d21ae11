import { type EventLog, type EventLogAdmin, EventLogError } from "#libs/eventlog/port";
import { auditYearStream, type StreamLimits } from "#libs/eventlog/streams";
import { auditStream, isYear } from "#libs/eventlog/subjects";
import { CodedError } from "#libs/runtime/codedError";
import type { TreeState } from "#libs/tilestore/checkpointStore";
import type { FoundYear } from "./genesis.ts";
import { type GenesisPorts, writeGenesis } from "./genesis.ts";
import { LogHalt } from "./sequencer.ts";

export interface YearPorts extends GenesisPorts {
  readonly admin: EventLogAdmin;
  readonly limits: StreamLimits;
  /** Sequences a sealed year to its end and gives its final checkpoint. */
  sequenceTo(year: number, lastSequence: number): Promise<TreeState>;
  /** After sealing, before the next year's first leaf. */
  sealed(): Promise<void>;
}

/** The years among `candidates` that have a stream. A stream that we may not ask about is none of ours. */
export async function findYears(
  log: Pick<EventLog, "info">,
  candidates: readonly number[],
): Promise<readonly FoundYear[]> {
  const found = await Promise.all(candidates.map((year) => findYear(log, year)));
  return found.filter((year) => year !== "not-ours" && year !== undefined);
}

/** The years of the streams, and of the logs that were kept here. */
export interface YearsNear {
  readonly found: readonly FoundYear[];
  readonly kept: readonly number[];
}

/** The same for each of `years`, of `kept`, and the ones before and after; undefined where there is neither. */
export async function findYearsNear(
  log: Pick<EventLog, "info">,
  years: readonly number[],
  kept: readonly number[],
): Promise<YearsNear | undefined> {
  const near = [...years, ...kept].flatMap((year) => [year - 1, year, year + 1]).filter(isYear);
  const found = await findYears(log, [...new Set(near)]);
  return found.length + kept.length === 0 ? undefined : { found, kept };
}

/**
 * Throws LogHalt where the newest log has lost its stream. The year before it is sealed: the next roll-over would make
 * the stream anew, and its first leaf would stand in the place of the lost one, which could never be written again.
 */
export function assertNewestThere({ found, kept }: YearsNear): void {
  const newest = Math.max(0, ...kept);
  if (newest === 0 || found.some(({ year }) => year >= newest)) return;
  throw new LogHalt("log-stream-missing", auditStream(newest));
}

async function findYear(
  log: Pick<EventLog, "info">,
  year: number,
): Promise<FoundYear | "not-ours" | undefined> {
  try {
    const state = await log.info(auditStream(year));
    return state && { year, messages: state.messages, sealed: state.sealed };
  } catch (error) {
    if (error instanceof EventLogError && error.code === "refused") return "not-ours";
    throw error;
  }
}

/** The next year's stream is not in the server's generated configuration: sealing would leave no log to write to. */
export class NextYearClosed extends CodedError {
  constructor(year: number) {
    super("next-year-not-permitted", auditStream(year));
    this.name = "NextYearClosed";
  }
}

/**
 * Ends `year` and begins the next (architecture, step 8): exactly one AUDIT stream is writable at any moment.
 * Each step may have been done before, by this process or another: a crash anywhere is continued by calling
 * it again. Gives the new year. Throws NextYearClosed before anything is sealed.
 */
export async function rollOver(ports: YearPorts, year: number): Promise<number> {
  const next = year + 1;
  if ((await findYear(ports.log, next)) === "not-ours") throw new NextYearClosed(next);
  const { lastSequence } = await ports.admin.seal(auditStream(year));
  await ports.sealed();
  const { size, root } = await ports.sequenceTo(year, lastSequence);
  const made = await ports.admin.ensureStream(auditYearStream(next, ports.limits));
  if (made.kind === "drift") {
    throw new CodedError("settings-drift", made.drift.map(({ setting }) => setting).join(" "));
  }
  const outcome = await writeGenesis(ports, next, { year, size, root });
  // A conflict: another instance wrote it, or we did before a crash.
  if (outcome.kind !== "appended" && outcome.kind !== "conflict") {
    throw new CodedError("genesis-not-written", outcome.kind);
  }
  return next;
}
