import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { DamagedPart } from "#libs/pack/openings";
import { type PackSurvey, surveyLogs } from "#libs/pack/packLogs";
import type { WrittenPack } from "#libs/pack/packZip";
import type { Period } from "#libs/pack/period";
import { packPrivately, releasePack, slotsOpened } from "#libs/pack/privatePack";
import type { exportPurposes } from "#libs/seal/leafSchema";
import { TileStoreError } from "#libs/tilestore/failure";
import { CliError, exitCodes } from "../exitCodes.ts";
import { periodOf } from "../policy/period.ts";
import { readPrivate } from "../privateFiles.ts";
import {
  announceExport,
  announceRead,
  type ReaderOptions,
  type ReadRecord,
  sayRecorded,
  warnIfUnrecorded,
} from "../reading/announceRead.ts";
import { statedPeriod } from "../reading/recordedReading.ts";
import type { Terminal } from "../terminal.ts";
import { policyFile } from "../witness/demonstrationWitnesses.ts";
import { logsAt, vkeyFromData } from "./verify.ts";

export interface ExportCommand extends ReaderOptions {
  readonly data: string;
  /** First and last day, or two times in UTC, with a stroke between them. */
  readonly period: string;
  readonly titolare: string;
  readonly purpose: (typeof exportPurposes)[number];
  /** Name of the zip; made of period and time where it is not said. */
  readonly out?: string | undefined;
}

/** A pack that is whole and has not left. */
export interface ReadyPack {
  readonly entries: number;
  readonly period: Period;
  readonly slots: readonly number[];
  readonly sha256: string;
}

/** What has to be recorded on the way of a pack: each rejects where it cannot be, and then nothing goes on. */
export interface ExportRecords {
  /** Before any part is opened. */
  reading(entries: number, period: Period): Promise<ReadRecord>;
  /** Before the pack is put where it was asked for. */
  leaving(pack: ReadyPack): Promise<void>;
}

/** Packs what belongs to one titolare and period so that a stranger can check it offline. */
export async function exportPack(terminal: Terminal, command: ExportCommand): Promise<number> {
  const out = command.out ?? defaultName(command);
  const made = await makePack({ ...command, out }, recordsOf(terminal, command));
  const { survey, written } = made;
  warnIfUnrecorded(terminal, made.record);
  const { files, bytes, sha256 } = written;
  terminal.say("pack-written", { file: out, files, bytes, sha256, entries: survey.entries });
  if (!terminal.json) terminal.say("pack-key");
  sayRecorded(terminal, made.record);
  return exitCodes.ok;
}

/** The reading first, then the pack with its digest: only a copy that no system belongs to may do without both. */
function recordsOf(terminal: Terminal, command: ExportCommand): ExportRecords {
  const { data, purpose } = command;
  let isRecorded = false;
  return {
    async reading(entries, period) {
      const about = { purpose, scope: "export", entries, period: statedPeriod(period) } as const;
      const record = await announceRead(data, command, about);
      isRecorded = record.recorded;
      return record;
    },
    async leaving({ entries, period, slots, sha256: pack }) {
      // Whoever had the reading recorded has a system that records, and this is not the time to do without it.
      if (!isRecorded) return;
      const { from, to } = statedPeriod(period);
      const about = { purpose, of_slots: [...slots], from, to, entries, pack };
      const { year, index } = await announceExport(data, command, about);
      if (!terminal.json) terminal.say("export-recorded", { year, index });
    },
  };
}

/** Makes the pack, has it recorded, and only then puts it in its place. Throws CliError where one of them cannot be. */
export async function makePack(
  command: Pick<ExportCommand, "data" | "period" | "titolare"> & { readonly out: string },
  records: ExportRecords,
): Promise<{
  readonly survey: PackSurvey;
  readonly written: WrittenPack;
  readonly record: ReadRecord;
}> {
  const period = periodIn(command.period);
  assertFree(command.out);
  try {
    const policy = readPrivate(policyFile(command.data));
    const witnesses = policy === undefined ? undefined : Buffer.from(policy, "utf8");
    const survey = await surveyLogs(await foldersOf(command.data), period, witnesses);
    assertSomething(survey, command);
    const record = await records.reading(survey.entries, period);
    return { survey, record, written: await packed(survey, command, records) };
  } catch (error) {
    throw inWords(error);
  }
}

async function packed(
  survey: PackSurvey,
  { titolare, out }: { readonly titolare: string; readonly out: string },
  records: ExportRecords,
): Promise<WrittenPack> {
  const pack = await packPrivately(survey, titolare, dirname(out));
  try {
    const { entries, period } = survey;
    const slots = slotsOpened(survey, titolare);
    assertFree(out);
    await records.leaving({ entries, period, slots, sha256: pack.sha256 });
    await releasePack(pack, out);
    const { files, bytes, sha256 } = pack;
    return { files, bytes, sha256 };
  } catch (error) {
    await pack.discard();
    throw error;
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof TileStoreError) {
    const { path, kind } = error;
    return new CliError("check-failed", "log-file-wrong", { path, kind }, { cause: error });
  }
  if (error instanceof DamagedPart) {
    const { year, index } = error;
    return new CliError("check-failed", "pack-part-damaged", { year, index }, { cause: error });
  }
  return error;
}

function assertFree(out: string): void {
  if (!existsSync(dirname(out))) {
    throw new CliError("usage", "pack-folder", { folder: dirname(out) });
  }
  if (!existsSync(out)) return;
  throw new CliError("refused", "pack-exists", { file: out });
}

function assertSomething(
  { entries, documents }: PackSurvey,
  command: Pick<ExportCommand, "period" | "titolare">,
): void {
  const { period, titolare } = command;
  if (entries === 0) throw new CliError("refused", "pack-empty", { period });
  const known = new Set(documents.flatMap(({ rooms }) => rooms.map((room) => room.titolare)));
  if (known.has(titolare)) return;
  const names = [...known].toSorted((a, b) => a.localeCompare(b)).join("; ");
  throw new CliError("refused", "pack-no-titolare", { titolare, known: names });
}

async function foldersOf(data: string) {
  const place = join(data, "audit");
  const folders = [];
  for (const { folder, source } of logsAt(place)) {
    if (folder === undefined) continue;
    const vkey = await vkeyFromData(source, { data, place });
    folders.push({ folder, vkey, year: Number(folder.slice(-4)) });
  }
  return folders;
}

function periodIn(text: string): Period {
  const [from, to, ...rest] = text.split("/");
  if (from === undefined || to === undefined || rest.length > 0) {
    throw new CliError("usage", "pack-period", { period: text });
  }
  return periodOf(from, to);
}

/** A name that any file system takes. */
function defaultName({ period, titolare }: ExportCommand): string {
  const safe = (text: string) => text.replaceAll(/[^A-Za-z0-9-]+/g, "-");
  return `registro-${safe(titolare).toLowerCase()}-${safe(period)}.zip`;
}
