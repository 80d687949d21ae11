import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Terminal } from "#apps/cli/terminal";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import { commitmentTo } from "#libs/seal/commitments";
import type { ChainHead } from "#libs/seal/leaf";
import type { Facts } from "#libs/seal/parts";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import type { LogEntry } from "#libs/tlog/tail";
import { syntheticId } from "#tests/support/auditFixture";
import {
  builtOrThrow,
  countedBytes,
  exampleHash,
  incidentExample,
  incidentInput,
  releasedSlot,
  unaddressedSlot,
} from "#tests/support/leafExamples";
import { newTestLog, type TestLog } from "#tests/support/testLog";

/** Rooms of two titolari: the first one has two. */
export const packRooms = [
  { id: "pl_cremona", slot: 0, titolare: "Comune SINTETICO" },
  { id: "questura", slot: 1, titolare: "Questura SINTETICA" },
  { id: "pl_crema", slot: 2, titolare: "Comune SINTETICO" },
] as const;
export const [comune, questura] = ["Comune SINTETICO", "Questura SINTETICA"] as const;

const clock = "synced" as const;
const first = Date.parse("2026-03-01T00:00:00.000Z");
/** One entry an hour, from 1 March on. */
export const timeOf = (index: number): string => new Date(first + index * 3_600_000).toISOString();

const keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync("ed25519");

/** The configuration as a log of this origin holds it, and as it is signed beside it. */
function packConfiguration(origin: string) {
  const key = rawPublicKey(keys.publicKey);
  const kind = "polizia_locale";
  return {
    format: "raccordo-configuration/1",
    version: 1,
    log_family: origin.slice(0, -"/2026".length),
    rooms: packRooms.map((room) => ({ ...room, kind, municipalities: ["istat:019036"] })),
    limits: { release_stop_after_ms: 2_000, announce_every_ms: 200, receipt_max_delay_ms: 5_000 },
    keys: { log: key, receipts: key },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  };
}
export const packRules: Buffer = canonicalBytes({ rules: "SINTETICO", version: 1 });

const entryOf = ({
  leafBytes,
  partsBytes,
}: {
  leafBytes: Buffer;
  partsBytes: Buffer;
}): LogEntry => ({
  leaf: leafBytes,
  part: partsBytes,
});

function system(index: number, input: SystemLeafInput): LogEntry {
  return entryOf(builtOrThrow(buildSystemLeaf(input, countedBytes(`pack ${index}`))));
}

/** A field that every message of this log states, with the key that its commitment is made with. */
export const packField = {
  ...{ path: "vehicle.plate", ref: "c".repeat(32), value: "SINTETICO" },
  partKey: Buffer.alloc(32, 7),
} as const;

/** A decision on one of ten incidents; every third event is the questura's, the others are the comune's. */
function decision(index: number, heads: Map<string, ChainHead>): LogEntry {
  const name = `incident ${index % 10}`;
  const sender = index % 3 === 0 ? "questura" : "pl_cremona";
  // Of another owner than the sender, facts would stay back: they say what that one wrote.
  const facts: Facts = { ...incidentInput.facts, sender, owner: sender, assignment: [] };
  const slots = [unaddressedSlot, releasedSlot, unaddressedSlot].map((value, slot) => ({
    slot,
    value,
  }));
  const ids = { incident: syntheticId(name), event: syntheticId(`event ${index}`) };
  const head = heads.get(name);
  heads.set(name, { year: 2026, seq: index + 1 });
  const { path, ref, value, partKey } = packField;
  const c = commitmentTo(partKey, { event: ids.event, ref, path }, value);
  const stated = { facts, slots, commitments: [{ path, ref, c }] };
  return entryOf(
    incidentExample({ ...ids, head, ...stated, at: timeOf(index) }, countedBytes(`d ${index}`)),
  );
}

/** What nobody but the titolare of a room may learn of its reports: told by nothing else in the log. */
export const reportCanaries = {
  deliveries: packRooms.map(({ id }) => syntheticId(`delivery of ${id}`)),
  codes: packRooms.map(({ slot }) => `canary-code-${slot}`),
  numbers: packRooms.map(({ slot }) => 7_770_001 + slot),
} as const;

/** Receipts and refusals of each room, and counts of each titolare: entries 24 to 30; a legal hold and a search for a person behind them. */
function reports(index: number): LogEntry | undefined {
  const slot = Math.floor((index - 24) / 2);
  const at = timeOf(index);
  const range = { from: index, to: index };
  const leaf = { at, clock, of: "actual", slot, range, count: 1 } as const;
  const [delivery, code] = [reportCanaries.deliveries[slot], reportCanaries.codes[slot]];
  if (index === 30) {
    const lines = [comune, questura].map((titolare) => ({ lines: countLinesOf(titolare) }));
    const counted = { at, clock, kind: "counts", of: 2026, range: { from: 1, to: 20 } } as const;
    return system(index, { leaf: counted, entries: lines });
  }
  if (index === 31) {
    const about = { of: "actual", incident: syntheticId("incident 1") } as const;
    const hold = { state: "placed", reason: "judicial_request", by: syntheticId("by") } as const;
    const role = "privacy_officer";
    return system(index, { leaf: { at, clock, kind: "legal_hold", ...about, ...hold, role } });
  }
  if (index === 32) {
    const why = { role: "privacy_officer", purpose: "access_request", scope: "incident" } as const;
    const about = { reader: syntheticId("by"), entries: 1, incident: syntheticId("incident 2") };
    return system(index, { leaf: { at, clock, kind: "read", ...why, ...about } });
  }
  if (index < 24 || index > 30 || delivery === undefined || code === undefined) return undefined;
  if (index % 2 === 0) {
    const entries = [{ mode: "actual", delivery, kind: "displayed", at }] as const;
    return system(index, { leaf: { ...leaf, kind: "receipts" }, entries });
  }
  const entries = [{ mode: "actual", code, count: 1, bytes: 10 }] as const;
  return system(index, { leaf: { ...leaf, kind: "refusals" }, entries });
}

const countLinesOf = (titolare: string) =>
  packRooms
    .filter((room) => room.titolare === titolare)
    .map(({ id, slot }) => ({
      ...({ room: id, slot, month: "2026-03", mode: "actual" } as const),
      ...{ sent: reportCanaries.numbers[slot] ?? 0, decided: 1, released: 0, not_handed_out: 0 },
      ...{ receipts: 1, refusals: 1, emergencies: 0 },
    }));

/** Genesis, configuration, activation, then decisions; entry 20 says that a key was destroyed. */
export function packEntries(origin: string, count: number, withReports = false): LogEntry[] {
  const heads = new Map<string, ChainHead>();
  const common = (index: number) => ({ at: timeOf(index), clock });
  const stated = {
    ...{ version: 1, rooms: packRooms.length, log: `${origin}+01234567+${"A".repeat(44)}` },
    ...{ receipts: { id: "0123456789abcdef", public: "A".repeat(43) }, demonstration: true },
    writers: ["policy"],
  } as const;
  const rules = { rule_set: exampleHash, version: 1, demonstration: true } as const;
  const shredded = {
    of: "actual",
    incident: syntheticId("incident 9"),
    cause: "retention",
  } as const;
  return Array.from({ length: count }, (_, index) => {
    const at = common(index);
    if (index === 0) return system(index, { leaf: { ...at, kind: "genesis", origin, year: 2026 } });
    if (index === 1) {
      const leaf = { ...at, kind: "configuration", ...stated } as const;
      return system(index, { leaf, document: canonicalBytes(packConfiguration(origin)) });
    }
    if (index === 2) {
      return system(index, { leaf: { ...at, kind: "activation", ...rules }, document: packRules });
    }
    if (index === 20) return system(index, { leaf: { ...at, kind: "key_shredded", ...shredded } });
    const report = withReports ? reports(index) : undefined;
    if (report !== undefined) return report;
    return decision(index, heads);
  });
}

/** A log of 2026 in a folder of its own, signed after each of the batches; the entries are the same each time. */
export async function newPackLog(
  batches: readonly number[],
  withReports = false,
): Promise<TestLog> {
  const log = await newTestLog(keys);
  const total = batches.reduce((sum, count) => sum + count, 0);
  const entries = packEntries(log.origin, total, withReports);
  const store = await log.open();
  let from = 0;
  for (const count of batches) {
    const { to } = await store.appendBatch(entries.slice(from, from + count));
    await store.commit(signCheckpoint({ origin: log.origin, ...to }, [log.signer]));
    from += count;
  }
  return log;
}

/** One more entry of such a log, also in the folder `served`: the tiles before the checkpoint that vouches for them. */
export async function growPackLog(log: TestLog, served: string): Promise<void> {
  const store = await log.open();
  const from = store.state().size;
  const { to } = await store.appendBatch(packEntries(log.origin, from + 1).slice(from));
  await store.commit(signCheckpoint({ origin: log.origin, ...to }, [log.signer]));
  const isNote = (path: string) => path.endsWith("/checkpoint");
  await cp(log.folder, served, { recursive: true, filter: (path) => !isNote(path) });
  await cp(join(log.folder, "checkpoint"), join(served, "checkpoint"));
}

/** A folder that is removed again. */
export async function temporaryPlace(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "raccordo-pack-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A terminal that keeps what was said to people. */
export function spokenTerminal(json = false): { terminal: Terminal; said: () => string } {
  const lines: string[] = [];
  const line = (key: string, values: object = {}) => {
    lines.push(`${key} ${JSON.stringify(values)}\n`);
  };
  const terminal: Terminal = {
    ...{ language: "it", json, isTty: false, say: line, warn: line },
    tell: (event, values) => (json ? line(event, values) : undefined),
    write: (text) => void lines.push(text),
    writeError: (text) => void lines.push(text),
  };
  return { terminal, said: () => lines.join("") };
}

/** A data folder around a log: with its configuration, signed as an installation's is. Gives its path. */
export async function packDataFolder(base: string, log: TestLog): Promise<string> {
  const data = join(base, "data");
  await mkdir(join(data, "audit"), { recursive: true });
  await cp(log.folder, join(data, "audit", "2026"), { recursive: true });
  writePackConfiguration(data, log.origin);
  return data;
}

/** The signed configuration of the installation to which a log of this origin belongs, of the log's key (base64url). */
export function writePackConfiguration(data: string, origin: string, logKey?: string): void {
  const usual = packConfiguration(origin);
  const body = { ...usual, keys: { ...usual.keys, log: logKey ?? usual.keys.log } };
  const signatures = ["dpo", "operations"].map((role) =>
    signDocument(body, role, generateKeyPairSync("ed25519").privateKey),
  );
  const document = {
    body: canonicalBytes(body).toString("utf8"),
    signatures: signatures.map((one) => ({
      role: one.role,
      key: one.key,
      signature: one.signature,
    })),
  };
  mkdirSync(join(data, "signed"), { recursive: true });
  const path = join(data, "signed", "configuration.json");
  writeFileSync(path, JSON.stringify(document), { mode: 0o600 });
}
