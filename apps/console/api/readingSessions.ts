import { randomBytes } from "node:crypto";
import type { ReadRequest } from "#libs/policy/readMessages";

/** Who reads what, and why: questions that agree in all of it are one reading. */
export type Reading = Omit<ReadRequest, "id" | "entries" | "rule_sets">;

/** How much a question opens: entries one by one, or the whole log each time. */
export interface ReadAmount {
  readonly entries: number;
  /** The same entries are looked at again by each question: they are not added up. */
  readonly isWhole?: boolean;
}

/** Where the leaf of a reading stands. */
export interface RecordedPlace {
  readonly year: number;
  readonly index: number;
}

/** Has one reading recorded; undefined where that could not be done. */
export type RecordReading = (request: ReadRequest) => Promise<RecordedPlace | undefined>;

export interface SessionLimits {
  /** For how long one leaf covers further questions. */
  readonly msMax: number;
  /** Entries that one leaf covers, at least. */
  readonly entries: number;
  /** Readings that are remembered; the oldest are recorded anew. */
  readonly readingsMax: number;
}

interface Session {
  readonly place: RecordedPlace;
  readonly untilMs: number;
  left: number;
}

/**
 * Has every reading recorded before it takes place. A viewer who asks again and again is one reading, whose leaf says
 * beforehand how many entries it opens at most; when they are used up, or the time is over, a new leaf comes first.
 * Nothing is ever read under a leaf that does not cover it.
 */
export class ReadingSessions {
  readonly #record: RecordReading;
  readonly #limits: SessionLimits;
  readonly #nowMs: () => number;
  readonly #sessions = new Map<string, Session>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(record: RecordReading, limits: SessionLimits, nowMs: () => number) {
    this.#record = record;
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  /** The leaf that covers the reading; undefined where none could be written: then nothing may be read. */
  cover(
    reading: Reading,
    amount: ReadAmount,
  ): Promise<(RecordedPlace & { isNew: boolean }) | undefined> {
    const key = keyOf(reading);
    // One after the other: two questions at once must not spend the same entries.
    const before = this.#turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.#cover(key, reading, amount));
    this.#turns.set(key, turn);
    const forget = () => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    turn.then(forget, forget);
    return turn;
  }

  async #cover(key: string, reading: Reading, { entries, isWhole = false }: ReadAmount) {
    const known = this.#sessions.get(key);
    if (known !== undefined && this.#nowMs() < known.untilMs && entries <= known.left) {
      if (!isWhole) known.left -= entries;
      return { ...known.place, isNew: false };
    }
    this.#sessions.delete(key);
    const startMs = this.#nowMs();
    // Where nothing is opened, the leaf says so.
    const bound = entries === 0 ? 0 : entries + this.#limits.entries;
    const id = randomBytes(16).toString("hex");
    const place = await this.#record({ ...reading, id, entries: bound });
    if (place === undefined) return undefined;
    const untilMs = startMs + this.#limits.msMax;
    this.#keep(key, { place, untilMs, left: isWhole ? bound : bound - entries });
    return { ...place, isNew: true };
  }

  #keep(key: string, session: Session): void {
    this.#sessions.set(key, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > this.#limits.readingsMax && oldest !== undefined) {
      this.#sessions.delete(oldest);
    }
  }
}

function keyOf({ reader, role, purpose, scope, period, incident, slot }: Reading): string {
  return JSON.stringify([reader, role, purpose, scope, period, incident, slot]);
}
