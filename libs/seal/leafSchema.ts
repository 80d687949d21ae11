import { head, systemLeaf } from "./leafShape.ts";
import {
  breakGlass,
  confirmation,
  demand,
  keyEpoch,
  keyShredded,
  review,
  signedBy,
  yearRetired,
} from "./orderLeaves.ts";
import { exactly, type ObjectSchema, type Schema } from "./shape.ts";
import {
  base64url256Word,
  clockWord,
  codeWord,
  countWord,
  hex128Word,
  hex256Word,
  idWord,
  keyIdWord,
  mlDsaVkeyWord,
  modeWord,
  originWord,
  sequenceWord,
  slotWord,
  timeWord,
  vkeyWord,
  yearWord,
} from "./words.ts";

/** Rooms that one log can have; every one has a slot in every incident leaf. */
export const roomsMax = 256;

/** Slots of a leaf are filled with random digests to a multiple of this. */
export const slotsMultiple = 16;

export const incidentKinds = [
  "exchange",
  "redecision",
  "recall",
  "rectification",
  "expiry",
  "close_by_age",
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

function incidentLeaf(kind: Schema): ObjectSchema {
  return exactly(
    {
      v: { const: 1 },
      kind,
      mode: modeWord,
      at: timeWord,
      clock: clockWord,
      incident: idWord,
      event: idWord,
      events_seq: sequenceWord,
      h: head,
      rule_set: hex256Word,
      agreement: hex256Word,
      facts: base64url256Word,
      commitments: base64url256Word,
      slots: {
        type: "array",
        items: base64url256Word,
        minItems: slotsMultiple,
        maxItems: roomsMax,
      },
    },
    ["h"],
  );
}

const receiptsKey = exactly({ id: keyIdWord, public: base64url256Word });
const range = exactly({ from: sequenceWord, to: sequenceWord });
/** Leaves of REPORTS: of one mode and one room, a range of sequences, chained to the leaf before. */
const reportMembers = {
  of: modeWord,
  slot: slotWord,
  range,
  count: sequenceWord,
  previous: head,
  digest: base64url256Word,
} as const;

export const auditWriters = ["policy", "console", "audit"] as const;
/** What kind of reading: how much of which entries it opens. */
export const readScopes = [
  "incident",
  "slot",
  "search",
  "opening",
  "export",
  "statistics",
  "replay",
] as const;
/**
 * Why somebody reads. The log may be used for nothing but what art. 21(3) D.Lgs. 51/2018 names: lawfulness
 * (`lawfulness`, `access_request`, `authority`), internal control (`supervision`, `incident_review`), integrity and
 * security (`technical_check`), criminal proceedings. Work statistics of people are not among them.
 */
export const readPurposes = [
  "lawfulness",
  "supervision",
  "incident_review",
  "access_request",
  "authority",
  "criminal_proceedings",
  "technical_check",
] as const;
/** Rule sets that one reading may name: with all of them the leaf stays below its limit. */
export const readRuleSetsMax = 128;
/** `steering`: the cabina di regia, which sees aggregates only; `operator`: of a room. */
export const readerRoles = [
  ...(["privacy_officer", "operations", "authority"] as const),
  ...(["steering", "operator"] as const),
] as const;
export const noticeCodes = [
  "release_missing",
  "release_repeated",
  "feed_differs",
  "configuration_drift",
  "recording_stopped",
  "recording_resumed",
  "clock_unsynced",
  "witness_missing",
  "year_sealed",
  /** `range` of the stream of year `of` was written again from the tiles. */
  "stream_restored",
  "copy_expired",
  /** `range` of what lay in quarantine is gone: its term is over. */
  "quarantine_ended",
  /** Who administers the room in `slot`, or who reads the log, is about to change who comes in, or what is sent. */
  ...(["credential_rotated", "credential_revoked", "credential_trusted"] as const),
  ...(["delivery_retried", "webhook_enabled", "secret_rotated", "secret_retired"] as const),
  ...(["viewer_granted", "viewer_revoked"] as const),
] as const;
/** Steps in the life of a rule set; `revoked` is of a revocation. */
export const ruleSetStates = [
  ...(["drafted", "analysed", "simulated", "signed", "staged", "acknowledged"] as const),
  ...(["activated", "superseded", "expired", "refused", "revoked"] as const),
] as const;
/** Why a rule set or a revocation was refused. */
export const ruleSetRefusals = [
  ...(["malformed", "not_canonical", "schema", "compile", "dates", "demonstration"] as const),
  ...(["signature_missing", "signature_wrong", "signer_repeated", "author_signed"] as const),
  ...(["version_older", "version_taken", "expired", "too_large"] as const),
  ...(["rollback_not_declared", "rollback_unknown", "rollback_differs", "lift_unknown"] as const),
  ...(["plan_table_differs", "vectors_differ", "not_staged", "acks_missing"] as const),
  "names_nothing",
] as const;
export type RuleSetRefusal = (typeof ruleSetRefusals)[number];
export const anomalyFaults = ["malformed", "writer", "mac", "subject", "too_large"] as const;
/**
 * Why a part of the log was packed for somebody outside: what art. 21(3) and (4) D.Lgs. 51/2018 name. Statistics about
 * people at work are not among them.
 */
export const exportPurposes = [
  ...["authority", "access_request", "criminal_proceedings", "lawfulness", "supervision"],
] as const;
export const grantStates = ["begun", "ended"] as const;
export const holdStates = ["placed", "confirmed", "released"] as const;
/** Why an incident's data stay although their term is over. */
export const holdReasons = [
  ...(["judicial_request", "supervisory_request", "data_subject_request"] as const),
  "internal_inquiry",
] as const;

const genesis = systemLeaf(
  "genesis",
  {
    origin: originWord,
    year: yearWord,
    previous: exactly({ year: yearWord, last_sequence: sequenceWord, root: hex256Word }),
  },
  ["previous"],
);
const configuration = systemLeaf(
  "configuration",
  {
    version: sequenceWord,
    digest: hex256Word,
    rooms: { type: "integer", minimum: 0, maximum: roomsMax },
    log: vkeyWord,
    log_ml_dsa: mlDsaVkeyWord,
    receipts: receiptsKey,
    writers: {
      type: "array",
      items: { enum: auditWriters },
      minItems: 1,
      maxItems: auditWriters.length,
    },
    demonstration: { type: "boolean" },
  },
  ["log_ml_dsa"],
);
const planTables = systemLeaf("plan_tables", {
  rule_set: hex256Word,
  digest: hex256Word,
  plans: countWord,
});
const activation = systemLeaf("activation", {
  rule_set: hex256Word,
  version: sequenceWord,
  digest: hex256Word,
  demonstration: { type: "boolean" },
});
/**
 * One step in the life of a rule set. `document` is the SHA-256 of the signed bytes; they are the part where it is
 * revoked and, packed with gzip, where it is staged. Where it is signed the part is the signature, else it is empty.
 */
const ruleSet = systemLeaf(
  "rule_set",
  {
    state: { enum: ruleSetStates },
    document: hex256Word,
    digest: hex256Word,
    version: sequenceWord,
    rule_set: hex256Word,
    plan_table: hex256Word,
    vectors: hex256Word,
    role: codeWord,
    key: base64url256Word,
    not_before: timeWord,
    expires: timeWord,
    from: timeWord,
    to_version: sequenceWord,
    lifts: { type: "array", items: hex256Word, minItems: 1, maxItems: 64 },
    instance: hex128Word,
    reason: codeWord,
  },
  [
    ...["version", "rule_set", "plan_table", "vectors", "role", "key", "not_before", "expires"],
    ...["from", "to_version", "lifts", "instance", "reason"],
  ],
);
const anomaly = systemLeaf("anomaly", {
  sequence: sequenceWord,
  sha256: hex256Word,
  fault: { enum: anomalyFaults },
});
/** Somebody reads the log: written before a part is opened, so that no reading stays unknown. */
const read = systemLeaf(
  "read",
  {
    reader: idWord,
    role: { enum: readerRoles },
    purpose: { enum: readPurposes },
    scope: { enum: readScopes },
    entries: countWord,
    period: exactly({ from: timeWord, to: timeWord }),
    rule_sets: { type: "array", items: hex256Word, minItems: 1, maxItems: readRuleSetsMax },
    incident: idWord,
    slot: slotWord,
    /** A second officer, of another role, has signed that this field may be opened. */
    approval: exactly(signedBy),
  },
  ["period", "rule_sets", "incident", "slot", "approval"],
);
const heartbeat = systemLeaf("heartbeat", { covered: countWord });
const notice = systemLeaf(
  "notice",
  {
    code: { enum: noticeCodes },
    slot: slotWord,
    sequence: sequenceWord,
    delivery: idWord,
    sha256: hex256Word,
    of: yearWord,
    range,
    /** How many entries of the range came back as their digest alone: anomalies, whose bytes nobody keeps. */
    digests_only: sequenceWord,
    /** Who changed something, in which role, and whose key to the log it was. */
    ...{ by: idWord, role: { enum: readerRoles }, viewer: idWord },
  },
  ["slot", "sequence", "delivery", "sha256", "of", "range", "digests_only", "by", "role", "viewer"],
);
/** Part of the log is about to leave the core as one pack: who asked, of which titolare, which period, and why. */
const exported = systemLeaf("export", {
  by: idWord,
  role: { enum: readerRoles },
  purpose: { enum: exportPurposes },
  /** Rooms of the titolare whose parts are opened in the pack; none: leaves alone. */
  of_slots: { type: "array", items: slotWord, maxItems: roomsMax },
  from: timeWord,
  to: timeWord,
  entries: countWord,
  /** SHA-256 of the pack. */
  pack: hex256Word,
});
/** An operation grant came into force or ended; its text is in the signed rule set that `rule_set` names. */
const grant = systemLeaf("grant", {
  state: { enum: grantStates },
  grant: hex256Word,
  rule_set: hex256Word,
});
/** What was recorded since the counts before, counted for each titolare; see libs/seal/counts. */
const counts = systemLeaf(
  "counts",
  {
    /** Year of the log that was counted: the end of a year is counted in the next one's log. */
    of: yearWord,
    range,
    previous: head,
    digest: base64url256Word,
  },
  ["previous"],
);
/**
 * Somebody entitled to it keeps an incident's data beyond their term, or lets them go again. `slot`: the room in whose
 * name; `until`: unless an officer signs for it; `hold`: which one is confirmed or ends; `order`, `key`: what was signed.
 */
const legalHold = systemLeaf(
  "legal_hold",
  {
    of: modeWord,
    incident: idWord,
    state: { enum: holdStates },
    reason: { enum: holdReasons },
    by: idWord,
    role: { enum: readerRoles },
    ...{ slot: slotWord, hold: head, order: hex256Word, key: base64url256Word, until: timeWord },
  },
  ["slot", "hold", "order", "key", "until"],
);

/** A leaf of an incident's chain, of whatever kind. */
export const incidentLeafSchema: ObjectSchema = incidentLeaf({ enum: incidentKinds });

/** Allow-list of the leaf by its kind. Nothing outside it can be recorded, whatever the caller holds. */
export const leafSchemas: Readonly<Record<string, ObjectSchema>> = {
  ...Object.fromEntries(incidentKinds.map((kind) => [kind, incidentLeaf({ const: kind })])),
  genesis,
  configuration,
  plan_tables: planTables,
  activation,
  rule_set: ruleSet,
  receipts: systemLeaf("receipts", reportMembers, ["previous"]),
  refusals: systemLeaf("refusals", reportMembers, ["previous"]),
  anomaly,
  read,
  heartbeat,
  notice,
  break_glass: breakGlass,
  review,
  demand,
  confirmation,
  key_shredded: keyShredded,
  key_epoch: keyEpoch,
  legal_hold: legalHold,
  year_retired: yearRetired,
  export: exported,
  grant,
  counts,
};

/** The same as JSON Schema 2020-12, for other people's validators; committed as leaf.schema.json (`npm run generate`). */
export const leafSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:raccordo:leaf:1",
  title: "Leaf of the audit log of Raccordo, version 1 (RFC 8785 JSON)",
  type: "object",
  oneOf: Object.keys(leafSchemas).map((kind) => ({ $ref: `#/$defs/${kind}` })),
  $defs: leafSchemas,
} as const;
