import { hash } from "node:crypto";
import type { RoomChange } from "./chainMemory.ts";
import type { DecisionRecord, SlotRecord, Title } from "./decisionRecord.ts";
import { classesOf, type FieldClasses, noClasses, uniteClasses } from "./fieldClasses.ts";
import type { Row } from "./tables.ts";

/** A room as the configuration of its time names it. */
export interface KnownRoom {
  readonly room: string;
  readonly titolare: string;
}

/** Rooms by number and by name. */
export interface KnownRooms {
  /** Another one when they are others. */
  readonly version: number;
  bySlot(slot: number): KnownRoom | undefined;
  titolareOf(room: string): string | undefined;
}

/**
 * How far the parts beside a leaf could be read: there and the leaf's own; missing (retired, shredded, not copied);
 * not those of the leaf; or none that say more than the leaf.
 */
export type PartsState = "there" | "missing" | "differs" | "none";

/** What an entry says, apart from when and of which incident: every word of it is a code or a name of an institution. */
export interface Said {
  readonly entry: Omit<Row<"said">, "id" | "fingerprint" | "entries" | "first" | "last">;
  readonly slots: readonly SaidSlot[];
}

export interface SaidSlot {
  /** Equal only for what says the same, within one reader of the log. */
  readonly key: string;
  readonly row: Omit<Row<"decided">, "id" | "fingerprint">;
  readonly titles: readonly Omit<Row<"decided_title">, "decided">[];
}

/** The members that every kind of leaf has. */
export interface SaidHead {
  readonly kind: string;
  readonly mode: string;
  readonly clock: string;
  readonly parts: PartsState;
}

export const nothingSaid = {
  ...{ rule_set: null, agreement: null, sender: null, titolare: null, owner: null },
  ...{ event_kind: null, category: null, purpose: null, regime: null, code: null, role: null },
  ...{ classes: 0, groups: 0 },
} as const;

/** Classes of all fields that an incident has a value for. */
export function presentIn({ components }: DecisionRecord): FieldClasses {
  let present = noClasses;
  for (const { shape } of components) {
    if (shape.nature === undefined) continue;
    present = uniteClasses(present, classesOf(shape.nature, shape.leaves));
  }
  return present;
}

/** A decision, what it did to each room in the order of its slots, and what there was to give. */
export interface FollowedDecision {
  readonly record: DecisionRecord;
  readonly changes: readonly RoomChange[];
  readonly present: FieldClasses;
}

/** What a decision says. */
export function saidOfDecision(
  head: SaidHead & { readonly rule_set: string; readonly agreement: string },
  { record: { facts, slots }, changes, present }: FollowedDecision,
  rooms: KnownRooms,
): Said {
  return {
    entry: {
      ...nothingSaid,
      ...head,
      sender: facts.sender,
      titolare: rooms.titolareOf(facts.sender) ?? null,
      owner: facts.owner ?? null,
      event_kind: facts.eventKind,
      category: facts.category,
      purpose: facts.purpose ?? null,
      regime: facts.regime ?? null,
      code: facts.emergency ?? null,
      ...present,
    },
    slots: slots.map((slot, index) => saidSlot(slot, changes[index], rooms)),
  };
}

function saidSlot(
  { slot, head }: SlotRecord,
  change: RoomChange | undefined,
  rooms: KnownRooms,
): SaidSlot {
  const known = rooms.bySlot(slot);
  return {
    key: `${rooms.version}|${slotKey({ slot, head }, change)}`,
    row: {
      ...{ slot, room: known?.room ?? null, titolare: known?.titolare ?? null },
      ...{ outcome: head.outcome, reason: head.reason, plan: head.plan ?? null },
      handling: head.handling,
      ...fieldColumns(change),
    },
    titles: head.titles.map(titleRow),
  };
}

function titleRow(title: Title): Omit<Row<"decided_title">, "decided"> {
  const { author, agreement, rule, article, purpose, regime } = title;
  return {
    author: author ?? null,
    agreement: agreement ?? null,
    rule: rule ?? null,
    article: article ?? null,
    purpose: purpose ?? null,
    regime: regime ?? null,
  };
}

function fieldColumns(change: RoomChange | undefined) {
  const { given = noClasses, withheld = noClasses, withdrawn = noClasses } = change ?? {};
  return {
    ...{ given_classes: given.classes, given_groups: given.groups },
    ...{ withheld_classes: withheld.classes, withheld_groups: withheld.groups },
    ...{ withdrawn_classes: withdrawn.classes, withdrawn_groups: withdrawn.groups },
  };
}

/** What a leaf outside incident chains says about a room: in a slot, so that one question finds both. */
export const slotOfNotice = (
  slot: number,
  reason: string,
  known: KnownRoom | undefined,
): SaidSlot => ({
  key: `told|${slot}|${reason}|${known?.room}`,
  row: {
    ...{ slot, room: known?.room ?? null, titolare: known?.titolare ?? null },
    ...{ outcome: "told", reason, plan: null, handling: "" },
    ...fieldColumns(undefined),
  },
  titles: [],
});

/** Equal for what says the same, in every run: the first half of a SHA-256. */
export const fingerprintOf = (said: unknown, ...of: readonly Uint8Array[]): Uint8Array => {
  const text = Buffer.from(JSON.stringify(said), "utf8");
  // In one call: an object that is fed piece by piece costs twice as much.
  return hash("sha256", Buffer.concat([text, ...of]), "buffer").subarray(0, 16);
};

/** What of a room's decision recurs, in a short text. */
export function slotKey(
  { slot, head }: Pick<SlotRecord, "slot" | "head">,
  change: RoomChange | undefined,
): string {
  if (change === undefined) return `${slot}:${head.number}`;
  const { given, withheld, withdrawn } = change;
  const classes = `${classesKey(given)},${classesKey(withheld)},${classesKey(withdrawn)}`;
  return `${slot}:${head.number},${classes}`;
}

export const classesKey = ({ classes, groups }: FieldClasses): string =>
  groups === 0 && classes === 0 ? "" : `${classes}.${groups}`;
