import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { yearRetiredPlace } from "#libs/eventlog/leafPlaces";
import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { auditStream, genesisPlace } from "#libs/eventlog/subjects";
import { type GenesisLeaf, parseLeaf } from "#libs/seal/leaf";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** Years of a family that are looked for before the one that is written: no log is older. */
const yearsBackMax = 100;

/** The years of a log before the one that is written. */
export interface YearsBefore {
  /** Years whose stream is there, newest first. */
  readonly found: readonly number[];
  /**
   * Years without a stream that lie after one that has it, or that the first one names as the year before it and that
   * nobody retired: lost, and what they said is not known here.
   */
  readonly missing: readonly number[];
}

/**
 * Looks for every year before `writable` that has a stream: what was recorded three years ago (a legal hold, a demand,
 * a broken glass that nobody reviewed) binds today. Ends where the server refuses the question: a year before the
 * installation is not even in our user's list. Rejects with EventLogError when the log is away.
 */
export async function yearsBefore(
  { log, secrets }: Pick<PolicyPorts, "log" | "secrets">,
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
  const between = absent.filter((year) => year > oldest);
  const named = (await genesisOf(log, oldest))?.previous?.year;
  const isLost =
    named !== undefined && !(await isRetired({ log, secrets }, named, [writable, ...found]));
  return { found, missing: isLost ? [...between, named] : between };
}

/** True where the log of one of these years says that `year` was retired. */
async function isRetired(
  { log, secrets }: Pick<PolicyPorts, "log" | "secrets">,
  year: number,
  years: readonly number[],
): Promise<boolean> {
  for (const one of years) {
    const message = await log.last(auditStream(one), yearRetiredPlace(one, year).subject);
    const leaf = message && ownSystemLeaf(message, secrets.macs);
    if (leaf?.kind === "year_retired" && leaf.of === year) return true;
  }
  return false;
}

/**
 * The first leaf of a year's stream. Its MAC is audit's, which is not known here: where something is to go by it, that
 * it is the signed one is for people who verify the log.
 */
export async function genesisOf(
  log: Pick<EventLog, "firstFrom">,
  year: number,
): Promise<GenesisLeaf | undefined> {
  const message = await log.firstFrom(auditStream(year), `audit.${year}.>`, 1);
  if (message?.sequence !== 1 || message.subject !== genesisPlace(year).subject) return undefined;
  const content = decodeAuditMessage(message.data);
  const leaf = content && parseLeaf(content.leaf);
  return leaf !== undefined && !("problem" in leaf) && leaf.kind === "genesis" ? leaf : undefined;
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
