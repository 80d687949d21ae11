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

/** Waits until a condition holds; fails after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the condition did not come true");
}
