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

interface IncidentName {
  readonly mode: Mode;
  readonly incident: string;
}

/** Messages that may lie between what is known and what was just stored: another process wrote them meanwhile. */
const readBackMax = 4;

/** Incidents whose state is kept; the eldest goes first and is read again when it is asked for. */
const incidentsMax = 2_000;

/**
 * What incidents know already, for the free-text guard of submit. Read from EVENTS, at the leader, with the
 * incident's keys; kept for a short while, and gone at a shred notice. Nothing of it is told to anybody.
 */
export class EarlierEvents {
  private readonly memory: ShortMemory<ReadSoFar>;
  private readonly turns = new Map<string, Promise<void>>();
  /** Shred notices so far: what was asked before one is not kept after it. */
  private notices = 0;

  constructor(nowMs: () => number) {
    this.memory = new ShortMemory(nowMs, incidentsMax);
  }

  /** The state that the events stored by now make; undefined when none does. */
  async stateOf(
    log: Pick<EventLog, "firstFrom">,
    name: IncidentName,
    keys: IncidentKeys,
  ): Promise<IncidentState | undefined | "unreachable"> {
    try {
      let read = this.readSoFar(name);
      for (;;) {
        const next = await this.next(log, name, keys, read);
        if (next === undefined) return read.state;
        read = next.read;
      }
    } catch (error) {
      if (error instanceof EventLogError) return "unreachable";
      throw error;
    }
  }

  /**
   * The message that was just stored at `sequence`, as it lies in EVENTS. It is read as what comes after all that is
   * known of its incident: so the same answer is the receipt's time, and says that nothing lies in between. Undefined
   * when it is not found so: whoever asks looks it up by its name. Throws EventLogError.
   */
  async readBack(
    log: Pick<EventLog, "firstFrom">,
    name: IncidentName,
    keys: IncidentKeys,
    sequence: number,
  ): Promise<StoredMessage | undefined> {
    let read = this.readSoFar(name);
    for (let count = 0; count < readBackMax && read.upTo < sequence; count += 1) {
      const next = await this.next(log, name, keys, read);
      if (next === undefined || next.message.sequence === sequence) return next?.message;
      read = next.read;
    }
    return undefined;
  }

  private readSoFar({ mode, incident }: IncidentName): ReadSoFar {
    return this.memory.get(keyOf(mode, incident)) ?? { state: undefined, upTo: 0 };
  }

  /** The first message after what is known, which is then known, too. */
  private async next(
    log: Pick<EventLog, "firstFrom">,
    { mode, incident }: IncidentName,
    keys: IncidentKeys,
    { state, upTo }: ReadSoFar,
  ): Promise<{ readonly message: StoredMessage; readonly read: ReadSoFar } | undefined> {
    const { notices } = this;
    const message = await log.firstFrom("EVENTS", incidentFilter(mode, incident), upTo + 1);
    if (message === undefined) return undefined;
    const read = { state: stateAfter(state, message, keys), upTo: message.sequence };
    if (this.notices === notices) this.memory.put(keyOf(mode, incident), read);
    return { message, read };
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
    this.notices += 1;
    this.memory.forget(keyOf(mode, incident));
  }

  sweep(): void {
    this.memory.sweep();
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
