import { type EventLog, type EventLogAdmin, EventLogError } from "#libs/eventlog/port";
import { auditYearStream, type StreamLimits } from "#libs/eventlog/streams";
import { auditStream, isYear } from "#libs/eventlog/subjects";
import { CodedError } from "#libs/runtime/codedError";
import type { TreeState } from "#libs/tilestore/checkpointStore";
import type { FoundYear } from "./genesis.ts";
import { type GenesisPorts, writeGenesis } from "./genesis.ts";

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

/** The same for each of `years` and the ones before and after it; undefined where there is none. */
export async function findYearsNear(
  log: Pick<EventLog, "info">,
  years: readonly number[],
): Promise<readonly FoundYear[] | undefined> {
  const near = years.flatMap((year) => [year - 1, year, year + 1]).filter(isYear);
  const found = await findYears(log, [...new Set(near)]);
  return found.length === 0 ? undefined : found;
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
