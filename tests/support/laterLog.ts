import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { logBut } from "#tests/support/logBut";

/** The log of a server whose clock can be moved on: what EVENTS stores from then on is that much later. */
export class LaterLog {
  readonly log: EventLog;
  /** Ascending: from the sequence after `after` on, store times are so many milliseconds later. */
  readonly #moves: { readonly after: number; readonly ms: number }[] = [];

  constructor(private readonly real: EventLog) {
    this.log = logBut(real, {
      last: async (stream, filter) => this.#moved(stream, await real.last(stream, filter)),
      firstFrom: async (stream, filter, from) =>
        this.#moved(stream, await real.firstFrom(stream, filter, from)),
    });
  }

  /** Moves the server's clock to `ms` milliseconds after the real time. */
  async move(ms: number): Promise<void> {
    const state = await this.real.info("EVENTS");
    this.#moves.push({ after: state?.lastSequence ?? 0, ms });
  }

  /** RFC 3339 UTC. */
  nowIso(): string {
    return new Date(Date.now() + (this.#moves.at(-1)?.ms ?? 0)).toISOString();
  }

  #moved(stream: string, message: StoredMessage | undefined): StoredMessage | undefined {
    if (message === undefined || stream !== "EVENTS") return message;
    const ms = this.#moves.findLast(({ after }) => message.sequence > after)?.ms ?? 0;
    const storedAt = new Date(Date.parse(message.storedAt) + ms).toISOString();
    return { ...message, storedAt };
  }
}
