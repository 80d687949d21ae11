import type { NatsConnection } from "@nats-io/transport-node";

/** How the connections of this process to its server are; those that we closed ourselves do not count. */
export interface ConnectionFigures {
  readonly connected: number;
  readonly away: number;
  /** Times that a connection came back, since the start. */
  readonly reconnects: number;
  /** Connections that were closed because the server was not the one that was named. */
  readonly wrongServers: number;
}

const open = new Map<NatsConnection, { connected: boolean }>();
let reconnects = 0;
let wrongServers = 0;

export const connectionFigures = (): ConnectionFigures => {
  const all = [...open.values()];
  const connected = all.filter((one) => one.connected).length;
  return { connected, away: all.length - connected, reconnects, wrongServers };
};

/** `ok`, or why this process does not reach its server. */
export function connectionState(): string {
  const { connected, away, wrongServers: wrong } = connectionFigures();
  if (wrong > 0) return "nats-wrong-server";
  return connected > 0 && away === 0 ? "ok" : "nats-away";
}

/** Follows a connection whose server was found to be the right one. */
export function watchConnection(connection: NatsConnection): void {
  const state = { connected: true };
  open.set(connection, state);
  void connection.closed().then(() => open.delete(connection));
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === "disconnect") state.connected = false;
      if (type !== "reconnect") continue;
      state.connected = true;
      reconnects += 1;
    }
  })();
}

/** A connection came back to a server that is not ours, and was closed: only a restart helps. */
export function noteWrongServer(): void {
  wrongServers += 1;
}

/** Where a process shows its metrics and its health, as far as connections need it. */
export interface ConnectionOperations {
  readonly metrics: {
    gauge(spec: ConnectionSpec, read: () => readonly (readonly [number, string])[]): void;
    observedCounter(spec: ConnectionSpec, read: () => number): void;
  };
  readonly health: { watch(part: string, read: () => string): void };
}

interface ConnectionSpec {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly (readonly ["outcome", readonly string[]])[];
}

/** Shows the connections of this process; to be called once, before the first of them is opened. */
export function showConnections({ metrics, health }: ConnectionOperations): void {
  health.watch("nats", connectionState);
  metrics.gauge(
    {
      name: "raccordo_nats_connections",
      help: "Connections of the process to its message server.",
      labels: [["outcome", ["connected", "away"]]],
    },
    () => {
      const { connected, away } = connectionFigures();
      return [[connected, "connected"] as const, [away, "away"] as const];
    },
  );
  metrics.observedCounter(
    {
      name: "raccordo_nats_reconnects_total",
      help: "Times that a connection to the message server came back.",
    },
    () => connectionFigures().reconnects,
  );
}
