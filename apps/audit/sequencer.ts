import type { EventLog, StoredMessage, StreamState } from "#libs/eventlog/port";
import { auditStream } from "#libs/eventlog/subjects";
import { CodedError } from "#libs/runtime/codedError";
import type { TreeState } from "#libs/tilestore/checkpointStore";
import { TileStoreError } from "#libs/tilestore/failure";
import type { TileStore } from "#libs/tilestore/tileStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { Batches, companyMs } from "./batches.ts";
import type { EntryReader, ReadMessage } from "./entryReader.ts";
import { type Fix, type HaltCode, haltFixes } from "./haltFixes.ts";
import type { RememberedEntry } from "./remembered.ts";
import type { YearLog } from "./yearLog.ts";

/** Entries behind the last commit that are compared with the stream before anything is appended. */
const overlap = 1_024;

/** The stream and the signed log do not agree: nothing is signed any more, and a person decides. */
export class LogHalt extends CodedError {
  readonly fix: Fix;

  constructor(code: HaltCode, about: string, options?: ErrorOptions) {
    super(code, about, options);
    this.name = "LogHalt";
    this.fix = haltFixes[code];
  }
}

/** An entry that is in a signed checkpoint. */
export interface CommittedEntry {
  readonly year: number;
  readonly sequence: number;
  readonly entry: RememberedEntry;
}

export interface SequencerPorts {
  readonly log: Pick<EventLog, "info">;
  /** Reads messages as entries. */
  readonly entries: EntryReader;
  /** Messages of a stream from a sequence on, contiguous; ends when `signal` is aborted. */
  read(stream: string, from: number, signal: AbortSignal): AsyncIterable<StoredMessage>;
  /** How long a first entry waits for company. */
  readonly batchWaitMs: number;
  /** After signing, before the commit. */
  signed(): Promise<void>;
  /**
   * After the log was found to agree with the stream, and after each commit: the state, and what it has added since
   * the last call, whoever committed it.
   */
  committed(state: TreeState, added: readonly CommittedEntry[]): void;
}

/** How far {@link SequencerPorts.committed} has been told. */
interface Told {
  size: number;
  /** True once everything that is signed and read again was what the stream says. */
  confirmed: boolean;
}

/**
 * Sequences one year (architecture, step 7): message n becomes leaf n − 1, in batches, each under one signed
 * checkpoint. Goes on until `signal` is aborted, or, with `until`, to that last sequence of a sealed year;
 * `told`: what the caller knows of already. Two sequencers on one log do no harm: whoever loses a commit reads what the other wrote. Throws LogHalt.
 */
export async function sequence(
  ports: SequencerPorts,
  year: YearLog,
  signal: AbortSignal,
  range: { readonly until?: number; readonly told?: number } = {},
): Promise<TreeState> {
  let store = await openStore(year);
  const { until = Number.POSITIVE_INFINITY } = range;
  const told = { size: range.told ?? store.state().size, confirmed: false };
  for (;;) {
    const { size } = store.state();
    if (signal.aborted) return store.state();
    // Also of a year that is over: a stream that lost its end must not be taken for one that has ended there.
    assertStream(await ports.log.info(auditStream(year.year)), year.year, size);
    if (isThere(told, until) && size >= until) return store.state();
    const outcome = await new Run(ports, year, store, signal, { until, told }).follow();
    if (outcome === "done") return store.state();
    store = await openStore(year);
  }
}

/** True when all of a range is told, and what was signed before was found to be what the stream says. */
const isThere = ({ size, confirmed }: Told, until: number): boolean =>
  size >= until && (confirmed || size === 0);

/** Refuses a stream that cannot be the one that was signed. */
export function assertStream(state: StreamState | undefined, year: number, size: number): void {
  const name = auditStream(year);
  if (state === undefined) throw new LogHalt("log-stream-missing", name);
  const { firstSequence, lastSequence, messages, deleted } = state;
  const whole =
    deleted === 0 && messages === lastSequence && (messages === 0 || firstSequence === 1);
  if (!whole) {
    throw new LogHalt("log-stream-trimmed", `${name} holds ${messages} of ${lastSequence}`);
  }
  if (lastSequence < size) {
    throw new LogHalt("log-stream-shorter", `${name} ends at ${lastSequence}, signed are ${size}`);
  }
}

/** One life of a store: until the end, or until another writer was faster. */
class Run {
  readonly #ports: SequencerPorts;
  readonly #year: YearLog;
  readonly #store: TileStore;
  readonly #stop: AbortController;
  readonly #until: number;
  readonly #told: Told;
  /** What the last batch took to be written, signed and committed. */
  #commitMs = 0;

  constructor(
    ports: SequencerPorts,
    year: YearLog,
    store: TileStore,
    signal: AbortSignal,
    progress: { readonly until: number; readonly told: Told },
  ) {
    this.#ports = ports;
    this.#year = year;
    this.#store = store;
    this.#until = progress.until;
    this.#told = progress.told;
    this.#stop = new AbortController();
    if (signal.aborted) this.#stop.abort();
    signal.addEventListener("abort", () => this.#stop.abort(), { signal: this.#stop.signal });
  }

  async follow(): Promise<"done" | "overtaken"> {
    const { signal } = this.#stop;
    const from = Math.max(1, Math.min(this.#store.state().size - overlap, this.#told.size) + 1);
    const { year } = this.#year;
    const messages = this.#ports.read(auditStream(year), from, signal);
    // Read ahead: what comes next is received, checked and read while the last batch is written and committed.
    const batches = new Batches(
      this.#ports.entries(messages, year),
      () => companyMs(this.#ports.batchWaitMs, this.#commitMs),
      signal,
    );
    try {
      for (;;) {
        if (isThere(this.#told, this.#until)) return "done";
        const batch = await batches.next();
        if (batch === undefined) return "done";
        const sinceMs = performance.now();
        if (!(await this.#take(batch))) return "overtaken";
        this.#commitMs = performance.now() - sinceMs;
      }
    } catch (error) {
      if (signal.aborted) return "done";
      throw asHalt(error, this.#year.year);
    } finally {
      this.#stop.abort();
      await batches.closed();
    }
  }

  /** False when another writer was faster. */
  async #take(read: readonly ReadMessage[]): Promise<boolean> {
    const { size } = this.#store.state();
    await this.#compare(read.filter(({ message }) => message.sequence <= size));
    const fresh = read.filter(({ message }) => message.sequence > size);
    if (fresh.length > 0 && !(await this.#append(fresh.map(({ entry }) => entry)))) return false;
    const { year } = this.#year;
    const added = read
      .filter(({ message }) => message.sequence > this.#told.size)
      .map(({ message, entry }) => ({ year, sequence: message.sequence, entry }));
    const last = read.at(-1)?.message.sequence ?? 0;
    const confirms = !this.#told.confirmed && last >= this.#store.state().size;
    if (added.length === 0 && !confirms) return true;
    this.#told.confirmed = true;
    this.#told.size += added.length;
    this.#ports.committed(this.#store.state(), added);
    return true;
  }

  /** What was signed must be what the stream says: a stream put back from elsewhere would fork the log. */
  async #compare(known: readonly ReadMessage[]): Promise<void> {
    const reader = this.#store.reader();
    for (const { message, entry } of known) {
      const leaf = await reader.entry(message.sequence - 1);
      const part = await reader.part(message.sequence - 1);
      if (!leaf.equals(entry.leaf) || !part.equals(entry.part)) {
        throw new LogHalt("log-stream-differs", `${message.stream} at ${message.sequence}`);
      }
    }
  }

  async #append(entries: readonly RememberedEntry[]): Promise<boolean> {
    const { origin, signers } = this.#year.key;
    const { size } = this.#store.state();
    try {
      const { to } = await this.#store.appendBatch(entries);
      const note = signCheckpoint({ origin, ...to }, signers);
      await this.#ports.signed();
      const advance = await this.#store.commit(note);
      return advance.ok;
    } catch (error) {
      // Another writer may have taken away a partial tile, or its folder, that the full one replaced.
      const moved = (await committedSize(this.#year)) > size;
      const inDoubt = error instanceof TileStoreError && error.kind === "sync-failed";
      if (moved && !inDoubt && !this.#stop.signal.aborted) return false;
      throw error;
    }
  }
}

/** 0 when the store of commits cannot be asked: what was wrong before is then told. */
async function committedSize({ checkpoints }: YearLog): Promise<number> {
  const committed = await checkpoints.current().catch(() => undefined);
  return committed?.size ?? 0;
}

async function openStore(year: YearLog): Promise<TileStore> {
  try {
    return await year.open();
  } catch (error) {
    throw asHalt(error, year.year);
  }
}

/** The same with the failures that halt a log under their own names, whatever part of the work meets them. */
export function halting<T>(year: number, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw asHalt(error, year);
  });
}

/** What another try may mend. */
const passing: ReadonlySet<TileStoreError["kind"]> = new Set(["busy", "unreachable"]);

function haltOf(kind: TileStoreError["kind"]): HaltCode {
  if (kind === "sync-failed" || kind === "stopped") return "log-sync-failed";
  if (kind === "went-back") return "log-went-back";
  if (kind === "moved") return "log-commits-moved";
  return kind === "refused" ? "log-commits-refused" : "log-store-damaged";
}

/** Failures that a restart cannot mend have a name of their own; the rest stay what they are. */
function asHalt(error: unknown, year: number): unknown {
  const about = auditStream(year);
  if (error instanceof TileStoreError && !passing.has(error.kind)) {
    return new LogHalt(haltOf(error.kind), error.path, { cause: error });
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "gap") return new LogHalt("log-stream-gap", about, { cause: error });
  if (code === "stream-missing") return new LogHalt("log-stream-missing", about, { cause: error });
  return error;
}
