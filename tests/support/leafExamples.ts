import { createHash } from "node:crypto";
import {
  type BuiltLeaf,
  buildIncidentLeaf,
  type IncidentLeafInput,
  type RandomBytes,
  type SystemLeafInput,
} from "#libs/seal/buildLeaf";
import type { Facts, SlotValue } from "#libs/seal/parts";

/** Repeatable stand-in for random bytes; never the same bytes twice from one source. */
export function countedBytes(seed = "test"): RandomBytes {
  let calls = 0;
  return (count) => {
    calls += 1;
    const digest = createHash("shake256", { outputLength: count });
    return digest.update(`${seed} ${calls}`).digest();
  };
}

export const exampleId = "00112233445586778899aabbccddeeff";
export const exampleDelivery = "ffeeddccbbaa89988877665544332211";
export const exampleRef = "0123456789abcdef0123456789abcdef";
export const exampleHash = "ab".repeat(32);
const at = "2026-11-22T09:02:01.000Z";

/** A room that got one field. */
export const releasedSlot: SlotValue = {
  outcome: "released",
  reason: "RELEASED",
  plan: exampleHash,
  delivery: exampleDelivery,
  entries: [{ ref: exampleRef, path: "vehicle.plate", op: "add", mac: exampleRef }],
  plaintext_digest: exampleHash,
  sealed_sha256: exampleHash,
  handling: ["no-onward", "retain-P30D"],
  basis: [
    {
      author: "pl_cremona",
      agreement: "patto-cremona-2022",
      rule: "c03-questura",
      article: "art. 3/bis, comma 1",
      purpose: "P2",
      regime: "police",
    },
  ],
};

/** A room that no rule names. */
export const unaddressedSlot: SlotValue = {
  outcome: "not_addressed",
  reason: "NO_AGREEMENT",
  entries: [],
  handling: [],
};

export const incidentInput: IncidentLeafInput = {
  kind: "exchange",
  mode: "actual",
  at,
  clock: "event-store",
  incident: exampleId,
  event: exampleId,
  eventsSequence: 7,
  head: { year: 2026, seq: 3 },
  ruleSet: exampleHash,
  agreement: exampleHash,
  facts: {
    sender: "pl_cremona",
    event_kind: "report",
    category: "C03",
    istat: ["019036"],
    purpose: "P2",
    regime: "police",
    roles: ["victim"],
    assignment: ["questura"],
    fields: [
      { ref: exampleRef, kind: "vehicle", paths: ["vehicle.plate"] },
      { ref: exampleRef, kind: "person", roles: ["victim"], minor: false, paths: ["person.roles"] },
    ],
    operator: exampleId,
  },
  commitments: [{ path: "vehicle.plate", ref: exampleRef, c: "A".repeat(43) }],
  slots: [
    { slot: 0, value: unaddressedSlot },
    { slot: 1, value: releasedSlot },
    { slot: 4, value: unaddressedSlot },
  ],
};

/** Facts with every input of a decision; those of `incidentInput` are of before they were all recorded. */
export const completeFacts: Facts = {
  ...incidentInput.facts,
  owner: "pl_cremona",
  ground: { purpose: "P2", regime: "police" },
  addressees: ["questura_cremona"],
  emergencies: ["questura"],
  fields: [
    {
      ref: exampleRef,
      kind: "vehicle",
      author: "cur_brescia",
      source: "police_database",
      paths: ["vehicle.plate"],
    },
    { ref: exampleRef, kind: "risk", basis: "fact", paths: ["risk.risk_type"] },
  ],
};

const origin = "audit.raccordo.example/2026";
const common = { at, clock: "synced" } as const;
const range = { of: "actual", slot: 1, range: { from: 1, to: 9 }, count: 9 } as const;

/** One of each kind of leaf outside incident chains. */
export const systemInputs: readonly SystemLeafInput[] = [
  { leaf: { ...common, kind: "genesis", origin, year: 2026 } },
  {
    leaf: {
      ...common,
      kind: "genesis",
      origin,
      year: 2027,
      previous: { year: 2026, last_sequence: 99, root: exampleHash },
    },
  },
  {
    leaf: {
      ...common,
      kind: "configuration",
      version: 1,
      rooms: 5,
      log: `${origin}+01234567+${"A".repeat(44)}`,
      receipts: { id: "0123456789abcdef", public: "A".repeat(43) },
      writers: ["policy", "console", "audit"],
      demonstration: true,
    },
    document: Buffer.from('{"rooms":[]}'),
  },
  {
    leaf: { ...common, kind: "plan_tables", rule_set: exampleHash, plans: 12 },
    document: Buffer.from('{"plans":[]}'),
  },
  {
    leaf: { ...common, kind: "activation", rule_set: exampleHash, version: 1, demonstration: true },
    document: Buffer.from('{"signatures":[]}'),
  },
  {
    leaf: {
      ...{ ...common, kind: "rule_set", state: "staged", document: exampleHash, version: 2 },
      ...{ rule_set: exampleHash, plan_table: exampleHash, not_before: at, expires: at },
      ...{ to_version: 1, lifts: [exampleHash] },
    },
    document: Buffer.from('{"signatures":[]}'),
  },
  {
    leaf: {
      ...{ ...common, kind: "rule_set", state: "signed", document: exampleHash, version: 2 },
      ...{ role: "dpo", key: "A".repeat(43) },
    },
    document: Buffer.alloc(0),
  },
  {
    leaf: { ...common, kind: "receipts", ...range, previous: { year: 2026, seq: 8 } },
    entries: [
      { mode: "actual", delivery: exampleDelivery, kind: "delivered", at, up_to: true },
      { mode: "actual", delivery: exampleId, kind: "displayed", at, conditions_accepted: true },
    ],
  },
  {
    leaf: { ...common, kind: "refusals", ...range },
    entries: [{ mode: "actual", code: "time-zone-missing", count: 9, bytes: 4096 }],
  },
  { leaf: { ...common, kind: "anomaly", sequence: 5, sha256: exampleHash, fault: "mac" } },
  {
    leaf: {
      ...common,
      kind: "read",
      reader: exampleId,
      role: "privacy_officer",
      purpose: "incident_review",
      scope: "slot",
      entries: 3,
      incident: exampleId,
      slot: 1,
    },
  },
  {
    leaf: {
      ...common,
      kind: "read",
      reader: exampleId,
      role: "privacy_officer",
      purpose: "lawfulness",
      scope: "replay",
      entries: 1_200,
      period: { from: "2026-01-01T00:00:00.000Z", to: at },
      rule_sets: [exampleHash],
    },
  },
  { leaf: { ...common, kind: "heartbeat", covered: 5 } },
  {
    leaf: {
      ...common,
      kind: "notice",
      code: "feed_differs",
      slot: 1,
      sequence: 4,
      delivery: exampleDelivery,
      sha256: exampleHash,
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "notice", code: "stream_restored", of: 2026 },
      ...{ range: { from: 7, to: 9 }, digests_only: 1 },
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "notice", code: "credential_revoked", slot: 1 },
      ...{ by: exampleId, role: "operations" },
    },
  },
  {
    leaf: {
      ...common,
      kind: "break_glass",
      of: "actual",
      slot: 1,
      emergency: "life_at_risk",
      incident: exampleId,
      event: exampleId,
      decision: { year: 2026, seq: 8 },
    },
  },
  {
    leaf: {
      ...common,
      kind: "review",
      notice: { year: 2026, seq: 9 },
      outcome: "justified",
      role: "privacy_officer",
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "demand", of: "actual", slot: 1, demand: "recall" },
      ...{ reason: "unlawful", until: at, incident: exampleId, event: exampleId },
      decision: { year: 2026, seq: 8 },
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "confirmation", notice: { year: 2026, seq: 10 }, slot: 2 },
      role: "privacy_officer",
    },
  },
  {
    leaf: {
      ...common,
      kind: "key_shredded",
      of: "actual",
      incident: exampleId,
      cause: "retention",
      backups_gone_after: at,
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "key_shredded", of: "actual", incident: exampleId },
      ...{ cause: "erasure_order", part: "sensitive" },
    },
  },
  { leaf: { ...common, kind: "key_epoch", epoch: 2, state: "begun", backend: "file" } },
  {
    leaf: {
      ...{ ...common, kind: "year_retired", of: 2021, size: 99, root: exampleHash, due: at },
      ...{ article: "dpr_15-2018_art-7", order: exampleHash },
      signers: [
        { role: "controller", key: "A".repeat(43) },
        { role: "privacy_officer", key: `${"A".repeat(42)}E` },
      ],
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "legal_hold", of: "actual", incident: exampleId, state: "placed" },
      ...{ reason: "judicial_request", by: exampleId, role: "privacy_officer" },
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "legal_hold", of: "actual", incident: exampleId, state: "placed" },
      ...{ reason: "judicial_request", by: exampleId, role: "privacy_officer", slot: 3 },
      until: "2026-11-01T00:00:00.000Z",
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "legal_hold", of: "actual", incident: exampleId, state: "confirmed" },
      ...{ reason: "judicial_request", by: exampleId, role: "privacy_officer", slot: 3 },
      ...{ hold: { year: 2026, seq: 12 }, order: exampleHash, key: "A".repeat(43) },
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "legal_hold", of: "actual", incident: exampleId, state: "released" },
      ...{ reason: "judicial_request", by: exampleId, role: "privacy_officer", slot: 3 },
      ...{ hold: { year: 2026, seq: 12 }, order: exampleHash, key: "A".repeat(43) },
    },
  },
  {
    leaf: {
      ...{ ...common, kind: "export", by: exampleId, role: "authority", purpose: "authority" },
      ...{ of_slots: [0, 4], from: "2026-01-01T00:00:00.000Z", to: at, entries: 812 },
      pack: exampleHash,
    },
  },
  {
    leaf: { ...common, kind: "grant", state: "begun", grant: exampleHash, rule_set: exampleHash },
  },
  {
    leaf: {
      ...{ ...common, kind: "counts", of: 2026, range: { from: 1, to: 99 } },
      previous: { year: 2026, seq: 8 },
    },
    entries: [
      {
        lines: [
          {
            ...{ room: "pl_cremona", slot: 0, month: "2026-11", mode: "actual" },
            ...{ sent: 3, decided: 9, released: 2, not_handed_out: 1 },
            ...{ receipts: 2, refusals: 1, emergencies: 0 },
          },
        ],
      },
      { lines: [] },
    ],
  },
];

/** The bytes of a leaf; a refusal is a defect of the test. */
export function builtOrThrow(built: BuiltLeaf): { leafBytes: Buffer; partsBytes: Buffer } {
  if ("refused" in built) throw new Error(built.refused);
  return built;
}

/** Bytes of the example of an incident's leaf, with what a test wants otherwise. */
export function incidentExample(
  changes: Partial<IncidentLeafInput> = {},
  randomBytes: RandomBytes = countedBytes(),
): { leafBytes: Buffer; partsBytes: Buffer } {
  return builtOrThrow(buildIncidentLeaf({ ...incidentInput, ...changes }, randomBytes));
}
