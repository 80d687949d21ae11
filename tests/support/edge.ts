import { createHash } from "node:crypto";
import {
  adapterConfig,
  protocolNames,
  type RoomConfig,
  type StreamConfig,
} from "#apps/adapter/config";
import { type Edge, openEdge } from "#apps/adapter/edge";
import { systemClock } from "#libs/runtime/clock";
import { loggerTo } from "#libs/runtime/logger";
import { type Answered, type Ask, askHttp } from "./askHttp.ts";
import { MemoryCore } from "./memoryCore.ts";

/** An edge over real HTTP with two rooms, and the core behind it. */
export interface EdgeUnderTest {
  readonly core: MemoryCore;
  readonly edge: Edge;
  readonly log: readonly string[];
  /** Asks as the room; `key` of another room, or none, when a test wants it so. */
  ask(path: string, options?: Ask): Promise<Answered>;
}

export const keys = { pl_cremona: "chiave-sintetica-1", questura: "chiave-sintetica-2" } as const;

/** What a test may state beside the limits: the edge's own certificate, and where rooms' credentials are. */
export interface EdgeFiles {
  readonly tls?: { readonly key_file: string; readonly cert_file: string };
  readonly credentials?: Readonly<Record<string, string>>;
}

const room = (id: keyof typeof keys, limits: object, files: EdgeFiles): object => ({
  id,
  key_sha256: createHash("sha256").update(keys[id]).digest("hex"),
  // The second speaks whatever there is.
  protocols: id === "questura" ? protocolNames : ["raccordo-native/1"],
  municipalities: id === "pl_cremona" ? ["istat:019036"] : [],
  addressees: ["pl_cremona", "questura_cremona"],
  limits,
  ...(files.credentials?.[id] === undefined ? {} : { credentials_file: files.credentials[id] }),
  ...(id === "questura"
    ? { nats: { seed: `SU${"A".repeat(56)}`, inbox_prefix: "_INBOX_questura" } }
    : {}),
});

/** Configuration of the two rooms, as a file would hold it; `stream`: times of streams. */
export function edgeConfiguration(
  limits: Partial<RoomConfig["limits"]> = {},
  files: EdgeFiles = {},
  stream: Partial<StreamConfig> = {},
) {
  return adapterConfig.parse({
    process: "adapter-test",
    data_dir: "unused",
    production: false,
    nats: {
      url: "127.0.0.1:1",
      server_name: "none",
      seed: `SU${"B".repeat(56)}`,
      inbox_prefix: "_INBOX_pl_cremona",
    },
    rooms: [room("pl_cremona", limits, files), room("questura", limits, files)],
    http: { port: 0, ...(files.tls && { tls: files.tls }) },
    stream,
  });
}

export async function startEdge(
  limits: Partial<RoomConfig["limits"]> = {},
  files: EdgeFiles = {},
  stream: Partial<StreamConfig> = {},
): Promise<EdgeUnderTest> {
  const core = new MemoryCore();
  const log: string[] = [];
  const sink = { write: (line: string) => void log.push(line) };
  const logger = loggerTo(sink, { process: "adapter-test", log_level: "trace" });
  const config = edgeConfiguration(limits, files, stream);
  const edge = await openEdge(config, core, { logger, clock: systemClock });
  const ask = (path: string, how: Ask = {}) =>
    askHttp(`http://127.0.0.1:${edge.port}${path}`, { key: keys.pl_cremona, ...how });
  return { core, edge, log, ask };
}
