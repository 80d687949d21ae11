import type { Mode } from "#libs/incident/event";

/** How long an expired copy stays on the list (law.md (f): a week), and how many of them. */
const keptMs = 604_800_000;
const keptMax = 1_000;

/** A copy that was not delivered: ids, times and counts, nothing of what is in it. */
export interface DeadLetter {
  readonly delivery: string;
  readonly mode: Mode;
  /** `dead` still waits in the feed; `expired` is gone, and recorded as expired. */
  readonly state: "dead" | "expired";
  readonly sinceMs: number;
  readonly code: string;
  readonly tries: number;
}

/** Expired copies of one room, in the memory of this process only: what lasts is the receipt in the log. */
export class ExpiredCopies {
  readonly #entries = new Map<string, DeadLetter & { readonly endedMs: number }>();

  add(letter: DeadLetter, nowMs: number): void {
    this.#entries.set(letter.delivery, { ...letter, endedMs: nowMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > keptMax && oldest !== undefined) this.#entries.delete(oldest);
  }

  has(delivery: string): boolean {
    return this.#entries.has(delivery);
  }

  list(nowMs: number): readonly DeadLetter[] {
    for (const [delivery, { endedMs }] of this.#entries) {
      if (nowMs - endedMs > keptMs) this.#entries.delete(delivery);
    }
    return [...this.#entries.values()].map(({ endedMs: _, ...letter }) => letter);
  }
}
