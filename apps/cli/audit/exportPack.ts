import { existsSync } from "node:fs";
import { join } from "node:path";
import type { exportPurposes } from "#libs/seal/leafSchema";
import { TileStoreError } from "#libs/tilestore/failure";
import { CliError, exitCodes } from "../exitCodes.ts";
import { type Period, periodOf } from "../policy/period.ts";
import {
  announceRead,
  type ReaderOptions,
  type ReadRecord,
  sayRecorded,
  warnIfUnrecorded,
} from "../reading/announceRead.ts";
import { statedPeriod } from "../reading/recordedReading.ts";
import type { Terminal } from "../terminal.ts";
import { DamagedPart } from "./pack/openings.ts";
import { packFiles } from "./pack/packFiles.ts";
import { type PackSurvey, surveyLogs } from "./pack/packLogs.ts";
import { type WrittenPack, writePackZip } from "./pack/packZip.ts";
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

/** Has the export recorded before any part is opened. */
export type RecordExport = (entries: number, period: Period) => Promise<ReadRecord>;

/** Packs what belongs to one titolare and period so that a stranger can check it offline; it is recorded first. */
export async function exportPack(terminal: Terminal, command: ExportCommand): Promise<number> {
  const { data, purpose } = command;
  const record: RecordExport = (entries, period) =>
    announceRead(data, command, {
      purpose,
      scope: "export",
      entries,
      period: statedPeriod(period),
    });
  const out = command.out ?? defaultName(command);
  const made = await makePack({ ...command, out }, record);
  const { survey, written } = made;
  warnIfUnrecorded(terminal, made.record);
  const { files, bytes, sha256 } = written;
  terminal.say("pack-written", { file: out, files, bytes, sha256, entries: survey.entries });
  if (!terminal.json) terminal.say("pack-key");
  sayRecorded(terminal, made.record);
  return exitCodes.ok;
}

/** Writes the pack. Throws CliError where there is nothing to pack, or where the log is damaged. */
export async function makePack(
  command: Pick<ExportCommand, "data" | "period" | "titolare"> & { readonly out: string },
  record: RecordExport,
): Promise<{
  readonly survey: PackSurvey;
  readonly written: WrittenPack;
  readonly record: ReadRecord;
}> {
  const { titolare, out } = command;
  const period = periodIn(command.period);
  if (existsSync(out)) throw new CliError("refused", "pack-exists", { file: out });
  try {
    const survey = await surveyLogs(await foldersOf(command.data), period);
    assertSomething(survey, command);
    const recorded = await record(survey.entries, period);
    const written = await writePackZip(packFiles(survey, titolare), out);
    return { survey, written, record: recorded };
  } catch (error) {
    if (error instanceof TileStoreError) {
      const { path, kind } = error;
      throw new CliError("check-failed", "log-file-wrong", { path, kind }, { cause: error });
    }
    if (error instanceof DamagedPart) {
      const { year, index } = error;
      throw new CliError("check-failed", "pack-part-damaged", { year, index }, { cause: error });
    }
    throw error;
  }
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
