import { until } from "#tests/support/until";

/** One event as the client's parser dispatches it. */
export interface SseEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

export interface SseOptions {
  readonly key: string;
  readonly lastEventId?: string;
}

/** A client of server-sent events, as the HTML standard describes it; it does not come back by itself. */
export class SseClient {
  readonly events: SseEvent[] = [];
  /** Comments, each a heartbeat, with when they came (milliseconds of this process). */
  readonly beats: number[] = [];
  retryMs: number | undefined;
  ended: boolean = false;
  readonly #leaving: AbortController;
  #lastEventId: string | undefined;

  private constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly refusal: string,
    leaving: AbortController,
  ) {
    this.#leaving = leaving;
  }

  /** Resolves when the server has answered: a stream, or a refusal with its whole text. */
  static async open(url: string, { key, lastEventId }: SseOptions): Promise<SseClient> {
    const leaving = new AbortController();
    const response = await fetch(url, {
      headers: {
        accept: "text/event-stream",
        authorization: `Bearer ${key}`,
        ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
      },
      signal: leaving.signal,
    });
    const { status, headers, body } = response;
    const isStream = status === 200 && body !== null;
    const refusal = isStream ? "" : await response.text();
    const client = new SseClient(status, headers, refusal, leaving);
    if (isStream) void client.#read(body);
    else client.ended = true;
    return client;
  }

  /** What the client would say when it comes back. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  async has(count: number): Promise<readonly SseEvent[]> {
    await until(() => this.events.length >= count || this.ended, `${count} events`);
    return this.events;
  }

  async end(): Promise<void> {
    await until(() => this.ended, "the end of the stream");
  }

  /** Goes without a word, as a client that dies. */
  leave(): void {
    this.#leaving.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for await (const chunk of body) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // we left, or the server broke off: what came so far counts
    }
    this.ended = true;
  }

  #take(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split("\n")) {
      if (line.startsWith(":")) this.beats.push(performance.now());
      const [, name = "", value = ""] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
      fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value);
    }
    const retry = fields.get("retry");
    if (retry !== undefined) this.retryMs = Number(retry);
    this.#lastEventId = fields.get("id") ?? this.#lastEventId;
    const data = fields.get("data");
    if (data === undefined) return;
    this.events.push({ id: fields.get("id") ?? "", event: fields.get("event") ?? "", data });
  }
}
