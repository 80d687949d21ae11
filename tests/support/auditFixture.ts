import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import { demonstrationRoomLimits, serverConfiguration } from "#libs/eventlog/accounts";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { connectChecked } from "#libs/eventlog/natsClient";
import { type CoreUser, inboxPrefix } from "#libs/eventlog/permissions";
import type { AppendOutcome, EventLog, StreamSettings } from "#libs/eventlog/port";
import { allStreams, demonstrationLimits } from "#libs/eventlog/streams";
import { auditPlace, auditStream, feedPlace, noticePlace } from "#libs/eventlog/subjects";
import { type Announcement, announcementSubject, openAnnouncement } from "#libs/seal/announcement";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { keyIdOf, publicKeyOf } from "#libs/seal/ed25519";
import type { ChainHead } from "#libs/seal/leaf";
import { leafMac } from "#libs/seal/mac";
import type { SlotValue } from "#libs/seal/parts";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";
import { type StartedChild, startChild } from "#tests/support/childProcess";
import {
  builtOrThrow,
  incidentExample,
  incidentInput,
  releasedSlot,
  unaddressedSlot,
} from "#tests/support/leafExamples";
import { startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { testFolder } from "#tests/support/privateFile";

type Role = CoreUser | "vault" | "system";

export const auditFamily = "audit.raccordo.example";
export const auditRooms = ["pl_cremona", "questura_cremona"] as const;
const startYear = new Date().getUTCFullYear();
const twoYears = [startYear, startYear + 1] as const;

/** A synthetic id of ours from any text. */
export function syntheticId(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex");
}

/** A decision as policy would record it. */
export interface Decision {
  readonly incident: string;
  readonly event: string;
  readonly head?: ChainHead;
  readonly year?: number;
  /** What the second room got; nothing unless said. */
  readonly slot?: SlotValue;
}

/** A released copy: its bytes, and the slot that records it. */
export function syntheticCopy(name: string): {
  readonly delivery: string;
  readonly sealed: Buffer;
  readonly slot: SlotValue;
} {
  const delivery = syntheticId(`delivery ${name}`);
  const sealed = createHash("shake256", { outputLength: 600 }).update(name).digest();
  return {
    delivery,
    sealed,
    slot: { ...releasedSlot, delivery, sealed_sha256: sha256Hex(sealed) },
  };
}

export type AuditFixture = Awaited<ReturnType<typeof startAuditFixture>>;

/** What differs from an ordinary fixture. */
export interface AuditFixtureOptions {
  readonly years?: readonly number[];
  /** True: checkpoints are signed with ML-DSA-44 too. */
  readonly isSignedTwice?: boolean;
  /** Settings with which somebody has made the stream of the log, in place of its own. */
  readonly logMadeWith?: Partial<StreamSettings>;
}

async function adminWithStreams(
  connection: NatsConnection,
  logMadeWith: Partial<StreamSettings> = {},
) {
  const admin = await openJetStreamAdmin(connection, { timeoutMs: 5_000 });
  for (const spec of allStreams(auditRooms, startYear, demonstrationLimits)) {
    const isLog = spec.name === auditStream(startYear);
    await admin.ensureStream(isLog ? { ...spec, ...logMadeWith } : spec);
  }
  return admin;
}

/** A server with the product's configuration and all streams, a signed configuration, and the audit process to be started on it. */
export async function startAuditFixture(options: AuditFixtureOptions = {}) {
  const folder = testFolder();
  const users = new Map<Role, { readonly seed: string; readonly key: string }>();
  const user = (role: Role) => {
    const known = users.get(role) ?? newUser();
    users.set(role, known);
    return known;
  };
  const text = configurationText((role) => user(role).key, options.years ?? twoYears);
  const server = await startNatsServer(text);
  const open: NatsConnection[] = [];
  const as = async (role: Role): Promise<NatsConnection> => {
    const connection = await connectAs(server, role, user(role).seed);
    open.push(connection);
    return connection;
  };
  const admin = await adminWithStreams(await as("bootstrap"), options.logMadeWith);
  const secrets = newSecrets(options.isSignedTwice === true);
  const policy = await as("policy");
  const log = await openJetStreamLog(policy, { timeoutMs: 5_000 });
  const announcements = await collectAnnouncements(policy, secrets.checkpointSeed);
  const configuration = signedConfiguration(secrets);
  const children: StartedChild[] = [];
  mkdirSync(join(folder, "seams"));
  const { signers } = configuration;
  const auditContent = (seams: object) => {
    const nats = natsOf(server, user("audit").seed, "audit");
    const system = { seed: user("system").seed, inbox_prefix: inboxPrefix("system") };
    return processContent(folder, { nats, system, signers, secrets, seams });
  };
  return {
    server,
    folder,
    year: startYear,
    log,
    policy,
    as,
    admin,
    secrets,
    announcements,
    /** The signed configuration. */
    document: configuration.document,
    logDir: join(folder, "log"),
    clockFile: join(folder, "clock"),
    seamDir: join(folder, "seams"),
    /** Puts the signed configuration where audit looks for it. */
    configure: async () => {
      const bucket = await openCacheBucket(policy, "ROOMS");
      await bucket.put("configuration", canonicalBytes(configuration.document));
    },
    /** Starts the audit process; with `seams` it kills itself there; `more`: members of its file. */
    start: (
      seams: Readonly<Record<string, "kill" | "hold">> = {},
      more: Readonly<Record<string, unknown>> = {},
      env: Readonly<Record<string, string>> = {},
    ): StartedChild => {
      const path = join(folder, `audit-${children.length}.json`);
      write(path, { ...auditContent(seams), ...more });
      const child = startChild("apps/audit/main.js", path, env);
      children.push(child);
      return child;
    },
    /** Files of the two processes whose users write AUDIT, for whoever writes a lost stream again. */
    writerFiles: (seams: Readonly<Record<string, "kill" | "hold">> = {}) => {
      const nats = natsOf(server, user("policy").seed, "policy");
      return writtenFiles(folder, auditContent(seams), { process: "policy", nats });
    },
    close: () => stopAll(children, open, server, folder),
  };
}

async function stopAll(
  children: readonly StartedChild[],
  open: readonly NatsConnection[],
  server: TestNatsServer,
  folder: string,
): Promise<void> {
  await killAll(children);
  await Promise.all(open.map((connection) => connection.close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function write(path: string, content: object): void {
  writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
}

function writtenFiles(folder: string, audit: object, policy: object) {
  const files = { audit: join(folder, "restore.json"), policy: join(folder, "policy.json") };
  write(files.audit, audit);
  write(files.policy, policy);
  return files;
}

async function killAll(children: readonly StartedChild[]): Promise<void> {
  for (const { child, ended } of children) {
    child.kill("SIGKILL");
    await ended;
  }
}

const connectAs = (server: TestNatsServer, role: Role, nkeySeed: string): Promise<NatsConnection> =>
  connectChecked({
    servers: [server.url],
    serverNames: [server.serverName],
    name: role,
    inboxPrefix: inboxPrefix(role),
    credential: { nkeySeed },
    timeoutMs: 5_000,
  });

/** The file of the audit process, as `up` writes it, with short times. */
function processContent(
  folder: string,
  parts: {
    readonly nats: object;
    readonly system: object;
    readonly signers: readonly object[];
    readonly secrets: Secrets;
    readonly seams: object;
  },
): object {
  const { nats, system, signers, secrets, seams } = parts;
  return {
    process: "audit",
    data_dir: folder,
    nats,
    production: false,
    test: { dir: join(folder, "seams"), seams, clock: join(folder, "clock") },
    signers,
    checkpoint_seed: secrets.checkpointSeed.toString("base64url"),
    ...(secrets.secondSeed && {
      checkpoint_ml_dsa_seed: secrets.secondSeed.toString("base64url"),
    }),
    macs: {
      policy: secrets.policyMac.toString("base64url"),
      audit: secrets.auditMac.toString("base64url"),
      console: secrets.consoleMac.toString("base64url"),
    },
    log_dir: join(folder, "log"),
    http: { port: 0 },
    settings_every_ms: 200,
    reconcile_every_ms: 200,
    release_grace_ms: 1_000,
    system,
  };
}

const natsOf = (server: TestNatsServer, seed: string, role: Role) => ({
  url: server.url,
  server_name: server.serverName,
  seed,
  inbox_prefix: inboxPrefix(role),
});

interface Secrets {
  readonly checkpointSeed: Buffer;
  /** Of the log's ML-DSA-44 key, where it has one. */
  readonly secondSeed: Buffer | undefined;
  readonly policyMac: Buffer;
  readonly auditMac: Buffer;
  readonly consoleMac: Buffer;
}

const newSecrets = (isSignedTwice: boolean): Secrets => ({
  checkpointSeed: randomBytes(32),
  secondSeed: isSignedTwice ? randomBytes(32) : undefined,
  policyMac: randomBytes(32),
  auditMac: randomBytes(32),
  consoleMac: randomBytes(32),
});

function newUser(): { readonly seed: string; readonly key: string } {
  const pair = createUser();
  return { seed: new TextDecoder().decode(pair.getSeed()), key: pair.getPublicKey() };
}

function configurationText(keyOf: (role: Role) => string, years: readonly number[]): string {
  const text = serverConfiguration({
    serverName: "overruled",
    host: "127.0.0.1",
    port: 4222,
    storeDir: "overruled",
    storeBytesMax: 8 * 1024 ** 3,
    memoryBytesMax: 64 * 1024 ** 2,
    payloadBytesMax: 1024 ** 2,
    keys: {
      bootstrap: [keyOf("bootstrap")],
      exchange: [keyOf("exchange")],
      policy: [keyOf("policy")],
      audit: [keyOf("audit")],
      console: [],
      vault: [keyOf("vault")],
      system: [keyOf("system")],
    },
    rooms: auditRooms.map((id) => ({ id, keys: [newUser().key] })),
    auditYears: years,
    roomLimits: demonstrationRoomLimits,
  });
  // The test's server gives its own folder as an argument, and a second one is refused.
  return text.replace('store_dir: "overruled", ', "");
}

/** The signed configuration of two rooms, by two people made for the test. */
function signedConfiguration(secrets: Secrets) {
  const body = {
    format: "raccordo-configuration/1",
    version: 1,
    log_family: auditFamily,
    rooms: auditRooms.map((id, slot) => ({
      id,
      slot,
      kind: slot === 0 ? "polizia_locale" : "questura",
      titolare: `Sintetico ${slot}`,
      municipalities: [],
    })),
    limits: { release_stop_after_ms: 2_000, announce_every_ms: 200, receipt_max_delay_ms: 5_000 },
    keys: {
      log: publicKeyOf(secrets.checkpointSeed).toString("base64url"),
      ...(secrets.secondSeed && {
        log_ml_dsa: mlDsaPublicKeyOf(secrets.secondSeed).toString("base64url"),
      }),
      receipts: publicKeyOf(secrets.policyMac).toString("base64url"),
    },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  };
  const people = ["dpo", "operations"].map((role) => ({ role, ...generateKeyPairSync("ed25519") }));
  const signatures = people.map(({ role, privateKey }) => signDocument(body, role, privateKey));
  const signers = people.map(({ role, publicKey }) => ({ role, key: rawPublicKey(publicKey) }));
  const document = {
    body: canonicalBytes(body).toString("utf8"),
    signatures: signatures.map(({ role, key, signature }) => ({ role, key, signature })),
  };
  return { document, signers };
}

async function collectAnnouncements(
  connection: NatsConnection,
  seed: Buffer,
): Promise<readonly Announcement[]> {
  const heard: Announcement[] = [];
  const subscription = connection.subscribe(announcementSubject);
  await connection.flush();
  void (async () => {
    for await (const message of subscription) {
      const announcement = openAnnouncement(publicKeyOf(seed), message.data);
      if (announcement !== undefined) heard.push(announcement);
    }
  })();
  return heard;
}

/** Records a decision as policy does: MAC, subject, expected head of the incident's chain. */
export function recordDecision(
  fixture: Pick<AuditFixture, "log" | "secrets" | "year">,
  decision: Decision,
): Promise<AppendOutcome> {
  const { incident, event, head, slot = unaddressedSlot } = decision;
  const year = decision.year ?? fixture.year;
  const at = new Date().toISOString();
  const { leafBytes, partsBytes } = incidentExample(
    {
      incident,
      event,
      head,
      at,
      slots: [
        { slot: 0, value: unaddressedSlot },
        { slot: 1, value: slot },
      ],
    },
    randomBytes,
  );
  const place = auditPlace({ year, mode: incidentInput.mode, pseudonym: incident, event });
  const expect = { sequence: head?.year === year ? head.seq : 0, filter: place.chain };
  return fixture.log.append(
    place.subject,
    asPolicy(fixture.secrets, place.subject, leafBytes, partsBytes),
    { expect },
  );
}

/** Records a leaf outside incident chains as policy does. */
export function recordSystem(
  fixture: Pick<AuditFixture, "log" | "secrets" | "year">,
  id: string,
  input: SystemLeafInput,
): Promise<AppendOutcome> {
  const { leafBytes, partsBytes } = builtOrThrow(buildSystemLeaf(input, randomBytes));
  const place = noticePlace({ year: fixture.year, kind: input.leaf.kind, id });
  const message = asPolicy(fixture.secrets, place.subject, leafBytes, partsBytes);
  return fixture.log.append(place.subject, message, {
    expect: { sequence: 0, filter: place.chain },
  });
}

/** The configuration leaf that policy writes before any decision. */
export function recordConfiguration(fixture: AuditFixture): Promise<AppendOutcome> {
  const rooms = auditRooms.map((id, slot) => ({ id, slot }));
  const receipts = publicKeyOf(fixture.secrets.policyMac);
  const at = new Date().toISOString();
  const log = `${auditFamily}/${fixture.year}+01234567+${"A".repeat(44)}`;
  const leaf = {
    kind: "configuration",
    at,
    clock: "synced",
    version: 1,
    rooms: rooms.length,
    log,
    receipts: { id: keyIdOf(receipts), public: receipts.toString("base64url") },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  } as const;
  return recordSystem(fixture, syntheticId("configuration"), {
    leaf,
    document: canonicalBytes({ rooms }),
  });
}

function asPolicy(secrets: Secrets, subject: string, leaf: Uint8Array, parts: Uint8Array) {
  const mac = leafMac(secrets.policyMac, { writer: "policy", subject, leaf, parts });
  return encodeAuditMessage({ leaf, parts, mac, writer: "policy" });
}

/** Puts a copy into the second room's feed. */
export function putCopy(
  log: EventLog,
  copy: { readonly delivery: string; readonly sealed: Uint8Array },
): Promise<AppendOutcome> {
  const place = feedPlace({
    mode: "actual",
    room: auditRooms[1],
    alias: syntheticId("alias"),
    delivery: copy.delivery,
  });
  return log.append(place.subject, copy.sealed, { expect: { sequence: 0, filter: place.chain } });
}
