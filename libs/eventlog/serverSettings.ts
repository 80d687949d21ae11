import type { NatsConnection } from "@nats-io/transport-node";
import { EventLogError } from "./port.ts";

/** What one server says about itself, read by the system user. */
export interface ServerSettings {
  readonly serverName: string;
  readonly version: string;
  /** True only for `sync_interval: always`: an acknowledged write is on the disk. */
  readonly syncAlways: boolean;
  readonly storeBytesMax: number;
}

/**
 * Asks every server of the cluster for its settings ($SYS.REQ.SERVER.PING.VARZ; the flag is `sync_always`, the
 * field `sync_interval` stays at its default of two minutes). Throws when one of `serverNames` does not answer in time.
 */
export async function readServerSettings(
  system: NatsConnection,
  serverNames: readonly string[],
  timeoutMs: number,
): Promise<readonly ServerSettings[]> {
  const answers = new Map<string, ServerSettings>();
  try {
    const messages = await system.requestMany("$SYS.REQ.SERVER.PING.VARZ", "", {
      maxWait: timeoutMs,
      maxMessages: serverNames.length,
      strategy: "count",
    });
    for await (const message of messages) {
      const settings = parseSettings(message.json());
      if (settings !== undefined) answers.set(settings.serverName, settings);
    }
  } catch (error) {
    throw new EventLogError("unreachable", "settings not readable", { cause: error });
  }
  const silent = serverNames.filter((name) => !answers.has(name));
  if (silent.length > 0)
    throw new EventLogError("unreachable", `no answer from ${silent.join(", ")}`);
  return [...answers.values()];
}

function parseSettings(value: unknown): ServerSettings | undefined {
  const data = member(value, "data");
  const config = member(member(data, "jetstream"), "config");
  const serverName = member(data, "server_name");
  if (typeof serverName !== "string") return undefined;
  const storeBytesMax = member(config, "max_storage");
  return {
    serverName,
    version: String(member(data, "version")),
    syncAlways: member(config, "sync_always") === true,
    storeBytesMax: typeof storeBytesMax === "number" ? storeBytesMax : 0,
  };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
