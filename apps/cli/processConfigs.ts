import { join } from "node:path";
import { inboxPrefix } from "#libs/eventlog/permissions";
import type { RoomFile } from "#libs/policy/roomSchema";
import type { LogLevel } from "#libs/runtime/logger";
import type { Mode } from "#libs/seal/bytes";
import { deriveKey, type RoomKeyLabel, roomKey } from "#libs/seal/derive";
import type { Signer } from "#libs/seal/signedDocument";
import type { CommitsPlace } from "#libs/tilestore/commitsPlace";
import { packageRoot, packageVersion } from "./packageRoot.ts";
import { host } from "./ports.ts";
import type { NatsUser, RoomSecrets, Secrets } from "./secrets.ts";
import { epochSettings, type VaultToken } from "./vault/epochFolder.ts";
import type { WebhookSecrets } from "./webhookSecrets.ts";
import {
  demonstrationWitnesses,
  type InstalledWitnesses,
  type LocalWitness,
  policyFile as witnessPolicyFile,
  witnessProcess,
} from "./witness/demonstrationWitnesses.ts";

/** Credentials are rotated by a new epoch; the first is 0. */
const keyEpoch = 0;

/** What the processes of one installation are told. */
export interface ConfigInput {
  readonly data: string;
  readonly rooms: readonly RoomFile[];
  readonly secrets: Secrets;
  readonly signers: readonly Signer[];
  /** `host:port` of the server, and the only name that it may have. */
  readonly natsUrl: string;
  readonly serverName: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly production: boolean;
  /** Seams and clock by process name (clarification 24); never in production. */
  readonly test: Readonly<Record<string, unknown>>;
  /** Secrets of webhooks by room, the newest first. */
  readonly webhookSecrets?: WebhookSecrets | undefined;
  /** Absent: the level that a process has by itself. */
  readonly logLevel?: LogLevel | undefined;
  /** Limits of every room at its edge in place of the shipped ones; the bench's only. */
  readonly edgeLimits?: Readonly<Record<string, number>> | undefined;
  /** Who cosigns the log, and the witnesses that run here; absent: nobody. */
  readonly witnesses?: InstalledWitnesses | undefined;
  /** The token that holds the vault's master keys; absent: private files hold its epoch keys. */
  readonly token?: VaultToken | undefined;
  /** Where the signed checkpoints of the log are committed. */
  readonly commits: CommitsPlace;
  /** Address of a time stamp authority (RFC 3161); absent: nobody stamps the log. */
  readonly timestamps?: string | undefined;
  /** Who says who somebody is at the console's page; absent: its keys only. */
  readonly login?: Readonly<Record<string, unknown>> | undefined;
  /** Files of the edges' own key and certificate; absent: plain HTTP, on loopback only. */
  readonly tls?: { readonly key_file: string; readonly cert_file: string } | undefined;
}

/** A process of ours: its name, the app that it runs, and the content of its configuration file. */
export interface ProcessPlan {
  readonly name: string;
  readonly app: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Every process in the order of starting (clarification 19), each with only the secrets of clarification 21. */
export function processPlans(input: ConfigInput): readonly ProcessPlan[] {
  return [
    { name: "vault", app: "vault", config: vaultFile(input) },
    ...(input.witnesses?.local ?? []).map((witness) => ({
      name: witness.process,
      app: "witness",
      config: witnessFile(input, witness),
    })),
    { name: "audit", app: "audit", config: auditFile(input) },
    { name: "policy", app: "policy", config: policyFile(input) },
    { name: "exchange", app: "exchange", config: exchangeFile(input) },
    ...adapterGroups(input.rooms).map(({ name, rooms }) => ({
      name,
      app: "adapter",
      config: adapterFile(input, name, rooms),
    })),
    // Last: nobody's message waits for whoever reads the log.
    { name: "console", app: join("console", "api"), config: consoleFile(input) },
  ];
}

export interface AdapterGroup {
  readonly name: string;
  readonly rooms: readonly RoomFile[];
}

/** One adapter for each titolare, named by its first room: a process never holds rooms of two (invariant 6). */
export function adapterGroups(rooms: readonly RoomFile[]): readonly AdapterGroup[] {
  const groups = Map.groupBy(rooms, ({ titolare }) => titolare);
  return [...groups.values()].map((members) => ({
    name: `adapter-${members[0]?.id ?? ""}`,
    rooms: members,
  }));
}

/** Names of everything that listens, in the order in which `--port-base` counts. In operation witnesses are others'. */
export const listenerNames = (
  rooms: readonly RoomFile[],
  production = false,
): readonly string[] => [
  "nats",
  "audit",
  ...adapterGroups(rooms).map(({ name }) => name),
  // Behind all others, so that an installation keeps the ports that it has.
  ...watchedNames(rooms)
    .filter((name) => name !== "console")
    .map(operationsName),
  ...(production ? [] : demonstrationWitnesses.map(witnessProcess)),
  ...["console", operationsName("console")],
];

/** Everything that shows metrics and health: every process, and the supervisor itself. */
export const watchedNames = (rooms: readonly RoomFile[]): readonly string[] => [
  "up",
  ...["vault", "audit", "policy", "exchange"],
  ...adapterGroups(rooms).map(({ name }) => name),
  "console",
];

/** Name of the port at which a process is watched: never the one that a room sees. */
export const operationsName = (process: string): string => `operations-${process}`;

function shared(input: ConfigInput, name: string, inbox: string, user: NatsUser) {
  const test = input.test[name];
  return {
    process: name,
    data_dir: input.data,
    nats: {
      url: input.natsUrl,
      server_name: input.serverName,
      seed: user.seed,
      inbox_prefix: inboxPrefix(inbox),
    },
    log_to: "file",
    ...(input.logLevel === undefined ? {} : { log_level: input.logLevel }),
    production: input.production,
    operations: { port: portOf(input, operationsName(name)) },
    ...(test === undefined ? {} : { test }),
  };
}

function vaultFile(input: ConfigInput) {
  return {
    ...shared(input, "vault", "vault", input.secrets.users.vault),
    serve_after_replay: true,
    epochs: epochSettings(input.data, input.token),
  };
}

/** Of all that runs here it knows least: its own folder, and whose checkpoints it cosigns. */
function witnessFile(input: ConfigInput, { process, folder }: LocalWitness) {
  const test = input.test[process];
  return {
    folder,
    ...{ host, port: portOf(input, process) },
    logs: input.witnesses?.logs ?? [],
    ...(test === undefined ? {} : { test }),
  };
}

function auditFile(input: ConfigInput) {
  const { core, users } = input.secrets;
  return {
    ...shared(input, "audit", "audit", users.audit),
    signers: input.signers,
    checkpoint_seed: text(core.checkpoint),
    checkpoint_ml_dsa_seed: text(input.secrets.checkpointMlDsa),
    ...(input.witnesses && { witnesses: { policy: input.witnesses.policy } }),
    ...(input.timestamps && { timestamps: { url: input.timestamps } }),
    macs: macKeys(input.secrets),
    log_dir: join(input.data, "audit"),
    commits: input.commits,
    http: { host, port: portOf(input, "audit") },
    system: { seed: users.system.seed, inbox_prefix: inboxPrefix("system") },
  };
}

/** It reads what lies in the folder, asks for records, and holds no key but that of its own user. */
function consoleFile(input: ConfigInput) {
  const { data } = input;
  return {
    ...shared(input, "console", "console", input.secrets.users.console),
    signers: input.signers,
    log_dir: join(data, "audit"),
    configuration_file: join(data, "signed", "configuration.json"),
    witness_policy_file: witnessPolicyFile(data),
    viewers_file: join(data, "console", "viewers.json"),
    /** Of its own: the command line may make its index anew at any time. */
    search_file: join(data, "console", "search.sqlite"),
    work_dir: join(data, "console"),
    audit_url: `http://${host}:${portOf(input, "audit")}`,
    http: { host, port: portOf(input, "console") },
    ...(input.login && { login: input.login }),
    web_dir: join(packageRoot, "dist", "web"),
    version: packageVersion(),
  };
}

function policyFile(input: ConfigInput) {
  const { core, users } = input.secrets;
  return {
    ...shared(input, "policy", "policy", users.policy),
    signers: input.signers,
    rooms: input.rooms.map(({ id }) => ({ id, ...byMode(input, id, policyLabels) })),
    core_naming: {
      actual: text(roomKey(core.root, "naming", "actual", keyEpoch)),
      exercise: text(roomKey(core.root, "naming", "exercise", keyEpoch)),
    },
    log_pseudonym: text(core.log_pseudonym),
    macs: macKeys(input.secrets),
  };
}

const policyLabels = ["alias", "feed", "pseudonym"] as const;

function exchangeFile(input: ConfigInput) {
  const { core, users } = input.secrets;
  const labels = ["naming", "alias", "operator", "cursor"] as const;
  return {
    ...shared(input, "exchange", "exchange", users.exchange),
    signers: input.signers,
    rooms: input.rooms.map(({ id }) => ({
      id,
      ...byMode(input, id, labels),
      officer: text(secretsOf(input, id).officer),
    })),
    receipt_seed: text(core.receipts),
  };
}

function adapterFile(input: ConfigInput, name: string, rooms: readonly RoomFile[]) {
  const [first, ...others] = rooms;
  if (first === undefined) throw new Error("an adapter hosts at least one room");
  return {
    ...shared(input, name, first.id, secretsOf(input, first.id).nats),
    rooms: [
      adapterRoom(input, first, false),
      ...others.map((one) => adapterRoom(input, one, true)),
    ],
    http: { host, port: portOf(input, name), ...tlsOf(input) },
  };
}

const tlsOf = ({ tls }: ConfigInput) =>
  tls === undefined ? {} : { tls: { key_file: tls.key_file, cert_file: tls.cert_file } };

/** What the room's file limits, as its edge enforces it; the rest is the edge's own default. */
const edgeLimits = ({ limits }: RoomFile) => ({
  submit_bytes_max: limits.submit_bytes_max,
  submit_per_minute_max: limits.submit_per_minute_max,
});

/** Names that the protocols of a room file have in the edge. */
const protocolNames = {
  native: "raccordo-native/1",
  cap: "cap/1.2",
  scheda112: "scheda112/1",
} as const;

function adapterRoom(input: ConfigInput, room: RoomFile, ownUser: boolean) {
  const secrets = secretsOf(input, room.id);
  const user = { seed: secrets.nats.seed, inbox_prefix: inboxPrefix(room.id) };
  return {
    id: room.id,
    key_sha256: secrets.bearerSha256,
    credentials_file: join(input.data, "rooms", room.id, "credentials.json"),
    protocols: room.protocols.map((protocol) => protocolNames[protocol]),
    municipalities: room.municipalities,
    addressees: input.rooms.map(({ id }) => id),
    ...(ownUser ? { nats: user } : {}),
    limits: { ...edgeLimits(room), ...input.edgeLimits },
    ...(room.webhook === undefined ? {} : { webhook: webhookOf(input, room.id, room.webhook) }),
  };
}

function webhookOf(input: ConfigInput, room: string, file: NonNullable<RoomFile["webhook"]>) {
  const secrets = input.webhookSecrets?.get(room);
  if (secrets === undefined) throw new Error(`no webhook secret of room ${room}`);
  const { url, timeout_s, ttl_s, modes } = file;
  return { url, timeout_ms: timeout_s * 1_000, ttl_ms: ttl_s * 1_000, modes, secrets };
}

type Label = RoomKeyLabel | "cursor";

function byMode<L extends Label>(input: ConfigInput, room: string, labels: readonly L[]) {
  const { root } = secretsOf(input, room);
  const keys = (mode: Mode) =>
    Object.fromEntries(labels.map((label) => [label, text(keyOf(root, label, mode))]));
  return { actual: keys("actual"), exercise: keys("exercise") };
}

/** The cursor's key is exchange's own, so it is no label of the room's keys. */
const keyOf = (root: Buffer, label: Label, mode: Mode): Buffer =>
  label === "cursor"
    ? deriveKey(root, "cursor", mode, String(keyEpoch))
    : roomKey(root, label, mode, keyEpoch);

const macKeys = ({ core }: Secrets) => ({
  policy: text(core.mac_policy),
  audit: text(core.mac_audit),
  console: text(core.mac_console),
});

const text = (bytes: Buffer): string => bytes.toString("base64url");

function secretsOf(input: ConfigInput, room: string): RoomSecrets {
  const found = input.secrets.rooms.get(room);
  if (found === undefined) throw new Error(`no secrets of room ${room}`);
  return found;
}

function portOf(input: ConfigInput, name: string): number {
  const port = input.ports[name];
  if (port === undefined) throw new Error(`no port for ${name}`);
  return port;
}
