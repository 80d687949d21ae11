import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RulesInForce, recordOf } from "#apps/policy/decideEvent";
import { commitmentsOf, factsOf, type PreparedSlot } from "#apps/policy/recording";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room, RoomDecision } from "#libs/policy/decision";
import type { RuleSetDocument } from "#libs/policy/documents";
import type { RuleSetTerms } from "#libs/policy/ruleSetBody";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { openTileStore } from "#libs/tilestore/tileStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { encodeVerifierKey, noteSigner, noteVerifier } from "#libs/tlog/note";
import type { LogEntry } from "#libs/tlog/tail";
import { syntheticId } from "#tests/support/auditFixture";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import {
  ceilings,
  compiled,
  invented,
  patto,
  play,
  rooms,
  testSecrets,
} from "#tests/support/patto";

const family = "audit.raccordo.example";
export const logYear = 2026;

/** What a test's log is made of: incidents as they were decided, and what was activated before. */
export interface LogContent {
  readonly histories: readonly (readonly PlacedEvent[])[];
  /** Rooms as the configuration names them; the shipped ones unless said. */
  readonly rooms?: readonly Room[];
  /** Agreements under which everything was decided; the shipped ones unless said. */
  readonly agreements?: readonly Agreement[];
  /** The rule set that the log says was activated; the shipped one unless said. */
  readonly activated?: RuleSetDocument;
  /** What rooms reported of what they were sent, behind all incidents. */
  readonly receipts?: readonly TestReceipt[];
  /** False: the log holds no activation at all. */
  readonly isActivated?: boolean;
  /** Entries behind those of the incidents. */
  readonly more?: readonly LogEntry[];
}

/** A receipt of one delivery: of which history, event (from 0) and room. */
export interface TestReceipt {
  readonly history: number;
  readonly event: number;
  readonly room: string;
  readonly kind: "delivered" | "displayed";
  readonly upTo?: true;
}

/** The key under which every field of these logs is committed to. */
export const partKey: Uint8Array = Buffer.alloc(32, 7);

/** A field of the first event of a history, as whoever opens it gets it. */
export function statedField(history: number, author: string, kind: string, id: string) {
  const ref = testSecrets(`S-${history}`, "").componentRef(author, kind, id);
  return { event: syntheticId(`event ${history} 0`), ref, partKey };
}

/** Pseudonym under which the log has one of its histories. */
export const pseudonymOf = (history: number): string => syntheticId(`pseudonym ${history}`);

/** The shipped rules as they are signed. */
export const shippedDocument = (): RuleSetDocument => documentUnder([patto(), invented()]);

/** These agreements as they are signed, under the shipped ceilings. */
export function documentUnder(agreements: readonly Agreement[]): RuleSetDocument {
  const terms: RuleSetTerms = {
    version: 1,
    not_before: "2026-01-01T00:00:00.000Z",
    expires: "2028-01-01T00:00:00.000Z",
    author: Buffer.alloc(32, 1).toString("base64url"),
    ceilings: [...ceilings],
    agreements: [...agreements],
    grants: [],
    demonstration: true,
  };
  const made = ruleSetBody(terms, rooms);
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.body;
}

/**
 * Writes a data folder with a signed configuration and a signed log of one year: configuration, activation, and one
 * leaf for every event, decided and recorded by the product's own code on synthetic keys.
 */
export async function writeDecisionLog(data: string, content: LogContent): Promise<void> {
  const keys = generateKeyPairSync("ed25519");
  const named = content.rooms ?? rooms;
  const configuration = configurationBody(rawPublicKey(keys.publicKey), named);
  const agreements = content.agreements ?? [patto(), invented()];
  const rules = compiled(...agreements);
  const document = canonicalBytes(configuration);
  writeSigned(data, configuration);
  const entries = [
    documentEntry("configuration", configuration, document),
    ...(content.isActivated === false
      ? []
      : [activationEntry(rules, content.activated ?? documentUnder(agreements))]),
  ];
  for (const [number, history] of content.histories.entries()) {
    entries.push(...incidentEntries(rules, history, number, entries.length));
  }
  entries.push(...(content.receipts ?? []).map(receiptEntry), ...(content.more ?? []));
  const origin = `${family}/${logYear}`;
  const verifier = noteVerifier(encodeVerifierKey(origin, keys.publicKey));
  if (verifier === undefined) throw new Error("own key refused");
  mkdirSync(join(data, "audit"), { recursive: true });
  const checkpoints = openSqliteCheckpoints(join(data, "checkpoints.sqlite"), origin);
  const folder = join(data, "audit", String(logYear));
  const store = await openTileStore({ folder, origin, verifiers: [verifier], checkpoints });
  const { to } = await store.appendBatch(entries);
  const signer = noteSigner(origin, keys.privateKey);
  const advance = await store.commit(signCheckpoint({ origin, ...to }, [signer]));
  if (!advance.ok) throw new Error("another writer was faster");
  await checkpoints.close();
}

function configurationBody(logKey: string, named: readonly Room[]) {
  return {
    format: "raccordo-configuration/1",
    version: 1,
    log_family: family,
    rooms: named.map((room) => ({ ...room, municipalities: [...room.municipalities] })),
    limits: { release_stop_after_ms: 2_000, announce_every_ms: 200, receipt_max_delay_ms: 5_000 },
    keys: { log: logKey, receipts: logKey },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  };
}

type Body = ReturnType<typeof configurationBody>;

function writeSigned(data: string, body: Body): void {
  const signatures = ["dpo", "operations"].map((role) =>
    signDocument(body, role, generateKeyPairSync("ed25519").privateKey),
  );
  const document = {
    body: canonicalBytes(body).toString("utf8"),
    signatures: signatures.map(({ role, key, signature }) => ({ role, key, signature })),
  };
  mkdirSync(join(data, "signed"), { recursive: true });
  const path = join(data, "signed", "configuration.json");
  writeFileSync(path, JSON.stringify(document), { mode: 0o600 });
}

const at = "2026-01-01T00:00:00.000Z";
const clock = "synced";

function documentEntry(kind: "configuration", body: Body, document: Buffer): LogEntry {
  const { keys, version } = body;
  const log = `${family}/${logYear}+01234567+${"A".repeat(44)}`;
  const receipts = { id: "0123456789abcdef", public: keys.receipts };
  const leaf = {
    ...({ kind, at, clock, version, log, receipts } as const),
    rooms: rooms.length,
    writers: ["policy", "console", "audit"],
    demonstration: true,
  } as const;
  return entryOf(builtOrThrow(buildSystemLeaf({ leaf, document }, countedBytes(kind))));
}

function activationEntry(rules: CompiledRules, activated: RuleSetDocument): LogEntry {
  const document = canonicalBytes(JSON.parse(JSON.stringify(activated)));
  const leaf = {
    ...({ kind: "activation", at, clock, version: 1 } as const),
    rule_set: rules.hash,
    demonstration: true,
  } as const;
  return entryOf(builtOrThrow(buildSystemLeaf({ leaf, document }, countedBytes("activation"))));
}

function incidentEntries(
  rules: CompiledRules,
  history: readonly PlacedEvent[],
  number: number,
  from: number,
): readonly LogEntry[] {
  const inForce = {
    rules,
    rooms,
    hash: rules.hash,
    agreement: sha256Hex(Buffer.from("synthetic")),
    epochAt: () => rules.hash,
  };
  const decisions = play(rules, history, rooms, (event) => testSecrets(`S-${number}`, event));
  let state: IncidentState | undefined;
  return history.flatMap((placed, index) => {
    state = fold(state, placed);
    return state === undefined
      ? []
      : [recorded(inForce, { state, placed, number, index, from }, decisions[index] ?? [])];
  });
}

interface Recorded {
  readonly state: IncidentState;
  readonly placed: PlacedEvent;
  readonly number: number;
  readonly index: number;
  /** Index in the log of the history's first entry. */
  readonly from: number;
}

function recorded(
  inForce: RulesInForce,
  { state, placed, number, index, from }: Recorded,
  decisions: readonly RoomDecision[],
): LogEntry {
  const { author, storedAt, event } = placed;
  const facts = factsOf({ state, author, storedAt, event, rooms }, testSecrets(`S-${number}`, ""));
  const slots = decisions.map((decision) =>
    slotOf(decision, deliveryOf(number, index, decision.room)),
  );
  const id = syntheticId(`event ${number} ${index}`);
  const read = { id, author, sequence: index + 1, storedAt, event };
  const place = {
    name: { mode: state.mode, incident: syntheticId(`incident ${number}`) },
    pseudonym: pseudonymOf(number),
    head: index === 0 ? undefined : { year: logYear, seq: from + index },
  };
  const keys = { ordinary: partKey, sensitive: partKey };
  const commitments = commitmentsOf(event, id, author, keys, testSecrets(`S-${number}`, ""));
  const prepared = { slots, facts: { ...facts, operator: undefined }, commitments };
  return entryOf(recordOf(inForce, prepared, read, place, countedBytes(id)));
}

function slotOf(
  { slot, outcome, reason, plan, entries, handling, basis }: RoomDecision,
  id: string,
): PreparedSlot {
  const delivery = outcome === "released" ? id : undefined;
  return { slot, value: { outcome, reason, plan, entries, handling, basis, delivery } };
}

const deliveryOf = (history: number, event: number, receiver: string): string =>
  syntheticId(`delivery ${history} ${event} ${receiver}`);

function receiptEntry({ history, event, room, kind, upTo }: TestReceipt, index: number): LogEntry {
  const slot = rooms.find(({ id }) => id === room)?.slot ?? 0;
  const delivery = deliveryOf(history, event, room);
  const time = "2026-11-22T10:00:00.000Z";
  const entries = [
    { mode: "actual", delivery, kind, at: time, ...(upTo && { up_to: upTo }) },
  ] as const;
  const range = { from: index + 1, to: index + 1 };
  const leaf = { kind: "receipts", at: time, clock, of: "actual", slot, range, count: 1 } as const;
  return entryOf(
    builtOrThrow(buildSystemLeaf({ leaf, entries }, countedBytes(`receipt ${index}`))),
  );
}

const entryOf = (built: { readonly leafBytes: Buffer; readonly partsBytes: Buffer }): LogEntry => ({
  leaf: built.leafBytes,
  part: built.partsBytes,
});
