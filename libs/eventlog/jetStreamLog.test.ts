import { expect, test } from "@jest/globals";
import { jetStreamHarness } from "#tests/support/jetStreamHarness";
import { startNatsServer } from "#tests/support/natsServer";
import { eventLogContract } from "./contract.ts";
import { connectChecked } from "./natsClient.ts";

eventLogContract("JetStream", async () => jetStreamHarness(await startNatsServer()));

test("a client refuses a server with another name before it writes anything", async () => {
  const server = await startNatsServer();
  await expect(
    connectChecked({
      servers: [server.url],
      serverNames: ["somebody-else"],
      name: "tested",
      inboxPrefix: "_INBOX_tested",
      credential: "none",
      timeoutMs: 1_000,
    }),
  ).rejects.toMatchObject({ code: "wrong-server" });
  await server.stop();
});
