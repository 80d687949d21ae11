import type { EventLog, StreamSettings } from "#libs/eventlog/port";
import { EventLogError } from "#libs/eventlog/port";
import { drift } from "#libs/eventlog/readBack";
import type { ServerSettings } from "#libs/eventlog/serverSettings";
import { allStreams, type StreamLimits, sealedStream } from "#libs/eventlog/streams";
import { auditStream } from "#libs/eventlog/subjects";
import type { Configuration } from "#libs/policy/documents";
import { termsOf } from "#libs/policy/retentionSchema";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";
import type { Fix } from "./haltFixes.ts";
import { absentFix, settingFix } from "./settingFixes.ts";

/** One setting of the server or of a stream that is not what it must be, and what puts it right. */
export interface SettingsFault {
  /** Server or stream. */
  readonly where: string;
  readonly setting: string;
  readonly wanted: string;
  readonly found: string;
  readonly fix: Fix;
  /** True where what is recorded is no longer safe: then nothing is announced. */
  readonly stops: boolean;
}

/** What was read back at one moment. */
export interface SettingsView {
  readonly faults: readonly SettingsFault[];
  /** SHA-256, hex, of everything that was read: part of every announcement. */
  readonly digest: string;
  /** True when the log of the year takes nothing any more. */
  readonly logSealed: boolean;
}

/** A fault stops announcements only where the truth lies; a feed or a cache is made again from it. */
const rebuildable = /^(?:FEED_|KV_)/;

/** Compares what was read with what must be. `undefined` settings: there is no such stream. Pure. */
export function judgeSettings(
  servers: readonly ServerSettings[] | "not-asked",
  streams: readonly { readonly spec: StreamSettings; readonly live: StreamSettings | undefined }[],
): Omit<SettingsView, "logSealed"> {
  const faults = [
    ...(servers === "not-asked" ? [] : servers.flatMap(serverFault)),
    ...streams.flatMap(({ spec, live }) => streamFaults(spec, live)),
  ];
  const read = {
    servers:
      servers === "not-asked"
        ? []
        : servers.map(({ serverName, version, syncAlways }) => ({
            serverName,
            version,
            syncAlways,
          })),
    streams: streams.flatMap(({ live }) => (live === undefined ? [] : [live])),
  };
  return { faults, digest: sha256Hex(canonicalBytes(read as unknown as CanonicalValue)) };
}

function serverFault({ serverName, syncAlways }: ServerSettings): readonly SettingsFault[] {
  if (syncAlways) return [];
  return [
    {
      where: serverName,
      setting: "sync_interval",
      wanted: "always",
      found: "an interval",
      fix: {
        it: "jetstream { sync_interval: always } nella configurazione del server, poi riavvialo",
        en: "jetstream { sync_interval: always } in the server's configuration, then restart the server",
      },
      stops: true,
    },
  ];
}

function streamFaults(
  spec: StreamSettings,
  live: StreamSettings | undefined,
): readonly SettingsFault[] {
  const stops = !rebuildable.test(spec.name);
  if (live === undefined) {
    const fix = absentFix(spec.name);
    const absent = { setting: "name", wanted: spec.name, found: "no such stream" };
    return [{ where: spec.name, ...absent, fix, stops }];
  }
  return drift(spec, live).map(({ setting, wanted, found }) => ({
    where: spec.name,
    setting,
    wanted,
    found,
    fix: settingFix({ where: spec.name, setting, wanted }),
    stops,
  }));
}

export interface SettingsPorts {
  readonly log: Pick<EventLog, "info">;
  /** Settings of every server, by the system user; `not-asked` outside production without such a user. */
  servers(): Promise<readonly ServerSettings[] | "not-asked">;
}

/** What of the signed configuration decides which streams there are, and their settings. */
interface SignedSettings {
  readonly configuration: Pick<Configuration, "retention">;
  readonly rooms: readonly { readonly id: string }[];
}

/** Reads the settings of all servers and streams back. Rejects when that cannot be done now. */
export async function readSettings(
  ports: SettingsPorts,
  { configuration, rooms }: SignedSettings,
  year: number,
  limits: StreamLimits,
): Promise<SettingsView> {
  const { quarantine: quarantineMs } = termsOf(configuration.retention);
  const ids = rooms.map(({ id }) => id);
  const specs = allStreams(ids, year, { ...limits, quarantineMs });
  const [servers, ...states] = await Promise.all([
    ports.servers(),
    ...specs.map((spec) => infoOf(ports.log, spec.name)),
  ]);
  const streams = specs.map((spec, index) => ({ spec, live: states[index]?.settings }));
  const log = states[specs.findIndex(({ name }) => name === auditStream(year))];
  // No drift: the year is over, and the roll-over makes the next one.
  const logSealed = log?.sealed === true;
  const expected = streams.map(({ spec, live }) => {
    const isOver = logSealed && spec.name === auditStream(year);
    return { spec: isOver ? sealedStream(spec) : spec, live };
  });
  return { ...judgeSettings(servers, expected), logSealed };
}

/** A stream whose settings we have no permission to read is one that the server's configuration does not know. */
async function infoOf(log: Pick<EventLog, "info">, name: string) {
  try {
    return await log.info(name);
  } catch (error) {
    if (error instanceof EventLogError && error.code === "refused") return undefined;
    throw error;
  }
}
