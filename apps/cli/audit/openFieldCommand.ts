import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { coreSubjects } from "#libs/eventlog/permissions";
import { leafAt } from "#libs/incident/catalogue";
import { checkOpeningFile, formatOpeningFile, type OpeningFile } from "#libs/pack/openingFile";
import {
  type OpeningAnswer,
  type OpeningRequest,
  openingAnswerIn,
  openingRequestOf,
} from "#libs/policy/openingMessages";
import { formatProof } from "#libs/tlog/proofText";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { writePrivate } from "../privateFiles.ts";
import { type ReadRecord, sayRecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { type OpenLog, openLog, readable } from "./openLog.ts";
import { indexOfEvent } from "./prove.ts";

export interface OpenFieldCommand {
  readonly data: string;
  readonly year?: number | undefined;
  /** Index of the entry, from 0. */
  readonly entry?: number | undefined;
  /** Event id as the entry holds it. */
  readonly event?: string | undefined;
  readonly field: string;
  /** Component, by its reference in the log. */
  readonly ref?: string | undefined;
  readonly reason: OpeningRequest["purpose"];
  readonly role: OpeningRequest["role"];
  readonly reader?: string | undefined;
  /** File to write; without it the opening is printed. */
  readonly out?: string | undefined;
}

/**
 * Has the running system reveal one field of one message: policy records the reading before it touches what is behind
 * the log, and answers with the key of that one commitment. What came is checked against the entry and its proof
 * before it is shown; exit code 1 where it does not hold, 3 where nothing can be opened any more.
 */
export async function openFieldOfEntry(
  terminal: Terminal,
  command: OpenFieldCommand,
): Promise<number> {
  const { data, out } = command;
  if (out !== undefined && existsSync(out))
    throw new CliError("usage", "file-exists", { path: out });
  if (leafAt(command.field) === undefined) {
    throw new CliError("usage", "opening-no-such-field", { field: command.field });
  }
  const place = join(data, "audit");
  const log = await openLog({ place, data, year: command.year });
  try {
    const index = command.entry ?? (await indexOfEvent(log, command.event));
    if (index === undefined) {
      throw new CliError("refused", "proof-no-event", { event: command.event ?? "" });
    }
    if (index >= log.reader.size) {
      throw new CliError("refused", "proof-beyond", { index, size: log.reader.size });
    }
    const { opening, record } = await revealed(command, log, index);
    const file = { ...(await provenEntry(log, index)), opening };
    const checked = checkOpeningFile(file, log.trust);
    if (!checked.holds) {
      throw new CliError("check-failed", "opening-wrong", { reason: checked.reason });
    }
    show(terminal, file, out);
    sayRecorded(terminal, record);
    return exitCodes.ok;
  } catch (error) {
    throw readable(error, place);
  }
}

async function provenEntry(
  { reader, note }: OpenLog,
  index: number,
): Promise<Pick<OpeningFile, "leaf" | "proof">> {
  const proof = formatProof({ index, proof: await reader.inclusion(index), checkpoint: note });
  const leaf = await reader.entry(index);
  return { leaf: leaf.toString("utf8"), proof: proof.toString("utf8") };
}

async function revealed(command: OpenFieldCommand, log: OpenLog, index: number) {
  const { data, field, ref, reason, role } = command;
  const id = randomBytes(16).toString("hex");
  const year = Number(log.checkpoint.origin.slice(-4));
  const request = openingRequestOf({
    ...{ id, reader: command.reader ?? userInfo().username, role, purpose: reason },
    ...{ year, index, path: field },
    ...(ref !== undefined && { ref }),
  });
  const answer = openingAnswerIn(await askCore(data, coreSubjects.fieldOpen, request));
  if (answer === undefined || answer.outcome === "busy") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  if (answer.outcome === "refused") throw refusal(answer, { index, field });
  const { read, opening } = answer;
  const record: ReadRecord = { recorded: true, read: { year: read.year, index: read.seq - 1, id } };
  return { opening, record };
}

function refusal(
  { code, refs = [] }: Extract<OpeningAnswer, { outcome: "refused" }>,
  { index, field }: { readonly index: number; readonly field: string },
): CliError {
  return code === "component-unclear"
    ? new CliError("usage", "opening-component", { field, refs: refs.join(" ") })
    : new CliError("refused", `opening-${textOfCode[code]}`, { index, field, code });
}

const textOfCode = {
  malformed: "refused",
  "purpose-unknown": "refused",
  "id-taken": "refused",
  "entry-unknown": "entry",
  "entry-without-fields": "entry",
  "field-not-stated": "field",
  "approval-missing": "approval",
  "approval-wrong": "approval",
  "approval-expired": "approval",
  "keys-destroyed": "destroyed",
  "message-expired": "expired",
  "message-unreadable": "unreadable",
} as const;

function show(terminal: Terminal, file: OpeningFile, out: string | undefined): void {
  if (out === undefined) {
    if (terminal.json) terminal.tell("opening", { ...file });
    else terminal.write(formatOpeningFile(file));
    return;
  }
  writePrivate(out, formatOpeningFile(file));
  terminal.say("opening-written", { file: out, field: file.opening.path });
}
