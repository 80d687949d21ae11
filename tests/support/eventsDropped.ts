import { expect } from "@jest/globals";
import { jetstreamManager } from "@nats-io/jetstream";
import { demonstrationLimits, eventsStream, maxAgeMs } from "#libs/eventlog/streams";
import type { TestCore } from "./core.ts";
import { connectPlain } from "./natsClients.ts";
import { until } from "./until.ts";

/** What the server does to EVENTS after 33 days: every message goes, and the stream is as it was. */
export async function eventsDropped(core: TestCore): Promise<void> {
  const connection = await connectPlain(core.server, "core");
  const manager = await jetstreamManager(connection, { checkAPI: false });
  await manager.streams.update("EVENTS", { max_age: 100 * 1_000_000 });
  await until(async () => (await core.log.info("EVENTS"))?.messages === 0, "EVENTS is empty");
  await manager.streams.update("EVENTS", { max_age: maxAgeMs * 1_000_000 });
  await connection.close();
  expect(await core.admin.readBack(eventsStream(demonstrationLimits))).toEqual([]);
}
