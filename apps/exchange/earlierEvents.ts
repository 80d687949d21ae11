import { ShortMemory } from "#libs/eventlog/keyring";
import { type EventLog, EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { incidentFilter, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { fold, type IncidentState } from "#libs/incident/state";
import { openPayload } from "#libs/policy/eventPayload";
import type { IncidentKeys } from "#libs/seal/derive";

/** An incident folded as far as it was read in EVENTS. */
interface ReadSoFar {
  readonly state: IncidentState | undefined;
  readonly upTo: number;
}

/** Incidents whose state is kept; the eldest goes first and is read again when it is asked for. */
const incidentsMax = 2_000;

/**
 * What incidents know already, for the free-text guard of submit. Read from EVENTS, at the leader, with the
 * incident's keys; kept for a short while, and gone at a shred notice. Nothing of it is told to anybody.
 */
export class EarlierEvents {
  private readonly memory: ShortMemory<ReadSoFar>;
  /** Sequence of the last event of an incident that this process stored. */
  private readonly own: ShortMemory<number>;
  private readonly turns = new Map<string, Promise<void>>();

  constructor(nowMs: () => number) {
    this.memory = new ShortMemory(nowMs, incidentsMax);
    this.own = new ShortMemory(nowMs, incidentsMax);
  }

  /** An event of the incident lies in EVENTS at `sequence`: mostly the last one, so what comes after it is asked at once. */
  stored(mode: Mode, incident: string, sequence: number): void {
    const key = keyOf(mode, incident);
    this.own.put(key, Math.max(sequence, this.own.get(key) ?? 0));
  }

  /** The state that the events stored by now make; undefined when none does. */
  async stateOf(
    log: Pick<EventLog, "firstFrom">,
    name: { readonly mode: Mode; readonly incident: string },
    keys: IncidentKeys,
  ): Promise<IncidentState | undefined | "unreachable"> {
    const key = keyOf(name.mode, name.incident);
    let read = this.memory.get(key) ?? { state: undefined, upTo: 0 };
    const filter = incidentFilter(name.mode, name.incident);
    const from = (sequence: number) => log.firstFrom("EVENTS", filter, sequence);
    const last = this.own.get(key) ?? 0;
    const afterLast = last > read.upTo ? from(last + 1) : undefined;
    // Looked at below, or not at all where something fails before.
    afterLast?.catch(ignore);
    try {
      for (;;) {
        const isAfterLast = afterLast !== undefined && read.upTo === last;
        const next = await (isAfterLast ? afterLast : from(read.upTo + 1));
        if (next === undefined) return read.state;
        read = { state: stateAfter(read.state, next, keys), upTo: next.sequence };
        this.memory.put(key, read);
      }
    } catch (error) {
      if (error instanceof EventLogError) return "unreachable";
      throw error;
    }
  }

  /** Does `work` when all that was begun before it for the same incident, in this process, is done. */
  async inTurn<T>(mode: string, incident: string, work: () => Promise<T>): Promise<T> {
    const key = keyOf(mode, incident);
    const before = this.turns.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.then(ignore, ignore);
    this.turns.set(key, done);
    try {
      return await mine;
    } finally {
      if (this.turns.get(key) === done) this.turns.delete(key);
    }
  }

  /** A shred notice: what was read goes at once. */
  forget(mode: string, incident: string): void {
    this.memory.forget(keyOf(mode, incident));
    this.own.forget(keyOf(mode, incident));
  }

  sweep(): void {
    this.memory.sweep();
    this.own.sweep();
  }
}

const keyOf = (mode: string, incident: string): string => `${mode} ${incident}`;
const ignore = (): void => undefined;

/** An event that cannot be read, or that its author had no right to send, says nothing. */
function stateAfter(
  state: IncidentState | undefined,
  message: StoredMessage,
  keys: IncidentKeys,
): IncidentState | undefined {
  const place = parseSubject(message.subject);
  if (place?.of !== "event" || (place.mode !== "actual" && place.mode !== "exercise")) return state;
  const { mode, room: author, event: id } = place;
  const opened = openPayload(keys, { mode, event: id }, message.data);
  if (opened.kind !== "open") return state;
  return fold(state, { author, storedAt: message.storedAt, event: opened.event });
}
