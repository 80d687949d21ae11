import { jetstreamManager } from "@nats-io/jetstream";
import type { EventLogHarness } from "#libs/eventlog/contract";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { type ClientOptions, connectChecked } from "#libs/eventlog/natsClient";
import { startLossyProxy } from "#tests/support/lossyProxy";
import type { TestNatsServer } from "#tests/support/natsServer";

/** A server under test: its process, or a container. */
export type HarnessedServer = Pick<
  TestNatsServer,
  "url" | "port" | "serverName" | "kill" | "restart" | "stop"
>;

/** What the contract of the durable log needs, on a server that has just been started. */
export async function jetStreamHarness(server: HarnessedServer): Promise<EventLogHarness> {
  const proxy = await startLossyProxy(server.port);
  const client = (name: string, url: string): ClientOptions => ({
    servers: [url],
    serverNames: [server.serverName],
    name,
    inboxPrefix: `_INBOX_${name}`,
    credential: "none",
    timeoutMs: 1_000,
  });
  const tested = await connectChecked(client("tested", proxy.url));
  const witness = await connectChecked(client("witness", server.url));
  const manager = await jetstreamManager(witness);
  const timeoutMs = 1_000;
  return {
    log: await openJetStreamLog(tested, { timeoutMs }),
    witness: await openJetStreamLog(witness, { timeoutMs }),
    admin: await openJetStreamAdmin(witness, { timeoutMs }),
    loseAnswers: () => {
      proxy.lose = true;
    },
    findAnswers: () => {
      proxy.lose = false;
    },
    deleteMessage: async (stream, sequence) => {
      await manager.streams.deleteMessage(stream, sequence);
    },
    trim: async (stream, messagesMax) => {
      await manager.streams.update(stream, { max_msgs: messagesMax, discard: "old" });
    },
    kill: () => server.kill(),
    restart: async () => {
      await server.restart();
      // The clients come back by themselves; the test goes on when they have.
      await Promise.all(
        [tested, witness].map((connection) => untilConnected(connection.rtt.bind(connection))),
      );
    },
    close: async () => {
      await Promise.all([tested.close(), witness.close()]);
      await proxy.close();
      await server.stop();
    },
  };
}

async function untilConnected(rtt: () => Promise<number>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await rtt();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("the client did not come back");
}
