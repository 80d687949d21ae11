import { connect, type NatsConnection, nkeyAuthenticator } from "@nats-io/transport-node";
import { noteWrongServer, watchConnection } from "./connectionWatch.ts";
import { EventLogError } from "./port.ts";

export interface ClientOptions {
  readonly servers: readonly string[];
  /** Names of the servers that we may speak to: one, or the members of the cluster. */
  readonly serverNames: readonly string[];
  /** Shown in the server's monitoring; a process name, never personal. */
  readonly name: string;
  /** This user's own prefix: nobody else may subscribe under it. */
  readonly inboxPrefix: string;
  /** The nkey seed of the user ("SU…"); `none` only towards a throw-away server without authentication. */
  readonly credential: { readonly nkeySeed: string } | "none";
  readonly timeoutMs: number;
}

/** Where a process finds its server, as its configuration file says: lists have commas. */
export interface ConfiguredClient {
  readonly process: string;
  readonly nats: {
    readonly url: string;
    readonly server_name: string;
    readonly seed: string;
    readonly inbox_prefix: string;
  };
}

/** The client of a process by its configuration; `user` where it has a second one of its own. */
export function clientOf(
  { process: name, nats }: ConfiguredClient,
  timeoutMs: number,
  user: { readonly seed: string; readonly inbox_prefix: string } = nats,
): ClientOptions {
  return {
    servers: nats.url.split(","),
    serverNames: nats.server_name.split(","),
    name,
    inboxPrefix: user.inbox_prefix,
    credential: { nkeySeed: user.seed },
    timeoutMs,
  };
}

/** Options of the NATS client, shared by our own connections and by Nest's transport. */
export function connectionOptions(options: ClientOptions) {
  return {
    servers: [...options.servers],
    name: options.name,
    inboxPrefix: options.inboxPrefix,
    timeout: options.timeoutMs,
    // A process outlives its server: it waits for it for ever, health says so meanwhile.
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    ignoreClusterUpdates: true,
    // Without this every request captures two stack traces in case it fails: a tenth of exchange's time.
    noAsyncTraces: true,
    ...(options.credential === "none"
      ? {}
      : {
          authenticator: nkeyAuthenticator(new TextEncoder().encode(options.credential.nkeySeed)),
        }),
  };
}

/**
 * Connects, and checks `server_name` before anything is written: ports are reused, and a test or a second
 * installation must never write into somebody else's log. A reconnect to a wrong server closes the connection.
 */
export async function connectChecked(options: ClientOptions): Promise<NatsConnection> {
  const connection = await connect(connectionOptions(options));
  return guardServerName(connection, options.serverNames);
}

/** See {@link connectChecked}; for connections that were opened elsewhere (Nest's transport). */
export async function guardServerName(
  connection: NatsConnection,
  serverNames: readonly string[],
): Promise<NatsConnection> {
  if (!isExpected(connection, serverNames)) {
    const found = connection.info?.server_name ?? "nameless";
    await connection.close();
    throw new EventLogError("wrong-server", `server is ${found}, not ${serverNames.join(" or ")}`);
  }
  watchConnection(connection);
  void watchReconnects(connection, serverNames);
  return connection;
}

async function watchReconnects(
  connection: NatsConnection,
  serverNames: readonly string[],
): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type !== "reconnect" || isExpected(connection, serverNames)) continue;
    noteWrongServer();
    await connection.close();
  }
}

const isExpected = (connection: NatsConnection, serverNames: readonly string[]): boolean =>
  serverNames.includes(connection.info?.server_name ?? "");
