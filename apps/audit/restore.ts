import type { EventLog, EventLogAdmin, StoredMessage } from "#libs/eventlog/port";
import type { RestoredRange, RestoreRefusal, RestoreReport } from "#libs/eventlog/restoreReport";
import { sleep } from "#libs/eventlog/sleep";
import { auditYearStream, type StreamLimits } from "#libs/eventlog/streams";
import { auditStream } from "#libs/eventlog/subjects";
import { checkParts } from "#libs/seal/openParts";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import type { LogEntry } from "#libs/tlog/tail";
import { entryOf, type MacKeys } from "./entry.ts";
import { type RestoredMessage, restoredMessage } from "./restoredMessage.ts";
import type { YearLog } from "./yearLog.ts";

/** Nothing may be written: what is wrong is evidence, or a person must mend it first. */
export class RestoreRefused extends Error {
  constructor(
    readonly why: RestoreRefusal,
    readonly about: string,
    readonly sequence?: number,
    options?: ErrorOptions,
  ) {
    super(`${why}: ${about}${sequence === undefined ? "" : ` at ${sequence}`}`, options);
    this.name = "RestoreRefused";
  }
}

export interface RestorePorts {
  /** The log as each writer's own user may write it. */
  readonly logs: Readonly<Record<RestoredMessage["writer"], EventLog>>;
  readonly admin: Pick<EventLogAdmin, "ensureStream" | "seal">;
  readonly limits: StreamLimits;
  readonly macs: MacKeys;
  readonly signal: AbortSignal;
  /** Messages of a stream from a sequence on, contiguous; ends when `signal` is aborted. */
  read(stream: string, from: number, signal: AbortSignal): AsyncIterable<StoredMessage>;
  roomOf(slot: number): string | undefined;
  tell(report: RestoreReport): void;
  /** After each message that was written. */
  written(): Promise<void>;
}

/** A log whose stream was compared with it, entry by entry. */
export interface ComparedYear {
  readonly year: number;
  readonly size: number;
  /** The stream holds so many of its entries. */
  readonly present: number;
  readonly reader: LogReader;
  /** What lacks; undefined: nothing. */
  readonly lacks: RestoredRange | undefined;
}

const tellEvery = 5_000;

/**
 * Holds a year's stream against its log and finds out what it has lost; writes nothing. Undefined for a log in which
 * nothing was signed yet. Throws RestoreRefused where the tiles are not what was signed, where the stream holds
 * anything else than they say, and where an entry that lacks could not be written so that it gives the same leaf.
 */
export async function compareYear(
  ports: RestorePorts,
  log: YearLog,
): Promise<ComparedYear | undefined> {
  const { year, folder, key } = log;
  // As at the start of the sequencer: what is committed is loaded, checked and published.
  const { size } = (await log.open()).state();
  if (size === 0) return undefined;
  await assertWhole(folder, key.vkey);
  ports.tell({ event: "progress", step: "verified", year, done: size, of: size });
  const reader = new LogReader(fileSource(folder), size);
  const present = await presentIn(ports, year, size);
  await assertSame(ports, year, reader, present);
  return {
    year,
    size,
    present,
    reader,
    lacks: await lackOf(ports, { year, size, present, reader }),
  };
}

async function assertWhole(folder: string, vkey: string): Promise<void> {
  const { findings } = await verifyLog(fileSource(folder), vkey);
  const [first] = findings;
  if (first !== undefined) throw new RestoreRefused("log-damaged", first.path);
}

/** How many of `size` entries the stream still has. */
async function presentIn({ logs }: RestorePorts, year: number, size: number): Promise<number> {
  const stream = auditStream(year);
  const state = await logs.audit.info(stream);
  if (state === undefined) return 0;
  const { messages, firstSequence, lastSequence, deleted } = state;
  const isWhole =
    deleted === 0 && messages === lastSequence && (messages === 0 || firstSequence === 1);
  if (!isWhole) throw new RestoreRefused("trimmed", stream);
  if (state.sealed && lastSequence < size) throw new RestoreRefused("sealed", stream);
  return Math.min(lastSequence, size);
}

/** Every message that is there must give the entry that was signed: another one is evidence, not a loss. */
async function assertSame(
  ports: RestorePorts,
  year: number,
  reader: LogReader,
  present: number,
): Promise<void> {
  if (present === 0) return;
  const stream = auditStream(year);
  const done = new AbortController();
  const signal = AbortSignal.any([ports.signal, done.signal]);
  try {
    for await (const message of ports.read(stream, 1, signal)) {
      const { sequence } = message;
      const signed = await entryAt(reader, sequence);
      if (!isSame(entryOf(message, year, ports.macs), signed)) {
        throw new RestoreRefused("differs", stream, sequence);
      }
      if (sequence % tellEvery === 0) {
        ports.tell({ event: "progress", step: "compared", year, done: sequence, of: present });
      }
      if (sequence === present) return;
    }
  } finally {
    done.abort();
  }
  ports.signal.throwIfAborted();
}

async function lackOf(
  ports: RestorePorts,
  { year, size, present, reader }: Omit<ComparedYear, "lacks">,
): Promise<RestoredRange | undefined> {
  if (present >= size) return undefined;
  let digestsOnly = 0;
  for (let sequence = present + 1; sequence <= size; sequence += 1) {
    if ((await messageAt(ports, year, reader, sequence)).isDigestOnly) digestsOnly += 1;
  }
  return { year, from: present + 1, to: size, digests_only: digestsOnly };
}

/** The lost message of a sequence. Throws RestoreRefused unless the sequencer would make the signed entry of it. */
async function messageAt(
  { macs, roomOf }: RestorePorts,
  year: number,
  reader: LogReader,
  sequence: number,
): Promise<RestoredMessage> {
  const stream = auditStream(year);
  const entry = await entryAt(reader, sequence);
  const message = restoredMessage({ year, macs, roomOf }, sequence, entry);
  if (message === undefined) throw new RestoreRefused("not-restorable", stream, sequence);
  const { subject, data } = message;
  // The server's own time of storing stands in no entry but an anomaly's, and that one comes back as its leaf.
  const stored = { stream, subject, sequence, storedAt: "", headers: new Map(), data };
  const again = entryOf(stored, year, macs);
  const isWhole = isSame(again, entry) && checkParts(entry.leaf, entry.part).length === 0;
  if (!isWhole) throw new RestoreRefused("not-restorable", stream, sequence);
  return message;
}

/**
 * Writes what lacks, each at its own sequence or not at all, and seals the stream of a year that is over. Killed
 * anywhere it is begun again with {@link compareYear}. Throws RestoreRefused when somebody else writes meanwhile.
 */
export async function restoreYear(
  ports: RestorePorts,
  { year, size, reader, lacks }: ComparedYear,
  isOver: boolean,
): Promise<void> {
  const stream = auditStream(year);
  if (lacks !== undefined) {
    const made = await ports.admin.ensureStream(auditYearStream(year, ports.limits));
    if (made.kind === "drift") throw new RestoreRefused("drift", stream);
    for (let sequence = lacks.from; sequence <= size; sequence += 1) {
      ports.signal.throwIfAborted();
      await writeAt(ports, year, sequence, await messageAt(ports, year, reader, sequence));
      await ports.written();
      if (sequence % tellEvery === 0 || sequence === size) {
        ports.tell({ event: "progress", step: "restored", year, done: sequence, of: size });
      }
    }
  }
  if (isOver) await ports.admin.seal(stream);
}

const attemptsMax = 20;
const attemptPauseMs = 250;

async function writeAt(
  { logs, signal }: RestorePorts,
  year: number,
  sequence: number,
  { writer, subject, data }: RestoredMessage,
): Promise<void> {
  const stream = auditStream(year);
  const expect = { sequence: sequence - 1, filter: `audit.${year}.>` };
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const outcome = await logs[writer].append(subject, data, { expect });
    if (outcome.kind === "appended" && outcome.sequence === sequence) return;
    // It may be there all the same: an answer was lost, and the next attempt finds its own message.
    const lying = await logs.audit
      .firstFrom(stream, expect.filter, sequence)
      .catch(() => undefined);
    if (lying === undefined) {
      await sleep(attemptPauseMs, signal);
      continue;
    }
    const isOurs = lying.sequence === sequence && Buffer.compare(lying.data, data) === 0;
    if (isOurs && lying.subject === subject) return;
    throw new RestoreRefused("differs", stream, sequence);
  }
  throw new Error(`${stream} did not take ${sequence}`);
}

async function entryAt(reader: LogReader, sequence: number): Promise<LogEntry> {
  return { leaf: await reader.entry(sequence - 1), part: await reader.part(sequence - 1) };
}

const isSame = (one: LogEntry, other: LogEntry): boolean =>
  one.leaf.equals(other.leaf) && one.part.equals(other.part);

/** Of a range, how many entries the log has as digests alone. */
export async function digestsIn(
  { macs, roomOf }: Pick<RestorePorts, "macs" | "roomOf">,
  { year, reader }: Pick<ComparedYear, "year" | "reader">,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  let count = 0;
  for (let sequence = from; sequence <= to; sequence += 1) {
    const entry = await entryAt(reader, sequence);
    if (restoredMessage({ year, macs, roomOf }, sequence, entry)?.isDigestOnly === true) count += 1;
  }
  return count;
}
