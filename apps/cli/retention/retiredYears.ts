import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseLeaf, type YearRetiredLeaf } from "#libs/seal/leaf";
import { LogNotTrusted, openSignedLogs, type SignedLog } from "#libs/search/signedLogs";
import { entryProof } from "#libs/tilestore/entryProof";
import { TileStoreError } from "#libs/tilestore/failure";
import { readConfiguration } from "../documents.ts";
import { CliError } from "../exitCodes.ts";
import { parseFile } from "../installation.ts";
import { privateFolder, readPrivate, writePrivate } from "../privateFiles.ts";

/** Which entry of the log retires a year: whoever carries it out finds it there, and trusts nothing but the log. */
const noteSchema = z.strictObject({
  format: z.literal("raccordo-retired-year/1"),
  year: z.int().min(2020).max(2199),
  entry: z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) }),
});
type RetirementNote = z.infer<typeof noteSchema>;

/** A year that the signed log itself says is retired. */
export type RetiredYear = Pick<YearRetiredLeaf, "of" | "size" | "root" | "order" | "due">;

export interface RetiredYears {
  readonly retired: readonly RetiredYear[];
  /** Years whose entry no signed checkpoint covers yet: nothing of them is removed. */
  readonly waiting: readonly number[];
}

/** What is left of a retired year. */
export const retiredFolder = (data: string, year: number): string =>
  join(data, "retired", String(year));

/** Keeps where the entry stands that retires a year; the same again does no harm. */
export function noteRetirement(data: string, note: Omit<RetirementNote, "format">): void {
  const folder = retiredFolder(data, note.year);
  privateFolder(join(data, "retired"));
  privateFolder(folder);
  const text = JSON.stringify({ format: "raccordo-retired-year/1", ...note }, null, 2);
  writePrivate(join(folder, "entry.json"), `${text}\n`);
}

/**
 * The years that are retired, each proved to stand in the signed log. Nothing is read where none was ever ordered.
 * CliError where an entry is not the one that the note names: then nobody may remove anything.
 */
export async function retiredYears(data: string): Promise<RetiredYears> {
  const notes = notesIn(data);
  if (notes.length === 0) return { retired: [], waiting: [] };
  const logs = await signedLogsOf(data);
  const retired: RetiredYear[] = [];
  const waiting: number[] = [];
  for (const note of notes) {
    const { year, seq } = note.entry;
    const log = logs.find((one) => one.year === year);
    if (log === undefined || log.reader.size < seq) waiting.push(note.year);
    else retired.push(await retiredBy(log, note));
  }
  return { retired, waiting };
}

function notesIn(data: string): readonly RetirementNote[] {
  const folder = join(data, "retired");
  if (!existsSync(folder)) return [];
  const years = readdirSync(folder).filter((name) => /^20\d{2}$/.test(name));
  return years.toSorted().flatMap((name) => {
    const path = join(folder, name, "entry.json");
    const text = readPrivate(path);
    if (text === undefined) return [];
    const note = parseFile(path, text, noteSchema);
    if (note.year !== Number(name)) throw new CliError("refused", "file-damaged", { path });
    return [note];
  });
}

async function signedLogsOf(data: string): Promise<readonly SignedLog[]> {
  const configuration = readConfiguration(data);
  if (configuration === undefined) return [];
  const { log_family, keys } = configuration;
  try {
    return await openSignedLogs(join(data, "audit"), { log_family, key: keys.log });
  } catch (error) {
    if (!(error instanceof LogNotTrusted)) throw error;
    const { path, kind } = error;
    throw new CliError("refused", "search-checkpoint", { path, problem: kind });
  }
}

async function retiredBy(log: SignedLog, { year, entry }: RetirementNote): Promise<RetiredYear> {
  const leaf = await provenLeaf(log, entry.seq - 1);
  if (leaf?.kind !== "year_retired" || leaf.of !== year) {
    throw new CliError("refused", "retire-entry-differs", { year, ...entryValues(entry) });
  }
  const { of, size, root, order, due } = leaf;
  return { of, size, root, order, due };
}

const entryValues = ({ year, seq }: RetirementNote["entry"]) => ({ log: year, seq });

/** The leaf at `index`, proved under the log's signed checkpoint; undefined where it is not. */
async function provenLeaf(log: SignedLog, index: number) {
  try {
    const proof = await entryProof(log, index);
    if (!proof.ok) return undefined;
    const leaf = parseLeaf(await log.reader.entry(index));
    return "problem" in leaf ? undefined : leaf;
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}
