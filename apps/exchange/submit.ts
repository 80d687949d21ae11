import type { ShortMemory, Vault } from "#libs/eventlog/keyring";
import {
  type AppendOutcome,
  type EventLog,
  EventLogError,
  type StoredMessage,
} from "#libs/eventlog/port";
import {
  aliasFilter,
  eventSubmissionPlace,
  feedStream,
  incidentFilter,
  quarantineSubject,
  roomIncidentFilter,
} from "#libs/eventlog/subjects";
import type { IncidentEvent } from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import { eventLimits } from "#libs/incident/limits";
import { guardAgainst, isGuarded } from "#libs/incident/textGuard";
import { eventBytes, sealPayload } from "#libs/policy/eventPayload";
import { idOfAlias } from "#libs/seal/alias";
import { lengthPrefixed } from "#libs/seal/bytes";
import type { IncidentKeys } from "#libs/seal/derive";
import type { SigningKey } from "#libs/seal/ed25519";
import { eventId, incidentId, operatorPseudonym, submissionDigest } from "#libs/seal/ids";
import { sealToOfficer } from "#libs/seal/officer";
import { type SignedReceipt, signReceipt } from "#libs/seal/receipt";
import { admit, mayWriteByAlias, type Refused, refused } from "./admit.ts";
import type { EarlierEvents } from "./earlierEvents.ts";
import type { RoomSecrets } from "./secrets.ts";

/** Header of EVENTS that holds the keyed digest of the submission: tells a repetition from a second content. */
export const digestHeader = "Raccordo-Submission";

/** What `submit` needs besides the event. Effects come in as ports, so that every path can be driven. */
export interface SubmitPorts {
  readonly log: EventLog;
  readonly vault: Vault;
  /** Events of incidents as far as counted, for a short while. */
  readonly eventCounts: ShortMemory<number>;
  /** What incidents know already, for the free-text guard. */
  readonly earlier: EarlierEvents;
  nowMs(): number;
  randomBytes(count: number): Uint8Array;
  seam(name: "submit-published"): Promise<void>;
}

export interface ReceiptTerms {
  readonly key: SigningKey;
  readonly maxDelayMs: number;
  readonly logOrigin: string;
}

export type SubmitOutcome =
  | {
      readonly kind: "accepted";
      readonly receipt: SignedReceipt;
      readonly event: string;
      readonly repeated: boolean;
    }
  | Refused;

interface Located {
  readonly kind: "located";
  readonly incident: string;
}

/**
 * Step 1 of the core protocol: answers "accepted" only when the event is synced in EVENTS, and then with a
 * signed receipt. The same message again gets the same receipt; the same id with other content is refused
 * and quarantined. A refusal never echoes the message.
 */
export async function submit(
  ports: SubmitPorts,
  room: RoomSecrets,
  terms: ReceiptTerms,
  event: IncidentEvent,
): Promise<SubmitOutcome> {
  const admission = admit(event, ports.nowMs());
  if (admission.kind === "refused") return admission;
  const located = await locate(ports, room, event);
  if (located.kind === "refused") return located;
  const linked = await checkedLink(ports, room, event);
  if (linked !== undefined) return linked;
  const named = naming(room, event, located.incident);
  const rest = () => takeIn(ports, room, terms, { ...named, ...located, source: event });
  // Two messages of one incident at once would each be judged without the other.
  return isJudged(event) ? ports.earlier.inTurn(event.mode, located.incident, rest) : rest();
}

interface Named {
  readonly event: string;
  readonly incident: string;
  readonly subject: string;
  readonly chain: string;
  readonly digest: string;
  readonly source: IncidentEvent;
}

/** Answers carry no text and no datum of anybody. */
const isJudged = (event: IncidentEvent): boolean =>
  !answerKinds.includes(event.kind) && isGuarded(event);

/** What depends on the incident's other events: how many there are, its keys, and what they say. */
async function takeIn(
  ports: SubmitPorts,
  room: RoomSecrets,
  terms: ReceiptTerms,
  named: Named,
): Promise<SubmitOutcome> {
  const { source, incident, event } = named;
  const answered = await answersBefore(ports, room, named);
  if (answered?.kind === "refused") return answered;
  const filter = incidentFilter(source.mode, incident);
  const counted = await eventsBefore(ports, filter, named.chain, eventLimits.incidentEventsMax);
  if (counted.kind === "refused") return counted;
  const keys = await (answerKinds.includes(source.kind)
    ? ports.vault.getToSeal(source.mode, incident)
    : ports.vault.create(source.mode, incident));
  if (keys.kind === "absent") return refused("incident-unknown");
  if (keys.kind === "unreachable") return refused("busy", [], 2);
  // The incident's term is over: what came now could not be sealed, or not be decided any more.
  if (keys.kind !== "ok") return refused("incident-shredded");
  const repeating = counted.isFirst ? undefined : await repeats(ports, named, keys.keys);
  if (repeating !== undefined) return repeating;

  const payload = sealPayload(
    keys.keys,
    { mode: source.mode, event },
    pseudonymised(room, source),
    { ordinary: ports.randomBytes(12), sensitive: ports.randomBytes(12) },
  );
  return store(ports, room, terms, { ...named, payload, keys: keys.keys });
}

/**
 * The part of the free-text guard that needs the incident: a name, an address or a code that its other messages
 * state, in a text of this one, and the other way round. What was accepted once is accepted again, so a message that
 * is stored already is not judged by what came after it.
 */
async function repeats(
  ports: SubmitPorts,
  { source, incident, chain }: Named,
  keys: IncidentKeys,
): Promise<Refused | undefined> {
  if (!isJudged(source)) return undefined;
  const state = await ports.earlier.stateOf(ports.log, { mode: source.mode, incident }, keys);
  if (state === "unreachable") return refused("busy", [], 2);
  const findings = state === undefined ? [] : guardAgainst(state, source);
  const first = findings[0];
  if (first === undefined) return undefined;
  const stored = await readBack(ports.log, chain);
  if (stored === "unreachable") return refused("busy", [], 2);
  return stored === undefined ? refused(first.code, findings) : undefined;
}

interface Submission extends Named {
  readonly payload: Uint8Array;
  readonly keys: IncidentKeys;
}

async function store(
  ports: SubmitPorts,
  room: RoomSecrets,
  terms: ReceiptTerms,
  submission: Submission,
): Promise<SubmitOutcome> {
  const outcome = await ports.log.append(submission.subject, submission.payload, {
    expect: { sequence: 0, filter: submission.chain },
    headers: new Map([[digestHeader, submission.digest]]),
  });
  await ports.seam("submit-published");
  if (outcome.kind === "full") return refused("busy", [], 30);
  // Stored by us, stored before, or not known: what lies there decides, never hope.
  const stored = await lying(ports, submission, outcome);
  if (stored === "unreachable") return refused("busy", [], 2);
  if (stored === undefined) return refused("busy", [], 2);
  if (stored.headers.get(digestHeader) !== submission.digest) {
    return quarantine(ports, room, submission.source);
  }
  const { mode } = submission.source;
  const receipt = signReceipt(terms.key, {
    room: room.id,
    mode,
    event: submission.event,
    submission_digest: submission.digest,
    stored_at: stored.storedAt,
    max_delay_ms: terms.maxDelayMs,
    log_origin: terms.logOrigin,
  });
  return {
    kind: "accepted",
    receipt,
    event: submission.event,
    repeated: outcome.kind === "conflict",
  };
}

/** What lies in EVENTS under the name of the submission, whatever became of our own write. */
async function lying(
  ports: SubmitPorts,
  { source, incident, subject, chain, keys }: Submission,
  outcome: AppendOutcome,
): Promise<StoredMessage | undefined | "unreachable"> {
  if (outcome.kind !== "appended" || !isJudged(source)) return readBack(ports.log, chain);
  try {
    const name = { mode: source.mode, incident };
    const ours = await ports.earlier.readBack(ports.log, name, keys, outcome.sequence);
    return ours?.subject === subject ? ours : await readBack(ports.log, chain);
  } catch (error) {
    if (error instanceof EventLogError) return "unreachable";
    throw error;
  }
}

/**
 * An incident takes so many events and no more: a fold stays small, and nobody can make policy work for ever.
 * The count is asked of the stream once and then kept; what is repeated is counted again, so before a refusal
 * the stream is asked whether the message is not in it already.
 */
async function eventsBefore(
  ports: SubmitPorts,
  filter: string,
  chain: string,
  eventsMax: number,
): Promise<Room | Refused> {
  const known = ports.eventCounts.get(filter);
  const count = known ?? (await counted(ports.log, filter));
  if (count === "unreachable") return refused("busy", [], 2);
  ports.eventCounts.put(filter, count + 1);
  if (count < eventsMax) return { kind: "room", isFirst: count === 0 };
  ports.eventCounts.forget(filter);
  const stored = await readBack(ports.log, chain);
  if (stored === "unreachable") return refused("busy", [], 2);
  if (stored !== undefined) return { kind: "room", isFirst: false };
  const now = await counted(ports.log, filter);
  if (now === "unreachable") return refused("busy", [], 2);
  return now >= eventsMax ? refused("too-many-events") : { kind: "room", isFirst: false };
}

/** The same for a room that does not own the incident, which may send fewer: no answers keep the owner out. */
async function answersBefore(
  ports: SubmitPorts,
  room: RoomSecrets,
  { source, incident, chain }: Named,
): Promise<Room | Refused | undefined> {
  if (!("alias" in source.incident)) return undefined;
  const { answersMax, lastAnswersMax } = eventLimits;
  const isLast = source.kind === "charge_ended" || source.kind === "refused";
  const filter = roomIncidentFilter(source.mode, room.id, incident);
  return eventsBefore(ports, filter, chain, answersMax + (isLast ? lastAnswersMax : 0));
}

/** There is room for one more event of the incident; `isFirst`: the stream had none. */
interface Room {
  readonly kind: "room";
  readonly isFirst: boolean;
}

async function counted(log: EventLog, filter: string): Promise<number | "unreachable"> {
  try {
    return await log.countSubjects("EVENTS", filter);
  } catch {
    return "unreachable";
  }
}

async function readBack(
  log: EventLog,
  chain: string,
): Promise<StoredMessage | undefined | "unreachable"> {
  try {
    return await log.last("EVENTS", chain);
  } catch {
    return "unreachable"; // the sender is told to ask again with the same id
  }
}

async function locate(
  ports: SubmitPorts,
  room: RoomSecrets,
  event: IncidentEvent,
): Promise<Located | Refused> {
  if ("alias" in event.incident) return byAlias(ports, room, event, event.incident.alias);
  const keys = room.keys[event.mode];
  const incident = incidentId(keys.naming, event.mode, event.incident.id);
  if (!answerKinds.includes(event.kind)) return { kind: "located", incident };
  return found(await any(ports.log, "EVENTS", incidentFilter(event.mode, incident)), incident);
}

/** The alias counts only if the room's feed has a message under it, tombstones included (clarification 14). */
async function byAlias(
  ports: SubmitPorts,
  room: RoomSecrets,
  event: IncidentEvent,
  alias: string,
): Promise<Located | Refused> {
  const incident = idOfAlias(room.keys[event.mode].alias, alias);
  if (incident === undefined) return unknownIncident();
  const given = await any(ports.log, feedStream(room.id), aliasFilter(event.mode, room.id, alias));
  if (given !== true) return found(given, incident);
  return mayWriteByAlias(event) ? { kind: "located", incident } : refused("not-your-incident");
}

/** Only an incident of which the room was given a copy can be named as the same. */
async function checkedLink(
  ports: SubmitPorts,
  room: RoomSecrets,
  event: IncidentEvent,
): Promise<Refused | undefined> {
  if (event.same_as === undefined) return undefined;
  const unknown = refused("incident-unknown", [{ pointer: "/same_as", code: "incident-unknown" }]);
  if (idOfAlias(room.keys[event.mode].alias, event.same_as) === undefined) return unknown;
  const filter = aliasFilter(event.mode, room.id, event.same_as);
  const given = await any(ports.log, feedStream(room.id), filter);
  if (given === "unreachable") return refused("busy", [], 2);
  return given ? undefined : unknown;
}

/** Unknown, foreign and malformed names get the same answer. */
const unknownIncident = (): Refused =>
  refused("incident-unknown", [{ pointer: "/incident", code: "incident-unknown" }]);

function found(there: boolean | "unreachable", incident: string): Located | Refused {
  if (there === "unreachable") return refused("busy", [], 2);
  return there ? { kind: "located", incident } : unknownIncident();
}

async function any(
  log: EventLog,
  stream: string,
  filter: string,
): Promise<boolean | "unreachable"> {
  try {
    return (await log.last(stream, filter)) !== undefined;
  } catch {
    return "unreachable";
  }
}

function naming(room: RoomSecrets, source: IncidentEvent, incident: string) {
  const { naming: key } = room.keys[source.mode];
  const event = eventId(key, source.mode, {
    format: source.format,
    sender: source.sender ?? "",
    messageId: source.message_id,
    sent: source.sent,
  });
  const place = eventSubmissionPlace({ mode: source.mode, room: room.id, incident, event });
  return { event, ...place, digest: submissionDigest(key, eventBytes(source)) };
}

/** The operator's reference leaves the room only as a pseudonym under the room's own key. */
function pseudonymised(room: RoomSecrets, event: IncidentEvent): IncidentEvent {
  if (event.operator_ref === undefined) return event;
  const key = room.keys[event.mode].operator;
  return { ...event, operator_ref: operatorPseudonym(key, event.operator_ref) };
}

/** Same id, other content: kept for the room's privacy officer, whom alone it is sealed to. */
async function quarantine(
  ports: SubmitPorts,
  room: RoomSecrets,
  event: IncidentEvent,
): Promise<Refused> {
  const reason = "message-id-reused";
  const aad = lengthPrefixed("quarantine", event.mode, room.id, reason);
  const sealed = sealToOfficer(room.officer, ports.randomBytes(32), eventBytes(event), aad);
  if ("refused" in sealed) return refused("internal");
  const subject = quarantineSubject({ mode: event.mode, room: room.id, reason });
  const kept = await ports.log.appendAnyway(subject, sealed.sealed);
  if (kept.kind !== "appended") return refused("busy", [], 2);
  return refused(reason, [{ pointer: "/message_id", code: reason }]);
}
