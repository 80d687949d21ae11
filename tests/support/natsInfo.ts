import { createConnection } from "node:net";

/** What a server says of itself before anybody has logged in. */
export type ServerInfo = { readonly serverName: string; readonly version: string };

const infoMsMax = 5_000;
const infoCharsMax = 65_536;

/**
 * Reads the INFO line that a NATS server on 127.0.0.1 sends first. It needs no credentials, so it
 * works for servers whose accounts admit nobody by default. Throws when none comes in 5 s.
 */
export function readServerInfo(port: number): Promise<ServerInfo> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    let text = "";
    socket.setEncoding("utf8");
    socket.setTimeout(infoMsMax, () => socket.destroy(new Error(`no INFO from port ${port}`)));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`port ${port} closed before its INFO line`)));
    socket.on("data", (part: string) => {
      text += part;
      const line = /^INFO (\{.*\})\s*\r\n/.exec(text)?.[1];
      if (line === undefined && text.length <= infoCharsMax) return;
      socket.destroy();
      const info = line === undefined ? undefined : parseInfo(line);
      if (info) resolve(info);
      else reject(new Error(`port ${port} does not speak NATS`));
    });
  });
}

function parseInfo(line: string): ServerInfo | undefined {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) return undefined;
  if (!("server_name" in value && typeof value.server_name === "string")) return undefined;
  if (!("version" in value && typeof value.version === "string")) return undefined;
  return { serverName: value.server_name, version: value.version };
}
