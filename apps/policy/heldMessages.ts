import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import {
  eventPlace,
  heldEventFilter,
  heldFilter,
  heldPlace,
  incidentFilter,
  parseSubject,
} from "#libs/eventlog/subjects";
import { type RecordedLeaf, readLeaves } from "./chain.ts";
import type { IncidentName } from "./context.ts";
import type { LivingIncident } from "./incidentLives.ts";
import type { PolicyPorts } from "./ports.ts";

/** Headers of a kept message: where it lay in EVENTS, and since when. */
const sequenceHeader = "Raccordo-Events-Sequence";
const storedHeader = "Raccordo-Events-Stored";

type HeldPorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "seam">;

/** What a hold keeps of an incident's messages, and what was gone before it could. */
export interface HeldCounts {
  readonly kept: number;
  /** Messages of which the log knows and that neither EVENTS nor the hold has. */
  readonly gone: number;
}

/**
 * Keeps the messages of incidents under a legal hold beyond the age of EVENTS: copied as they are, sealed, each under a
 * subject of its own, so that two instances or a second try make one. Killed in between it goes on where it must.
 */
export class HeldMessages {
  /** By mode and incident: the sequence of EVENTS after the last that is kept. */
  readonly #next = new Map<string, number>();
  readonly #counts = new Map<string, HeldCounts>();

  constructor(private readonly ports: HeldPorts) {}

  countsOf({ mode, incident }: IncidentName): HeldCounts | undefined {
    return this.#counts.get(`${mode} ${incident}`);
  }

  /** Copies what EVENTS has and the hold has not. False: there is no room for it, or it is not known to be kept. */
  async keep({ name, pseudonym }: Pick<LivingIncident, "name" | "pseudonym">): Promise<boolean> {
    const { log, secrets } = this.ports;
    const key = `${name.mode} ${name.incident}`;
    const filter = incidentFilter(name.mode, name.incident);
    let isCounted = this.#counts.has(key);
    for (;;) {
      const message = await log.firstFrom("EVENTS", filter, this.#next.get(key) ?? 1);
      if (message === undefined) break;
      isCounted = false;
      if (!(await this.#keepOne(message))) return false;
      this.#next.set(key, message.sequence + 1);
    }
    if (isCounted) return true;
    const of = { mode: name.mode, pseudonym };
    const leaves = await readLeaves(log, secrets.macs, this.ports.openYears(), of);
    this.#counts.set(key, await counted(log, name, leaves));
    return true;
  }

  /** Removes what was kept of an incident; its keys are destroyed. */
  async letGo({ mode, incident }: IncidentName): Promise<void> {
    const key = `${mode} ${incident}`;
    const filter = heldFilter(mode, incident);
    if ((await this.ports.log.last("HELD", filter)) !== undefined) {
      await this.ports.log.removeHeld(filter);
    }
    this.#next.delete(key);
    this.#counts.delete(key);
  }

  async #keepOne(message: StoredMessage): Promise<boolean> {
    const parsed = parseSubject(message.subject);
    if (parsed?.of !== "event") throw new Error("not an event's subject in EVENTS");
    const { subject, chain } = heldPlace(parsed);
    const headers = new Map(message.headers);
    headers.set(sequenceHeader, String(message.sequence));
    headers.set(storedHeader, message.storedAt);
    const ours = [...headers].filter(([header]) => !/^nats-/i.test(header));
    const outcome = await this.ports.log.append(subject, message.data, {
      expect: { sequence: 0, filter: chain },
      headers: new Map(ours),
    });
    await this.ports.seam("message-held");
    return outcome.kind === "appended" || outcome.kind === "conflict";
  }
}

async function counted(
  log: EventLog,
  name: IncidentName,
  leaves: readonly RecordedLeaf[],
): Promise<HeldCounts> {
  const kept = await log.countSubjects("HELD", heldFilter(name.mode, name.incident));
  let gone = 0;
  for (const { leaf } of leaves) {
    const found = await heldMessage(log, leaf);
    gone += found === undefined ? 1 : 0;
  }
  return { kept, gone };
}

/**
 * The message of EVENTS that a leaf recorded, as a legal hold keeps it, with the sequence and the store time that it
 * had; undefined where none is kept.
 */
export async function heldMessage(
  log: EventLog,
  { mode, event, events_seq }: Pick<RecordedLeaf["leaf"], "mode" | "event" | "events_seq">,
): Promise<StoredMessage | undefined> {
  const kept = await log.last("HELD", heldEventFilter(mode, event));
  const parsed = kept && parseSubject(kept.subject);
  const storedAt = kept?.headers.get(storedHeader);
  const sequence = Number(kept?.headers.get(sequenceHeader));
  if (kept === undefined || parsed?.of !== "held" || storedAt === undefined) return undefined;
  if (sequence !== events_seq) return undefined;
  const { subject } = eventPlace(parsed);
  return { ...kept, subject, stream: "EVENTS", sequence, storedAt };
}
