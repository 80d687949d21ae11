import type { Mode } from "#libs/incident/event";
import type { NoticeLeaf } from "#libs/seal/leaf";
import type { ReceiptEntry, SlotOpening } from "#libs/seal/parts";

interface Copy {
  /** Its room's number and its mode: in these a receipt may speak of all copies up to one. */
  readonly source: string;
  readonly order: number;
  /** When its decision was taken, milliseconds: it lies in its feed from about then on. */
  readonly atMs: number;
  isOver: boolean;
}

/**
 * Copies that their rooms have not fetched, as far as the log says: released, and neither received, nor expired, nor
 * declared as not handed out. What policy sees in the feeds, told by the log alone.
 */
export class UnfetchedCopies {
  readonly #copies = new Map<string, Copy>();
  /** By incident. */
  readonly #of = new Map<string, string[]>();
  /** By source: everything up to here was fetched. */
  readonly #fetchedTo = new Map<string, number>();
  #order = 0;

  /** Takes what one decision said to each room; `incident`: any key under which it is asked for later. */
  decided(incident: string, mode: Mode, atMs: number, slots: readonly SlotOpening[]): void {
    for (const { slot, value } of slots) {
      for (const gone of value.not_handed_out ?? []) this.#end(gone);
      if (value.outcome !== "released" || value.delivery === undefined) continue;
      this.#order += 1;
      const copy = { source: `${slot} ${mode}`, order: this.#order, atMs, isOver: false };
      this.#copies.set(value.delivery, copy);
      this.#of.set(incident, [...(this.#of.get(incident) ?? []), value.delivery]);
    }
  }

  received(entries: readonly Pick<ReceiptEntry, "delivery" | "up_to">[]): void {
    for (const { delivery, up_to: isUpTo } of entries) {
      const copy = this.#copies.get(delivery);
      if (copy === undefined) continue;
      copy.isOver = true;
      if (isUpTo !== true) continue;
      const before = this.#fetchedTo.get(copy.source) ?? 0;
      this.#fetchedTo.set(copy.source, Math.max(before, copy.order));
    }
  }

  noticed({ code, delivery }: Pick<NoticeLeaf, "code" | "delivery">): void {
    if (code === "copy_expired" && delivery !== undefined) this.#end(delivery);
  }

  /** Nobody can open its copies any more. */
  forget(incident: string): void {
    for (const delivery of this.#of.get(incident) ?? []) this.#copies.delete(delivery);
    this.#of.delete(incident);
  }

  /** Since when the youngest copy of the incident that its room has not fetched waits; undefined where none does. */
  youngestMs(incident: string): number | undefined {
    const waiting = (this.#of.get(incident) ?? []).flatMap((delivery) => {
      const copy = this.#copies.get(delivery);
      if (copy === undefined || copy.isOver) return [];
      return copy.order <= (this.#fetchedTo.get(copy.source) ?? 0) ? [] : [copy.atMs];
    });
    return waiting.length === 0 ? undefined : Math.max(...waiting);
  }

  #end(delivery: string): void {
    const copy = this.#copies.get(delivery);
    if (copy !== undefined) copy.isOver = true;
  }
}
