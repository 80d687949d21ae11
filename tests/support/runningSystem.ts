import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { believe } from "#apps/cli/authority";
import { addressOf } from "#apps/cli/ports";
import type { LogLevel } from "#libs/runtime/logger";
import { type Answered, type Ask, askHttp } from "#tests/support/askHttp";
import { type RunningCli, startCli } from "#tests/support/commandLine";
import { projectRoot } from "#tests/support/project";
import { unlimitedRates } from "#tests/support/unlimitedRates";

/** What a test may change of the system that it starts. */
export interface SystemOptions {
  readonly logLevel?: LogLevel;
  /** Signed limits that a test shortens. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Rewrites a file of deploy/rooms, by room id. */
  readonly rooms?: Readonly<Record<string, (text: string) => string>>;
  /** Files that the deployment has besides, by their path below it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Seams and clock by process name. */
  readonly processes?: Readonly<Record<string, unknown>>;
  /** The processes to start, by name; absent: all. */
  readonly only?: readonly string[];
  /** What `up` finds in its environment beside ours; its processes never see it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Data folder of a system that was stopped: it goes on there. */
  readonly data?: string;
  /** Edges answer over TLS, with a certificate of the installation's own authority. */
  readonly tls?: true;
}

/** What a message needs on its way, with the edges of `rooms` alone: without the console, and rooms that nobody asks. */
export const innerAnd = (...rooms: readonly string[]): readonly string[] => [
  ...["vault", "witness-prefettura", "witness-comune", "audit", "policy", "exchange"],
  ...rooms.map((room) => `adapter-${room}`),
];

/** The whole system as `raccordo up` runs it, with real processes and a real server. */
export interface RunningSystem {
  readonly data: string;
  readonly cli: RunningCli;
  /** Where a process listens, by its name; `nats` is the server. */
  port(name: string): number;
  /** Process ids by name, as first started. */
  readonly pids: ReadonlyMap<string, number>;
  /** Asks the edge of `room`, with its key and at its address unless a path of its own is given. */
  ask(room: string, path: string, options?: Ask): Promise<Answered>;
  /** `POST messages` as the room, native JSON unless said otherwise. */
  send(room: string, body: string | Uint8Array, contentType?: string): Promise<Answered>;
  /** Stops every process by SIGTERM to `up`; resolves with its exit code. The data folder stays. */
  stop(): Promise<number | NodeJS.Signals>;
  /** Stops if it runs, and removes every file. */
  remove(): Promise<void>;
}

/** Starts `raccordo up` on a new data folder; resolves when every process is ready. */
export async function startSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  const folder =
    options.data === undefined
      ? mkdtempSync(join(tmpdir(), "raccordo-system-"))
      : dirname(options.data);
  const data = join(folder, "data");
  const cli = startCli(upArguments(folder, data, options), options.environment);
  const stop = async () => {
    cli.child.kill("SIGTERM");
    return cli.exit;
  };
  const remove = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await cli.ready();
  } catch (error) {
    await remove();
    throw error;
  }
  const known = portsOf(data);
  const { ports } = known;
  if (options.tls === true) believe(join(data, "tls", "ca.crt"));
  const port = (name: string): number => {
    const found = ports[name];
    if (found === undefined) throw new Error(`nobody listens as ${name}`);
    return found;
  };
  const ask = (room: string, path: string, how: Ask = {}) => {
    const key = how.key ?? readFileSync(join(data, "rooms", room, "key"), "utf8").trimEnd();
    const address = addressOf(known, room);
    if (address === undefined) throw new Error(`nobody serves ${room}`);
    return askHttp(`${address}${path}`, { ...how, key });
  };
  const send = (room: string, body: string | Uint8Array, contentType = "application/json") =>
    ask(room, `/v1/rooms/${room}/messages`, {
      body: typeof body === "string" ? body : Uint8Array.from(body),
      headers: { "content-type": contentType },
    });
  return { data, cli, port, pids: pidsOf(cli), ask, send, stop, remove };
}

/** The pids that processes have now; those that were started again have other ones. */
export const pidsOf = (cli: RunningCli): ReadonlyMap<string, number> =>
  new Map(
    cli
      .events()
      .filter(({ event }) => event === "process-started")
      .map((event): [string, number] => [String(event["process"]), Number(event["pid"])]),
  );

function upArguments(folder: string, data: string, options: SystemOptions): readonly string[] {
  const testFile = join(folder, "test.json");
  const { logLevel, limits = {}, rooms = {}, files = {}, processes = {}, only } = options;
  const content = {
    limits,
    processes,
    edge_limits: unlimitedRates,
    ...(logLevel === undefined ? {} : { log_level: logLevel }),
    ...(only && { only }),
  };
  writeFileSync(testFile, JSON.stringify(content));
  const deploy = join(folder, "deploy");
  cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
  for (const [room, rewrite] of Object.entries(rooms)) {
    const file = join(deploy, "rooms", `${room}.yaml`);
    writeFileSync(file, rewrite(readFileSync(file, "utf8")));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(deploy, path)), { recursive: true });
    writeFileSync(join(deploy, path), text);
  }
  const folders = ["--data", data, "--test-file", testFile, "--deploy", deploy];
  return ["up", "--json", ...folders, ...(options.tls === true ? ["--tls"] : [])];
}

interface PortsFile {
  readonly ports: Readonly<Record<string, number>>;
  readonly rooms: Readonly<Record<string, string>>;
  readonly tls?: true;
}

const portsOf = (data: string): PortsFile =>
  JSON.parse(readFileSync(join(data, "ports.json"), "utf8")) as PortsFile;
