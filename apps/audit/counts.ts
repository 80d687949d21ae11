import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { type EventLog, EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { Configuration } from "#libs/policy/documents";
import type { Clock } from "#libs/runtime/clock";
import { CodedError } from "#libs/runtime/codedError";
import { canonicalBytes } from "#libs/seal/canonical";
import { countsFormat, signCounts } from "#libs/seal/countsDocument";
import { type CountsLeaf, parseLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import { countsOpenings } from "#libs/seal/openParts";
import { canonicalOf } from "#libs/seal/parts";
import { DurableFolder } from "#libs/tilestore/durableFolder";
import { TileStoreError } from "#libs/tilestore/failure";
import { type LogReader, openReader } from "#libs/tilestore/logReader";
import { recount } from "#libs/tilestore/recount";
import { fileSource } from "#libs/tilestore/tileSource";
import { logKey, originOf } from "./logKey.ts";
import { auditWriter, ownPlace, writeOwnLeaf } from "./ownLeaf.ts";

export interface CountsPorts {
  readonly log: Pick<EventLog, "append" | "last">;
  readonly macKey: Uint8Array;
  readonly seed: Uint8Array;
  readonly clock: Clock;
  readonly logDir: string;
  family(): string;
  rooms(): Configuration["rooms"];
  /** Year of the log that is written now; undefined: none yet. */
  year(): number | undefined;
}

/** A range of one year's log, both sequences included. */
export interface CountedRange {
  readonly of: number;
  readonly from: number;
  readonly to: number;
}

/** A counts leaf with its place. */
interface Counted {
  readonly year: number;
  readonly sequence: number;
  readonly leaf: CountsLeaf;
  readonly part: Buffer;
}

/** What the choice of the next range depends on. */
export interface CountsState {
  /** The range that was counted last, and when. */
  readonly last: (CountedRange & { readonly at: string }) | undefined;
  /** Year of the log that is written, time of its first entry, and its size. */
  readonly year: number;
  readonly begun: string;
  readonly size: number;
  /** Size of an earlier year's log; undefined: there is none. */
  sizeOf(year: number): number | undefined;
  readonly now: string;
}

/**
 * What is to be counted now: a year that ended, up to its end, at once; the running year when a month (UTC) has ended
 * since the last count. What is recorded late of a month is counted with the next one, under its own month. Pure.
 */
export function dueRange(state: CountsState): CountedRange | undefined {
  const { last, year, begun, size, now } = state;
  const first = last?.of ?? (state.sizeOf(year - 1) === undefined ? year : year - 1);
  for (let of = first; of < year; of += 1) {
    const from = of === last?.of ? last.to + 1 : 1;
    const to = state.sizeOf(of) ?? 0;
    if (from <= to) return { of, from, to };
  }
  const since = last === undefined || last.at < begun ? begun : last.at;
  const from = last?.of === year ? last.to + 1 : 1;
  const isOver = now.slice(0, 7) > since.slice(0, 7);
  return isOver && from <= size ? { of: year, from, to: size } : undefined;
}

/**
 * Counts what is due for every titolare: a leaf with all counts as salted parts, and beside the tiles one signed
 * document for each titolare, in `counts/<year>-<index of the leaf>/<its first room>.json`. Gives the range that was
 * counted. Two processes make one leaf; a document that a crash left out is written at the next look.
 */
export async function countWhatIsDue(ports: CountsPorts): Promise<CountedRange | undefined> {
  const year = ports.year();
  if (year === undefined) return undefined;
  const last = (await lastCounts(ports, year)) ?? (await lastCounts(ports, year - 1));
  if (last !== undefined) await writeDocuments(ports, last);
  const readers = new Map<number, LogReader>();
  for (let of = last?.leaf.of ?? year - 1; of <= year; of += 1) {
    const reader = await readerOf(ports, of);
    if (reader !== undefined) readers.set(of, reader);
  }
  const current = readers.get(year);
  if (current === undefined || current.size === 0) return undefined;
  const due = dueRange({
    last: last && { of: last.leaf.of, ...last.leaf.range, at: last.leaf.at },
    year,
    begun: timeOf(await current.entry(0)),
    size: current.size,
    sizeOf: (of) => readers.get(of)?.size,
    now: new Date(ports.clock.nowMs()).toISOString(),
  });
  const reader = due && readers.get(due.of);
  if (due === undefined || reader === undefined) return undefined;
  await record(ports, year, due, reader, last);
  const written = await lastCounts(ports, year);
  if (written !== undefined) await writeDocuments(ports, written);
  return due;
}

async function record(
  ports: CountsPorts,
  year: number,
  { of, from, to }: CountedRange,
  reader: LogReader,
  last: Counted | undefined,
): Promise<void> {
  const fold = await recount(reader, { from, to });
  const titolari = [...Map.groupBy(ports.rooms(), ({ titolare }) => titolare).values()];
  const leaf = {
    kind: "counts",
    at: new Date(ports.clock.nowMs()).toISOString(),
    clock: "unsynced",
    of,
    range: { from, to },
    ...(last && { previous: { year: last.year, seq: last.sequence } }),
  } as const;
  const entries = titolari.map((rooms) => fold.linesOf(rooms));
  const place = ownPlace(year, "counts", [of, from]);
  const input = { leaf, entries };
  const outcome = await writeOwnLeaf(ports.log, ports.macKey, place, input, randomBytes);
  // A conflict: another process counted the same; its leaf is what counts.
  if (outcome.kind !== "appended" && outcome.kind !== "conflict") {
    throw new CodedError("counts-not-written", outcome.kind);
  }
}

async function writeDocuments(ports: CountsPorts, counted: Counted): Promise<void> {
  const { year, sequence, leaf, part } = counted;
  const rooms = ports.rooms();
  const titolari = [...Map.groupBy(rooms, ({ titolare }) => titolare)];
  const folder = `${year}-${sequence - 1}`;
  const files = countsOpenings(part).flatMap((opening) => {
    const [line] = opening.entry.value.lines;
    // The order of titolari may have changed since: whose counts they are, their rooms say.
    const owner = titolari.find(([, own]) => own.some(({ id }) => id === line?.room));
    if (owner === undefined) return [];
    const [titolare, [first]] = owner;
    const document = signCounts(
      {
        ...{ format: countsFormat, origin: originOf(ports.family(), year), index: sequence - 1 },
        ...{ of: leaf.of, from: leaf.range.from, to: leaf.range.to, titolare, opening },
      },
      ports.seed,
    );
    const path = `${folder}/${first?.id ?? ""}.json`;
    return [{ path, bytes: canonicalBytes(canonicalOf(document)) }];
  });
  const store = await DurableFolder.open(join(ports.logDir, "counts"));
  await store.writeOnce(files);
}

/** The newest counts leaf in the log of a year; undefined where there is none, or no such year. */
async function lastCounts(ports: CountsPorts, year: number): Promise<Counted | undefined> {
  const found = await lastMessage(ports.log, year);
  const content = found && decodeAuditMessage(found.data);
  if (found === undefined || content?.writer !== auditWriter) return undefined;
  const macs = new Map([[auditWriter, ports.macKey]]);
  if (checkMac(macs, { ...content, subject: found.subject }, content.mac) !== "ok")
    return undefined;
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf || leaf.kind !== "counts") return undefined;
  return { year, sequence: found.sequence, leaf, part: Buffer.from(content.parts) };
}

async function lastMessage(
  log: CountsPorts["log"],
  year: number,
): Promise<StoredMessage | undefined> {
  try {
    return await log.last(auditStream(year), noticesOf(year, "counts"));
  } catch (error) {
    const isNone =
      error instanceof EventLogError && ["stream-missing", "refused"].includes(error.code);
    if (isNone) return undefined;
    throw error;
  }
}

/** The published log of a year, as everybody reads it; undefined where there is none. */
async function readerOf(ports: CountsPorts, year: number): Promise<LogReader | undefined> {
  const { origin, verifiers } = logKey(ports.family(), year, ports.seed);
  const trust = { origin, verifiers };
  try {
    return (await openReader(fileSource(join(ports.logDir, String(year))), trust)).reader;
  } catch (error) {
    if (error instanceof TileStoreError && error.kind === "missing") return undefined;
    throw error;
  }
}

function timeOf(leafBytes: Uint8Array): string {
  const leaf = parseLeaf(leafBytes);
  if ("problem" in leaf) throw new CodedError("log-store-damaged", "entry 0");
  return leaf.at;
}
