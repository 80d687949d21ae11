import { maxAgeMs } from "#libs/eventlog/streams";
import type { Mode } from "#libs/seal/bytes";
import type { ReportsLeaf } from "#libs/seal/leaf";
import { parseReceiptParts } from "#libs/seal/parts";
import type { RecordedDelivery } from "./reconcile.ts";
import type { RememberedDecision, RememberedEntry } from "./remembered.ts";

/** Deliveries that are kept in memory; older ones are forgotten, and then not judged. */
export const recordedMax = 500_000;

/**
 * How long a record is kept by its time, which is that of its event: a copy may be made 33 days after that, and
 * then lies in its feed for 33 days.
 */
export const recordedForMs: number = 2 * maxAgeMs + 24 * 60 * 60 * 1_000;

/** What the log says was released and what became of it: fed entry by entry, in order. */
export class RecordedDeliveries {
  readonly #max: number;
  readonly #byDelivery = new Map<string, RecordedDelivery>();
  /** Oldest first, per room and mode: what "up to" covers. */
  readonly #owed = new Map<string, Set<string>>();
  #since: string | undefined;

  constructor(max: number = recordedMax) {
    this.#max = max;
  }

  get all(): ReadonlyMap<string, RecordedDelivery> {
    return this.#byDelivery;
  }

  /** Every copy that was stored from then on has its record here; undefined: every copy that there is. */
  get completeSince(): string | undefined {
    if (this.#since === undefined) return undefined;
    return new Date(Date.parse(this.#since) + recordedForMs - maxAgeMs).toISOString();
  }

  learn(year: number, sequence: number, entry: RememberedEntry, learnedMs: number): void {
    const { read, part } = entry;
    if ("copies" in read) this.#learnDecision({ year, sequence, learnedMs }, read);
    else if (read.kind === "receipts") this.#learnReceipts(read, part);
  }

  /** Forgets everything that was recorded before `at` (RFC 3339). */
  forgetBefore(at: string): void {
    for (const recorded of this.#byDelivery.values()) {
      if (recorded.at >= at) return;
      this.#forget(recorded);
    }
  }

  #learnDecision(
    place: Pick<RecordedDelivery, "year" | "sequence" | "learnedMs">,
    { mode, incident: incidentPseudonym, event, at, copies, notHandedOut }: RememberedDecision,
  ): void {
    const settled = false;
    for (const copy of copies) {
      this.#add({ ...copy, mode, incidentPseudonym, event, at, settled, ...place });
    }
    for (const delivery of notHandedOut) this.#settle(delivery);
  }

  #add(recorded: RecordedDelivery): void {
    const { delivery, slot, mode } = recorded;
    this.#byDelivery.set(delivery, recorded);
    this.#owedOf(slot, mode).add(delivery);
    if (this.#byDelivery.size <= this.#max) return;
    const [oldest] = this.#byDelivery.values();
    if (oldest === undefined) return;
    this.#forget(oldest);
    this.#since = oldest.at;
  }

  #learnReceipts(leaf: ReportsLeaf<"receipts">, part: Uint8Array): void {
    for (const { value } of parseReceiptParts(part)?.entries ?? []) {
      const { delivery, mode } = value;
      if (value.up_to === true) this.#settleUpTo(leaf.slot, mode, delivery);
      else this.#settle(delivery);
    }
  }

  #settleUpTo(slot: number, mode: Mode, last: string): void {
    const owed = this.#owedOf(slot, mode);
    if (!owed.has(last)) return;
    for (const delivery of owed) {
      this.#settle(delivery);
      if (delivery === last) return;
    }
  }

  #settle(delivery: string): void {
    const recorded = this.#byDelivery.get(delivery);
    if (recorded === undefined) return;
    // In place: its order by time stays.
    this.#byDelivery.set(delivery, { ...recorded, settled: true });
    this.#owedOf(recorded.slot, recorded.mode).delete(delivery);
  }

  #forget({ delivery, slot, mode }: RecordedDelivery): void {
    this.#byDelivery.delete(delivery);
    this.#owedOf(slot, mode).delete(delivery);
  }

  #owedOf(slot: number, mode: Mode): Set<string> {
    const key = `${mode}/${slot}`;
    const known = this.#owed.get(key) ?? new Set();
    this.#owed.set(key, known);
    return known;
  }
}
