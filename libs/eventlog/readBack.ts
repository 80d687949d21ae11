import type { Drift, StreamSettings } from "./port.ts";

/**
 * Names every setting of a live stream that is not what its specification says; empty when it is as it should be.
 * Deny flags alone prove nothing: an update with a message limit removes leaves from a stream that denies deletion.
 */
export function drift(spec: StreamSettings, live: StreamSettings): readonly Drift[] {
  const settings = Object.keys(spec).filter((key): key is keyof StreamSettings => key in live);
  return settings.flatMap((setting) => {
    const wanted = text(spec[setting]);
    const found = text(live[setting]);
    return wanted === found ? [] : [{ setting, wanted, found }];
  });
}

const text = (value: StreamSettings[keyof StreamSettings]): string =>
  typeof value === "object" ? [...value].sort(byCodeUnits).join(" ") : String(value);

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Settings that the server reports and that cannot let a message in or out; everything else must be known or plain. */
const harmless = new Set([
  "description",
  "metadata",
  "placement",
  "compression",
  "max_consumers",
  "first_seq",
]);

const known = new Set([
  "name",
  "subjects",
  "storage",
  "max_age",
  "max_bytes",
  "max_msgs",
  "max_msgs_per_subject",
  "max_msg_size",
  "discard",
  "deny_delete",
  "deny_purge",
  "allow_direct",
  "allow_rollup_hdrs",
  "sealed",
  "num_replicas",
  "duplicate_window",
  "persist_mode",
]);

const nanosPerMs = 1_000_000;

/** Reads a stream configuration as the server reports it (its JSON names, nanoseconds) into our settings. */
export function settingsOf(config: Readonly<Record<string, unknown>>): StreamSettings {
  const number = (name: string, absent: number) =>
    typeof config[name] === "number" ? config[name] : absent;
  const flag = (name: string) => config[name] === true;
  return {
    name: String(config["name"]),
    subjects: Array.isArray(config["subjects"]) ? config["subjects"].map(String) : [],
    storage: config["storage"] === "memory" ? "memory" : "file",
    maxAgeMs: number("max_age", 0) / nanosPerMs,
    maxBytes: number("max_bytes", -1),
    maxMessages: number("max_msgs", -1),
    maxMessagesPerSubject: number("max_msgs_per_subject", -1),
    maxMessageBytes: number("max_msg_size", -1),
    discard: config["discard"] === "new" ? "new" : "old",
    denyDelete: flag("deny_delete"),
    denyPurge: flag("deny_purge"),
    allowDirect: flag("allow_direct"),
    allowRollup: flag("allow_rollup_hdrs"),
    sealed: flag("sealed"),
    replicas: number("num_replicas", 1),
    duplicateWindowMs: number("duplicate_window", 0) / nanosPerMs,
    persistMode: config["persist_mode"] === "async" ? "async" : "default",
    others: Object.entries(config)
      .filter(([name, value]) => !known.has(name) && !harmless.has(name) && !isPlain(name, value))
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  };
}

/** The configuration to create a stream with. `sealed` and `others` cannot be asked for at creation. */
export function serverConfigOf(spec: StreamSettings) {
  return {
    name: spec.name,
    subjects: [...spec.subjects],
    storage: spec.storage,
    max_age: spec.maxAgeMs * nanosPerMs,
    max_bytes: spec.maxBytes,
    max_msgs: spec.maxMessages,
    max_msgs_per_subject: spec.maxMessagesPerSubject,
    max_msg_size: spec.maxMessageBytes,
    discard: spec.discard,
    deny_delete: spec.denyDelete,
    deny_purge: spec.denyPurge,
    allow_direct: spec.allowDirect,
    allow_rollup_hdrs: spec.allowRollup,
    num_replicas: spec.replicas,
    duplicate_window: spec.duplicateWindowMs * nanosPerMs,
    ...(spec.persistMode === "async" ? { persist_mode: "async" } : {}),
  };
}

function isPlain(name: string, value: unknown): boolean {
  if (name === "retention") return value === "limits";
  if (value === false || value === null || value === undefined || value === 0 || value === "")
    return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
