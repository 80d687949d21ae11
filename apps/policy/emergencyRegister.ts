import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { BreakGlassLeaf, ReviewLeaf, SystemLeaf } from "#libs/seal/leaf";
import type { LeafPlace } from "./activate.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** A broken glass as the log tells it, and what came of its review. */
export interface RegisteredEmergency {
  /** Of the notice. */
  readonly place: LeafPlace;
  readonly leaf: BreakGlassLeaf;
  readonly review: ReviewLeaf | undefined;
}

/** After this time a broken glass that nobody reviewed is overdue (law.md (d): the privacy officer within a day). */
export const reviewMsMax = 24 * 3_600_000;

/**
 * The broken glasses of every year, read from the log: nothing else remembers them, so that a new process knows
 * what the one before knew. Read on from where the last reading ended.
 */
export class EmergencyRegister {
  readonly #notices = new Map<string, { place: LeafPlace; leaf: BreakGlassLeaf }>();
  readonly #reviews = new Map<string, ReviewLeaf>();
  /** By stream and kind: the sequence after the last message that was read. */
  readonly #next = new Map<string, number>();
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly ports: Pick<PolicyPorts, "log" | "secrets" | "openYears">) {}

  /** Reads what was recorded since the last time; one reading after the other. Rejects when the log is away. */
  read(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#readOn());
    this.#reading = next;
    return next;
  }

  /** In the order of the log. */
  all(): readonly RegisteredEmergency[] {
    return [...this.#notices].map(([key, notice]) => ({
      ...notice,
      review: this.#reviews.get(key),
    }));
  }

  async #readOn(): Promise<void> {
    for (const year of this.ports.openYears().toReversed()) {
      await this.#readKind(year, "break_glass", (leaf, place) => {
        if (leaf.kind === "break_glass") this.#notices.set(keyOf(place), { place, leaf });
      });
      await this.#readKind(year, "review", (leaf) => {
        if (leaf.kind === "review") this.#reviews.set(keyOf(leaf.notice), leaf);
      });
    }
  }

  async #readKind(
    year: number,
    kind: "break_glass" | "review",
    take: (leaf: SystemLeaf, place: LeafPlace) => void,
  ): Promise<void> {
    const stream = auditStream(year);
    const key = `${stream} ${kind}`;
    for (;;) {
      const from = this.#next.get(key) ?? 1;
      const message = await this.ports.log.firstFrom(stream, noticesOf(year, kind), from);
      if (message === undefined) return;
      const leaf = ownSystemLeaf(message, this.ports.secrets.macs);
      if (leaf !== undefined) take(leaf, { year, seq: message.sequence });
      this.#next.set(key, message.sequence + 1);
    }
  }
}

const keyOf = ({ year, seq }: LeafPlace): string => `${year}/${seq}`;
