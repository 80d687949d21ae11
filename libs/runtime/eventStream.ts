import type { ServerResponse } from "node:http";

/** Times of a stream, in milliseconds. */
export interface StreamTimes {
  /** Between two comments that keep a stream open, counted from its start. */
  readonly heartbeat_ms: number;
  /** After how long a reader whose stream ended shall open another. */
  readonly retry_ms: number;
  /** How long a reader may take nothing before its stream is ended. */
  readonly slow_ms_max: number;
  /** Longest life of one stream. */
  readonly age_ms_max: number;
}

/** Why a stream ended, as the log says it. */
export type StreamEnd =
  | "client-gone"
  | "too-slow"
  | "stopping"
  | "credential-wrong"
  /** The reader shall come back, and by that confirm what it has. */
  | "enough"
  | "core-unreachable"
  | "not-recorded"
  | "internal";

/** One event; `data` may hold line breaks, `id` and `event` may not. */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** An event in the text of the HTML standard (server-sent events, 9.2.6). */
export function eventText({ id, event, data }: StreamEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `id: ${id}\nevent: ${event}\n${lines.join("")}\n`;
}

/**
 * One response that is written event by event. Comments keep it open at a fixed beat that begins with it, whatever else
 * is written: their times tell nothing. What the reader does not take is not buffered here: `send` waits, for so
 * long as a reader may take.
 */
export class EventStream {
  readonly #ending = new AbortController();
  readonly #timers: readonly NodeJS.Timeout[];
  #end: StreamEnd | undefined;
  #isBlocked: boolean = false;
  #count = 0;

  constructor(
    private readonly response: ServerResponse,
    private readonly times: StreamTimes,
    private readonly stopping: AbortSignal,
    private readonly isAdmitted: () => boolean,
  ) {
    response.on("close", this.#gone);
    response.on("error", this.#gone);
    stopping.addEventListener("abort", this.#stop);
    this.#timers = [
      setInterval(() => this.#beat(), times.heartbeat_ms),
      setTimeout(() => this.end("enough"), times.age_ms_max),
    ];
    response.write(`retry: ${times.retry_ms}\n\n`);
    if (stopping.aborted) this.#stop();
    // A reader may be gone before it was answered: then no "close" comes any more.
    if (response.closed || response.destroyed) this.#gone();
  }

  /** Aborted as soon as the stream has ended, whoever ended it. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** Events that were written. */
  get count(): number {
    return this.#count;
  }

  /** Why it ended; undefined while it is open. */
  get endedBy(): StreamEnd | undefined {
    return this.#end;
  }

  /** Writes an event, and waits until its reader has room for another. False: the stream has ended. */
  async send(event: StreamEvent): Promise<boolean> {
    if (!this.isAdmitted()) this.end("credential-wrong");
    if (this.ended.aborted) return false;
    this.#count += 1;
    if (!this.response.write(eventText(event))) await this.#drained();
    return !this.ended.aborted;
  }

  /**
   * Says where the stream stands without an event: who is cut off before the first one comes back with this id
   * (Last-Event-ID, HTML standard 9.2.6: an id counts also where no data goes with it).
   */
  mark(id: string): void {
    if (!this.ended.aborted) this.response.write(`id: ${id}\n\n`);
  }

  /** Ends the stream; the first reason counts. */
  end(reason: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    for (const timer of this.#timers) clearTimeout(timer);
    this.stopping.removeEventListener("abort", this.#stop);
    // What a slow reader did not take would keep the connection open.
    if (reason === "too-slow" || this.#isBlocked) this.response.destroy();
    else this.response.end();
    this.#ending.abort();
  }

  readonly #gone = () => this.end("client-gone");
  readonly #stop = () => this.end("stopping");

  #beat(): void {
    if (!this.isAdmitted()) this.end("credential-wrong");
    else if (!this.#isBlocked) this.response.write(":\n\n");
  }

  async #drained(): Promise<void> {
    this.#isBlocked = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.end("too-slow"), this.times.slow_ms_max);
      const done = () => {
        clearTimeout(timer);
        this.response.off("drain", done);
        this.ended.removeEventListener("abort", done);
        resolve();
      };
      this.response.on("drain", done);
      this.ended.addEventListener("abort", done);
    });
    this.#isBlocked = false;
  }
}
