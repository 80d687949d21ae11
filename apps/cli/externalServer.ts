import { createConnection } from "node:net";
import { readServerSettings } from "#libs/eventlog/serverSettings";
import { CliError } from "./exitCodes.ts";
import { connectAs, type NatsPlace } from "./natsServer.ts";
import type { NatsUser } from "./secrets.ts";

const infoMsMax = 5_000;
const answerMsMax = 5_000;
const infoBytesMax = 65_536;

/** `host:port` of RACCORDO_NATS_URL. */
export function addressOfUrl(url: string): string {
  const match = /^(?:nats:\/\/)?([A-Za-z0-9_.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?\/?$/.exec(url);
  if (match?.[1] === undefined) throw new CliError("usage", "server-unreachable", { url });
  return `${match[1]}:${match[2] ?? "4222"}`;
}

/** A server that somebody else runs, by the name under which it answers. */
export async function externalPlace(address: string): Promise<NatsPlace> {
  const serverName = await readServerName(address);
  if (serverName === undefined)
    throw new CliError("unreachable", "server-unreachable", { url: address });
  return { url: address, serverName };
}

/**
 * Refuses a server that does not know our users: its accounts are its operator's business. One that asks for
 * no credentials lets everybody in, but nobody into its system account.
 */
export async function assertOurs(
  place: NatsPlace,
  system: NatsUser,
  configFile: string,
): Promise<void> {
  try {
    const connection = await connectAs(place, "system", system);
    await readServerSettings(connection, [place.serverName], answerMsMax).finally(() =>
      connection.close(),
    );
  } catch (cause) {
    const values = { url: place.url, path: configFile };
    throw new CliError("refused", "server-foreign", values, { cause });
  }
}

/** The INFO line comes before any login, so it can be read of a server that does not know us. */
function readServerName(address: string): Promise<string | undefined> {
  const at = address.lastIndexOf(":");
  const host = address.slice(0, at).replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = createConnection({ host, port: Number(address.slice(at + 1)) });
    let text = "";
    const end = (name: string | undefined) => {
      socket.destroy();
      resolve(name);
    };
    socket.setEncoding("utf8");
    socket.setTimeout(infoMsMax, () => end(undefined));
    socket.on("error", () => end(undefined));
    socket.on("close", () => end(undefined));
    socket.on("data", (part: string) => {
      text += part;
      const line = /^INFO (\{.*\})\s*\r\n/.exec(text)?.[1];
      if (line !== undefined) end(nameIn(line));
      else if (text.length > infoBytesMax) end(undefined);
    });
  });
}

function nameIn(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("server_name" in value)) return undefined;
    return typeof value.server_name === "string" ? value.server_name : undefined;
  } catch {
    return undefined;
  }
}
