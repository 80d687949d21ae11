import { join } from "node:path";
import { z } from "zod";
import { freePort, listenable, portsVariable } from "#libs/runtime/freePort";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";
import { readPrivate, writePrivate } from "./privateFiles.ts";

export const host = "127.0.0.1";

const schema = z.strictObject({
  /** Port of each process that listens, by its name; `nats` is the server. */
  ports: z.record(z.string(), z.int().min(1).max(65_535)),
  /** Which adapter hosts a room. */
  rooms: z.record(z.string(), z.string()),
  /** The rooms' edges speak TLS. */
  tls: z.literal(true).exactOptional(),
});

/** DATA/ports.json: kept from start to start, so that addresses stay what they were. */
export type Ports = z.infer<typeof schema>;

export function readPorts(data: string): Ports | undefined {
  const path = join(data, "ports.json");
  const text = readPrivate(path);
  return text === undefined ? undefined : parseFile(path, text, schema);
}

export function writePorts(data: string, ports: Ports): void {
  writePrivate(join(data, "ports.json"), `${JSON.stringify(ports, null, 2)}\n`);
}

/** The address at which a room is served; undefined when nobody serves it. */
export function addressOf(ports: Ports | undefined, room: string): string | undefined {
  const adapter = ports?.rooms[room];
  const port = adapter === undefined ? undefined : ports?.ports[adapter];
  const scheme = ports?.tls === true ? "https" : "http";
  return port === undefined ? undefined : `${scheme}://${host}:${port}`;
}

export interface PortWish {
  readonly names: readonly string[];
  readonly kept: Readonly<Record<string, number>>;
  /** The first of consecutive ports, in the order of `names`: then none may be another one. */
  readonly base?: number | undefined;
  /** False for what somebody else runs: its port is taken, and rightly so. */
  isOurs?(name: string): boolean;
  /** Called when a kept port is taken by somebody else. */
  moved(name: string, port: number, chosen: number): void;
}

/** A free port for each name: the kept one where it is free, or as the base says. */
export async function choosePorts(wish: PortWish): Promise<Record<string, number>> {
  const chosen: Record<string, number> = {};
  for (const [index, name] of wish.names.entries()) {
    chosen[name] = await choosePort(wish, name, index, Object.values(chosen));
  }
  return chosen;
}

async function choosePort(
  wish: PortWish,
  name: string,
  index: number,
  chosen: readonly number[],
): Promise<number> {
  if (wish.isOurs?.(name) === false) return wish.kept[name] ?? (wish.base ?? 4_222) + index;
  if (wish.base !== undefined) {
    const port = wish.base + index;
    if ((await listenable(port, host)) !== undefined) return port;
    throw new CliError("refused", "port-taken", { port, process: name });
  }
  const kept = wish.kept[name];
  const isKept = kept !== undefined && !chosen.includes(kept);
  if (isKept && (await listenable(kept, host)) !== undefined) return kept;
  // Whoever comes later in the order keeps its port: nobody listens on it yet.
  const taken = new Set([...chosen, ...Object.values(wish.kept)]);
  const port = await freePort(host, taken, chosen.at(-1), process.env[portsVariable]);
  if (port === undefined) throw new CliError("refused", "port-taken", { port: 0, process: name });
  if (kept !== undefined) wish.moved(name, kept, port);
  return port;
}
