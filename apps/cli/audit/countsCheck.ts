import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { signedDocumentSchema } from "#libs/policy/documents";
import { canonicalJson } from "#libs/seal/canonical";
import { isOfLeaf, openCountsDocument } from "#libs/seal/countsDocument";
import { type CountsLeaf, parseLeaf } from "#libs/seal/leaf";
import { openCounts } from "#libs/seal/openParts";
import { canonicalOf } from "#libs/seal/parts";
import { TileStoreError } from "#libs/tilestore/failure";
import { LogReader } from "#libs/tilestore/logReader";
import { readIfThere } from "#libs/tilestore/readIfThere";
import { recount } from "#libs/tilestore/recount";
import type { TileSource } from "#libs/tilestore/tileSource";
import { parseVerifierKey } from "#libs/tlog/note";

/** One departure of what was counted from what is there; never content. */
export interface CountsFinding {
  readonly kind: "counts-differ" | "counts-document";
  readonly index: number;
  readonly detail: string;
}

/** A counts leaf as it was met, with its part. */
interface MetCounts {
  readonly index: number;
  readonly leaf: CountsLeaf;
  readonly part: Buffer | undefined;
}

/** One year's log that was read. */
interface ReadYear {
  readonly year: number;
  readonly source: TileSource;
  readonly size: number;
}

const countsMark = Buffer.from('"kind":"counts"');

/** Checks what was counted, year after year: the counts of a year's end stand in the next one's log. */
export class CountsCheck {
  readonly #years = new Map<number, ReadYear>();
  #met: MetCounts[] = [];

  /** Every entry of the year that is being read. */
  see(index: number, bytes: Buffer, part: Buffer | undefined): void {
    if (!bytes.includes(countsMark)) return;
    const leaf = parseLeaf(bytes);
    if (!("problem" in leaf) && leaf.kind === "counts") this.#met.push({ index, leaf, part });
  }

  /** What is wrong with the counts met in a year; `folder` is its log's, where it lies in one. */
  async end(
    read: ReadYear,
    at: { readonly folder: string | undefined; readonly vkey: string },
  ): Promise<readonly CountsFinding[]> {
    this.#years.set(read.year, read);
    const met = this.#met;
    this.#met = [];
    const again = await Promise.all(met.map((one) => recounted(one, this.#years)));
    if (at.folder === undefined) return again.flat();
    return [...again.flat(), ...(await checkDocuments(at.folder, read.year, met, at.vkey))];
  }
}

/**
 * Counts what a leaf counted again, from leaves and parts: no number of a room may be another, and no room with a
 * number may be left out or stand twice. What is not here is not checked.
 */
async function recounted(
  { index, leaf, part }: MetCounts,
  years: ReadonlyMap<number, ReadYear>,
): Promise<readonly CountsFinding[]> {
  const counted = years.get(leaf.of);
  if (counted === undefined || part === undefined) return [];
  const differ = (detail: string): readonly CountsFinding[] => [
    { kind: "counts-differ", index, detail },
  ];
  const opened = openCounts(leaf, part);
  if ("problem" in opened) return []; // a finding about the part, which is told already
  const lines = opened.value.flatMap((entry) => entry.lines);
  const rooms = [...new Map(lines.map(({ room, slot }) => [slot, { id: room, slot }])).values()];
  const keys = new Set(lines.map(({ slot, month, mode }) => `${slot} ${month} ${mode}`));
  if (keys.size !== lines.length) return differ("a room is counted twice");
  const fold = await foldOf(counted, leaf);
  if (fold === undefined) return differ("what was counted cannot be read");
  const left = fold.slots().filter((slot) => !rooms.some((room) => room.slot === slot));
  if (left.length > 0) return differ(`room number ${left.join(", ")} is left out`);
  for (const { id, slot } of rooms) {
    const said = lines.filter((line) => line.slot === slot);
    const again = fold.linesOf([{ id, slot }]).lines;
    if (canonicalJson(canonicalOf(said)) !== canonicalJson(canonicalOf(again))) {
      return differ(`room number ${slot} has other counts`);
    }
  }
  return [];
}

async function foldOf({ source, size }: ReadYear, { range }: CountsLeaf) {
  if (range.to > size) return undefined;
  try {
    return await recount(new LogReader(source, size), range);
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}

/** The signed documents beside the tiles of one year: each by the log's key, and of its leaf. */
async function checkDocuments(
  logFolder: string,
  year: number,
  met: readonly MetCounts[],
  vkey: string,
): Promise<readonly CountsFinding[]> {
  const logKey = parseVerifierKey(vkey)?.publicKey.toString("base64url") ?? "";
  const findings: CountsFinding[] = [];
  for (const { index, leaf } of met) {
    const folder = join(dirname(logFolder), "counts", `${year}-${index}`);
    for (const name of namesIn(folder)) {
      const bytes = await readIfThere(join(folder, name));
      const document = bytes && openedDocument(bytes, logKey);
      if (document?.index === index && isOfLeaf(document, leaf)) continue;
      const detail = `${year}-${index}/${name} is not signed by the log, or says something else`;
      findings.push({ kind: "counts-document", index, detail });
    }
  }
  return findings;
}

function openedDocument(bytes: Buffer, logKey: string) {
  try {
    const parsed = signedDocumentSchema.safeParse(JSON.parse(bytes.toString("utf8")));
    return parsed.success ? openCountsDocument(parsed.data, logKey) : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
