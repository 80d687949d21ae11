import { join } from "node:path";
import { demonstrationRoomLimits } from "#libs/eventlog/accounts";
import { reservedBytes } from "#libs/eventlog/streams";
import type { RoomFile } from "#libs/policy/roomSchema";
import { findNatsServer, natsUrlVariable } from "#libs/runtime/natsServerFinder";
import { standingStreams } from "./bootstrap.ts";
import { CliError } from "./exitCodes.ts";
import { addressOfUrl, assertOurs, externalPlace } from "./externalServer.ts";
import type { Installation } from "./installation.ts";
import {
  type NatsPlace,
  natsFiles,
  natsPart,
  natsPartName,
  writeNatsConfig,
} from "./natsServer.ts";
import { host, type Ports } from "./ports.ts";
import { retiredYears } from "./retention/retiredYears.ts";
import type { NatsUser, Secrets } from "./secrets.ts";
import { logAsker, logWords } from "./store/logGuard.ts";
import { diskHasRoom, guardStore, lookEveryMs, storeAsker } from "./store/storeGuard.ts";
import type { Supervisor } from "./supervisor.ts";
import type { Terminal } from "./terminal.ts";
import { operationsAddress } from "./watch.ts";

/** What the server's configuration is made of. */
export interface ServedInstallation {
  readonly data: string;
  readonly installation: Installation;
  readonly secrets: Secrets;
  readonly rooms: readonly RoomFile[];
  readonly auditYears: readonly number[];
  readonly ports: Ports;
}

/** Somebody else's server, when the person who started us names one. */
export const externalUrl = (): string | undefined => process.env[natsUrlVariable] || undefined;

/** Starts our message server, or finds the one that was named; gives where it is. */
export async function openServer(
  terminal: Terminal,
  supervisor: Supervisor,
  prepared: ServedInstallation,
): Promise<NatsPlace> {
  const { data, installation, secrets, ports } = prepared;
  const port = ports.ports[natsPartName] ?? 0;
  const rooms = prepared.rooms.map(({ id }) => id);
  const { retired } = await retiredYears(data);
  writeNatsConfig(data, {
    serverName: installation.server_name,
    port,
    secrets,
    // The processes ask for the year before as well: an event of the last 33 days may lie in it.
    auditYears: [installation.first_year - 1, ...prepared.auditYears],
    retiredYears: retired.map(({ of }) => of),
    reservedBytes: reservedBytes(standingStreams(rooms)),
    roomLimits: demonstrationRoomLimits,
  });
  const external = externalUrl();
  if (external !== undefined) {
    const place = await externalPlace(addressOfUrl(external));
    await assertOurs(place, secrets.users.system, natsFiles(data).config);
    return place;
  }
  const found = await findNatsServer(process.env, (line) => terminal.writeError(`${line}\n`));
  if (!("path" in found)) {
    const { problem, waysOut } = found;
    throw new CliError("refused", "server-missing", { problem, waysOut: waysOut.join("\n") });
  }
  terminal.say("server-found", { version: found.version, source: found.source });
  const place = { url: `${host}:${port}`, serverName: installation.server_name };
  await supervisor.start(natsPart(found.path, data, place, secrets.users.system));
  return place;
}

const nowMs = () => performance.now();

/** Where the server is and whose disk it writes on, and where audit says how its log is. */
interface WatchedServer {
  readonly data: string;
  readonly place: NatsPlace;
  readonly system: NatsUser;
  readonly ports: Ports;
}

/** Looks after the server's store and the log's until all is stopped; gives the code that health tells of the first. */
export function watchStore(
  terminal: Terminal,
  supervisor: Supervisor,
  { data, place, system, ports }: WatchedServer,
): { code(): string } {
  const ending = new AbortController();
  const asker = storeAsker(place, system);
  void supervisor.stopAsked.then(async () => {
    ending.abort();
    await asker.close();
  });
  const isOurs = externalUrl() === undefined;
  const store = {
    health: asker.health,
    // Of somebody else's server we do not see the disk: it is told of, never started again.
    hasRoom: async () => !isOurs || (await diskHasRoom(natsFiles(data).store)),
    ...(isOurs && { restart: () => supervisor.restart(natsPartName) }),
    nowMs,
  };
  const times = { everyMs: lookEveryMs, signal: ending.signal };
  const folder = join(data, "audit");
  const address = operationsAddress(ports, "audit");
  const log = {
    health: logAsker({ url: address && `http://${address}/health/ready`, folder, nowMs }),
    hasRoom: () => diskHasRoom(folder),
    restart: () => supervisor.restart("audit"),
    nowMs,
  };
  guardStore(terminal, log, { ...times, words: logWords });
  return guardStore(terminal, store, times);
}
