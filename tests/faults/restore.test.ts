import { createHash, randomBytes } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { readerInline } from "#apps/audit/entryReader";
import { compareYear, RestoreRefused } from "#apps/audit/restore";
import { type RestoreInstallation, restoreStreams } from "#apps/audit/restoreStreams";
import { type SequencerPorts, sequence } from "#apps/audit/sequencer";
import { openYearLog, type YearLog } from "#apps/audit/yearLog";
import { LegalHolds } from "#apps/policy/legalHolds";
import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { documentPlace, rangePlace, reviewPlace, stepPlace } from "#libs/eventlog/leafPlaces";
import { readInOrder } from "#libs/eventlog/orderedReader";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import type { RestoreReport } from "#libs/eventlog/restoreReport";
import { demonstrationLimits } from "#libs/eventlog/streams";
import { noticePlace, type Place } from "#libs/eventlog/subjects";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { leafMac } from "#libs/seal/mac";
import {
  type AuditFixture,
  auditFamily,
  auditRooms,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { builtOrThrow, systemInputs } from "#tests/support/leafExamples";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;

const copies = mkdtempSync(join(tmpdir(), "raccordo-restore-"));
const state: { fixture?: AuditFixture; audit?: EventLog; installation?: RestoreInstallation } = {};
const told: RestoreReport[] = [];
/** What was restored last; looking again tells of its progress too. */
const lastRestored = () => told.findLast(({ event }) => event === "restored");
const started = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("the fixture did not start");
  return value;
};
const fixture = () => started(state.fixture);
const stream = () => `AUDIT_${fixture().year}`;

beforeAll(async () => {
  if (problem !== undefined) return;
  const made = await startAuditFixture();
  state.fixture = made;
  const own = await made.as("audit");
  const audit = await openJetStreamLog(own, { timeoutMs: 5_000 });
  state.audit = audit;
  state.installation = {
    logs: { audit, policy: made.log },
    admin: await openJetStreamAdmin(own, { timeoutMs: 5_000 }),
    limits: demonstrationLimits,
    macs: macs(),
    signal: new AbortController().signal,
    read: (name, from, signal) =>
      readInOrder(own, { stream: name, from, timeoutMs: 5_000, signal }),
    roomOf: (slot) => auditRooms[slot],
    tell: (report) => told.push(report),
    written: async () => {},
    clock: { nowMs: () => Date.now() },
    dataDir: made.folder,
    logDir: made.logDir,
    openYear: (year) => openLog(made.logDir, year),
  };
}, slowMs);
afterAll(async () => {
  await state.fixture?.close();
  rmSync(copies, { recursive: true, force: true });
}, slowMs);

const macs = () => {
  const { policyMac, auditMac, consoleMac } = fixture().secrets;
  return new Map([
    ["policy", policyMac],
    ["audit", auditMac],
    ["console", consoleMac],
  ]);
};

const openLog = (logDir: string, year: number): Promise<YearLog> =>
  openYearLog({ logDir, family: auditFamily, seed: fixture().secrets.checkpointSeed }, year);

/** Sequences the stream as it stands into a log, new or old; gives its root. */
async function sequenced(logDir: string): Promise<string> {
  const { read } = started(state.installation);
  const log = await openLog(logDir, fixture().year);
  const ports: SequencerPorts = {
    ...{ log: started(state.audit), entries: readerInline(macs()), read, batchWaitMs: 5 },
    signed: async () => {},
    committed: () => {},
  };
  const last = (await messages()).length;
  const { root } = await sequence(ports, log, new AbortController().signal, { until: last });
  await log.close();
  return root.toString("hex");
}

/** The server answers again, and all of it is there. */
async function messages(): Promise<readonly StoredMessage[]> {
  const found: StoredMessage[] = [];
  const info = await until(
    () =>
      started(state.audit)
        .info(stream())
        .catch(() => undefined),
    "the stream",
  );
  // Both connections are back: what is written next is answered.
  await until(
    () =>
      fixture()
        .log.info(stream())
        .catch(() => undefined),
    "policy's connection",
  );
  if (info.lastSequence === 0) return found;
  const done = new AbortController();
  for await (const message of started(state.installation).read(stream(), 1, done.signal)) {
    found.push(message);
    if (found.length === info.lastSequence) break;
  }
  done.abort();
  return found;
}

const bytesOf = ({ subject, data }: StoredMessage): string =>
  `${subject} ${Buffer.from(data).toString("base64")}`;

/** What the writers of these kinds write, each under the place that it has in the product. */
const written: readonly (readonly [
  kind: SystemLeafInput["leaf"]["kind"],
  place: (year: number, input: SystemLeafInput) => Place,
])[] = [
  ["configuration", (year, input) => documentPlace(year, "configuration", documentDigest(input))],
  ["plan_tables", (year, input) => documentPlace(year, "plan_tables", documentDigest(input))],
  ["activation", (year, input) => documentPlace(year, "activation", documentDigest(input))],
  [
    "rule_set",
    (year, { leaf }) => {
      if (leaf.kind !== "rule_set") throw new Error("no step");
      const { kind, at, clock, ...stated } = leaf;
      return stepPlace(year, stated);
    },
  ],
  ["receipts", (year) => rangePlace(year, { kind: "receipts", ...source })],
  ["refusals", (year) => rangePlace(year, { kind: "refusals", ...source })],
  ["review", (year) => reviewPlace(year, { year: 2026, seq: 9 })],
  ["notice", (year) => aboutPlace(year, "notice", ["feed_differs", "1", delivery, hash])],
  ["counts", (year) => aboutPlace(year, "counts", [2026, 1])],
];
const source = { mode: "actual", room: auditRooms[1] } as const;
const delivery = "ffeeddccbbaa89988877665544332211";
const hash = "ab".repeat(32);

/** Kinds whose place nobody looks up. */
const anywhere = ["read", "heartbeat", "grant"] as const;

const documentDigest = (input: SystemLeafInput): string =>
  sha256Hex("document" in input ? input.document : Buffer.alloc(0));

function aboutPlace(year: number, kind: string, about: readonly (string | number)[]): Place {
  const id = createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 32);
  return noticePlace({ year, kind, id });
}

async function writeKind(
  kind: SystemLeafInput["leaf"]["kind"],
  place: (year: number, input: SystemLeafInput) => Place,
): Promise<void> {
  const input = started(systemInputs.find(({ leaf }) => leaf.kind === kind));
  const { leafBytes: leaf, partsBytes: parts } = builtOrThrow(buildSystemLeaf(input, randomBytes));
  const { subject, chain } = place(fixture().year, input);
  const writer = ["notice", "counts", "heartbeat"].includes(kind) ? "audit" : "policy";
  const mac = leafMac(started(macs().get(writer)), { writer, subject, leaf, parts });
  const log = writer === "audit" ? started(state.audit) : fixture().log;
  const message = encodeAuditMessage({ leaf, parts, mac, writer });
  const outcome = await log.append(subject, message, { expect: { sequence: 0, filter: chain } });
  expect(outcome.kind).toBe("appended");
}

/** Policy as it starts on the stream as it stands: what it knows of holds it has read there. */
function holdsNow(): LegalHolds {
  const { log, year } = fixture();
  const naming = { actual: randomBytes(32), exercise: randomBytes(32) };
  const secrets = { rooms: new Map(), coreNaming: naming, logPseudonym: randomBytes(32) };
  const ports = {
    log,
    yearSealed: () => undefined,
    openYears: () => [year],
    acknowledged: () => undefined,
  };
  return new LegalHolds({ ...ports, secrets: { ...secrets, macs: macs() }, randomBytes });
}

const held = { of: "actual", incident: "0123456789ab8cde8f0123456789abcd" } as const;
const [heldAt, lapsesAt] = ["2026-05-01T10:00:00.000Z", "2026-05-15T10:00:00.000Z"];

/** Two titolari hold one incident, the second until somebody signs for it. */
async function placeHolds(): Promise<void> {
  const request = { ...held, reason: "judicial_request", role: "privacy_officer" } as const;
  for (const [slot, isBounded] of [
    [0, false],
    [1, true],
  ] as const) {
    const asked = { ...request, slot, by: `rpd-${slot}` };
    expect(await holdsNow().place(asked, heldAt, { isBounded })).toBe("recorded");
  }
}

/** Who holds the incident at `at`, and where the log says so. */
async function standingAt(at: string) {
  const holds = holdsNow();
  await holds.read();
  const standing = holds.known.standing(Date.parse(at), held);
  return standing.map(({ place, leaf: { slot, until: lapses } }) => ({ ...place, slot, lapses }));
}

const free = (kind: string): Place =>
  noticePlace({ year: fixture().year, kind, id: syntheticId(`${kind} somewhere`) });

/** Something of nobody's, as one who can write to the server could leave it. */
async function writeAnomaly(text: string): Promise<void> {
  const { subject, chain } = free(`notice`);
  const bytes = Buffer.from(`SINTETICO ${text}`);
  await fixture().log.append(subject, bytes, { expect: { sequence: 0, filter: chain } });
}

async function decisions(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const incident = syntheticId(`incident ${randomBytes(8).toString("hex")}`);
    const outcome = await recordDecision(fixture(), { incident, event: incident });
    expect(outcome.kind).toBe("appended");
  }
}

async function putBack(copy: string): Promise<void> {
  const { server } = fixture();
  await server.kill();
  rmSync(server.storeDir, { recursive: true });
  cpSync(copy, server.storeDir, { recursive: true });
  await server.restart();
  await messages();
}

async function keepStore(name: string): Promise<string> {
  const { server } = fixture();
  await server.kill();
  cpSync(server.storeDir, join(copies, name), { recursive: true });
  await server.restart();
  await messages();
  return join(copies, name);
}

const compared = async (): Promise<unknown> => {
  const log = await openLog(fixture().logDir, fixture().year);
  try {
    return await compareYear(started(state.installation), log).then((found) => found?.lacks);
  } catch (error) {
    return error instanceof RestoreRefused
      ? `${error.why} ${error.sequence ?? error.about}`
      : error;
  } finally {
    await log.close();
  }
};

const whole: { older?: string; root?: string; before?: readonly StoredMessage[] } = {};

describe("a stream of the log that lost its end", () => {
  testWithServer(
    "comes back from the tiles: every decision and whatever has a place of its own byte for byte, the rest as the same entry; the sequencer makes the same log of it, to the root; and two titolari's holds on one incident stand as they stood",
    async () => {
      await decisions(5);
      whole.older = await keepStore("older");
      for (const [kind, place] of written) await writeKind(kind, place);
      for (const kind of anywhere) await writeKind(kind, () => free(kind));
      await placeHolds();
      const standing = [await standingAt(heldAt), await standingAt(lapsesAt)];
      await decisions(40);
      whole.root = await sequenced(fixture().logDir);
      whole.before = await messages();
      await putBack(whole.older);
      expect(await standingAt(heldAt)).toEqual([]);

      await restoreStreams(started(state.installation), "restore");
      expect(await compared()).toBeUndefined();
      const { length } = whole.before;
      const range = { year: fixture().year, from: 6, to: length, digests_only: 0 };
      expect(lastRestored()).toEqual({ event: "restored", ranges: [range] });
      const after = (await messages()).slice(0, length);
      const differing = after.filter((one, index) => {
        const lost = started(whole.before?.[index]);
        return bytesOf(one) !== bytesOf(lost);
      });
      const kinds = differing.map((one) => entryOf(one, fixture().year, macs()).read.kind);
      expect(new Set(kinds)).toEqual(new Set([...anywhere, "legal_hold"]));
      expect(kinds).toHaveLength(anywhere.length + 2);
      expect(await sequenced(join(copies, "anew"))).toBe(await sequenced(fixture().logDir));
      expect(standing).toMatchObject([[{ slot: 0 }, { slot: 1, lapses: lapsesAt }], [{ slot: 0 }]]);
      expect([await standingAt(heldAt), await standingAt(lapsesAt)]).toEqual(standing);
    },
    slowMs,
  );

  testWithServer(
    "with an anomaly in it: its bytes are gone, its entry stands where it stood, the log says how many, and goes on",
    async () => {
      const older = await keepStore("before the anomaly");
      await writeAnomaly("nobody wrote this");
      await decisions(2);
      await sequenced(fixture().logDir);
      const before = await messages();
      await putBack(older);
      await restoreStreams(started(state.installation), "restore");
      expect(lastRestored()).toMatchObject({ ranges: [{ digests_only: 1, to: before.length }] });
      await decisions(1);
      expect(await sequenced(join(copies, "anew"))).toBe(await sequenced(fixture().logDir));
      const notice = (await messages()).at(-2);
      expect(notice && entryOf(notice, fixture().year, macs()).read).toMatchObject({
        code: "stream_restored",
        digests_only: 1,
      });
    },
    slowMs,
  );

  testWithServer(
    "is left alone when somebody wrote in a lost entry's place, when a file of the log was changed, or when it is sealed: nothing is written, and the place is named",
    async () => {
      const { length } = await messages();
      await putBack(started(whole.older));
      const parts = join(fixture().logDir, String(fixture().year), "parts");
      const widths = readdirSync(join(parts, "000.p")).map(Number);
      const file = join(parts, "000.p", String(Math.max(...widths)));
      const bytes = readFileSync(file);
      bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
      renameSync(file, `${copies}/kept`);
      writeFileSync(file, bytes);
      expect(await compared()).toBe(`not-restorable ${length}`);
      renameSync(`${copies}/kept`, file);

      await decisions(1);
      const refused = restoreStreams(started(state.installation), "restore");
      await expect(refused).rejects.toMatchObject({ why: "differs", sequence: 6 });
      expect(await messages()).toHaveLength(6);

      const admin = await openJetStreamAdmin(await fixture().as("audit"), { timeoutMs: 5_000 });
      await admin.seal(stream());
      expect(await compared()).toBe(`sealed ${stream()}`);
      expect(await messages()).toHaveLength(6);
    },
    slowMs,
  );

  testWithServer(
    "altogether: the whole year is written again, and is the same log",
    async () => {
      const { server, logDir, year } = fixture();
      const log = await openLog(logDir, year);
      const length = (await log.open()).state().size;
      await log.close();
      await server.kill();
      const [folder] = readdirSync(server.storeDir, { recursive: true, encoding: "utf8" }).filter(
        (path) => path.endsWith(`streams/${stream()}`),
      );
      rmSync(join(server.storeDir, started(folder)), { recursive: true });
      await server.restart();
      await until(
        () =>
          started(state.audit)
            .info("EVENTS")
            .catch(() => undefined),
        "the server",
      );
      await restoreStreams(started(state.installation), "restore");
      expect(lastRestored()).toMatchObject({ ranges: [{ from: 1, to: length }] });
      expect(await sequenced(join(copies, "from nothing"))).toBe(await sequenced(fixture().logDir));
    },
    slowMs,
  );
});
