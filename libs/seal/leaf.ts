import type { Mode } from "./bytes.ts";
import { type CanonicalValue, canonicalValueOf, parseCanonical } from "./canonical.ts";
import {
  type anomalyFaults,
  type auditWriters,
  type exportPurposes,
  type grantStates,
  type holdReasons,
  type holdStates,
  type IncidentKind,
  incidentKinds,
  incidentLeafSchema,
  leafSchemas,
  type noticeCodes,
  type readerRoles,
  type readPurposes,
  type readScopes,
  type ruleSetStates,
  slotsMultiple,
} from "./leafSchema.ts";
import type {
  confirmationRoles,
  demandKinds,
  demandReasons,
  emergencyReasons,
  keyEpochBackends,
  keyEpochStates,
  retirementArticles,
  reviewerRoles,
  reviewOutcomes,
  shredCauses,
  shredParts,
} from "./orderLeaves.ts";
import { scannerOf } from "./scan.ts";
import { firstFault } from "./shape.ts";

/**
 * Largest leaf, bytes: 256 slots take 11,776 and everything else less than 1,024.
 * tlog-tiles ends at 65,535, since it writes the length of an entry as uint16.
 */
export const leafBytesMax = 16_384;

export type ClockQuality = "synced" | "unsynced" | "event-store";
export type AuditWriter = (typeof auditWriters)[number];

/** The leaf before this one in its chain: year of its log and sequence in that year's AUDIT stream. */
export interface ChainHead {
  readonly year: number;
  readonly seq: number;
}

/** What happened to an incident. Digests are of salted parts; a slot belongs to the room with its number. */
export interface IncidentLeaf {
  readonly v: 1;
  readonly kind: IncidentKind;
  readonly mode: Mode;
  readonly at: string;
  readonly clock: ClockQuality;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly event: string;
  /** Sequence of the event in EVENTS. */
  readonly events_seq: number;
  /** Absent in an incident's first leaf. */
  readonly h?: ChainHead;
  /** SHA-256 of the rule set in force. */
  readonly rule_set: string;
  /** SHA-256 of the agreements in force. */
  readonly agreement: string;
  readonly facts: string;
  readonly commitments: string;
  readonly slots: readonly string[];
}

interface System<Kind extends string> {
  readonly v: 1;
  readonly kind: Kind;
  readonly mode: "system";
  readonly at: string;
  readonly clock: ClockQuality;
}

export interface GenesisLeaf extends System<"genesis"> {
  readonly origin: string;
  readonly year: number;
  /** Last sequence and root (hex) of the year before; absent in the first log of a family. */
  readonly previous?: {
    readonly year: number;
    readonly last_sequence: number;
    readonly root: string;
  };
}

export interface ConfigurationLeaf extends System<"configuration"> {
  /** Second key of the log (ML-DSA-44), verifier key of a signed note; absent where it has none. */
  readonly log_ml_dsa?: string;
  readonly version: number;
  /** SHA-256 of the signed configuration: its bytes are the leaf's part. */
  readonly digest: string;
  /** Room numbers given out so far: slots at and above it are filling. */
  readonly rooms: number;
  /** Verifier key of the checkpoints (signed-note form). */
  readonly log: string;
  /** Ed25519 key that receipts verify under: its id and the 32 raw bytes in base64url. */
  readonly receipts: { readonly id: string; readonly public: string };
  /** Who may write leaves. */
  readonly writers: readonly AuditWriter[];
  /** True when demonstration signers approved it. */
  readonly demonstration: boolean;
}

export interface PlanTablesLeaf extends System<"plan_tables"> {
  readonly rule_set: string;
  readonly digest: string;
  readonly plans: number;
}

export interface ActivationLeaf extends System<"activation"> {
  readonly rule_set: string;
  readonly version: number;
  readonly digest: string;
  readonly demonstration: boolean;
}

/** One step in the life of a rule set or of a revocation; which members there are depends on the state. */
export interface RuleSetLeaf extends System<"rule_set"> {
  readonly state: (typeof ruleSetStates)[number];
  /** SHA-256 of the signed bytes of the rule set or revocation. */
  readonly document: string;
  /** SHA-256 of the part: the signed bytes, the signature, or nothing. */
  readonly digest: string;
  readonly version?: number;
  readonly rule_set?: string;
  readonly plan_table?: string;
  readonly vectors?: string;
  readonly role?: string;
  /** Raw Ed25519 public key, base64url: of the author where it was drafted, else of the signer. */
  readonly key?: string;
  readonly not_before?: string;
  readonly expires?: string;
  readonly from?: string;
  readonly to_version?: number;
  readonly lifts?: readonly string[];
  readonly instance?: string;
  readonly reason?: string;
}

/** A range of REPORTS of one room and mode; `digest` is over the salted entries of its part. */
export interface ReportsLeaf<Kind extends "receipts" | "refusals"> extends System<Kind> {
  readonly of: Mode;
  readonly slot: number;
  readonly range: { readonly from: number; readonly to: number };
  /** Reports in the range; refusals may be more than the entries that count them. */
  readonly count: number;
  readonly previous?: ChainHead;
  readonly digest: string;
}

/** A message in AUDIT that is not a well-formed leaf with a writer's MAC: its hash, and why. */
export interface AnomalyLeaf extends System<"anomaly"> {
  readonly sequence: number;
  readonly sha256: string;
  readonly fault: (typeof anomalyFaults)[number];
}

/** Somebody reads the log. Stands outside every incident's chain, and before the reading it tells of. */
export interface ReadLeaf extends System<"read"> {
  /** Pseudonym of the person. */
  readonly reader: string;
  readonly role: (typeof readerRoles)[number];
  readonly purpose: (typeof readPurposes)[number];
  readonly scope: (typeof readScopes)[number];
  /** Entries that the reading opens, at most. */
  readonly entries: number;
  /** Of entries from the first time on, up to and without the second. */
  readonly period?: { readonly from: string; readonly to: string };
  /** Rule sets that the reading decides by or compares. */
  readonly rule_sets?: readonly string[];
  /** Pseudonym of the incident that is read. */
  readonly incident?: string;
  readonly slot?: number;
  /** SHA-256 of what a second officer signed, hex; the role and the key of that officer. */
  readonly approval?: {
    readonly order: string;
    readonly role: (typeof reviewerRoles)[number];
    readonly key: string;
  };
}

export interface HeartbeatLeaf extends System<"heartbeat"> {
  /** Size of the log that the writer knows to be signed. */
  readonly covered: number;
}

export interface NoticeLeaf extends System<"notice"> {
  readonly code: (typeof noticeCodes)[number];
  readonly slot?: number;
  readonly sequence?: number;
  readonly delivery?: string;
  readonly sha256?: string;
  readonly of?: number;
  readonly range?: { readonly from: number; readonly to: number };
  readonly digests_only?: number;
  /** Pseudonym of who changed something. */
  readonly by?: string;
  readonly role?: (typeof readerRoles)[number];
  /** Pseudonym of whose key to the log is given or ended. */
  readonly viewer?: string;
}

/** A room declared an emergency while it had the incident in charge: told at once, reviewed within a day. */
export interface BreakGlassLeaf extends System<"break_glass"> {
  readonly of: Mode;
  readonly slot: number;
  readonly emergency: (typeof emergencyReasons)[number];
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly event: string;
  /** The leaf of the decision that opened the fields. */
  readonly decision: ChainHead;
}

/** A broken glass was reviewed; there is one review of each. */
export interface ReviewLeaf extends System<"review"> {
  readonly notice: ChainHead;
  readonly outcome: (typeof reviewOutcomes)[number];
  readonly role: (typeof reviewerRoles)[number];
  /** SHA-256 of the order that the reviewer signed, hex, and the Ed25519 key; absent where it was not signed. */
  readonly order?: string;
  readonly key?: string;
}

/** A titolare took back a datum that it gave. */
export interface DemandLeaf extends System<"demand"> {
  readonly of: Mode;
  /** Room in whose name it is demanded. */
  readonly slot: number;
  readonly demand: (typeof demandKinds)[number];
  readonly reason: (typeof demandReasons)[number];
  /** Until when every room that got it must confirm. */
  readonly until: string;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly event: string;
  /** The leaf of the decision that withdraws it. */
  readonly decision: ChainHead;
  /** SHA-256 of the signed order, hex; who signed it, in which role. */
  readonly order?: string;
  readonly role?: (typeof reviewerRoles)[number];
  readonly key?: string;
}

/** A room confirmed a demand: by a message of its own, or to an office outside the system. */
export interface ConfirmationLeaf extends System<"confirmation"> {
  readonly notice: ChainHead;
  readonly slot: number;
  readonly role: (typeof confirmationRoles)[number];
  /** Of the person's signed order, where it was an office that was told. */
  readonly order?: string;
  readonly key?: string;
}

export interface KeyShreddedLeaf extends System<"key_shredded"> {
  readonly of: Mode;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly cause: (typeof shredCauses)[number];
  /** Absent: both. */
  readonly part?: (typeof shredParts)[number];
  readonly backups_gone_after?: string;
}

/** A key that wraps the keys of incidents begins, is destroyed, or was declared lost. */
export interface KeyEpochLeaf extends System<"key_epoch"> {
  readonly epoch: number;
  readonly state: (typeof keyEpochStates)[number];
  /** Where epoch keys are kept. */
  readonly backend: (typeof keyEpochBackends)[number];
}

/** An incident's keys are kept beyond their term, or no longer. */
export interface LegalHoldLeaf extends System<"legal_hold"> {
  readonly of: Mode;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly state: (typeof holdStates)[number];
  readonly reason: (typeof holdReasons)[number];
  /** Pseudonym of the person; of a signed release it is made of the key. */
  readonly by: string;
  readonly role: (typeof readerRoles)[number];
  /** Room in whose name it was placed; absent where nobody named one. */
  readonly slot?: number;
  /**
   * Of a confirmation or a release: the leaf of the hold that it is about. Releases recorded before they had to be signed
   * have none.
   */
  readonly hold?: ChainHead;
  /** SHA-256 of the order that an officer signed, hex, and the Ed25519 key. */
  readonly order?: string;
  readonly key?: string;
  /** Of a hold that nobody signed: until when it counts unless an officer signs for it; absent: until it is ended. */
  readonly until?: string;
}

/** The log of a year goes, its term being over; written before anything of it is removed. */
export interface YearRetiredLeaf extends System<"year_retired"> {
  readonly of: number;
  /** Entries of that log, and its last root (hex). */
  readonly size: number;
  readonly root: string;
  /** When the term of its last entry was over. */
  readonly due: string;
  readonly article: (typeof retirementArticles)[number];
  /** SHA-256 of the signed order's body, hex, and the people who signed it. */
  readonly order: string;
  readonly signers: readonly { readonly role: string; readonly key: string }[];
}

/** A part of the log was packed for somebody outside the core. */
export interface ExportLeaf extends System<"export"> {
  /** Pseudonym of the person. */
  readonly by: string;
  readonly role: (typeof readerRoles)[number];
  readonly purpose: (typeof exportPurposes)[number];
  /** Rooms whose parts are opened in the pack. */
  readonly of_slots: readonly number[];
  /** Of entries from the first time on, up to and without the second. */
  readonly from: string;
  readonly to: string;
  readonly entries: number;
  /** SHA-256 of the pack, hex. */
  readonly pack: string;
}

/** An operation grant begins or ends: by its days, by a new rule set or by a revocation. */
export interface GrantLeaf extends System<"grant"> {
  readonly state: (typeof grantStates)[number];
  /** SHA-256 of the grant, hex. */
  readonly grant: string;
  /** Hash of the rule set under which it begins or ends. */
  readonly rule_set: string;
}

/** A range of the log counted for each titolare; `digest` is over the salted entries of its part. */
export interface CountsLeaf extends System<"counts"> {
  /** Year of the log that was counted. */
  readonly of: number;
  /** Sequences, both included; it goes on where the counts before ended. */
  readonly range: { readonly from: number; readonly to: number };
  readonly previous?: ChainHead;
  readonly digest: string;
}

export type SystemLeaf =
  | GenesisLeaf
  | ConfigurationLeaf
  | PlanTablesLeaf
  | ActivationLeaf
  | RuleSetLeaf
  | ReportsLeaf<"receipts">
  | ReportsLeaf<"refusals">
  | AnomalyLeaf
  | ReadLeaf
  | HeartbeatLeaf
  | NoticeLeaf
  | BreakGlassLeaf
  | ReviewLeaf
  | DemandLeaf
  | ConfirmationLeaf
  | KeyShreddedLeaf
  | KeyEpochLeaf
  | LegalHoldLeaf
  | YearRetiredLeaf
  | ExportLeaf
  | GrantLeaf
  | CountsLeaf;

export type Leaf = IncidentLeaf | SystemLeaf;

export type ParsedLeaf =
  | Leaf
  | {
      readonly problem: "too-large" | "not-canonical" | "unknown-kind" | "shape";
      /** Where, in names of the schema and indexes; "" is the leaf as a whole. */
      readonly pointer: string;
    };

/** The leaf in `bytes`, or why they are none: over the limit, not canonical JSON, or outside the allow-list. */
export function parseLeaf(bytes: Uint8Array): ParsedLeaf {
  if (bytes.length > leafBytesMax) return { problem: "too-large", pointer: "" };
  const scanned = scannedLeaf(bytes);
  if (scanned !== undefined) return scanned;
  const value = parseCanonical(bytes);
  if (value === undefined) return { problem: "not-canonical", pointer: "" };
  const kind = memberOf(value, "kind");
  if (typeof kind !== "string" || !Object.hasOwn(leafSchemas, kind)) {
    return { problem: "unknown-kind", pointer: "/kind" };
  }
  const pointer = leafFault(kind, value);
  // The schema has just been checked: this is where canonical JSON becomes a leaf.
  return pointer === undefined ? (value as unknown as Leaf) : { problem: "shape", pointer };
}

const scanIncidentLeaf = scannerOf(incidentLeafSchema);

/** An incident's leaf, as nearly all are, whose bytes say that it is one: it is parsed once and not printed again. */
function scannedLeaf(bytes: Uint8Array): IncidentLeaf | undefined {
  if (scanIncidentLeaf(bytes) === undefined) return undefined;
  const leaf = canonicalValueOf(bytes) as unknown as IncidentLeaf;
  return leaf.slots.length % slotsMultiple === 0 ? leaf : undefined;
}

/** True for a leaf of an incident's chain. */
export function isIncidentLeaf(leaf: Leaf): leaf is IncidentLeaf {
  return (incidentKinds as readonly string[]).includes(leaf.kind);
}

/** What the schema says, and the relations between members that a schema cannot say. */
function leafFault(kind: string, value: CanonicalValue): string | undefined {
  const schema = leafSchemas[kind];
  const fault = schema === undefined ? "/kind" : firstFault(schema, value);
  if (fault !== undefined) return fault;
  const leaf = value as unknown as Leaf;
  if (isIncidentLeaf(leaf)) return leaf.slots.length % slotsMultiple === 0 ? undefined : "/slots";
  if (leaf.kind === "read") return periodFault(leaf);
  if (leaf.kind === "export") return leaf.from < leaf.to ? undefined : "/to";
  if (leaf.kind !== "receipts" && leaf.kind !== "refusals" && leaf.kind !== "counts") {
    return undefined;
  }
  return leaf.range.from <= leaf.range.to ? undefined : "/range";
}

const periodFault = ({ period }: ReadLeaf): string | undefined =>
  period === undefined || period.from < period.to ? undefined : "/period";

function memberOf(value: CanonicalValue, name: string): CanonicalValue | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
