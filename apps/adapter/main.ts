import "reflect-metadata";
import { runProcess, waitFor } from "#libs/runtime/process";
import { type AdapterConfig, adapterConfig } from "./config.ts";
import { openEdge } from "./edge.ts";
import { connectCore, type RoomClient } from "./natsGateway.ts";

await runProcess(adapterConfig, async ({ config, logger, clock, signal }) => {
  // Another process may be late: the edge opens when the core's server is there.
  const core = await waitFor(() => connectCore(clientsOf(config), config.core.timeout_ms), {
    signal,
    logger,
    part: "nats",
  });
  const edge = await openEdge(config, core, { clock, logger });
  return {
    ports: { http: edge.port },
    async stop() {
      await edge.stop();
      await core.close();
    },
  };
});

/** Each room by its own user, in its own account. */
function clientsOf({ rooms, nats, process: name, core }: AdapterConfig): readonly RoomClient[] {
  return rooms.map((room) => {
    const user = room.nats ?? nats;
    return {
      room: room.id,
      client: {
        servers: nats.url.split(","),
        serverNames: [nats.server_name],
        name,
        inboxPrefix: user.inbox_prefix,
        credential: { nkeySeed: user.seed },
        timeoutMs: core.timeout_ms,
      },
    };
  });
}
