import { join } from "node:path";
import type { NatsConnection } from "@nats-io/transport-node";
import { z } from "zod";
import { readServerSettings } from "#libs/eventlog/serverSettings";
import { readStoreHealth } from "#libs/eventlog/storeHealth";
import { parseFile } from "../installation.ts";
import { connectAs } from "../natsServer.ts";
import { readPrivate } from "../privateFiles.ts";
import { type Finding, ok, problem, skipped, someOf } from "./finding.ts";

const answerMsMax = 5_000;

const configSchema = z.looseObject({
  nats: z.looseObject({ url: z.string(), server_name: z.string() }),
  system: z.looseObject({ seed: z.string() }),
});

/** What the message server says of itself: that an acknowledged write is on the disk, and that it writes at all. */
export async function serverChecks(data: string): Promise<readonly Finding[]> {
  const path = join(data, "run", "audit.json");
  const text = readPrivate(path);
  if (text === undefined) return [skipped("doctor-sync-none")];
  const { nats, system } = parseFile(path, text, configSchema);
  const place = { url: nats.url, serverName: nats.server_name };
  const log = join(data, "nats", "nats.log");
  try {
    const connection = await connectAs(place, "system", { seed: system.seed, key: "" });
    try {
      const health = await readStoreHealth(connection, place.serverName, answerMsMax);
      // A server whose store stopped may answer nothing else either: that it is silent is then the finding.
      const isSilent = health === undefined;
      const sync = isSilent ? [] : [await syncCheck(connection, place.serverName)];
      return [...sync, storeCheck(health, log)];
    } finally {
      await connection.close();
    }
  } catch {
    return [problem("doctor-sync-silent", { url: nats.url, log }, "doctor-process-do")];
  }
}

async function syncCheck(connection: NatsConnection, serverName: string): Promise<Finding> {
  const [settings] = await readServerSettings(connection, [serverName], answerMsMax);
  const version = settings?.version ?? "?";
  if (settings?.syncAlways === true) return ok("doctor-sync", { version });
  return problem("doctor-sync-not", { version }, "doctor-sync-do");
}

/** What was read of the store, in words. Pure. */
export function storeCheck(
  health: Awaited<ReturnType<typeof readStoreHealth>>,
  log: string,
): Finding {
  if (health === "denied") return skipped("doctor-store-denied");
  if (health === undefined) return problem("doctor-store-silent", { log }, "doctor-store-do");
  if (health.kind === "writes") return ok("doctor-store");
  const streams = health.streams.length > 0 ? someOf(health.streams) : "JetStream";
  const todo = health.wasFull ? "doctor-store-do" : "doctor-store-broken-do";
  return problem("doctor-store-refuses", { streams, log }, todo);
}
