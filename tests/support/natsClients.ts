import { connectChecked } from "#libs/eventlog/natsClient";
import type { TestNatsServer } from "#tests/support/natsServer";

/** Options of a client of a test server without authentication. */
export const plainClient = (server: TestNatsServer, name: string) => ({
  servers: [server.url],
  serverNames: [server.serverName],
  name,
  inboxPrefix: `_INBOX_${name}`,
  credential: "none" as const,
  timeoutMs: 2_000,
});

export const connectPlain = (server: TestNatsServer, name: string) =>
  connectChecked(plainClient(server, name));
