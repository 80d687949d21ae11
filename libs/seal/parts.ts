import { base64url, derivationLabel, lengthPrefixed, type Mode, sha256 } from "./bytes.ts";
import {
  type CanonicalValue,
  canonicalBytes,
  canonicalValueOf,
  parseCanonical,
} from "./canonical.ts";
import type { demandKinds, demandReasons, reviewerRoles } from "./orderLeaves.ts";
import {
  type countNames,
  incidentPartsSchema,
  type outcomes,
  type receiptKinds,
  reportPartsSchemas,
} from "./partsSchema.ts";
import { scannerOf } from "./scan.ts";
import { firstFault, type ObjectSchema } from "./shape.ts";

/** Largest parts of one leaf, bytes: with leaf and MAC they stay below the 1 MiB of a NATS message. */
export const partsBytesMax = 786_432;

/** Random bytes of a salt: as hard to guess as an id. */
export const saltBytes = 16;

/** Which declared leaves one component of the event has a value for, with its decision attributes. */
export interface Presence {
  readonly ref: string;
  readonly kind?: string | undefined;
  /** Room that wrote the component; absent: the incident's owner. */
  readonly author?: string | undefined;
  readonly place?: "public" | "sensitive" | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly minor?: boolean | undefined;
  /** Only of what was stated to be a fact; absent: an assessment. */
  readonly basis?: "fact" | undefined;
  /** Where the datum comes from; absent: unstated. */
  readonly source?: string | undefined;
  readonly paths: readonly string[];
}

/** Purpose and regime under which an incident is treated. */
export interface FactsGround {
  readonly purpose: string;
  readonly regime: "police" | "administrative";
}

/**
 * The declared inputs of the decision: from them it replays for ever, without any value. Its day is the leaf's `at`,
 * its mode the leaf's. Records of before `owner` was written do not replay: they say less than was decided on.
 */
export interface Facts {
  readonly sender: string;
  /** Room that owns the incident; its presence says that all inputs of the decision are here. */
  readonly owner?: string | undefined;
  readonly event_kind: string;
  readonly category: string;
  readonly istat: readonly string[];
  /** As the owner stated it. */
  readonly purpose?: string | undefined;
  /** As the owner stated it. */
  readonly regime?: "police" | "administrative" | undefined;
  /** As it was resolved; absent: the category does not admit what was stated. */
  readonly ground?: FactsGround | undefined;
  readonly roles: readonly string[];
  /** Rooms that have the incident in charge. */
  readonly assignment: readonly string[];
  /** Configured rooms that the owner named; names that no room has are left out, for they could be anything. */
  readonly addressees?: readonly string[] | undefined;
  /** Rooms whose declared emergency counted at the leaf's time. */
  readonly emergencies?: readonly string[] | undefined;
  readonly fields: readonly Presence[];
  /** Pseudonym of the operator who sent it. */
  readonly operator?: string | undefined;
  /** Why its sender declared an emergency; only where the declaration counts. */
  readonly emergency?: string | undefined;
  /** Of a recall or a rectification: which datum its author's titolare takes back. */
  readonly demand?: FactsDemand | undefined;
}

/** A datum that a titolare takes back: component and field, never a value. */
export interface FactsDemand {
  readonly kind: (typeof demandKinds)[number];
  /** Room in whose name it is demanded. */
  readonly room: string;
  readonly ref: string;
  readonly path: string;
  readonly reason: (typeof demandReasons)[number];
  readonly until: string;
  /** SHA-256 of the order that a person signed, hex; in which role, and under which key. */
  readonly order?: string;
  readonly role?: (typeof reviewerRoles)[number];
  readonly key?: string;
}

/** Keyed commitment to one field of the event. */
export interface CommitmentEntry {
  readonly path: string;
  readonly ref: string;
  readonly c: string;
}

export type Outcome = (typeof outcomes)[number];

/** Legal title by which one author's data reach the room. */
export interface SlotBasis {
  readonly author: string;
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly purpose: string;
  readonly regime: "police" | "administrative";
}

/** One field that the decision adds to, replaces in or withdraws from the room; `mac` is "" for a withdrawal. */
export interface SlotEntry {
  readonly ref: string;
  readonly path: string;
  readonly op: "add" | "replace" | "withdraw";
  readonly mac: string;
}

/** The decision for one room. */
export interface SlotValue {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly plan?: string | undefined;
  /** Rule and article that forbade it or by which it is withheld. */
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
  readonly delivery?: string | undefined;
  readonly entries: readonly SlotEntry[];
  readonly plaintext_digest?: string | undefined;
  readonly sealed_sha256?: string | undefined;
  readonly handling: readonly string[];
  readonly basis?: readonly SlotBasis[] | undefined;
  /** Deliveries recorded earlier that were not and will not be handed out. */
  readonly not_handed_out?: readonly string[] | undefined;
}

export interface Salted<Value> {
  readonly salt: string;
  readonly value: Value;
}

/** What one room is given to check the leaf: its slot, opened. */
export interface SlotOpening extends Salted<SlotValue> {
  readonly slot: number;
}

export interface IncidentParts {
  readonly v: 1;
  readonly facts: Salted<Facts>;
  readonly commitments: Salted<readonly CommitmentEntry[]>;
  readonly slots: readonly SlotOpening[];
}

/** What a room reported of one delivery, or (`up_to`) of all up to it. */
export interface ReceiptEntry {
  readonly mode: Mode;
  readonly delivery: string;
  readonly kind: (typeof receiptKinds)[number];
  readonly at: string;
  readonly conditions_accepted?: boolean | undefined;
  readonly up_to?: boolean | undefined;
}

/** Refusals with one code: floods become counts. `bytes` is the sum of the refused messages' sizes. */
export interface RefusalEntry {
  readonly mode: Mode;
  readonly code: string;
  readonly count: number;
  readonly bytes: number;
}

/** One room's numbers of one month (of the record's time, UTC) and mode. */
export interface CountLine extends Readonly<Record<(typeof countNames)[number], number>> {
  readonly room: string;
  readonly slot: number;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly mode: Mode;
}

/** Counts of the rooms of one titolare, by slot, month and mode; a line without any number is not there. */
export interface CountsEntry {
  readonly lines: readonly CountLine[];
}

export interface ReportParts<Entry> {
  readonly v: 1;
  readonly entries: readonly Salted<Entry>[];
}

/** Digest of a part as it stands in the leaf: SHA-256 over domain, salt and canonical value, base64url. */
export function partDigest(domain: string, part: { salt: string; value: unknown }): string {
  const value = canonicalBytes(canonicalOf(part.value));
  const text = lengthPrefixed(derivationLabel, "part", domain, part.salt, value);
  return base64url(sha256(text));
}

/**
 * {@link partDigest} of a part that {@link parseIncidentParts} or its like has read: its members stand in canonical order
 * and hold nothing that the schema does not name, so that the engine prints the very bytes that were stored.
 */
export function storedPartDigest(domain: string, part: { salt: string; value: unknown }): string {
  const value = JSON.stringify(part.value);
  const text = lengthPrefixed(derivationLabel, "part", domain, part.salt, value);
  return base64url(sha256(text));
}

/** Digest of one room's part, as it was read. The number is in it: a part does not fit another slot. */
export function storedSlotDigest(opening: SlotOpening): string {
  return storedPartDigest(`slot/${opening.slot}`, opening);
}

/** Digest of one room's part. The number is in it: a part does not fit another slot. */
export function slotDigest(opening: SlotOpening): string {
  return partDigest(`slot/${opening.slot}`, opening);
}

/** Digest of a list of salted entries: over the digest of each, so that one entry opens without the others. */
export function entriesDigest(kind: string, entryDigests: readonly string[]): string {
  return base64url(sha256(lengthPrefixed(derivationLabel, "entries", kind, ...entryDigests)));
}

/** Parts of an incident's leaf in `bytes`; undefined if they are malformed, over the limit or out of order. */
export function parseIncidentParts(bytes: Uint8Array): IncidentParts | undefined {
  if (bytes.length > partsBytesMax) return undefined;
  if (scanIncidentParts(bytes) !== undefined) {
    const parts = canonicalValueOf(bytes) as unknown as IncidentParts;
    return isAscending(parts.slots) ? parts : undefined;
  }
  const value = parseCanonical(bytes);
  return value === undefined ? undefined : incidentPartsOf(value);
}

const scanIncidentParts = scannerOf(incidentPartsSchema);

/** A canonical value as the parts of an incident's leaf; undefined if it is malformed or out of order. */
export function incidentPartsOf(value: CanonicalValue): IncidentParts | undefined {
  if (firstFault(incidentPartsSchema, value) !== undefined) return undefined;
  const parts = value as unknown as IncidentParts;
  return isAscending(parts.slots) ? parts : undefined;
}

/** Parts of a receipts leaf. */
export function parseReceiptParts(bytes: Uint8Array): ReportParts<ReceiptEntry> | undefined {
  return parseParts(reportPartsSchemas.receipts, bytes) as ReportParts<ReceiptEntry> | undefined;
}

/** Parts of a refusals leaf. */
export function parseRefusalParts(bytes: Uint8Array): ReportParts<RefusalEntry> | undefined {
  return parseParts(reportPartsSchemas.refusals, bytes) as ReportParts<RefusalEntry> | undefined;
}

/** Parts of a counts leaf. */
export function parseCountsParts(bytes: Uint8Array): ReportParts<CountsEntry> | undefined {
  return parseParts(reportPartsSchemas.counts, bytes) as ReportParts<CountsEntry> | undefined;
}

/**
 * The same value without members that are undefined: what is stored has no trace of them. Where there are none it is
 * the value itself, not a copy: each part of a decision comes here twice.
 */
export function canonicalOf(value: unknown): CanonicalValue {
  if (typeof value !== "object" || value === null) return value as CanonicalValue;
  return Array.isArray(value) ? canonicalItems(value) : canonicalMembers(value);
}

function canonicalItems(items: readonly unknown[]): CanonicalValue {
  const canonical = items.map(canonicalOf);
  const isSame = canonical.every((item, index) => item === items[index]);
  return isSame ? (items as readonly CanonicalValue[]) : canonical;
}

function canonicalMembers(value: object): CanonicalValue {
  const members: Record<string, CanonicalValue> = {};
  let isSame = true;
  for (const [name, member] of Object.entries(value)) {
    const canonical = member === undefined ? undefined : canonicalOf(member);
    if (canonical === undefined || canonical !== member) isSame = false;
    if (canonical !== undefined) members[name] = canonical;
  }
  return isSame ? (value as { readonly [key: string]: CanonicalValue }) : members;
}

function parseParts(schema: ObjectSchema, bytes: Uint8Array): unknown {
  if (bytes.length > partsBytesMax) return undefined;
  const value = parseCanonical(bytes);
  return value !== undefined && firstFault(schema, value) === undefined ? value : undefined;
}

/** Each room once, in the order of their numbers. */
export function isAscending(slots: readonly Pick<SlotOpening, "slot">[]): boolean {
  return slots.every(
    (opening, index) => index === 0 || (slots[index - 1]?.slot ?? 0) < opening.slot,
  );
}
