import type { StoredMessage } from "#libs/eventlog/port";
import { WorkerPool } from "#libs/runtime/workerPool";
import type { MacKeys } from "./entry.ts";
import { type EntryReader, type ReadMessage, readMessage } from "./entryReader.ts";
import type { RememberedEntry } from "./remembered.ts";

/** Bytes of an ArrayBuffer or of a message, from the first to before the last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a thread is asked: messages of one year, their bytes one behind the other. */
export interface EntriesAsked {
  readonly year: number;
  readonly bytes: ArrayBuffer;
  readonly messages: readonly (Pick<StoredMessage, "subject" | "sequence"> & Span)[];
}

/** Where leaf and part stand in the message, and what is remembered of them. */
export interface EntryTold {
  readonly leaf: Span;
  readonly part: Span;
  readonly read: RememberedEntry["read"];
}

/** Messages that go to the thread together. */
const togetherMax = 128;
/** Where so many come within one turn of the event loop, more is waited for: the network brings 14 of 4 kB at once. */
const manyFrom = 8;
const gatherMs = 4;
/** Fewer are read here: a log that keeps up with its writers needs no second thread, nor its memory. */
const threadFrom = 32;
/** What is with the thread or waits to be taken. */
const aheadMax = 16;
/** A thread that nobody needed for so long is let go. */
const idleMs = 10_000;

/**
 * Reads messages of AUDIT as entries: where many come at once, in another thread, so that the next batch is read while
 * the last one is written. What is read is the same: a function of the message and the keys. A thread that fails ends
 * the reading with WorkerFailure, and the next one begins with another thread.
 */
export class EntryThreads {
  readonly #macs: MacKeys;
  #pool: WorkerPool<EntriesAsked, readonly (EntryTold | undefined)[]> | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(macs: MacKeys) {
    this.#macs = macs;
  }

  readonly reader: EntryReader = (messages, year) =>
    new Ahead(messages, (together) => this.#read(together, year)).taken();

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.close();
  }

  async #read(together: readonly StoredMessage[], year: number): Promise<readonly ReadMessage[]> {
    if (together.length < threadFrom) {
      return together.map((message) => readMessage(message, year, this.#macs));
    }
    const asked = asking(together, year);
    this.#pool ??= newPool(this.#macs);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), idleMs).unref();
    try {
      const told = await this.#pool.ask(asked, [asked.bytes]);
      return together.map(
        (message, i) => taken(message, told[i]) ?? readMessage(message, year, this.#macs),
      );
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

const newPool = (macs: MacKeys) =>
  new WorkerPool<EntriesAsked, readonly (EntryTold | undefined)[]>({
    module: new URL("./entryThread.js", import.meta.url),
    workers: 1,
    data: macs,
  });

function asking(together: readonly StoredMessage[], year: number): EntriesAsked {
  const bytes = new ArrayBuffer(together.reduce((sum, { data }) => sum + data.length, 0));
  const all = new Uint8Array(bytes);
  let to = 0;
  const messages = together.map(({ subject, sequence, data }) => {
    const from = to;
    all.set(data, from);
    to += data.length;
    return { subject, sequence, from, to };
  });
  return { year, bytes, messages };
}

function taken(message: StoredMessage, told: EntryTold | undefined): ReadMessage | undefined {
  if (told === undefined) return undefined;
  const { data } = message;
  const bytesOf = ({ from, to }: Span) =>
    Buffer.from(data.buffer, data.byteOffset + from, to - from);
  return {
    message,
    entry: { leaf: bytesOf(told.leaf), part: bytesOf(told.part), read: told.read },
  };
}

/** Messages that were received and are being read, in order. */
class Ahead {
  readonly #read: (together: readonly StoredMessage[]) => Promise<readonly ReadMessage[]>;
  readonly #reading: Promise<readonly ReadMessage[]>[] = [];
  readonly #received: Promise<void>;
  #together: StoredMessage[] = [];
  /** Aborted when nobody takes any more. */
  readonly #left = new AbortController();
  readonly #ended = new AbortController();
  #wake: () => void = () => {};
  #wakeReceiver: () => void = () => {};

  constructor(
    messages: AsyncIterable<StoredMessage>,
    read: (together: readonly StoredMessage[]) => Promise<readonly ReadMessage[]>,
  ) {
    this.#read = read;
    this.#received = this.#receive(messages).finally(() => {
      this.#begin();
      this.#ended.abort();
      this.#wake();
    });
    this.#received.catch(() => undefined);
  }

  /** Every message, read; then whatever ended the receiving is thrown. */
  async *taken(): AsyncGenerator<ReadMessage, void, undefined> {
    try {
      for (;;) {
        const [first] = this.#reading;
        if (first !== undefined) {
          yield* await first;
          this.#reading.splice(0, 1);
          this.#wakeReceiver();
        } else if (this.#ended.signal.aborted) break;
        else
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
      await this.#received;
    } finally {
      this.#left.abort();
      this.#wakeReceiver();
    }
  }

  async #receive(messages: AsyncIterable<StoredMessage>): Promise<void> {
    for await (const message of messages) {
      if (this.#together.length === 0) setImmediate(() => this.#gather());
      this.#together.push(message);
      if (this.#together.length >= togetherMax) this.#begin();
      while (this.#reading.length >= aheadMax && !this.#left.signal.aborted) {
        await new Promise<void>((resolve) => {
          this.#wakeReceiver = resolve;
        });
      }
      if (this.#left.signal.aborted) return;
    }
  }

  /** What the network brought at once came within one turn of the event loop. */
  #gather(): void {
    if (this.#together.length < manyFrom) this.#begin();
    else setTimeout(() => this.#begin(), gatherMs);
  }

  #begin(): void {
    const together = this.#together;
    if (together.length === 0 || this.#left.signal.aborted) return;
    this.#together = [];
    const reading = this.#read(together);
    // It may fail while an earlier one is still waited for; it is told when its turn comes.
    reading.catch(() => undefined);
    this.#reading.push(reading);
    this.#wake();
  }
}
