import type { Mode } from "./bytes.ts";
import { isIncidentLeaf, type Leaf } from "./leaf.ts";
import {
  type CountLine,
  type CountsEntry,
  parseIncidentParts,
  parseReceiptParts,
  parseRefusalParts,
} from "./parts.ts";
import { countNames } from "./partsSchema.ts";

type CountName = (typeof countNames)[number];
type Numbers = Record<CountName, number>;

/** A room with its number, as the configuration names it. */
export interface NumberedRoom {
  readonly id: string;
  readonly slot: number;
}

/** Numbers of one room (`@slot`, or `=name` for what it sent), month and mode. */
type Key = `${string} ${string} ${Mode}`;

/**
 * Counts entries of the log for the rooms they concern: a pure function of leaves and parts, so that whoever holds
 * both counts the same. By room, month (UTC) of the leaf's time, and mode; never by receiver, category or person.
 *
 * `sent`: messages of the room that became an event and were decided (raccolta). `decided`: decisions of which it has
 * a slot. `released`: those that gave it a copy (comunicazione). `not_handed_out`: copies recorded for it that never
 * went out. `receipts`, `refusals`: what it reported, and what its edge refused. `emergencies`: glasses it broke.
 */
export class CountsFold {
  readonly #numbers = new Map<Key, Numbers>();

  /** Adds one entry; a leaf about nothing that is counted, or with unreadable parts, adds nothing. */
  add(leaf: Leaf, part: Uint8Array): void {
    const month = leaf.at.slice(0, 7);
    if (isIncidentLeaf(leaf)) {
      this.#addDecision(leaf.kind, leaf.mode, month, part);
    } else if (leaf.kind === "receipts") {
      const reported = parseReceiptParts(part)?.entries.length ?? 0;
      this.#raise(bySlot(leaf.slot), month, leaf.of, { receipts: reported });
    } else if (leaf.kind === "refusals") {
      const counts = parseRefusalParts(part)?.entries.map(({ value }) => value.count) ?? [];
      const refusals = counts.reduce((sum, count) => sum + count, 0);
      this.#raise(bySlot(leaf.slot), month, leaf.of, { refusals });
    } else if (leaf.kind === "break_glass") {
      this.#raise(bySlot(leaf.slot), month, leaf.of, { emergencies: 1 });
    }
  }

  /** The counts of one titolare's rooms, ordered by slot, month and mode; a line of zeros is left out. */
  linesOf(rooms: readonly NumberedRoom[]): CountsEntry {
    const lines = rooms
      .toSorted((a, b) => a.slot - b.slot)
      .flatMap(({ id: room, slot }) =>
        this.#periods().flatMap(({ month, mode }): CountLine[] => {
          const numbers = zeros();
          for (const name of [bySlot(slot), byName(room)]) {
            add(numbers, this.#numbers.get(`${name} ${month} ${mode}`));
          }
          const isEmpty = Object.values(numbers).every((count) => count === 0);
          return isEmpty ? [] : [{ room, slot, month, mode, ...numbers }];
        }),
      );
    return { lines };
  }

  /** Rooms with a number of their own in what was counted. */
  slots(): readonly number[] {
    const found = [...this.#numbers.keys()].flatMap((key) => {
      const slot = /^@(\d+) /.exec(key)?.[1];
      return slot === undefined ? [] : [Number(slot)];
    });
    return [...new Set(found)].toSorted((a, b) => a - b);
  }

  #addDecision(kind: string, mode: Mode, month: string, part: Uint8Array): void {
    const parts = parseIncidentParts(part);
    if (parts === undefined) return;
    if (kind === "exchange") {
      this.#raise(byName(parts.facts.value.sender), month, mode, { sent: 1 });
    }
    for (const { slot, value } of parts.slots) {
      this.#raise(bySlot(slot), month, mode, {
        decided: 1,
        released: value.delivery === undefined ? 0 : 1,
        not_handed_out: value.not_handed_out?.length ?? 0,
      });
    }
  }

  #raise(name: string, month: string, mode: Mode, by: Partial<Numbers>): void {
    const key: Key = `${name} ${month} ${mode}`;
    const numbers = this.#numbers.get(key) ?? zeros();
    add(numbers, by);
    this.#numbers.set(key, numbers);
  }

  #periods(): readonly { readonly month: string; readonly mode: Mode }[] {
    const months = [...this.#numbers.keys()].map((key) => key.split(" ")[1] ?? "");
    const modes = ["actual", "exercise"] as const;
    return [...new Set(months)]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .flatMap((month) => modes.map((mode) => ({ month, mode })));
  }
}

const bySlot = (slot: number): string => `@${slot}`;
const byName = (room: string): string => `=${room}`;

const zeros = (): Numbers => ({
  sent: 0,
  decided: 0,
  released: 0,
  not_handed_out: 0,
  receipts: 0,
  refusals: 0,
  emergencies: 0,
});

function add(numbers: Numbers, by: Partial<Numbers> | undefined): void {
  for (const name of countNames) numbers[name] += by?.[name] ?? 0;
}
