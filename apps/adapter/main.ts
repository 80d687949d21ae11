import "reflect-metadata";
import { showConnections } from "#libs/eventlog/connectionWatch";
import { clientOf } from "#libs/eventlog/natsClient";
import { runProcess, waitFor } from "#libs/runtime/process";
import { type AdapterConfig, adapterConfig } from "./config.ts";
import { openEdge } from "./edge.ts";
import { edgeMetrics } from "./metrics.ts";
import { connectCore, type RoomClient } from "./natsGateway.ts";

await runProcess(adapterConfig, async (context) => {
  const { config, logger, clock, seam, signal, operations } = context;
  showConnections(operations);
  const metrics = edgeMetrics(
    operations.metrics,
    config.rooms.map(({ id }) => id),
  );
  // Another process may be late: the edge opens when the core's server is there.
  const core = await waitFor(() => connectCore(clientsOf(config), config.core.timeout_ms), {
    signal,
    logger,
    part: "nats",
  });
  operations.health.watch("core", () => {
    const state = core.state();
    // The log's lag is told, and no reason to send nobody here: messages are taken all the same.
    return state === "stopped" ? "ok" : state;
  });
  const edge = await openEdge(config, core, { clock, logger, seam }, metrics);
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
