import { TileStoreError } from "#libs/tilestore/failure";
import type { LogReader } from "#libs/tilestore/logReader";
import { CompactRange, frontierFromJson, frontierToJson } from "#libs/tlog/compactRange";
import { leafHash } from "#libs/tlog/hash";
import { tileWidth } from "#libs/tlog/tiles";
import type { ProjectionPlace, SearchDatabase } from "./database.ts";
import { EntryReader, type FetchEntry, type ReadEntry } from "./entryReader.ts";
import { ProjectionWriter } from "./projectionWriter.ts";
import { projectionVersion, type Row } from "./tables.ts";

/** The log of one year, opened at a checkpoint that its reader trusts. */
export interface YearLog {
  readonly year: number;
  readonly origin: string;
  readonly reader: LogReader;
  /** Root that the checkpoint signs. */
  readonly root: Buffer;
}

/**
 * Why a projection cannot be made or brought up to date. `log-differs`: entries do not have the root that was signed.
 * `other-log`: the projection covers a log that this one does not begin with; make it anew. `entry-unreadable`: a file
 * of the log is missing or damaged.
 */
export type ReindexProblem = "log-differs" | "other-log" | "entry-unreadable";

/** Names the year and what is wrong; never content. */
export class ReindexError extends Error {
  readonly problem: ReindexProblem;
  readonly year: number;

  constructor(problem: ReindexProblem, year: number, cause?: unknown) {
    super(`${problem}: log of ${year}`, { cause });
    this.name = "ReindexError";
    this.problem = problem;
    this.year = year;
  }
}

export interface ReindexOptions {
  /** Made anew even where what is there could be continued. */
  readonly anew?: boolean;
  /** Told of entries read so far, of all that will be read. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ReindexReport {
  /** False: what was there was continued. */
  readonly anew: boolean;
  /** Entries that were read in this run. */
  readonly read: number;
  readonly covered: readonly Coverage[];
}

/** Up to where a projection covers the log of a year: the size and root of a signed checkpoint. */
export type Coverage = Pick<Row<"log_year">, "year" | "origin" | "size" | "root">;

/** Entries between two reports of progress. */
const progressEntries = 4_096;

/**
 * Brings the projection up to the checkpoints of `logs` (all years, in order). Every entry is hashed on the way, and
 * the projection is kept only where the whole has the signed root; parts are held against their leaves. Throws
 * {@link ReindexError}; the projection that was there then stays as it was.
 */
export async function reindex(
  place: ProjectionPlace,
  logs: readonly YearLog[],
  options: ReindexOptions = {},
): Promise<ReindexReport> {
  const there = await place.open();
  try {
    if (there !== undefined && options.anew !== true && (await coveredBy(there)) !== undefined) {
      return await place.update(there, async () => {
        // Read again: another process may have gone on with it before this one had it to itself.
        const covered = (await coveredBy(there)) ?? [];
        await assertSameLog(covered, logs);
        return write(there, logs, covered, options);
      });
    }
  } finally {
    await there?.close();
  }
  return place.rebuild((database) => write(database, logs, undefined, options));
}

/** What is covered; undefined where the projection was made by another version of this code. */
export async function coveredBy({
  query,
}: SearchDatabase): Promise<readonly Row<"log_year">[] | undefined> {
  try {
    const made = await query.selectFrom("projection").select("version").executeTakeFirst();
    if (made?.version !== projectionVersion) return undefined;
    return await query.selectFrom("log_year").selectAll().orderBy("year").execute();
  } catch {
    // Whatever lies there is none of ours; it is replaced.
    return undefined;
  }
}

async function assertSameLog(
  covered: readonly Row<"log_year">[],
  logs: readonly YearLog[],
): Promise<void> {
  for (const { year, origin, size, root } of covered) {
    const log = logs.find((one) => one.year === year);
    const isSame = log?.origin === origin && log.reader.size >= size;
    if (!isSame || (await log.reader.rootAt(size)).toString("hex") !== root) {
      throw new ReindexError("other-log", year);
    }
  }
}

async function write(
  database: SearchDatabase,
  logs: readonly YearLog[],
  covered: readonly Row<"log_year">[] | undefined,
  options: ReindexOptions,
): Promise<ReindexReport> {
  const isFresh = covered === undefined;
  const writer = await ProjectionWriter.open(database, isFresh);
  const rooms = isFresh ? [] : await database.query.selectFrom("room").selectAll().execute();
  const entries = new EntryReader(fetchFrom(logs), rooms);
  const starts = logs.map(({ year }) => covered?.find((one) => one.year === year));
  const total = logs.reduce((sum, log, at) => sum + log.reader.size - (starts[at]?.size ?? 0), 0);
  const progress = new Progress(total, options.onProgress);
  const rows: Row<"log_year">[] = [];
  for (const [at, log] of logs.entries()) {
    rows.push(await writeYear(log, starts[at], { entries, writer, progress }));
  }
  await writer.end();
  progress.end();
  await replaceAll(database, rows, entries);
  return {
    anew: isFresh,
    read: progress.done,
    covered: rows.map(({ frontier: _, ...row }) => row),
  };
}

async function replaceAll(
  database: SearchDatabase,
  years: readonly Row<"log_year">[],
  { rooms }: EntryReader,
): Promise<void> {
  for (const table of ["projection", "log_year", "room"] as const) {
    await database.query.deleteFrom(table).execute();
  }
  await database.insert("projection", [{ version: projectionVersion }]);
  await database.insert("log_year", years);
  await database.insert("room", rooms);
}

interface Writing {
  readonly entries: EntryReader;
  readonly writer: ProjectionWriter;
  readonly progress: Progress;
}

async function writeYear(
  log: YearLog,
  start: Row<"log_year"> | undefined,
  { entries, writer, progress }: Writing,
): Promise<Row<"log_year">> {
  const { year, origin, root } = log;
  const tree = treeFrom(start);
  if (tree === undefined) throw new ReindexError("other-log", year);
  for await (const { leaves, parts } of bundlesFrom(log, Math.floor(tree.size / tileWidth))) {
    const begin = tree.size % tileWidth;
    for (const [at, leaf] of leaves.entries()) {
      if (at < begin) continue;
      const entry = readEntry(entries, log, tree.size, { leaf, part: parts?.[at] });
      // Most entries and what they say are known already: to wait for nothing costs, a million times.
      const added = writer.add(entry instanceof Promise ? await entry : entry);
      if (added !== undefined) await added;
      tree.append(leafHash(leaf));
      progress.step();
    }
  }
  if (!tree.root().equals(root)) throw new ReindexError("log-differs", year);
  const frontier = JSON.stringify(frontierToJson(tree.frontier()));
  return { year, origin, size: tree.size, root: root.toString("hex"), frontier };
}

/** The tree as far as it is covered; undefined where the projection's own row says something else. */
function treeFrom(start: Row<"log_year"> | undefined): CompactRange | undefined {
  if (start === undefined) return new CompactRange();
  const frontier = frontierFromJson(JSON.parse(start.frontier));
  if (frontier === undefined) return undefined;
  const tree = new CompactRange(frontier);
  return tree.root().toString("hex") === start.root ? tree : undefined;
}

interface Bundle {
  readonly leaves: readonly Buffer[];
  /** Undefined where the log does not have them any more. */
  readonly parts: readonly Buffer[] | undefined;
}

/** The bundles of a log from one on, each read while the one before is worked on. */
async function* bundlesFrom(log: YearLog, first: number): AsyncGenerator<Bundle, void> {
  const end = Math.ceil(log.reader.size / tileWidth);
  let next = first < end ? bundleOf(log, first) : undefined;
  for (let bundle = first + 1; next !== undefined; bundle += 1) {
    const current = await next;
    next = bundle < end ? bundleOf(log, bundle) : undefined;
    // It is told when its turn comes.
    next?.catch(() => undefined);
    yield current;
  }
}

async function bundleOf({ year, reader }: YearLog, bundle: number): Promise<Bundle> {
  try {
    const leaves = await reader.items("entries", 0, bundle);
    return { leaves, parts: await partsOf(reader, bundle) };
  } catch (error) {
    if (error instanceof TileStoreError) throw new ReindexError("entry-unreadable", year, error);
    throw error;
  }
}

/** Parts may have been retired or not copied, leaves may not. */
async function partsOf(reader: LogReader, bundle: number): Promise<readonly Buffer[] | undefined> {
  try {
    return await reader.items("parts", 0, bundle);
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}

function readEntry(
  entries: EntryReader,
  { year }: YearLog,
  index: number,
  { leaf, part }: { readonly leaf: Buffer; readonly part: Buffer | undefined },
): ReadEntry | Promise<ReadEntry> {
  try {
    const read = entries.read(year, index, leaf, part);
    return read instanceof Promise ? read.catch((error) => unreadable(year, error)) : read;
  } catch (error) {
    return unreadable(year, error);
  }
}

function unreadable(year: number, error: unknown): never {
  if (error instanceof SyntaxError) throw new ReindexError("entry-unreadable", year, error);
  throw error;
}

/** Entries of the logs at hand, for chains that began before what is read now. */
function fetchFrom(logs: readonly YearLog[]): FetchEntry {
  return async (year, index) => {
    const reader = logs.find((log) => log.year === year)?.reader;
    if (reader === undefined || index < 0 || index >= reader.size) return undefined;
    const parts = await partsOf(reader, Math.floor(index / tileWidth));
    return { leaf: await reader.entry(index), part: parts?.[index % tileWidth] };
  };
}

class Progress {
  readonly #total: number;
  readonly #tell: (done: number, total: number) => void;
  done = 0;

  constructor(total: number, tell: (done: number, total: number) => void = () => undefined) {
    this.#total = total;
    this.#tell = tell;
  }

  step(): void {
    this.done += 1;
    if (this.done % progressEntries === 0) this.#tell(this.done, this.#total);
  }

  end(): void {
    this.#tell(this.done, this.#total);
  }
}
