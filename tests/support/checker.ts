import { sha256Hex } from "#libs/seal/bytes";
import type { IncidentLeaf } from "#libs/seal/leaf";
import type { IncidentParts, SlotValue } from "#libs/seal/parts";

/** A leaf of an incident's chain, wherever it was read. */
export interface SeenLeaf {
  readonly leaf: IncidentLeaf;
  readonly parts: IncidentParts;
}

/** One copy as a room received it; the same delivery may come several times. */
export interface ReceivedCopy {
  readonly delivery: string;
  readonly alias: string;
  /** The bytes, or a text that is equal if and only if they are. */
  readonly text: string;
}

/** A message of a FEED stream: a copy's sealed bytes, or the digest that its tombstone names. */
export interface FeedMessage {
  readonly delivery: string;
  readonly sealedSha256: string;
}

export interface CheckedRoom {
  readonly room: string;
  readonly slot: number;
  /** In the order of receipt, repetitions included. */
  readonly received: readonly ReceivedCopy[];
  readonly feed: readonly FeedMessage[];
}

export interface CheckInput {
  /** Events that senders were told are accepted. */
  readonly accepted: ReadonlySet<string>;
  readonly leaves: readonly SeenLeaf[];
  readonly rooms: readonly CheckedRoom[];
}

/** Sealed digest of a message of a FEED stream, as audit compares it. */
export function feedMessage(
  delivery: string,
  data: Uint8Array,
  headers: ReadonlyMap<string, string>,
): FeedMessage {
  const sealedSha256 =
    data.length > 0 ? sha256Hex(data) : (headers.get("Raccordo-Sealed-Sha256") ?? "");
  return { delivery, sealedSha256 };
}

/**
 * What the core promises, looked at from outside after whatever was done to it: nothing lost, nothing doubled,
 * nothing out of order within an incident, nothing released without its record. Empty when all of it holds.
 */
export function checkExchange(input: CheckInput): readonly string[] {
  return [
    ...checkEvents(input),
    ...input.rooms.flatMap((room) => checkRoom(room, releasedTo(input.leaves, room.slot))),
  ];
}

/** Each accepted event is recorded once; nothing is recorded that nobody was told of. */
function checkEvents({ accepted, leaves }: CheckInput): readonly string[] {
  const ofRooms = leaves.filter(({ leaf }) => leaf.kind === "exchange");
  const counts = new Map<string, number>();
  for (const { leaf } of leaves) counts.set(leaf.event, (counts.get(leaf.event) ?? 0) + 1);
  return [
    ...[...accepted].filter((event) => !counts.has(event)).map((event) => `lost: event ${event}`),
    ...[...counts].flatMap(([event, count]) =>
      count > 1 ? [`recorded ${count} times: event ${event}`] : [],
    ),
    ...ofRooms.flatMap(({ leaf }) =>
      accepted.has(leaf.event) ? [] : [`recorded, never accepted: event ${leaf.event}`],
    ),
    ...checkOrderOfLog(leaves),
  ];
}

/** An incident's leaves stand in the order of its events. */
function checkOrderOfLog(leaves: readonly SeenLeaf[]): readonly string[] {
  const last = new Map<string, number>();
  return leaves.flatMap(({ leaf }) => {
    const before = last.get(leaf.incident) ?? 0;
    last.set(leaf.incident, leaf.events_seq);
    return leaf.events_seq > before ? [] : [`log out of order: event ${leaf.event}`];
  });
}

interface Released {
  readonly leaf: IncidentLeaf;
  readonly value: SlotValue;
}

interface OfSlot {
  readonly byDelivery: ReadonlyMap<string, Released>;
  readonly notHandedOut: ReadonlySet<string>;
}

function releasedTo(leaves: readonly SeenLeaf[], slot: number): OfSlot {
  const byDelivery = new Map<string, Released>();
  const notHandedOut = new Set<string>();
  for (const { leaf, parts } of leaves) {
    const value = parts.slots.find((opening) => opening.slot === slot)?.value;
    for (const delivery of value?.not_handed_out ?? []) notHandedOut.add(delivery);
    if (value?.delivery !== undefined && value.outcome === "released") {
      byDelivery.set(value.delivery, { leaf, value });
    }
  }
  return { byDelivery, notHandedOut };
}

function checkRoom(room: CheckedRoom, released: OfSlot): readonly string[] {
  const told = (problem: string, delivery: string) => `${room.room}: ${problem}: ${delivery}`;
  const got = new Set(room.received.map(({ delivery }) => delivery));
  const owed = [...released.byDelivery.keys()].filter(
    (delivery) => !got.has(delivery) && !released.notHandedOut.has(delivery),
  );
  const unrecorded = [...got].filter((delivery) => !released.byDelivery.has(delivery));
  const differing = room.feed.filter(({ delivery, sealedSha256 }) => {
    return released.byDelivery.get(delivery)?.value.sealed_sha256 !== sealedSha256;
  });
  return [
    ...owed.map((delivery) => told("released, not received", delivery)),
    ...unrecorded.map((delivery) => told("received without a record", delivery)),
    ...differing.map(({ delivery }) => told("in the feed with other bytes", delivery)),
    ...checkBytes(room).map((delivery) => told("two contents under one delivery", delivery)),
    ...checkOrder(room, released).map((delivery) => told("out of order", delivery)),
  ];
}

function checkBytes({ received }: CheckedRoom): readonly string[] {
  const texts = new Map<string, string>();
  return received.flatMap(({ delivery, text }) => {
    const before = texts.get(delivery) ?? text;
    texts.set(delivery, text);
    return before === text ? [] : [delivery];
  });
}

/**
 * New copies of an incident come in the order of its events. A repetition of what came before is harmless:
 * an answer may be lost on its way, and is then given again from the same cursor.
 */
function checkOrder({ received }: CheckedRoom, { byDelivery }: OfSlot): readonly string[] {
  const newest = new Map<string, number>();
  const seen = new Set<string>();
  return received.flatMap(({ delivery, alias }) => {
    if (seen.has(delivery)) return [];
    seen.add(delivery);
    const sequence = byDelivery.get(delivery)?.leaf.events_seq ?? 0;
    const before = newest.get(alias) ?? 0;
    newest.set(alias, Math.max(before, sequence));
    return sequence > before ? [] : [delivery];
  });
}
