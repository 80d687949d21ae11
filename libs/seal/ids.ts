import { keyedDigest, type Mode } from "./bytes.ts";
import { assertKey } from "./derive.ts";

/**
 * Ids are derived, not drawn: the same message always has the same id, in whichever process.
 * Each is an RFC 9562 UUIDv8 written as 32 lower-case hex digits: HMAC-SHA256 over length-prefixed inputs
 * behind a domain label and the mode, cut to 128 bits. Event ids are pseudonymous personal data.
 */
const idPattern = /^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** How the sender's message is named outside; `sent` is canonical (RFC 3339 UTC with milliseconds). */
export interface ExternalMessage {
  readonly format: string;
  readonly sender: string;
  readonly messageId: string;
  readonly sent: string;
}

/** What an event of `_core` is about; the same cause never makes a second event. */
export interface InternalCause {
  readonly kind: "redecision" | "recall" | "rectification" | "expiry" | "close_by_age";
  /** Id of the event or hash of the rule set that made it necessary. */
  readonly cause: string;
  /** Room concerned; "" when all are. */
  readonly room: string;
  /** Hash of the rule set in force when it was made. */
  readonly epoch: string;
}

/** True if `text` is an id of ours: 32 lower-case hex digits with version 8 and the RFC 9562 variant. */
export function isId(text: string): boolean {
  return idPattern.test(text);
}

/** Incident id from the naming key of the room that owns it and that room's own id of it. */
export function incidentId(namingKey: Uint8Array, mode: Mode, externalIncidentId: string): string {
  return derivedId(namingKey, "id/incident", mode, externalIncidentId);
}

/** Event id of a room's message: the same message sent again has the same id. */
export function eventId(namingKey: Uint8Array, mode: Mode, message: ExternalMessage): string {
  const { format, sender, messageId, sent } = message;
  return derivedId(namingKey, "id/event", mode, format, sender, messageId, sent);
}

/** Event id of an event of `_core`, under `_core`'s naming key. */
export function internalEventId(namingKey: Uint8Array, mode: Mode, cause: InternalCause): string {
  return derivedId(
    namingKey,
    "id/internal-event",
    mode,
    cause.kind,
    cause.cause,
    cause.room,
    cause.epoch,
  );
}

/** Delivery id of one event for one room, under that room's feed key. */
export function deliveryId(feedKey: Uint8Array, mode: Mode, event: string, room: string): string {
  return derivedId(feedKey, "id/delivery", mode, event, room);
}

/** What the log calls an incident; one key over the years, so that its chain can be followed. */
export function incidentPseudonym(logKey: Uint8Array, mode: Mode, incident: string): string {
  return derivedId(logKey, "id/incident-pseudonym", mode, incident);
}

/** What the log calls an operator: `operatorRef` is the opaque reference that the room sent. */
export function operatorPseudonym(operatorKey: Uint8Array, operatorRef: string): string {
  return derivedId(operatorKey, "id/operator-pseudonym", operatorRef);
}

/** What the log calls who reads it: `readerRef` is the opaque reference or account under which somebody read. */
export function readerPseudonym(logKey: Uint8Array, readerRef: string): string {
  return derivedId(logKey, "id/reader-pseudonym", readerRef);
}

/**
 * Keyed digest of a canonical event without its store time, 64 hex digits: tells a repetition from a
 * second content under the same id. Stands in the header of EVENTS and in the receipt, nowhere else.
 */
export function submissionDigest(namingKey: Uint8Array, eventBytes: Uint8Array): string {
  return keyedDigest(assertKey(namingKey), "submission", eventBytes).toString("hex");
}

function derivedId(key: Uint8Array, domain: string, ...parts: readonly string[]): string {
  const bytes = keyedDigest(assertKey(key), domain, ...parts).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6); // version 8
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8); // variant 10
  return bytes.toString("hex");
}
