import { createWriteStream, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Configuration } from "#libs/policy/documents";
import type { NumberedRoom } from "#libs/seal/counts";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { formatOpening, type OpeningLine, openingsOf } from "#libs/seal/openings";
import { checkParts } from "#libs/seal/openParts";
import { parseIncidentParts } from "#libs/seal/parts";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { type ReadRecord, sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { logsAt, vkeyFromData } from "./verify.ts";

/**
 * Records that slots of the log are about to be read, before anything of it is opened; rejects where that cannot be
 * done. `entries`: how many entries are opened at most.
 */
export type RecordRead = (entries: number) => Promise<ReadRecord>;

export interface OpeningsCommand {
  /** Authority as the signed configuration names it. */
  readonly titolare: string;
  readonly out: string;
  readonly data: string;
  readonly recordRead: RecordRead;
}

/** What was handed over, counted. */
interface Handed {
  slots: number;
  facts: number;
  factsWithheld: number;
  damaged: number;
}

/**
 * Writes what one titolare is handed to verify the log about itself (libs/seal/openings): its rooms' slots of every
 * incident leaf, the facts of its own messages, and the signed configurations that say which number is whose. The log
 * is verified before anything is opened; exit code 1, and no file, where it does not hold.
 */
export async function writeOpenings(terminal: Terminal, command: OpeningsCommand): Promise<number> {
  const rooms = roomsOf(command);
  const place = join(command.data, "audit");
  const entries = await incidentLeaves(place, command.data);
  if (entries === undefined) throw new CliError("check-failed", "openings-log-broken", { place });
  const read = await command.recordRead(entries);
  warnIfUnrecorded(terminal, read);
  const handed: Handed = { slots: 0, facts: 0, factsWithheld: 0, damaged: 0 };
  const unfinished = `${command.out}.part`;
  const file = createWriteStream(unfinished, { mode: 0o600 });
  try {
    await writeLines(file, place, { rooms, data: command.data }, handed);
    file.end();
    await finished(file);
  } catch (error) {
    file.destroy();
    rmSync(unfinished, { force: true });
    throw error;
  }
  if (handed.damaged > 0) {
    rmSync(unfinished, { force: true });
    throw new CliError("check-failed", "openings-damaged", { leaves: handed.damaged });
  }
  renameSync(unfinished, command.out);
  const { slots, facts, factsWithheld: withheld } = handed;
  const { out, titolare } = command;
  terminal.say("openings-written", { out, titolare, slots, facts, withheld });
  sayRecorded(terminal, read);
  return exitCodes.ok;
}

function roomsOf({ data, titolare }: OpeningsCommand): readonly NumberedRoom[] {
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new CliError("refused", "vkey-none", { path: data });
  const own = configuration.rooms.filter((room) => room.titolare === titolare);
  if (own.length === 0) {
    throw new CliError("usage", "titolare-unknown", { titolare, known: known(configuration) });
  }
  return own;
}

const known = ({ rooms }: Configuration): string =>
  [...new Set(rooms.map(({ titolare }) => titolare))].join(" · ");

/** Number of incident leaves in logs that hold; undefined where one does not. Opens nothing. */
export async function incidentLeaves(place: string, data: string): Promise<number | undefined> {
  let found = 0;
  for (const { source } of logsAt(place)) {
    const vkey = await vkeyFromData(source, { place, data });
    const { findings, checkpoint } = await verifyLog(source, vkey, {
      readParts: false,
      onEntry: (_index, bytes) => {
        const leaf = parseLeaf(bytes);
        found += !("problem" in leaf) && isIncidentLeaf(leaf) ? 1 : 0;
        return [];
      },
    });
    if (checkpoint === undefined || findings.length > 0) return undefined;
  }
  return found;
}

async function writeLines(
  file: Writable,
  place: string,
  { rooms, data }: { readonly rooms: readonly NumberedRoom[]; readonly data: string },
  handed: Handed,
): Promise<void> {
  for (const { source } of logsAt(place)) {
    const vkey = await vkeyFromData(source, { place, data });
    const year = Number(/\/(\d{4})\+/.exec(vkey)?.[1]);
    await verifyLog(source, vkey, {
      onEntry: async (index, bytes, part) => {
        for (const line of linesOf({ year, index }, bytes, part, rooms, handed)) {
          if (!file.write(`${formatOpening(line)}\n`)) await drained(file);
        }
        return [];
      },
    });
  }
}

function linesOf(
  at: { readonly year: number; readonly index: number },
  bytes: Buffer,
  part: Buffer | undefined,
  rooms: readonly NumberedRoom[],
  handed: Handed,
): readonly OpeningLine[] {
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf) return [];
  if (!isIncidentLeaf(leaf) && leaf.kind !== "configuration") return [];
  if (part === undefined || checkParts(bytes, part).length > 0) {
    handed.damaged += 1;
    return [];
  }
  if (!isIncidentLeaf(leaf)) return [{ ...at, document: part.toString("utf8") }];
  const parts = parseIncidentParts(part);
  if (parts === undefined) return [];
  const { lines, factsWithheld } = openingsOf(at, leaf, parts, rooms);
  handed.factsWithheld += factsWithheld ? 1 : 0;
  for (const line of lines) {
    if ("slot" in line) handed.slots += 1;
    else handed.facts += 1;
  }
  return lines;
}

const drained = (file: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    file.once("drain", resolve);
    file.once("error", reject);
  });
