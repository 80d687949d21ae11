import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import {
  demonstrationRoomLimits,
  type ServerInput,
  serverConfiguration,
} from "#libs/eventlog/accounts";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { type ClientOptions, connectChecked } from "#libs/eventlog/natsClient";
import { type CoreUser, inboxPrefix } from "#libs/eventlog/permissions";
import { allStreams, demonstrationLimits } from "#libs/eventlog/streams";
import { type NatsPlace, startNatsServer, type TestNatsServer } from "#tests/support/natsServer";

type Role = CoreUser | "vault" | "system";

export interface AccountsFixture {
  readonly server: TestNatsServer;
  /** Connects as a core process. */
  as(role: Role): Promise<NatsConnection>;
  /** Credential of a core process. */
  userOf(role: Role): { readonly seed: string; readonly key: string };
  /** How a process connects with the credential of a room. */
  roomClient(room: string): ClientOptions;
  /** Connects with the credential of a room. */
  asRoom(room: string): Promise<NatsConnection>;
  /** The configuration text with other rooms. */
  configWith(rooms: readonly string[]): string;
  close(): Promise<void>;
}

/** A server with the product's own configuration, all streams made by the bootstrap user, and keys for everybody. */
export async function startAccounts(
  rooms: readonly string[],
  years: Pick<ServerInput, "auditYears" | "retiredYears"> = { auditYears: [2026, 2027] },
): Promise<AccountsFixture> {
  const seeds = new Map<string, { readonly seed: string; readonly key: string }>();
  const keyOf = (name: string) => {
    const known = seeds.get(name) ?? newUser();
    seeds.set(name, known);
    return known;
  };
  const config = (place: NatsPlace, ofRooms: readonly string[]) =>
    serverConfiguration({
      ...place,
      host: "127.0.0.1",
      storeBytesMax: 8 * 1024 ** 3,
      memoryBytesMax: 64 * 1024 ** 2,
      payloadBytesMax: 1024 ** 2,
      keys: keysOf((role) => [keyOf(role).key]),
      rooms: ofRooms.map((id) => ({ id, keys: [keyOf(`room ${id}`).key] })),
      ...years,
      roomLimits: demonstrationRoomLimits,
    });
  const server = await startNatsServer((place) => config(place, rooms));
  const open: NatsConnection[] = [];
  const client = (name: string, prefix: string): ClientOptions => ({
    servers: [server.url],
    serverNames: [server.serverName],
    name: prefix,
    inboxPrefix: prefix,
    credential: { nkeySeed: keyOf(name).seed },
    timeoutMs: 2_000,
  });
  const connect = async (name: string, prefix: string) => {
    const connection = await connectChecked(client(name, prefix));
    open.push(connection);
    return connection;
  };
  const fixture: AccountsFixture = {
    server,
    as: (role) => connect(role, inboxPrefix(role)),
    userOf: keyOf,
    roomClient: (room) => client(`room ${room}`, inboxPrefix(room)),
    asRoom: (room) => connect(`room ${room}`, inboxPrefix(room)),
    configWith: (ofRooms) => config(server, ofRooms),
    close: async () => {
      await Promise.all(open.map((connection) => connection.close()));
      await server.stop();
    },
  };
  const admin = await openJetStreamAdmin(await fixture.as("bootstrap"), { timeoutMs: 2_000 });
  const [first = 2026] = years.auditYears;
  for (const spec of allStreams(rooms, first, demonstrationLimits)) {
    const made = await admin.ensureStream(spec);
    if (made.kind !== "created") throw new Error(`${spec.name}: ${JSON.stringify(made)}`);
  }
  return fixture;
}

const keysOf = (keys: (role: Role) => readonly string[]): ServerInput["keys"] => ({
  bootstrap: keys("bootstrap"),
  exchange: keys("exchange"),
  policy: keys("policy"),
  audit: keys("audit"),
  console: keys("console"),
  vault: keys("vault"),
  system: keys("system"),
});

function newUser(): { readonly seed: string; readonly key: string } {
  const pair = createUser();
  return { seed: new TextDecoder().decode(pair.getSeed()), key: pair.getPublicKey() };
}
