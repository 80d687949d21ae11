import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { auditStream } from "#libs/eventlog/subjects";

/** Years of a family that are looked for before the one that is written: no log is older. */
const yearsBackMax = 100;

/** The years of a log before the one that is written. */
export interface YearsBefore {
  /** Years whose stream is there, newest first. */
  readonly found: readonly number[];
  /** Years without a stream that lie after one that has it: lost, and what they said is not known here. */
  readonly missing: readonly number[];
}

/**
 * Looks for every year before `writable` that has a stream: what was recorded three years ago (a legal hold, a demand,
 * a broken glass that nobody reviewed) binds today. Ends where the server refuses the question: a year before the
 * installation is not even in our user's list. Rejects with EventLogError when the log is away.
 */
export async function yearsBefore(
  log: Pick<EventLog, "info">,
  writable: number,
): Promise<YearsBefore> {
  const found: number[] = [];
  const absent: number[] = [];
  for (let year = writable - 1; year >= writable - yearsBackMax; year -= 1) {
    const there = await exists(log, year);
    if (there === "refused") break;
    (there ? found : absent).push(year);
  }
  const oldest = found.at(-1) ?? writable;
  return { found, missing: absent.filter((year) => year > oldest) };
}

/** The same, from what was found while `writable` was written: each year that we saw begin is there. */
export function yearsBeforeLater(
  { found }: Pick<YearsBefore, "found">,
  writable: number,
  year: number,
): readonly number[] {
  const since = Array.from({ length: Math.max(0, year - writable) }, (_, i) => year - 1 - i);
  return [...since, ...found.filter((one) => one < year)];
}

async function exists(log: Pick<EventLog, "info">, year: number): Promise<boolean | "refused"> {
  try {
    return (await log.info(auditStream(year))) !== undefined;
  } catch (error) {
    if (error instanceof EventLogError && error.code === "refused") return "refused";
    throw error;
  }
}
