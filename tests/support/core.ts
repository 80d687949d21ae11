import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EarlierEvents } from "#apps/exchange/earlierEvents";
import { FeedIndex, type WaitingCopy } from "#apps/exchange/feedIndex";
import {
  type FeedOutcome,
  type FeedQuery,
  type HandOutPorts,
  handOut,
} from "#apps/exchange/handOut";
import { type ReceiptItem, type ReportOutcome, reportReceipts } from "#apps/exchange/report";
import type { RoomKeys, RoomSecrets } from "#apps/exchange/secrets";
import { type SubmitOutcome, submit } from "#apps/exchange/submit";
import type { RulesInForce } from "#apps/policy/decideEvent";
import type { Folded } from "#apps/policy/folded";
import type { PolicyPorts, PolicySeam } from "#apps/policy/ports";
import type { PolicySecrets } from "#apps/policy/secrets";
import type { KeyDestroyer } from "#apps/policy/shredding";
import { IncidentWorker } from "#apps/policy/worker";
import { openFileEpochKeys } from "#apps/vault/epochs/fileEpochKeys";
import type { KeyStore } from "#apps/vault/keyStore";
import { openSqliteKeyStore } from "#apps/vault/sqliteKeyStore";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { type KeyOutcome, ShortMemory, type Vault } from "#libs/eventlog/keyring";
import { followCopies } from "#libs/eventlog/orderedReader";
import { type EventLog, type EventLogAdmin, EventLogError } from "#libs/eventlog/port";
import { sleep } from "#libs/eventlog/sleep";
import { allStreams, demonstrationLimits } from "#libs/eventlog/streams";
import { feedStream } from "#libs/eventlog/subjects";
import type { IncidentEvent, Mode } from "#libs/incident/event";
import type { CompiledRules } from "#libs/policy/compiled";
import { buildProjectors } from "#libs/policy/projectorBuild";
import { systemClock } from "#libs/runtime/clock";
import { sha256Hex } from "#libs/seal/bytes";
import { deriveKey, roomKey } from "#libs/seal/derive";
import { signingKey } from "#libs/seal/ed25519";
import { incidentId } from "#libs/seal/ids";
import { officerPublicKey } from "#libs/seal/officer";
import { connectPlain } from "#tests/support/natsClients";
import { startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { rooms, shipped } from "#tests/support/patto";

const year = 2026;
const modes = ["actual", "exercise"] as const;

/** The core's own code in one process, on a real nats-server and a real vault file. */
export interface TestCore {
  readonly server: TestNatsServer;
  readonly log: EventLog;
  readonly secrets: PolicySecrets;
  /** A policy instance; two of them know nothing of each other. */
  policy(overrides?: Partial<PolicyPorts>): IncidentWorker;
  ports(overrides?: Partial<PolicyPorts>): PolicyPorts;
  submit(room: string, event: IncidentEvent): Promise<SubmitOutcome>;
  feed(room: string, mode: Mode, after?: string, waitMs?: number): Promise<FeedOutcome>;
  /** As the edge asks, with everything that it may say. */
  handOut(room: string, query: FeedQuery): Promise<FeedOutcome>;
  receipts(room: string, mode: Mode, items: readonly ReceiptItem[]): Promise<ReportOutcome>;
  /** Copies that wait for a room. */
  waiting(room: string): number;
  incident(room: string, mode: Mode, externalId: string): string;
  readonly admin: EventLogAdmin;
  /** The vault's own store, for those who destroy keys. */
  readonly keyStore: KeyStore;
  /** Destroys keys in it, and has exchange forget what it read with them. */
  readonly destroyer: KeyDestroyer;
  readonly rules: RulesInForce;
  setRules(rules: CompiledRules): void;
  readonly asked: { readonly room: string; readonly stale: readonly WaitingCopy[] }[];
  stop(): Promise<void>;
}

export interface CoreOptions {
  /** What exchange writes to and reads from, made of the real log. */
  readonly exchangeLog?: (log: EventLog) => EventLog;
  /** What exchange holds for current; absent: what was made under the rules that `setRules` set. */
  readonly isCurrent?: HandOutPorts["isCurrent"];
}

/** Starts a core; seams and gate of a policy instance are given where it is made. */
export async function startCore(options: CoreOptions = {}): Promise<TestCore> {
  const server = await startNatsServer();
  const folder = await mkdtemp(join(tmpdir(), "raccordo-core-"));
  const connection = await connectPlain(server, "core");
  const log = await openJetStreamLog(connection, { timeoutMs: 2_000 });
  const admin = await openJetStreamAdmin(connection, { timeoutMs: 2_000 });
  const ids = rooms.map(({ id }) => id);
  for (const spec of allStreams(ids, year, demonstrationLimits)) await admin.ensureStream(spec);
  const store = await openSqliteKeyStore({
    file: join(folder, "vault.sqlite"),
    epochKeys: openFileEpochKeys({ folder: join(folder, "epochs"), random: randomBytes }),
    random: randomBytes,
    clock: systemClock,
  });
  const stopping = new AbortController();
  const indexes = new Map(ids.map((id) => [id, new FeedIndex()]));
  for (const [room, index] of indexes) {
    void followInto(index, connection, room, stopping.signal);
  }
  const stop = async () => {
    stopping.abort();
    await connection.close();
    await store.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const exchangeLog = options.exchangeLog?.(log) ?? log;
  const { isCurrent } = options;
  const vault = vaultOver(store);
  return coreOver({ server, log, exchangeLog, admin, indexes, store, vault, isCurrent, stop });
}

interface CoreParts {
  readonly server: TestNatsServer;
  readonly log: EventLog;
  readonly exchangeLog: EventLog;
  readonly admin: EventLogAdmin;
  readonly indexes: ReadonlyMap<string, FeedIndex>;
  readonly store: KeyStore;
  readonly vault: Vault;
  readonly isCurrent: HandOutPorts["isCurrent"] | undefined;
  stop(): Promise<void>;
}

function coreOver(parts: CoreParts): TestCore {
  const { server, log, exchangeLog, admin, indexes, vault, stop } = parts;
  const keys = roomSecrets();
  const secrets = policySecrets(keys);
  const asked: { readonly room: string; readonly stale: readonly WaitingCopy[] }[] = [];
  let inForce = rulesInForce(shipped());
  const indexOf = (room: string) => indexes.get(room) ?? new FeedIndex();
  const exchange = exchangePorts(exchangeLog, vault);
  const handOutPorts: HandOutPorts = {
    ...exchange,
    isCurrent: parts.isCurrent ?? ((epoch) => epoch === inForce.epochAt(new Date().toISOString())),
    askRedecision: (room, stale) => asked.push({ room, stale }),
  };
  const ports = (overrides: Partial<PolicyPorts> = {}): PolicyPorts => ({
    ...policyPorts(log, vault, secrets),
    rulesInForce: () => inForce,
    ...{ rulesAt: () => inForce, rulesInstead: () => inForce },
    confirmRules: () => Promise.resolve(),
    nowIso: () => new Date().toISOString(),
    ...overrides,
  });
  const terms = {
    key: signingKey(randomBytes(32)),
    maxDelayMs: 60_000,
    logOrigin: "raccordo.example",
  };
  const destroyer: KeyDestroyer = {
    list: (after) => parts.store.list(after && { ...after, mode: after.mode as Mode }, 500),
    retire: async (mode, incident) => {
      await parts.store.retire({ mode: mode as Mode, incident });
      return true;
    },
    destroy: async (mode, incident, part) => {
      await parts.store.shred({ mode: mode as Mode, incident }, part);
      return true;
    },
    announce: (mode, incident) => exchange.earlier.forget(mode, incident),
  };
  return {
    server,
    log,
    admin,
    keyStore: parts.store,
    destroyer,
    secrets,
    asked,
    ports,
    stop,
    get rules() {
      return inForce;
    },
    setRules(rules) {
      inForce = rulesInForce(rules);
    },
    policy: (overrides = {}) =>
      new IncidentWorker(ports(overrides), new ShortMemory<Folded>(() => Date.now(), 100)),
    submit: (room, event) => submit(exchange, keyOf(keys, room).exchange, terms, event),
    feed(room, mode, after = "", waitMs = 0) {
      const query = { mode, after, waitMs, copiesMax: 100, peek: false };
      return handOut(handOutPorts, keyOf(keys, room).exchange, indexOf(room), query);
    },
    handOut: (room, query) =>
      handOut(handOutPorts, keyOf(keys, room).exchange, indexOf(room), query),
    receipts: (room, mode, items) =>
      reportReceipts(exchangeLog, keyOf(keys, room).exchange, indexOf(room), mode, items),
    waiting: (room) => indexOf(room).waiting,
    incident: (room, mode, externalId) =>
      incidentId(keyOf(keys, room).exchange.keys[mode].naming, mode, externalId),
  };
}

function exchangePorts(log: EventLog, vault: Vault) {
  return {
    log,
    vault,
    eventCounts: new ShortMemory<number>(() => Date.now(), 1_000),
    earlier: new EarlierEvents(() => Date.now()),
    nowMs: () => Date.now(),
    nowIso: () => new Date().toISOString(),
    randomBytes,
    seam: () => Promise.resolve(),
    wait: (ms: number, until: AbortSignal) => sleep(ms, until),
  };
}

function policyPorts(log: EventLog, vault: Vault, secrets: PolicySecrets) {
  return {
    log,
    vault,
    secrets,
    openYears: () => [year],
    gate: () => ({ open: true }) as const,
    acknowledged: () => undefined,
    yearSealed: () => undefined,
    randomBytes,
    seam: (_name: PolicySeam) => Promise.resolve(),
  };
}

function vaultOver(store: KeyStore): Vault {
  return {
    async create(mode, incident) {
      const answer = await store.create({ mode: mode as Mode, incident });
      return answer.outcome === "ok"
        ? { kind: "ok", keys: answer.keys, created: answer.created }
        : { kind: "shredded" };
    },
    get: async (mode, incident) => keyOutcome(await store.get({ mode: mode as Mode, incident })),
    getToSeal: async (mode, incident) =>
      keyOutcome(await store.getToSeal({ mode: mode as Mode, incident })),
  };
}

function keyOutcome(answer: Awaited<ReturnType<KeyStore["getToSeal"]>>): KeyOutcome {
  if (answer.outcome === "ok") return { kind: "ok", keys: answer.keys, created: false };
  return answer.outcome === "sensitive_shredded"
    ? { kind: answer.outcome, ordinary: answer.ordinary }
    : { kind: answer.outcome };
}

interface AllKeys {
  readonly root: Buffer;
  readonly exchange: RoomSecrets;
}

function roomSecrets(): ReadonlyMap<string, AllKeys> {
  return new Map(
    rooms.map(({ id }) => {
      const root = randomBytes(32);
      const keys = (mode: Mode): RoomKeys => ({
        naming: roomKey(root, "naming", mode, 0),
        alias: roomKey(root, "alias", mode, 0),
        operator: roomKey(root, "operator", mode, 0),
        cursor: deriveKey(root, "cursor", mode, "0"),
      });
      const officer = officerPublicKey(randomBytes(32));
      const exchange = {
        id,
        keys: { actual: keys("actual"), exercise: keys("exercise") },
        officer,
      };
      return [id, { root, exchange }] as const;
    }),
  );
}

function keyOf(keys: ReadonlyMap<string, AllKeys>, room: string): AllKeys {
  const found = keys.get(room);
  if (found === undefined) throw new Error(`no keys for ${room}`);
  return found;
}

function policySecrets(keys: ReadonlyMap<string, AllKeys>): PolicySecrets {
  const release = (root: Buffer, mode: Mode) => ({
    alias: roomKey(root, "alias", mode, 0),
    feed: roomKey(root, "feed", mode, 0),
    pseudonym: roomKey(root, "pseudonym", mode, 0),
  });
  const byRoom = [...keys].map(([id, { root }]) => {
    return [id, { actual: release(root, "actual"), exercise: release(root, "exercise") }] as const;
  });
  const [actual, exercise] = modes.map(() => randomBytes(32));
  return {
    rooms: new Map(byRoom),
    coreNaming: { actual: actual ?? randomBytes(32), exercise: exercise ?? randomBytes(32) },
    logPseudonym: randomBytes(32),
    macs: new Map([["policy", randomBytes(32)]]),
  };
}

function rulesInForce(rules: CompiledRules): RulesInForce {
  const built = buildProjectors(rules);
  if (built.kind !== "generated") throw new Error(built.why);
  const { projectors } = built;
  const { hash } = rules;
  const agreement = sha256Hex(Buffer.from(hash));
  return { rules, projectors, rooms, hash, agreement, epochAt: () => hash };
}

async function followInto(
  index: FeedIndex,
  connection: Awaited<ReturnType<typeof connectPlain>>,
  room: string,
  signal: AbortSignal,
): Promise<void> {
  const options = { stream: feedStream(room), from: 1, timeoutMs: 2_000, signal };
  while (!signal.aborted) {
    try {
      for await (const message of followCopies(connection, options)) {
        index.apply(message);
      }
    } catch (error) {
      if (!(error instanceof EventLogError)) throw error;
      if (error.code === "gap") index.clear();
    }
  }
}
