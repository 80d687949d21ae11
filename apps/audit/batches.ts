import { tileWidth } from "#libs/tlog/tiles";
import type { ReadMessage } from "./entryReader.ts";

/** Entries of one checkpoint at most: the syncs, signatures and proofs of a commit are then 4 µs an entry. */
export const batchEntriesMax = 2_048;
/** Bytes of one batch after which it takes no more: bounded memory, whatever the size of the parts. */
export const batchBytesMax = 12 * 1024 * 1024;
/** Bytes that wait for their batch; the reader then waits too. */
const waitingBytesMax = 2 * batchBytesMax;

/** Where the disk is slow a batch waits as long as a commit takes: it then serves twice as many entries. */
const waitPerCommit = 1;
/** And no entry waits for company longer than so many times what it waits where commits are quick. */
const waitFactorMax = 4;

/** How long the next batch waits for company after a commit that took `commitMs`; at least `waitMs`. */
export function companyMs(waitMs: number, commitMs: number): number {
  return Math.min(waitFactorMax * waitMs, Math.max(waitMs, waitPerCommit * commitMs));
}

/** Cuts an endless stream into batches: full, or as old as the first entry may wait. */
export class Batches {
  readonly #waitMs: () => number;
  readonly #signal: AbortSignal;
  readonly #waiting: ReadMessage[] = [];
  readonly #pumped: Promise<void>;
  #waitingBytes = 0;
  readonly #ended = new AbortController();
  #failure: { readonly error: unknown } | undefined;
  #wakeTaker: () => void = () => {};
  #wakePump: () => void = () => {};

  constructor(
    messages: AsyncIterable<ReadMessage>,
    /** How long the first entry of the next batch waits for company; asked for each batch. */
    waitMs: () => number,
    signal: AbortSignal,
  ) {
    this.#waitMs = waitMs;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
    this.#pumped = this.#pump(messages);
  }

  /** The next batch; undefined at the end. Throws what the stream threw, once everything before it was taken. */
  async next(): Promise<readonly ReadMessage[] | undefined> {
    while (this.#waiting.length === 0) {
      if (this.#signal.aborted) return undefined;
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#ended.signal.aborted) return undefined;
      await this.#changed();
    }
    await this.#company();
    return this.#signal.aborted ? undefined : this.#take();
  }

  /** Resolves when the stream is no longer read. */
  async closed(): Promise<void> {
    this.#wake();
    await this.#pumped;
  }

  async #pump(messages: AsyncIterable<ReadMessage>): Promise<void> {
    try {
      for await (const one of messages) {
        this.#waiting.push(one);
        this.#waitingBytes += one.message.data.length;
        this.#wakeTaker();
        while (this.#waitingBytes >= waitingBytesMax && !this.#signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#wakePump = resolve;
          });
        }
        if (this.#signal.aborted) break;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#ended.abort();
    this.#wake();
  }

  /** Waits until the batch is full, for as long as its first entry may wait. */
  async #company(): Promise<void> {
    const end = performance.now() + this.#waitMs();
    while (!this.#isFull() && !this.#ended.signal.aborted && !this.#signal.aborted) {
      const leftMs = end - performance.now();
      if (leftMs <= 0) return;
      await this.#changed(leftMs);
    }
  }

  #isFull(): boolean {
    return this.#waiting.length >= batchEntriesMax || this.#waitingBytes >= batchBytesMax;
  }

  #take(): readonly ReadMessage[] {
    let bytes = 0;
    let count = 0;
    let whole = 0;
    for (const { message } of this.#waiting) {
      if (count >= batchEntriesMax || bytes >= batchBytesMax) break;
      bytes += message.data.length;
      count += 1;
      if (message.sequence % tileWidth === 0) whole = count;
    }
    // Where more is waiting anyway, no partial bundle is written that the next batch would write again.
    const isFull = count < this.#waiting.length || count >= batchEntriesMax;
    const batch = this.#waiting.splice(0, isFull && whole > 0 ? whole : count);
    for (const { message } of batch) this.#waitingBytes -= message.data.length;
    this.#wakePump();
    return batch;
  }

  #changed(waitMsMax?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = waitMsMax === undefined ? undefined : setTimeout(resolve, waitMsMax);
      this.#wakeTaker = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #wake(): void {
    this.#wakeTaker();
    this.#wakePump();
  }
}
