import type { NatsConnection } from "@nats-io/transport-node";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import type { Drift, EventLogAdmin, StreamSettings } from "#libs/eventlog/port";
import { readServerSettings } from "#libs/eventlog/serverSettings";
import {
  auditYearStream,
  type Bucket,
  bucketStream,
  buckets,
  demonstrationLimits,
  eventsStream,
  feedRoomStream,
  heldStream,
  quarantineStream,
  reportsStream,
  sealedStream,
} from "#libs/eventlog/streams";
import { documentKeys } from "#libs/policy/documents";
import type { SignedDocument } from "#libs/seal/signedDocument";
import type { Documents } from "./documents.ts";
import { CliError } from "./exitCodes.ts";
import { connectAs, type NatsPlace } from "./natsServer.ts";
import type { Secrets } from "./secrets.ts";

const timeoutMs = 5_000;
const limits = demonstrationLimits;

/** Every stream but the log's: the same at each start. */
export const standingStreams = (
  rooms: readonly string[],
  quarantineMs = limits.quarantineMs,
): readonly StreamSettings[] => [
  eventsStream(limits),
  ...rooms.map((room) => feedRoomStream(room, limits)),
  reportsStream(limits),
  quarantineStream({ ...limits, quarantineMs }),
  heldStream(limits),
  ...buckets.map((bucket) => bucketStream(bucket, limits)),
];

export interface BootstrapInput {
  readonly place: NatsPlace;
  readonly secrets: Secrets;
  readonly rooms: readonly string[];
  /** Years in which the log may have a stream: from the installation's first to the next one. */
  readonly auditYears: readonly number[];
  readonly documents: Documents;
  /** Signed term of quarantine, milliseconds. */
  readonly quarantineMs: number;
}

/**
 * Makes the server ready for the processes: reads `sync_interval` back, creates what is missing among the
 * streams, and proposes the signed documents. Changes nothing that is there but the age of quarantine, which is a
 * signed term: drift is for a person.
 */
export async function bootstrap(input: BootstrapInput): Promise<void> {
  const { place, secrets } = input;
  await connected(place, secrets, "system", (system) => assertSynced(system, place));
  await connected(place, secrets, "bootstrap", async (connection) => {
    const admin = await openJetStreamAdmin(connection, { timeoutMs });
    for (const spec of standingStreams(input.rooms, input.quarantineMs)) await ensure(admin, spec);
    await ensureLog(connection, admin, input.auditYears);
    await propose(connection, "ROOMS", documentKeys.configuration, input.documents.configuration);
    await propose(connection, "RULES", documentKeys.proposed, input.documents.ruleSet);
  });
}

async function connected(
  place: NatsPlace,
  secrets: Secrets,
  user: "system" | "bootstrap",
  work: (connection: NatsConnection) => Promise<void>,
): Promise<void> {
  const connection = await connectAs(place, user, secrets.users[user]);
  try {
    await work(connection);
  } finally {
    await connection.close();
  }
}

async function assertSynced(system: NatsConnection, place: NatsPlace): Promise<void> {
  const settings = await readServerSettings(system, [place.serverName], timeoutMs);
  const lax = settings.find(({ syncAlways }) => !syncAlways);
  if (lax !== undefined) {
    throw new CliError("refused", "server-not-synced", { server: lax.serverName });
  }
}

async function ensure(admin: EventLogAdmin, spec: StreamSettings): Promise<void> {
  const isAged = spec.name === "QUARANTINE";
  const outcome = await (isAged ? admin.ensureAged(spec) : admin.ensureStream(spec));
  if (outcome.kind === "drift") refuseDrift(spec.name, outcome.drift);
}

/** The first year's stream is made here, later ones by audit alone: exactly one is ever writable. */
async function ensureLog(
  connection: NatsConnection,
  admin: EventLogAdmin,
  years: readonly number[],
): Promise<void> {
  const log = await openJetStreamLog(connection, { timeoutMs });
  let present = 0;
  for (const year of years) {
    const spec = auditYearStream(year, limits);
    const state = await log.info(spec.name);
    if (state === undefined) continue;
    present += 1;
    const drift = await admin.readBack(state.sealed ? sealedStream(spec) : spec);
    if (drift.length > 0) refuseDrift(spec.name, drift);
  }
  const [first] = years;
  if (present === 0 && first !== undefined) await ensure(admin, auditYearStream(first, limits));
}

function refuseDrift(stream: string, drift: readonly Drift[]): never {
  const told = drift.map(({ setting, wanted, found }) => `${setting}: ${found} → ${wanted}`);
  throw new CliError("refused", "stream-drift", { stream, drift: told.join(", ") });
}

async function propose(
  connection: NatsConnection,
  bucket: Bucket,
  key: string,
  document: SignedDocument,
): Promise<void> {
  const cache = await openCacheBucket(connection, bucket);
  const value = Buffer.from(JSON.stringify(document), "utf8");
  const present = await cache.get(key);
  if (present === undefined || !value.equals(present)) await cache.put(key, value);
}
