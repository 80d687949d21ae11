import { roomsMax } from "./leafSchema.ts";
import { demandKinds, demandReasons, reviewerRoles } from "./orderLeaves.ts";
import { exactly, type ObjectSchema, type Schema } from "./shape.ts";
import {
  articleWord,
  base64url128Word,
  base64url256Word,
  categoryWord,
  codeWord,
  countWord,
  hex128OrEmptyWord,
  hex128Word,
  hex256Word,
  idWord,
  istatWord,
  modeWord,
  monthWord,
  pathWord,
  purposeWord,
  reasonWord,
  roomWord,
  ruleWord,
  sequenceWord,
  slotWord,
  timeWord,
} from "./words.ts";

export const outcomes = [
  "released",
  "withheld",
  "nothing_new",
  "not_addressed",
  "not_handed_out",
] as const;
export const receiptKinds = ["delivered", "displayed", "expired"] as const;

/** Components of one incident that a part can name. */
const componentsMax = 1024;
/** Fields (component × path) that a part can name. */
const fieldsMax = 4096;
/** Reports that one leaf of REPORTS can cover, as entries of its part. */
export const entriesMax = 1024;

const regime: Schema = { enum: ["police", "administrative"] };

function list(items: Schema, maxItems: number): Schema {
  return { type: "array", items, maxItems };
}

const presence = exactly(
  {
    ref: hex128Word,
    kind: codeWord,
    author: roomWord,
    place: { enum: ["public", "sensitive"] },
    roles: list(codeWord, 16),
    minor: { type: "boolean" },
    basis: { enum: ["fact"] },
    source: codeWord,
    paths: list(pathWord, 128),
  },
  ["kind", "author", "place", "roles", "minor", "basis", "source"],
);

const facts = exactly(
  {
    sender: roomWord,
    owner: roomWord,
    event_kind: codeWord,
    category: categoryWord,
    istat: list(istatWord, 256),
    purpose: purposeWord,
    regime,
    ground: exactly({ purpose: purposeWord, regime }),
    roles: list(codeWord, 16),
    assignment: list(roomWord, roomsMax),
    addressees: list(roomWord, roomsMax),
    emergencies: list(roomWord, roomsMax),
    fields: list(presence, componentsMax),
    operator: idWord,
    emergency: codeWord,
    demand: exactly(
      {
        ...{ kind: { enum: demandKinds }, room: roomWord, ref: hex128Word, path: pathWord },
        ...{ reason: { enum: demandReasons }, until: timeWord },
        ...{ order: hex256Word, role: { enum: reviewerRoles }, key: base64url256Word },
      },
      ["order", "role", "key"],
    ),
  },
  [
    "owner",
    "purpose",
    "regime",
    "ground",
    "addressees",
    "emergencies",
    "operator",
    "emergency",
    "demand",
  ],
);

const commitment = exactly({ path: pathWord, ref: hex128Word, c: base64url256Word });

const basis = exactly({
  author: roomWord,
  agreement: ruleWord,
  rule: ruleWord,
  article: articleWord,
  purpose: purposeWord,
  regime,
});

const entry = exactly({
  ref: hex128Word,
  path: pathWord,
  op: { enum: ["add", "replace", "withdraw"] },
  mac: hex128OrEmptyWord,
});

const slotValue = exactly(
  {
    outcome: { enum: outcomes },
    reason: reasonWord,
    plan: hex256Word,
    rule: ruleWord,
    article: articleWord,
    delivery: idWord,
    entries: list(entry, fieldsMax),
    plaintext_digest: hex256Word,
    sealed_sha256: hex256Word,
    handling: list(codeWord, 64),
    basis: list(basis, 64),
    not_handed_out: list(idWord, 1024),
  },
  [
    "plan",
    "rule",
    "article",
    "delivery",
    "plaintext_digest",
    "sealed_sha256",
    "basis",
    "not_handed_out",
  ],
);

const salt = base64url128Word;

/** The facts as they are handed to the sender's titolare: the same object that stands in the parts. */
export const factsPartSchema: ObjectSchema = exactly({ salt, value: facts });

/** The keyed commitments as they go with the opening of one of them. */
export const commitmentsPartSchema: ObjectSchema = exactly({
  salt,
  value: list(commitment, fieldsMax),
});

/** Part of a leaf of an incident's chain. */
export const incidentPartsSchema: ObjectSchema = exactly({
  v: { const: 1 },
  facts: factsPartSchema,
  commitments: commitmentsPartSchema,
  slots: list(exactly({ slot: slotWord, salt, value: slotValue }), roomsMax),
});

/** One room's part as it is handed to that room: the same object that stands in the parts. */
export const slotOpeningSchema: ObjectSchema = exactly({ slot: slotWord, salt, value: slotValue });

const receiptEntry = exactly(
  {
    mode: modeWord,
    delivery: idWord,
    kind: { enum: receiptKinds },
    at: timeWord,
    conditions_accepted: { type: "boolean" },
    up_to: { type: "boolean" },
  },
  ["conditions_accepted", "up_to"],
);

const refusalEntry = exactly({
  mode: modeWord,
  code: codeWord,
  count: sequenceWord,
  bytes: countWord,
});

/** What is counted of one room, mode and month; docs/log-entries.md says what each number is. */
export const countNames = [
  ...(["sent", "decided", "released", "not_handed_out"] as const),
  ...(["receipts", "refusals", "emergencies"] as const),
] as const;
/** Rooms × months × modes of one titolare in one counting. */
export const countLinesMax = 4096;

/** Counts of the rooms of one titolare. */
export const countsEntrySchema: ObjectSchema = exactly({
  lines: list(
    exactly({
      ...{ room: roomWord, slot: slotWord, month: monthWord, mode: modeWord },
      ...Object.fromEntries(countNames.map((name) => [name, countWord])),
    }),
    countLinesMax,
  ),
});

function reportParts(value: Schema): ObjectSchema {
  return exactly({ v: { const: 1 }, entries: list(exactly({ salt, value }), entriesMax) });
}

/** Parts of the leaves that cover a range of REPORTS, or count a range of the log. */
export const reportPartsSchemas = {
  receipts: reportParts(receiptEntry),
  refusals: reportParts(refusalEntry),
  counts: reportParts(countsEntrySchema),
} as const;

/**
 * The same as JSON Schema 2020-12, for whoever opens a part without our code; committed as parts.schema.json
 * (`npm run generate`).
 */
export const partsSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:raccordo:parts:1",
  title: "Parts beside the leaves of the audit log of Raccordo, version 1 (RFC 8785 JSON)",
  type: "object",
  oneOf: ["incident", "receipts", "refusals", "counts"].map((kind) => ({
    $ref: `#/$defs/${kind}`,
  })),
  $defs: { incident: incidentPartsSchema, ...reportPartsSchemas },
} as const;
