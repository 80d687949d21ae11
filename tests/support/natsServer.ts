import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { connect, type NatsConnection, type NodeConnectionOptions } from "@nats-io/transport-node";
import { findNatsServer } from "#libs/runtime/natsServerFinder";
import { freePort } from "#tests/support/freePort";
import { readServerInfo } from "#tests/support/natsInfo";
import { until } from "#tests/support/until";

/** A nats-server that belongs to one test. */
export type TestNatsServer = {
  /** `nats://127.0.0.1:<port>`; stays the same over {@link TestNatsServer.restart}. */
  readonly url: string;
  readonly port: number;
  /** Random name that INFO.server_name was checked against. */
  readonly serverName: string;
  /** JetStream's folder; survives kill and restart, goes with stop. */
  readonly storeDir: string;
  /** Process id of the running server; throws while it is down. */
  readonly pid: number;
  /** What the server has logged so far. */
  log(): Promise<string>;
  /** Connects and refuses a server with another name; options as of @nats-io/transport-node. */
  connect(options?: Omit<NodeConnectionOptions, "servers">): Promise<NatsConnection>;
  /** Replaces the configuration and waits until the running server has taken it, or throws why not. */
  reload(config: string): Promise<void>;
  /** kill -9; resolves when the process is gone. The store stays. */
  kill(): Promise<void>;
  /** Ends the process if it runs and starts it again on the same port, name and store. */
  restart(): Promise<void>;
  /** Graceful end; removes every file. May be called twice. */
  stop(): Promise<void>;
};

/** Where a server listens and keeps its streams. */
export type NatsPlace = Pick<TestNatsServer, "port" | "serverName" | "storeDir">;

/** JetStream with a sync for every message, as the product's configuration has it. */
export const defaultNatsConfig = "jetstream { sync_interval: always }\n";

const stopMsMax = 5_000;
const logBytesShown = 2_000;

/** Why no nats-server can be started here, in one line for `testIf`; undefined when one can. */
export async function natsServerProblem(): Promise<string | undefined> {
  const server = await findNatsServer();
  return "path" in server ? undefined : server.problem;
}

/**
 * Starts a real nats-server with `config` (text of its configuration file) on a free port of
 * 127.0.0.1, with a random name and its store in a temporary folder, and resolves when it answers
 * under that name. Its folder is made in `parent`. Port, name and store given in `config` are overruled. It dies with this process.
 */
export async function startNatsServer(
  config: string | ((place: NatsPlace) => string) = defaultNatsConfig,
  parent = tmpdir(),
): Promise<TestNatsServer> {
  const binary = await findNatsServer();
  if (!("path" in binary)) {
    throw new Error([binary.problem, ...binary.waysOut].join("\n"));
  }
  const folder = await mkdtemp(join(parent, "raccordo-nats-"));
  const serverName = `test-${randomBytes(8).toString("hex")}`;
  const paths = { binary: binary.path, folder, serverName };
  // A configuration that names its own port must name the real one: a reload compares the two.
  const port = typeof config === "string" ? -1 : await freePort();
  const place = { port, serverName, storeDir: storeFolder(folder) };
  await writeConfig(paths, typeof config === "string" ? config : config(place));
  await mkdir(join(folder, "ports"));
  const first = await launch(paths, port).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return handleOf(paths, first);
}

type Paths = { readonly binary: string; readonly folder: string; readonly serverName: string };
type Running = { readonly child: ChildProcess; readonly pid: number; readonly port: number };

function handleOf(paths: Paths, first: Running): TestNatsServer {
  const { folder, serverName } = paths;
  const { port } = first;
  const url = `nats://127.0.0.1:${port}`;
  let running: Running | undefined = first;
  const end = async (signal: NodeJS.Signals) => {
    const ending = running;
    running = undefined;
    if (ending) await endProcess(ending.child, signal);
  };
  return {
    url,
    port,
    serverName,
    storeDir: storeFolder(folder),
    get pid() {
      if (running === undefined) throw new Error("the nats-server of this test is not running");
      return running.pid;
    },
    log: () => readFile(logFile(folder), "utf8"),
    connect: (options = {}) => connectChecked({ ...options, servers: url }, serverName),
    reload: async (config) => {
      if (running === undefined) throw new Error("the nats-server of this test is not running");
      await reload(paths, running, config);
    },
    kill: () => end("SIGKILL"),
    restart: async () => {
      await end("SIGTERM");
      running = await launch(paths, port);
    },
    stop: async () => {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connectChecked(
  options: NodeConnectionOptions,
  serverName: string,
): Promise<NatsConnection> {
  const connection = await connect(options);
  const answered = connection.info?.server_name;
  if (answered === serverName) return connection;
  await connection.close();
  throw new Error(`the server is called ${answered ?? "nothing"}, not ${serverName}`);
}

async function launch(paths: Paths, port: number): Promise<Running> {
  const { folder, serverName } = paths;
  const ports = join(folder, "ports");
  const args = [
    ...["-c", configFile(folder), "-a", "127.0.0.1", "-p", String(port)],
    ...["-l", logFile(folder), "--ports_file_dir", ports],
    // The server takes the folder from the file or from here, not from both.
    ...((await namesStore(folder)) ? [] : ["-sd", storeFolder(folder)]),
  ];
  const child = spawnGuarded(paths.binary, args);
  try {
    const bound = await until(() => boundPort(child, ports), "the nats-server to listen");
    const info = await readServerInfo(bound);
    if (info.serverName !== serverName) {
      throw new Error(`port ${bound} belongs to the server ${info.serverName}, not to ours`);
    }
    if (child.pid === undefined) throw new Error("the nats-server has no process id");
    return { child, pid: child.pid, port: bound };
  } catch (error) {
    await endProcess(child, "SIGKILL");
    const log = await readFile(logFile(folder), "utf8").catch(() => "");
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`nats-server did not start: ${reason}\n${log.slice(-logBytesShown)}`);
  }
}

/** The server is not detached; where setpriv is, the kernel ends it with us even after a kill -9. */
function spawnGuarded(binary: string, args: readonly string[]): ChildProcess {
  const setpriv = commandPath("setpriv");
  const child = setpriv
    ? spawn(setpriv, ["--pdeathsig", "KILL", binary, ...args], { stdio: "ignore" })
    : spawn(binary, args, { stdio: "ignore" });
  child.on("error", () => undefined); // seen by boundPort as a process without id
  const guard = () => child.kill("SIGKILL");
  process.on("exit", guard);
  child.on("exit", () => process.off("exit", guard));
  return child;
}

/** Port that the server wrote into its ports file once its listeners were open. */
async function boundPort(child: ChildProcess, folder: string): Promise<number | undefined> {
  if (child.pid === undefined) throw new Error("the program cannot be run");
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
  }
  const file = (await readdir(folder)).find((name) => name.endsWith(`_${child.pid}.ports`));
  if (file === undefined) return undefined;
  const port = /nats:\/\/[^"]*:(\d+)/.exec(await readFile(join(folder, file), "utf8"))?.[1];
  return port === undefined ? undefined : Number(port);
}

async function namesStore(folder: string): Promise<boolean> {
  return (await readFile(configFile(folder), "utf8")).includes("store_dir:");
}

/** The name stands last in the file, not in the arguments: a reload forgets those, and the last wins. */
function writeConfig(paths: Paths, config: string): Promise<void> {
  return writeFile(configFile(paths.folder), `${config}\nserver_name: ${paths.serverName}\n`);
}

async function reload(paths: Paths, running: Running, config: string): Promise<void> {
  const outcomes = async () => {
    const log = await readFile(logFile(paths.folder), "utf8");
    return (
      log.match(/Reloaded server configuration|Failed to reload server configuration.*/g) ?? []
    );
  };
  const before = (await outcomes()).length;
  await writeConfig(paths, config);
  process.kill(running.pid, "SIGHUP");
  const outcome = await until(async () => (await outcomes())[before], "the reload");
  if (outcome.startsWith("Failed")) throw new Error(outcome);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), stopMsMax);
  await gone;
  clearTimeout(timer);
}

function commandPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const configFile = (folder: string) => join(folder, "nats.conf");
const logFile = (folder: string) => join(folder, "nats.log");
const storeFolder = (folder: string) => join(folder, "store");
