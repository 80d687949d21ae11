import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { incidentFilter, parseSubject } from "#libs/eventlog/subjects";
import type { Mode, StoredEvent } from "#libs/incident/event";
import { isInternal } from "#libs/incident/event";
import { fold, type IncidentState } from "#libs/incident/state";
import type { Holdings } from "#libs/policy/decision";
import { openPayload } from "#libs/policy/eventPayload";
import { emptyHoldings, foldHoldings, type HeldCopy, holdingsAfter } from "#libs/policy/holdings";
import type { EventKeys } from "#libs/seal/envelope";
import type { RecordedLeaf } from "./chain.ts";

export interface IncidentName {
  readonly mode: Mode;
  readonly incident: string;
}

/** An event of EVENTS with its payload opened; `event` is undefined when it could not be read. */
export interface ReadEvent {
  readonly id: string;
  readonly author: string;
  readonly sequence: number;
  readonly storedAt: string;
  readonly event: StoredEvent | undefined;
}

/** What a decision starts from: the incident folded up to some leaf of its chain. */
export interface IncidentContext {
  readonly state: IncidentState | undefined;
  /** By slot: the copies that were recorded for it, and the deliveries that never went out. */
  readonly copies: ReadonlyMap<number, readonly HeldCopy[]>;
  /** By slot: all its copies folded, whether they went out or not. */
  readonly held: ReadonlyMap<number, Holdings>;
  readonly notHandedOut: ReadonlySet<string>;
}

export const emptyContext: IncidentContext = {
  state: undefined,
  copies: new Map(),
  held: new Map(),
  notHandedOut: new Set(),
};

/** Opens one message of EVENTS; without the sensitive key what is sensitive is not in it. A damaged payload is an event that nobody can read, never an exception. */
export function readEvent(message: StoredMessage, keys: EventKeys | undefined): ReadEvent {
  const parsed = parseSubject(message.subject);
  if (parsed?.of !== "event" || (parsed.mode !== "actual" && parsed.mode !== "exercise")) {
    throw new Error("not an event's subject in EVENTS");
  }
  const { mode, room: author, event: id } = parsed;
  const opened = keys && openPayload(keys, { mode, event: id }, message.data);
  const event = opened?.kind === "open" ? opened.event : undefined;
  return { id, author, sequence: message.sequence, storedAt: message.storedAt, event };
}

/** The context after one more event and the leaf that recorded it. */
export function afterLeaf(
  context: IncidentContext,
  read: ReadEvent,
  slots: RecordedLeaf["parts"]["slots"],
): IncidentContext {
  const copies = new Map(context.copies);
  const held = new Map(context.held);
  const notHandedOut = new Set(context.notHandedOut);
  for (const { slot, value } of slots) {
    for (const delivery of value.not_handed_out ?? []) notHandedOut.add(delivery);
    if (value.outcome !== "released" || value.delivery === undefined) continue;
    const entries = value.entries as HeldCopy["entries"];
    copies.set(slot, [...(copies.get(slot) ?? []), { delivery: value.delivery, entries }]);
    held.set(slot, holdingsAfter(held.get(slot) ?? emptyHoldings, entries));
  }
  return { state: stateAfter(context.state, read), copies, held, notHandedOut };
}

/** The state with one more event; an unreadable one changes nothing. */
export function stateAfter(
  state: IncidentState | undefined,
  read: ReadEvent,
): IncidentState | undefined {
  if (read.event === undefined) return state;
  return fold(state, { author: read.author, storedAt: read.storedAt, event: read.event });
}

/**
 * What a room holds, by its slot; `also`: deliveries that the event in hand declares as not handed out.
 * Nobody can swear that those never left (a process may have died after the answer), so what they said
 * counts as *perhaps* held: its digest matches nothing, hence it is said again or withdrawn by name.
 */
export function holdingsOf(
  context: IncidentContext,
  slot: number,
  also: readonly string[],
): Holdings {
  const copies = context.copies.get(slot);
  const all = context.held.get(slot);
  if (copies === undefined || all === undefined) return emptyHoldings;
  const doubtful = new Set([...context.notHandedOut, ...also]);
  if (doubtful.size === 0) return all;
  const sure = foldHoldings(copies, doubtful);
  const keys = new Set([...all.values.keys(), ...sure.values.keys()]);
  const values = [...keys].map((key): [string, string] => {
    const mac = all.values.get(key);
    return [key, mac !== undefined && mac === sure.values.get(key) ? mac : ""];
  });
  return { values: new Map(values), revisions: all.revisions };
}

/** Deliveries that an internal event declares as not handed out. */
export function declaredNotHandedOut(read: ReadEvent): readonly string[] {
  return read.event !== undefined && isInternal(read.event) ? read.event.not_handed_out : [];
}

/** Events of an incident from a sequence on, in the order of EVENTS, up to and including `last`. */
export async function* eventsOf(
  log: EventLog,
  name: IncidentName,
  from: number,
  last: number,
): AsyncGenerator<StoredMessage> {
  let sequence = from;
  while (sequence <= last) {
    const message = await log.firstFrom(
      "EVENTS",
      incidentFilter(name.mode, name.incident),
      sequence,
    );
    if (message === undefined || message.sequence > last) return;
    yield message;
    sequence = message.sequence + 1;
  }
}
