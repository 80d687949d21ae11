import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

/**
 * Removes a stream for ever. Apart from {@link EventLogAdmin} so that no process that runs can so much as name it: only
 * the start of an installation does, for a year that the signed log says is retired. Rejects when it is not known done.
 */
export async function removeStream(
  connection: NatsConnection,
  stream: string,
  timeoutMs: number,
): Promise<void> {
  const manager = await jetstreamManager(connection, { timeout: timeoutMs, checkAPI: false });
  const isRemoved = await manager.streams.delete(stream);
  if (!isRemoved) throw new Error(`${stream} was not removed`);
}
