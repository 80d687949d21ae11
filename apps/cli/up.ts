import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { termsOf } from "#libs/policy/retentionSchema";
import type { RoomFile } from "#libs/policy/roomSchema";
import type { CommitsPlace } from "#libs/tilestore/commitsPlace";
import { assertNothingLost } from "./audit/lostStreams.ts";
import { believe } from "./authority.ts";
import { bootstrap } from "./bootstrap.ts";
import { settlePlace } from "./commits/place.ts";
import {
  type DemonstrationUser,
  loginOf,
  openDemonstrationUsers,
} from "./console/demonstrationUsers.ts";
import { type IdentitySetting, issuerOf } from "./console/identitySetting.ts";
import { type Documents, defaultLimits, familyOf, readConfiguration } from "./documents.ts";
import { CliError, exitCodes } from "./exitCodes.ts";
import {
  type Installation,
  openDataFolder,
  readInstallation,
  writeInstallation,
} from "./installation.ts";
import { lastLines } from "./lastLines.ts";
import { lockFolder } from "./lock.ts";
import { type NatsPlace, natsPartName } from "./natsServer.ts";
import { isBuilt, nodePart } from "./nodeProcess.ts";
import { externalUrl, openServer, watchStore } from "./openServer.ts";
import { packageRoot } from "./packageRoot.ts";
import { type PlayContext, play, tellPurpose } from "./play/play.ts";
import { addressOf, choosePorts, host, type Ports, readPorts, writePorts } from "./ports.ts";
import { prepareApart } from "./preparation.ts";
import { writePrivate } from "./privateFiles.ts";
import {
  adapterGroups,
  listenerNames,
  type ProcessPlan,
  processPlans,
  watchedNames,
} from "./processConfigs.ts";
import { removeRetiredYears } from "./retention/removeYears.ts";
import { retiredYears } from "./retention/retiredYears.ts";
import { keepCredentials } from "./roomCredentials.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { watchStarter } from "./starter.ts";
import { consoleAddressOf, consoleSummary, summary, tellIssuer } from "./summary.ts";
import { Supervisor } from "./supervisor.ts";
import { runSteps, type Step, type Terminal } from "./terminal.ts";
import { readTestFile, type TestFile } from "./testFile.ts";
import { textOf } from "./texts.ts";
import type { TlsFiles } from "./tlsFiles.ts";
import { adoptFirstEpochKey, readToken } from "./vault/epochFolder.ts";
import { watchSupervisor, writeTargets } from "./watch.ts";
import { openWebhookSecrets, type WebhookSecrets } from "./webhookSecrets.ts";
import {
  demonstrationWitnesses,
  type InstalledWitnesses,
  openDemonstrationWitnesses,
  readWitnesses,
} from "./witness/demonstrationWitnesses.ts";

export interface UpOptions {
  readonly data: string;
  readonly deploy?: string | undefined;
  readonly once: boolean;
  readonly play: boolean;
  /** How many times faster than a clock the played day goes. */
  readonly speed: number;
  readonly production: boolean;
  /** The rooms' edges speak TLS, with a certificate of the installation's own demonstration authority. */
  readonly tls: boolean;
  readonly portBase?: number | undefined;
  /** Address of a time stamp authority (RFC 3161). */
  readonly timestamps?: string | undefined;
  readonly testFile?: string | undefined;
  /** What is done in place of starting the processes: for it their files are written and the server runs. */
  readonly instead?: ((data: string) => Promise<number>) | undefined;
}

/** Everything that is known before the first process starts. */
interface Prepared {
  readonly data: string;
  readonly rooms: readonly RoomFile[];
  readonly installation: Installation;
  readonly secrets: Secrets;
  readonly webhookSecrets: WebhookSecrets;
  readonly documents: Documents;
  readonly auditYears: readonly number[];
  readonly ports: Ports;
  readonly tls: TlsFiles | undefined;
  readonly witnesses: InstalledWitnesses | undefined;
  readonly commits: CommitsPlace;
  readonly test: TestFile;
  /** Who says who somebody is at the console's page; absent: its made-up users, if any. */
  readonly identity: IdentitySetting | undefined;
  /** Made-up users of the page; none in production, or where an issuer is named. */
  readonly users: readonly DemonstrationUser[];
}

/**
 * `raccordo up`: makes or opens the data folder, starts the server and every process, keeps them running,
 * and stops them in reverse order. Resolves with the exit code.
 */
export async function up(terminal: Terminal, options: UpOptions): Promise<number> {
  const data = resolve(options.data);
  openDataFolder(data);
  const unlock = lockFolder(data);
  const supervisor = new Supervisor(terminal);
  const starter = watchStarter(
    (why) => {
      if (why === "gone") terminal.warn("starter-gone");
      void supervisor.requestStop();
    },
    () => supervisor.killAll(),
  );
  try {
    return await run(terminal, options, data, supervisor);
  } finally {
    terminal.say("stopping");
    await supervisor.stop();
    terminal.say("stopped", { restarts: supervisor.restarts });
    starter.end();
    unlock();
  }
}

async function run(
  terminal: Terminal,
  options: UpOptions,
  data: string,
  supervisor: Supervisor,
): Promise<number> {
  if (options.play) tellPurpose(terminal);
  terminal.say("data-folder", { path: data });
  let prepared: Prepared | undefined;
  let place: NatsPlace | undefined;
  const ready = () => {
    if (prepared === undefined || place === undefined) throw new Error("a step was left out");
    return { prepared, place };
  };
  const title = (key: "step-folder" | "step-server" | "step-streams") =>
    textOf(terminal.language, key);
  const steps: Step[] = [
    {
      title: title("step-folder"),
      run: async () => {
        prepared = await prepare(terminal, options, data, supervisor);
      },
    },
    {
      title: title("step-server"),
      run: async () => {
        if (prepared !== undefined) place = await openServer(terminal, supervisor, prepared);
      },
    },
    {
      title: title("step-streams"),
      run: () => bootstrapAll(terminal, ready(), options.instead),
    },
  ];
  const isStopped = () => supervisor.stopRequested;
  await untilStop(supervisor, runSteps(terminal, steps, isStopped));
  if (supervisor.stopRequested) return exitCodes.ok;
  const plans = writeConfigs(options, ready());
  if (options.instead !== undefined) return options.instead(data);
  const only = ready().prepared.test.only;
  const wanted = plans.filter(({ name }) => only === undefined || only.includes(name));
  const missing = wanted.filter(({ app }) => !isBuilt(app)).map(({ name }) => name);
  for (const process of missing) terminal.warn("process-missing", { process });
  const built = wanted.filter(({ app }) => isBuilt(app));
  const profiles = ready().prepared.test.cpu_profiles;
  await watch(terminal, supervisor, ready(), built);
  const starting = processSteps(terminal, supervisor, data, built, profiles);
  await untilStop(supervisor, runSteps(terminal, starting, isStopped));
  if (supervisor.stopRequested) return exitCodes.ok;
  if (ready().prepared.documents.demonstration) {
    terminal.say("signers-demonstration");
    terminal.say("witnesses-demonstration");
  }
  terminal.say("summary-ready");
  // Who watches the day is told the addresses when it is over.
  if (!options.play || terminal.json) summary(terminal, ready().prepared);
  await tellIssuer(terminal, ready().prepared.identity);
  terminal.say("one-disk");
  return work(terminal, options, supervisor, ready().prepared, missing);
}

/** From here on somebody can see which processes run; it ends with the processes. */
async function watch(
  terminal: Terminal,
  supervisor: Supervisor,
  { prepared, place }: { readonly prepared: Prepared; readonly place: NatsPlace },
  plans: readonly ProcessPlan[],
): Promise<void> {
  const { data, rooms, ports } = prepared;
  writeTargets(data, ports, watchedNames(rooms));
  const server = externalUrl() === undefined ? [natsPartName] : [];
  const processes = [...server, ...plans.map(({ name }) => name)];
  const states = () => supervisor.states;
  const store = watchStore(terminal, supervisor, {
    ...{ data, place, ports },
    system: prepared.secrets.users.system,
  });
  const watched = { data, ports, processes, states, storeCode: store.code };
  const watching = await watchSupervisor(terminal, watched);
  void supervisor.stopAsked.then(() => watching.stop());
}

/** A start that hangs must still be stoppable: what it was doing then ends with the processes. */
async function untilStop(supervisor: Supervisor, starting: Promise<void>): Promise<void> {
  await Promise.race([starting, supervisor.stopAsked]);
  if (supervisor.stopRequested) starting.catch(() => undefined);
}

async function work(
  terminal: Terminal,
  options: UpOptions,
  supervisor: Supervisor,
  prepared: Prepared,
  missing: readonly string[],
): Promise<number> {
  const context = playContext(terminal, options, prepared, missing);
  const played = options.play ? await playUntilStop(supervisor, context) : exitCodes.ok;
  if (options.once || supervisor.stopRequested) return played;
  if (options.play) consoleSummary(terminal, prepared.ports, prepared.users);
  terminal.say("summary-stop");
  await supervisor.stopAsked;
  return exitCodes.ok;
}

async function playUntilStop(supervisor: Supervisor, context: PlayContext): Promise<number> {
  const stopped = supervisor.stopAsked.then(() => exitCodes.ok);
  return Promise.race([play(context), stopped]);
}

async function prepare(
  terminal: Terminal,
  options: UpOptions,
  data: string,
  { stopAsked }: Supervisor,
): Promise<Prepared> {
  const { production } = options;
  if (production && options.testFile !== undefined) throw new CliError("usage", "production-test");
  const test = readTestFile(options.testFile);
  const made = readInstallation(data);
  const thisYear = new Date().getUTCFullYear();
  const before = made ?? { ...newInstallation(thisYear), rooms: [] };
  const {
    rooms,
    documents,
    commits: wanted,
    identity,
  } = await prepareApart(
    {
      ...{ data, production, logFamily: before.log_family },
      deploy: resolve(options.deploy ?? join(packageRoot, "deploy")),
      limits: { ...defaultLimits, ...test.limits },
    },
    stopAsked,
  );
  const commits = settlePlace(data, wanted);
  const ids = rooms.map(({ id }) => id);
  const secrets = openSecrets(data, { rooms: ids, made, production });
  adoptFirstEpochKey(data);
  const withWebhook = rooms.filter(({ webhook }) => webhook !== undefined);
  const webhookRooms = withWebhook.map(({ id }) => id);
  const webhookSecrets = openWebhookSecrets(data, webhookRooms, made?.webhooks ?? []);
  const installation: Installation = {
    ...before,
    rooms: [...new Set([...before.rooms, ...ids])],
    webhooks: [...new Set([...(before.webhooks ?? []), ...webhookRooms])],
    // In operation it is the one that people have signed.
    log_family: familyOf(documents),
    checkpoint_ml_dsa: true,
    console: true,
    ...(production ? {} : { witnesses: [...demonstrationWitnesses] }),
  };
  const ports = await openPorts(terminal, options, data, rooms);
  const tls = options.tls ? await openTls(data) : undefined;
  const witnesses = production
    ? readWitnesses(data)
    : openDemonstrationWitnesses(data, {
        origin: `${installation.log_family}/${installation.first_year}`,
        secrets,
        ports: ports.ports,
        made: made?.witnesses ?? [],
      });
  for (const [room, { bearerSha256 }] of secrets.rooms) {
    keepCredentials({ data, room }, bearerSha256, Date.now());
  }
  writeInstallation(data, installation);
  const last = Math.max(thisYear, installation.first_year) + 1;
  const auditYears = Array.from(
    { length: last - installation.first_year + 1 },
    (_, i) => installation.first_year + i,
  );
  const isDemonstration = !production && identity === undefined;
  const users = isDemonstration ? openDemonstrationUsers(data, rooms) : [];
  const opened = { data, rooms, installation, secrets, webhookSecrets, documents, identity, users };
  return { ...opened, auditYears, ports, tls, witnesses, commits, test };
}

/** Loaded here: what makes certificates is large. Our own commands and the play then believe this authority. */
async function openTls(data: string): Promise<TlsFiles> {
  const { openTlsFiles } = await import("./tlsFiles.ts");
  const files = await openTlsFiles(data, Date.now());
  believe(files.ca_file);
  return files;
}

function newInstallation(year: number): Omit<Installation, "rooms" | "webhooks"> {
  const id = randomBytes(6).toString("hex");
  return {
    format: "raccordo-installation/1",
    complete: true,
    server_name: `raccordo-${id}`,
    first_year: year,
    // A name under .invalid (RFC 2606) can be nobody's: an operator states an own one before going live.
    log_family: `raccordo-${id}.invalid`,
  };
}

async function openPorts(
  terminal: Terminal,
  { portBase, tls, production }: UpOptions,
  data: string,
  rooms: readonly RoomFile[],
): Promise<Ports> {
  const kept = readPorts(data)?.ports ?? {};
  const external = externalUrl();
  const ports = await choosePorts({
    names: listenerNames(rooms, production),
    kept,
    isOurs: (name) => external === undefined || name !== natsPartName,
    base: portBase,
    moved: (process, port, chosen) => terminal.warn("port-moved", { process, port, chosen }),
  });
  const hosts = adapterGroups(rooms).flatMap(({ name, rooms: hosted }) =>
    hosted.map(({ id }): [string, string] => [id, name]),
  );
  const chosen: Ports = { ports, rooms: Object.fromEntries(hosts), ...(tls && { tls }) };
  writePorts(data, chosen);
  return chosen;
}

async function bootstrapAll(
  terminal: Terminal,
  { prepared, place }: { readonly prepared: Prepared; readonly place: NatsPlace },
  instead: UpOptions["instead"],
): Promise<void> {
  const { data, secrets, auditYears, documents } = prepared;
  const { bootstrap: user } = secrets.users;
  if (instead === undefined) {
    await removeRetiredYears(terminal, { data, place, bootstrap: user }, await retiredYears(data));
    await assertNothingLost(data, place, user);
  }
  const rooms = prepared.rooms.map(({ id }) => id);
  const { quarantine: quarantineMs } = termsOf(readConfiguration(data)?.retention);
  await bootstrap({ place, secrets, rooms, auditYears, documents, quarantineMs });
}

/** DATA/run/<process>.json for each process, written anew at every start. */
function writeConfigs(
  { production, timestamps }: UpOptions,
  { prepared, place }: { readonly prepared: Prepared; readonly place: NatsPlace },
): readonly ProcessPlan[] {
  const { data, rooms, secrets, webhookSecrets, documents, ports, test } = prepared;
  const plans = processPlans({
    data,
    rooms,
    secrets,
    webhookSecrets,
    signers: documents.signers,
    natsUrl: place.url,
    serverName: place.serverName,
    ports: ports.ports,
    production,
    test: test.processes,
    logLevel: test.log_level,
    edgeLimits: test.edge_limits,
    tls: prepared.tls,
    witnesses: prepared.witnesses,
    commits: prepared.commits,
    timestamps,
    token: readToken(prepared.data),
    login: loginIn(prepared),
  });
  for (const { name, config } of plans) {
    writePrivate(configFile(data, name), `${JSON.stringify(config, null, 2)}\n`);
  }
  return plans;
}

const loginIn = ({ identity, users }: Prepared) =>
  identity !== undefined ? issuerOf(identity) : users.length > 0 ? loginOf(users) : undefined;

const configFile = (data: string, name: string) => join(data, "run", `${name}.json`);

/**
 * All processes start at once, each waits for what it needs (clarification 19); the steps tell in the order
 * of the bootstrap which of them work. They are stopped in the reverse of that order.
 */
function processSteps(
  terminal: Terminal,
  supervisor: Supervisor,
  data: string,
  plans: readonly ProcessPlan[],
  profileDir: string | undefined,
): readonly Step[] {
  let starts: ReadonlyMap<string, Promise<void>> | undefined;
  const startAll = () =>
    new Map(
      plans.map(({ name, app }) => {
        const errorFile = errorFileOf(data, name);
        const file = configFile(data, name);
        const start = supervisor.start(
          nodePart({ name, app, configFile: file, errorFile, profileDir }),
        );
        start.catch(() => undefined); // told by its own step, if that is reached
        return [name, start] as const;
      }),
    );
  return plans.map(({ name }) => ({
    title: textOf(terminal.language, "step-process", { process: name }),
    run: async () => {
      starts ??= startAll();
      await starts.get(name)?.catch((error: unknown) => {
        if (!supervisor.stopRequested) throw notStarted(data, name, error);
      });
    },
  }));
}

const errorFileOf = (data: string, name: string) => join(data, "log", `${name}.stderr`);

function notStarted(data: string, name: string, error: unknown): CliError {
  const reason = error instanceof Error ? error.message : String(error);
  const path = join(data, "log", `${name}.jsonl`);
  const log = `${lastLines(errorFileOf(data, name))}\n${lastLines(path)}`.trim();
  const values = { process: name, reason, path, log };
  return new CliError("refused", "process-not-started", values, { cause: error });
}

function playContext(
  terminal: Terminal,
  { deploy, speed }: UpOptions,
  { data, rooms: files, ports }: Prepared,
  missing: readonly string[],
): PlayContext {
  const script = join(deploy ?? join(packageRoot, "deploy"), "demonstration");
  const rooms = files.map(({ id }) => ({
    id,
    address: addressOf(ports, id) ?? "",
    key: readFileSync(join(data, "rooms", id, "key"), "utf8").trimEnd(),
  }));
  const startId = randomBytes(4).toString("hex");
  const logAddress = `http://${host}:${ports.ports["audit"] ?? 0}`;
  const consoleAddress = consoleAddressOf(ports);
  const addresses = { logAddress, consoleAddress };
  return { terminal, data, script, rooms, ...addresses, missing, startId, speed };
}
