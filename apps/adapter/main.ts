import "reflect-metadata";
import { clientOf } from "#libs/eventlog/natsClient";
import { runProcess, waitFor } from "#libs/runtime/process";
import { type AdapterConfig, adapterConfig } from "./config.ts";
import { openEdge } from "./edge.ts";
import { connectCore, type RoomClient } from "./natsGateway.ts";

await runProcess(adapterConfig, async ({ config, logger, clock, seam, signal }) => {
  // Another process may be late: the edge opens when the core's server is there.
  const core = await waitFor(() => connectCore(clientsOf(config), config.core.timeout_ms), {
    signal,
    logger,
    part: "nats",
  });
  const edge = await openEdge(config, core, { clock, logger, seam });
  return {
    ports: { http: edge.port },
    async stop() {
      await edge.stop();
      await core.close();
    },
  };
});

/** Each room by its own user, in its own account. */
function clientsOf(config: AdapterConfig): readonly RoomClient[] {
  return config.rooms.map((room) => ({
    room: room.id,
    client: clientOf(config, config.core.timeout_ms, room.nats),
  }));
}
