import type { NatsConnection } from "@nats-io/transport-node";

const watched = new WeakMap<NatsConnection, Set<() => void>>();

/**
 * Calls `act` each time the connection comes back. A server that ended at once may have lost what it
 * acknowledged before it wrote it (FEED streams are not synced): whoever keeps something of such a stream in
 * memory looks again. Gives what ends it.
 */
export function onReconnect(connection: NatsConnection, act: () => void): () => void {
  const acts = watched.get(connection) ?? watch(connection);
  acts.add(act);
  return () => acts.delete(act);
}

function watch(connection: NatsConnection): Set<() => void> {
  const acts = new Set<() => void>();
  watched.set(connection, acts);
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === "reconnect") for (const act of [...acts]) act();
    }
  })();
  return acts;
}
