import { type ChildProcess, fork, spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import { type ServerInput, serverConfiguration } from "#libs/eventlog/accounts";
import { connectChecked } from "#libs/eventlog/natsClient";
import { inboxPrefix } from "#libs/eventlog/permissions";
import { EventLogError } from "#libs/eventlog/port";
import { startedFrom } from "./endOf.ts";
import { CliError } from "./exitCodes.ts";
import { lastLines } from "./lastLines.ts";
import type { Part, Started } from "./part.ts";
import { host } from "./ports.ts";
import { writePrivate } from "./privateFiles.ts";
import type { CoreUserName, NatsUser, Secrets } from "./secrets.ts";

/** Name of our server among the processes that are kept running. */
export const natsPartName = "nats";

/** A server that we may speak to. */
export interface NatsPlace {
  /** `host:port`. */
  readonly url: string;
  readonly serverName: string;
}

const timeoutMs = 5_000;
const answerMsMax = 20_000;
const stopMsMax = 8_000;
const mebibyte = 1024 * 1024;

export interface NatsFiles {
  readonly config: string;
  readonly log: string;
  readonly store: string;
}

export const natsFiles = (data: string): NatsFiles => ({
  config: join(data, "nats", "nats.conf"),
  log: join(data, "nats", "nats.log"),
  store: join(data, "nats", "store"),
});

export interface NatsConfigInput {
  readonly serverName: string;
  readonly port: number;
  readonly secrets: Secrets;
  readonly auditYears: readonly number[];
  readonly retiredYears: readonly number[];
  readonly reservedBytes: number;
  readonly roomLimits: ServerInput["roomLimits"];
}

/** Room on the disk for the log, which has no limit of its own. */
const logBytes = 16 * 1024 * mebibyte;

/** Writes the server's configuration: accounts, users and permissions; it holds public keys only. */
export function writeNatsConfig(data: string, input: NatsConfigInput): void {
  const { users, rooms } = input.secrets;
  const files = natsFiles(data);
  const key = (name: CoreUserName) => [users[name].key];
  const text = serverConfiguration({
    serverName: input.serverName,
    host,
    port: input.port,
    storeDir: files.store,
    storeBytesMax: input.reservedBytes + logBytes,
    memoryBytesMax: 64 * mebibyte,
    payloadBytesMax: mebibyte,
    keys: {
      bootstrap: key("bootstrap"),
      exchange: key("exchange"),
      policy: key("policy"),
      audit: key("audit"),
      console: key("console"),
      vault: key("vault"),
      system: key("system"),
    },
    rooms: [...rooms].map(([id, { nats }]) => ({ id, keys: [nats.key] })),
    auditYears: input.auditYears,
    retiredYears: input.retiredYears,
    roomLimits: input.roomLimits,
  });
  writePrivate(files.config, text);
}

/** Our own nats-server; it works when it answers under its name to our system user. */
export function natsPart(binary: string, data: string, place: NatsPlace, system: NatsUser): Part {
  return {
    name: natsPartName,
    async launch(signal) {
      const files = natsFiles(data);
      const child = spawnGuarded(binary, ["-c", files.config, "-l", files.log]);
      const started = startedFrom(child, stopMsMax);
      const gone = Promise.race([started.ended, aborted(signal)]);
      const outcome = await Promise.race([answers(place, system, gone), gone]);
      if (outcome === undefined) return started;
      await stopNow(started);
      const log = `${outcome}\n${lastLines(files.log)}`;
      throw new CliError("refused", "server-not-started", { path: files.log, log });
    },
  };
}

const aborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"));
  });

async function stopNow(started: Started): Promise<void> {
  started.kill();
  await started.ended;
}

/** Undefined when the server answers under its name; else why it does not. */
async function answers(
  place: NatsPlace,
  user: NatsUser,
  ended: Promise<string>,
): Promise<string | undefined> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  for (let waitedMs = 0; waitedMs < answerMsMax && !gone; waitedMs += 50) {
    try {
      const connection = await connectAs(place, "system", user);
      await connection.close();
      return undefined;
    } catch (error) {
      if (error instanceof EventLogError && error.code === "wrong-server") return error.message;
      await wait(50);
    }
  }
  return "no answer";
}

/** Connects as one of our users; refuses a server with another name. */
export function connectAs(
  place: NatsPlace,
  name: CoreUserName,
  user: NatsUser,
): Promise<NatsConnection> {
  return connectChecked({
    servers: [place.url],
    serverNames: [place.serverName],
    name,
    inboxPrefix: inboxPrefix(name),
    credential: { nkeySeed: user.seed },
    timeoutMs,
  });
}

/**
 * With setpriv the kernel ends the server when we are gone, even by kill -9; without it a small guard of ours
 * does. A session of its own, so that Ctrl-C does not take it away before the processes that need it.
 */
function spawnGuarded(binary: string, args: readonly string[]): ChildProcess {
  const setpriv = commandPath("setpriv");
  const environment = { PATH: process.env["PATH"] ?? "" };
  if (setpriv !== undefined) {
    const all = ["--pdeathsig", "KILL", binary, ...args];
    return spawn(setpriv, all, { stdio: "ignore", detached: true, env: environment });
  }
  const guard = join(import.meta.dirname, "natsGuard.js");
  return fork(guard, [binary, ...args], {
    execPath: process.execPath,
    execArgv: [],
    env: environment,
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

function commandPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path) && runs(path));
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
