import { join } from "node:path";
import { z } from "zod";
import { readServerSettings } from "#libs/eventlog/serverSettings";
import { parseFile } from "../installation.ts";
import { connectAs } from "../natsServer.ts";
import { readPrivate } from "../privateFiles.ts";
import { type Finding, ok, problem, skipped } from "./finding.ts";

const answerMsMax = 5_000;

const configSchema = z.looseObject({
  nats: z.looseObject({ url: z.string(), server_name: z.string() }),
  system: z.looseObject({ seed: z.string() }),
});

/** Reads back from the server that an acknowledged write is on the disk. */
export async function syncCheck(data: string): Promise<Finding> {
  const path = join(data, "run", "audit.json");
  const text = readPrivate(path);
  if (text === undefined) return skipped("doctor-sync-none");
  const { nats, system } = parseFile(path, text, configSchema);
  const place = { url: nats.url, serverName: nats.server_name };
  try {
    const connection = await connectAs(place, "system", { seed: system.seed, key: "" });
    try {
      const names = [place.serverName];
      const [settings] = await readServerSettings(connection, names, answerMsMax);
      const version = settings?.version ?? "?";
      if (settings?.syncAlways === true) return ok("doctor-sync", { version });
      return problem("doctor-sync-not", { version }, "doctor-sync-do");
    } finally {
      await connection.close();
    }
  } catch {
    const log = join(data, "nats", "nats.log");
    return problem("doctor-sync-silent", { url: nats.url, log }, "doctor-process-do");
  }
}
