import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseCanonical } from "#libs/seal/canonical";
import { parseLeaf } from "#libs/seal/leaf";
import { TileStoreError } from "#libs/tilestore/failure";
import {
  decodeRef,
  LogReader,
  type LogTrust,
  openReader,
  prefixOf,
} from "#libs/tilestore/logReader";
import { fileSource, readTile, type TileSource } from "#libs/tilestore/tileSource";
import { openCheckpoint } from "#libs/tlog/checkpoint";
import { noteVerifier } from "#libs/tlog/note";
import { type TileRef, tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { isIn, type Period } from "./period.ts";

/** A room as the signed configuration in the log has it. */
export interface PackRoom {
  readonly id: string;
  readonly slot: number;
  readonly titolare: string;
}

/** A leaf that stands for a document: its part, by SHA-256. */
export interface PackDocument {
  readonly year: number;
  readonly index: number;
  readonly kind: "configuration" | "activation" | "plan_tables";
  readonly digest: string;
  /** Only of a configuration. */
  readonly rooms: readonly PackRoom[];
}

/** One year's log, and what of it belongs into the pack. */
export interface PackYearLog {
  readonly year: number;
  readonly source: TileSource;
  readonly vkey: string;
  readonly trust: LogTrust;
  /** Reads the log as it was at the pack's size. */
  readonly reader: LogReader;
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Entries that the pack's checkpoint covers, and that signed note. */
  readonly size: number;
  readonly note: Buffer;
  /** The older checkpoint that witnesses saw last, where the pack's own is another one. */
  readonly witnessed: Buffer | undefined;
  /** First entry of the period, and the one after the last; equal where the year is there for its documents alone. */
  readonly from: number;
  readonly to: number;
  readonly bundles: readonly number[];
  /** Sizes of older checkpoints that go along, and how many there are in all. */
  readonly history: readonly number[];
  readonly historyTotal: number;
}

/** What a pack is made of, found without opening the part of any decision. */
export interface PackSurvey {
  readonly period: Period;
  /** Entries of the period. */
  readonly entries: number;
  readonly years: readonly PackYearLog[];
  readonly documents: readonly PackDocument[];
  /** Policy of witnesses (c2sp.org/tlog-policy) of the installation, verbatim; undefined where there is none. */
  readonly witnessPolicy: Buffer | undefined;
}

/** Older checkpoints of one year in a pack: beyond that they are taken at even distances of size. */
export const historyMax = 2_000;
const systemMark = Buffer.from('"mode":"system"', "utf8");
const timeMark = /"at":"([^"]{24})"/;

/** The time of a leaf, without looking at anything else in it. */
export const timeIn = (leaf: Buffer): string =>
  timeMark.exec(leaf.subarray(0, 512).toString("latin1"))?.[1] ?? "";

interface Scanned {
  readonly year: number;
  readonly folder: string;
  readonly source: TileSource;
  readonly vkey: string;
  readonly trust: LogTrust;
  readonly reader: LogReader;
  readonly note: Buffer;
  readonly indexes: { from: number; to: number; entries: number };
}

/** Looks through the leaves of all years once. Throws TileStoreError for a file that cannot be used. */
export async function surveyLogs(
  folders: readonly { readonly year: number; readonly folder: string; readonly vkey: string }[],
  period: Period,
  witnessPolicy: Buffer | undefined,
): Promise<PackSurvey> {
  const scanned: Scanned[] = [];
  const documents: PackDocument[] = [];
  for (const one of folders) scanned.push(await scan(one, period, documents));
  const used = documentsFor(scanned, documents);
  const years: PackYearLog[] = [];
  for (const log of scanned) {
    const own = used.filter(({ year }) => year === log.year).map(({ index }) => index);
    if (own.length > 0 || log.indexes.entries > 0) years.push(await cut(log, own));
  }
  const entries = scanned.reduce((sum, { indexes }) => sum + indexes.entries, 0);
  return { period, entries, years, documents: used, witnessPolicy };
}

async function scan(
  { year, folder, vkey }: { readonly year: number; readonly folder: string; readonly vkey: string },
  period: Period,
  documents: PackDocument[],
): Promise<Scanned> {
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new RangeError("no verifier key");
  const trust = { origin: verifier.name, verifiers: [verifier] };
  const source = fileSource(folder);
  const { reader, note } = await openReader(source, trust);
  const indexes = { from: reader.size, to: 0, entries: 0 };
  for (let bundle = 0; bundle * tileWidth < reader.size; bundle += 1) {
    for (const [at, leaf] of (await reader.items("entries", 0, bundle)).entries()) {
      const index = bundle * tileWidth + at;
      if (leaf.includes(systemMark)) await learn({ year, index, leaf }, reader, documents);
      if (!isIn(period, timeIn(leaf))) continue;
      indexes.from = Math.min(indexes.from, index);
      indexes.to = index + 1;
      indexes.entries += 1;
    }
  }
  return { year, folder, source, vkey, trust, reader, note, indexes };
}

async function learn(
  { year, index, leaf }: { readonly year: number; readonly index: number; readonly leaf: Buffer },
  reader: LogReader,
  documents: PackDocument[],
): Promise<void> {
  const parsed = parseLeaf(leaf);
  if ("problem" in parsed) return;
  const { kind } = parsed;
  if (kind !== "configuration" && kind !== "activation" && kind !== "plan_tables") return;
  const rooms = kind === "configuration" ? roomsIn(await reader.part(index)) : [];
  documents.push({ year, index, kind, digest: parsed.digest, rooms });
}

/** Documents of the period, and before it the last of each kind: those were in force when it began. */
function documentsFor(
  scanned: readonly Scanned[],
  documents: readonly PackDocument[],
): readonly PackDocument[] {
  const logs = new Map(scanned.map((log) => [log.year, log.indexes]));
  const first = scanned.find(({ indexes }) => indexes.entries > 0);
  if (first === undefined) return [];
  const isBefore = ({ year, index }: PackDocument) =>
    year < first.year || (year === first.year && index < first.indexes.from);
  const isWithin = ({ year, index }: PackDocument) => {
    const { from, to } = logs.get(year) ?? { from: 0, to: 0 };
    return from <= index && index < to;
  };
  const inForce = new Map(documents.filter(isBefore).map((one) => [one.kind, one]));
  return documents.filter((one) => inForce.get(one.kind) === one || isWithin(one));
}

/** Chooses the checkpoint: one that witnesses have cosigned, else the first that covers the period. */
async function cut(log: Scanned, documents: readonly number[]): Promise<PackYearLog> {
  const { year, source, vkey, trust, indexes } = log;
  const { from, to } = indexes.entries > 0 ? indexes : { from: 0, to: 0 };
  const needed = Math.max(to, ...documents.map((index) => index + 1));
  const sizes = historySizes(log.folder);
  const covering = [
    ["witnessed", undefined] as const,
    ...sizes.filter((size) => size >= needed).map((size) => [`checkpoints/${size}`, size] as const),
  ];
  const witnessed = await source.read("witnessed");
  let chosen = { size: log.reader.size, note: log.note };
  for (const [path] of covering) {
    const note = path === "witnessed" ? witnessed : await source.read(path);
    const opened = note === undefined ? undefined : openCheckpoint(note, trust);
    if (note === undefined || opened?.ok !== true || opened.checkpoint.size < needed) continue;
    // What is signed beyond the published checkpoint has no tiles yet that could be trusted.
    if (opened.checkpoint.size > log.reader.size) continue;
    chosen = { size: opened.checkpoint.size, note };
    break;
  }
  const seen = witnessed === undefined ? undefined : openCheckpoint(witnessed, trust);
  const isOlder = seen?.ok === true && seen.checkpoint.size < chosen.size;
  const older = sizes.filter((size) => size < chosen.size);
  const start = older.findLastIndex((size) => size <= from);
  const bundles = new Set(documents.map((index) => Math.floor(index / tileWidth)));
  for (let index = from - (from % tileWidth); index < to; index += tileWidth) {
    bundles.add(index / tileWidth);
  }
  const read = (path: string) => readAt(log, path);
  return {
    ...{ year, source, vkey, trust, from, to, read, ...chosen },
    witnessed: isOlder ? witnessed : undefined,
    reader: new LogReader({ read }, chosen.size),
    bundles: [...bundles].toSorted((a, b) => a - b),
    history: thinned(older.slice(Math.max(start, 0))),
    historyTotal: older.length - Math.max(start, 0),
  };
}

/** A partial file that is gone is the beginning of the one that is there now. */
async function readAt({ source, reader }: Scanned, path: string): Promise<Buffer | undefined> {
  const bytes = await source.read(path);
  const [, kind = "", name = "", digits] =
    /^(tile\/(?:\d+|entries)|parts)\/([x\d/]+)\.p\/(\d+)$/.exec(path) ?? [];
  if (bytes !== undefined || digits === undefined) return bytes;
  const level = kind === "parts" || kind === "tile/entries" ? 0 : Number(kind.slice(5));
  const index = Number(name.replaceAll(/[x/]/g, ""));
  const of = kind === "parts" ? "parts" : kind === "tile/entries" ? "entries" : "tile";
  const ref: TileRef = { kind: of, level, index, width: Number(digits) };
  const now = { ...ref, width: widthAt(level, index, reader.size) };
  const wider = now.width > ref.width ? await source.read(tilePath(now)) : undefined;
  return wider === undefined ? undefined : prefixOf(ref, wider);
}

/** Bytes of a file of the year's tree at the pack's size; throws where it is missing or malformed. */
export async function fileOfTree({ read }: PackYearLog, ref: TileRef): Promise<Buffer> {
  const path = tilePath(ref);
  const bytes = await readTile({ read }, ref, (full) => prefixOf(ref, full));
  if (bytes === undefined) throw new TileStoreError("missing", path, "no such file");
  if (!decodeRef(ref, bytes).ok) throw new TileStoreError("malformed", path, "not as it must be");
  return bytes;
}

function historySizes(folder: string): readonly number[] {
  const names = readdirSync(join(folder, "checkpoints"));
  const sizes = names.filter((name) => /^[1-9][0-9]{0,15}$/.test(name)).map(Number);
  return sizes.toSorted((a, b) => a - b);
}

/** The first, the last and at most {@link historyMax} in all, at even distances of size. */
export function thinned(sizes: readonly number[]): readonly number[] {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined || sizes.length <= historyMax) return sizes;
  const step = (last - first) / (historyMax - 2);
  const cell = (size: number) => Math.floor((size - first) / step);
  return sizes.filter(
    (size, at) => at === 0 || size === last || cell(size) !== cell(sizes[at - 1] ?? 0),
  );
}

function roomsIn(part: Buffer): readonly PackRoom[] {
  // A member that is not as it must be makes that room nobody's: nothing is opened for it.
  const text = parseCanonical(part);
  const rooms: unknown =
    text === undefined ? undefined : Object.entries(text).find(([name]) => name === "rooms")?.[1];
  if (!Array.isArray(rooms)) return [];
  return rooms.flatMap((room: unknown) => {
    const [id, slot, titolare] = [
      memberOf(room, "id"),
      memberOf(room, "slot"),
      memberOf(room, "titolare"),
    ];
    const isRoom =
      typeof id === "string" && typeof slot === "number" && typeof titolare === "string";
    return isRoom ? [{ id, slot, titolare }] : [];
  });
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
