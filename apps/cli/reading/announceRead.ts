import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { coreSubjects } from "#libs/eventlog/permissions";
import { type ExportRequest, exportAnswerIn, exportMessageOf } from "#libs/policy/exportMessages";
import { type ReadRequest, readAnswerIn, readMessageOf } from "#libs/policy/readMessages";
import { readRuleSetsMax } from "#libs/seal/leafSchema";
import { askCore } from "../administration.ts";
import { CliError } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";

/** Who reads, and whether the reading may take place where nobody can record it. */
export interface ReaderOptions {
  readonly role: ReadRequest["role"];
  /** Reference of the person; the account on this machine unless said. Only a pseudonym of it is recorded. */
  readonly reader?: string | undefined;
  readonly unrecorded?: boolean | undefined;
}

/** What is about to be read. */
export type ReadAbout = Omit<ReadRequest, "id" | "reader" | "role">;

/** Where a reading stands in the log; `index` as `audit` commands count it. */
export type ReadRecord =
  | {
      readonly recorded: true;
      readonly read: { readonly year: number; readonly index: number; readonly id: string };
    }
  | { readonly recorded: false };

/**
 * Has policy record a reading, and gives its place in the log. Throws CliError where that cannot be done: then nothing
 * may be opened. `unrecorded` lets go on without only where no system answers; one that answers always records.
 */
export async function announceRead(
  data: string,
  who: ReaderOptions,
  about: ReadAbout,
): Promise<ReadRecord> {
  if ((about.rule_sets?.length ?? 0) > readRuleSetsMax) {
    throw new CliError("refused", "read-too-many-rules", { max: readRuleSetsMax });
  }
  const id = randomBytes(16).toString("hex");
  const reader = who.reader ?? userInfo().username;
  const request = readMessageOf({ ...about, id, reader, role: who.role });
  try {
    return placeIn(await askCore(data, coreSubjects.readAnnounce, request), data, id);
  } catch (error) {
    if (!(error instanceof CliError) || !isAbsence(error)) throw error;
    if (who.unrecorded === true) return { recorded: false };
    const { exit, values } = error;
    throw new CliError(exit, textOfAbsence[exit], values, { cause: error });
  }
}

/**
 * Has policy record that a pack leaves, and gives the entry's place. Throws CliError where that cannot be done: then the
 * pack must not leave, and there is no way around it.
 */
export async function announceExport(
  data: string,
  who: Pick<ReaderOptions, "role" | "reader">,
  about: Omit<ExportRequest, "id" | "by" | "role">,
): Promise<Extract<ReadRecord, { recorded: true }>["read"]> {
  const id = randomBytes(16).toString("hex");
  const by = who.reader ?? userInfo().username;
  const request = exportMessageOf({ ...about, id, by, role: who.role });
  const answer = exportAnswerIn(await askCore(data, coreSubjects.exportAnnounce, request));
  if (answer?.outcome === "refused") {
    throw new CliError("refused", "export-refused", { code: answer.code });
  }
  if (answer?.outcome !== "recorded") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  return { year: answer.year, index: answer.seq - 1, id };
}

/** What everybody sees before a result that the log does not know of. */
export function warnIfUnrecorded(terminal: Terminal, record: ReadRecord): void {
  if (!record.recorded) terminal.warn("read-not-recorded");
}

/** Where the reading stands, for people; programs have it in the result. */
export function sayRecorded(terminal: Terminal, record: ReadRecord): void {
  if (!record.recorded || terminal.json) return;
  const { year, index, id } = record.read;
  terminal.say("read-recorded", { year, index, id });
}

function placeIn(bytes: Uint8Array, data: string, id: string): ReadRecord {
  const answer = readAnswerIn(bytes);
  if (answer?.outcome === "refused") {
    throw new CliError("refused", "read-refused", { code: answer.code });
  }
  if (answer?.outcome !== "recorded") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  const { year, seq } = answer;
  return { recorded: true, read: { year, index: seq - 1, id } };
}

const textOfAbsence = {
  refused: "read-no-system",
  unreachable: "read-system-away",
  usage: "read-no-system",
  "check-failed": "read-no-system",
  changed: "read-no-system",
} as const;

const isAbsence = ({ text }: CliError): boolean =>
  text === "administration-none" || text === "administration-away";
