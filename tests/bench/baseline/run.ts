import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Installation, type PortsFile, readJson } from "../installation.ts";
import { senderRoom } from "../real.ts";
import { type EdgePlace, pollSeconds, type Target } from "../target.ts";
import type { BaselineConfig, NatsUser, Sizes } from "./store.ts";

export interface Baseline {
  readonly target: Target;
  /** Its processes by name; the server is the installation's. */
  readonly processes: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const cores = ["vault", "audit", "policy", "exchange"] as const;

/**
 * Starts the baseline's processes on an installation that has only its server: the same accounts, users,
 * permissions and streams as the real system's, and as many processes and connections.
 */
export async function startBaseline(
  installation: Installation,
  given: { readonly sizes: Sizes; readonly year: number },
): Promise<Baseline> {
  const { data, rooms } = installation;
  const children: ChildProcess[] = [];
  const processes = new Map<string, number>();
  const start = async (name: string, app: string): Promise<number> => {
    const { nats } = readJson<{ readonly nats: NatsUser }>(join(data, "run", `${name}.json`));
    const config: BaselineConfig = { name, nats, rooms, ...given };
    const file = join(data, "run", `baseline-${name}.json`);
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    const child = fork(join(import.meta.dirname, `${app}.js`), [file], { execArgv: [] });
    children.push(child);
    processes.set(name, child.pid ?? 0);
    const [message] = (await once(child, "message")) as [{ readonly port?: number }];
    return message.port ?? 0;
  };
  for (const name of cores) await start(name, name);
  const hosts = Object.entries(readJson<PortsFile>(join(data, "ports.json")).rooms);
  const places: EdgePlace[] = [];
  for (const [room, name] of hosts) {
    places.push({ room, address: `http://127.0.0.1:${await start(name, "edge")}`, key: "none" });
  }
  return {
    target: targetOf(places),
    processes,
    async stop() {
      const ends = children.map((child) => once(child, "exit"));
      for (const child of children) child.disconnect();
      await Promise.all(ends);
    },
  };
}

function targetOf(places: readonly EdgePlace[]): Target {
  const sender = places.find(({ room }) => room === senderRoom);
  if (sender === undefined) throw new Error("no sender");
  return {
    name: "baseline",
    sender,
    receivers: places.filter(({ room }) => room !== senderRoom),
    pathOf: {
      messages: () => "/",
      feed: (_room, after) => `/${after === "" ? "0_" : after}_${pollSeconds * 1_000}`,
    },
    deliveries(body, to) {
      const { event } = JSON.parse(body) as { readonly event: string };
      return to.map((room) => `${event} ${room}`);
    },
  };
}
