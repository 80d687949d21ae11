import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect as connectTcp, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface NatsPlace {
  readonly port: number;
  readonly serverName: string;
  readonly storeDir: string;
}

export interface NatsTestServer extends NatsPlace {
  readonly url: string;
  readonly pid: number;
  /** Stops it in an orderly way and removes its folder. */
  stop(): Promise<void>;
  /** SIGKILL; the store stays for {@link restart}. */
  kill(): Promise<void>;
  /** Starts the stopped or killed server again on the same port and store. */
  restart(): Promise<void>;
  /** Writes a new configuration and sends SIGHUP. */
  reload(config: string): Promise<void>;
  /** What the server has written to its log so far. */
  log(): string;
}

/** A minimal configuration: JetStream, every write synced, no authentication. */
export function plainConfig(place: NatsPlace): string {
  return [
    `server_name: "${place.serverName}"`,
    `listen: "127.0.0.1:${place.port}"`,
    `jetstream { store_dir: "${place.storeDir}", sync_interval: always, max_file_store: 8GB }`,
  ].join("\n");
}

/** Starts a real nats-server (RACCORDO_NATS_SERVER) on a free port. Fails with the server's log when it does not come up. */
export async function startNatsServer(
  options: { readonly config?: (place: NatsPlace) => string } = {},
): Promise<NatsTestServer> {
  const binary = process.env["RACCORDO_NATS_SERVER"];
  if (binary === undefined) throw new Error("RACCORDO_NATS_SERVER is not set");
  const folder = await mkdtemp(join(tmpdir(), "raccordo-nats-"));
  const port = await freePort();
  const serverName = `test-${randomBytes(6).toString("hex")}`;
  const place = { port, serverName, storeDir: join(folder, "store") };
  const configFile = join(folder, "nats.conf");
  await writeFile(configFile, (options.config ?? plainConfig)(place));
  let output = "";
  let child = await run();

  async function run(): Promise<ChildProcess> {
    const started = spawn(binary ?? "", ["-c", configFile], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    for (let tries = 0; tries < 400; tries += 1) {
      if (started.exitCode !== null) throw new Error(`nats-server ended:\n${output}`);
      if (await answers(port)) return started;
      await wait(25);
    }
    started.kill("SIGKILL");
    throw new Error(`nats-server does not answer:\n${output}`);
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  return {
    ...place,
    url: `127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    log: () => output,
    kill: () => end("SIGKILL"),
    async restart() {
      await end("SIGTERM");
      child = await run();
    },
    async reload(config) {
      await writeFile(configFile, config);
      const before = output.length;
      child.kill("SIGHUP");
      for (let tries = 0; tries < 400; tries += 1) {
        if (/Reloaded server configuration|Failed to reload/.test(output.slice(before))) return;
        await wait(25);
      }
      throw new Error("nats-server did not reload");
    },
    async stop() {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connectTcp(port, "127.0.0.1");
  try {
    const [greeting] = (await once(socket, "data")) as [Buffer];
    return greeting.toString().startsWith("INFO ");
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
