import type { StreamSettings } from "./port.ts";
import { auditStream, feedStream, isRoom } from "./subjects.ts";

/** 33 days: 30 in which a room may still send, and three to decide, hand out and dispute. */
export const maxAgeMs = 33 * 24 * 60 * 60 * 1000;

/** Never relied on. As small as the server lets it be, so that nobody is tempted. */
export const duplicateWindowMs = 100;

/**
 * The server reserves every stream's bytes against its `max_file_store` when the stream is created
 * ("insufficient storage resources"): it must be at least this sum, with room for the log, which has no limit.
 */
export const reservedBytes = (specs: readonly StreamSettings[]): number =>
  specs.reduce((sum, { maxBytes, replicas }) => sum + Math.max(0, maxBytes) * replicas, 0);

/** Sizes that the operator decides; each has its unit in the name. */
export interface StreamLimits {
  readonly eventsBytesMax: number;
  readonly eventBytesMax: number;
  readonly leafBytesMax: number;
  readonly feedBytesMax: number;
  readonly copyBytesMax: number;
  readonly reportsBytesMax: number;
  readonly reportBytesMax: number;
  readonly quarantineBytesMax: number;
  readonly quarantinedBytesMax: number;
  /** How long a quarantined message is kept, milliseconds: the signed term. */
  readonly quarantineMs: number;
  /** Of what legal holds keep of EVENTS. */
  readonly heldBytesMax: number;
  readonly cacheBytesMax: number;
  /** 1 on one server, 3 in a cluster. */
  readonly replicas: number;
}

const mebibyte = 1024 * 1024;

/** Fits one server with a few gigabytes; deployments state their own. */
export const demonstrationLimits: StreamLimits = {
  eventsBytesMax: 1024 * mebibyte,
  eventBytesMax: mebibyte / 2,
  leafBytesMax: mebibyte / 2,
  feedBytesMax: 64 * mebibyte,
  copyBytesMax: mebibyte / 2,
  reportsBytesMax: 256 * mebibyte,
  reportBytesMax: 64 * 1024,
  quarantineBytesMax: 256 * mebibyte,
  quarantinedBytesMax: mebibyte / 2,
  quarantineMs: 48 * 60 * 60 * 1000,
  heldBytesMax: 128 * mebibyte,
  cacheBytesMax: 16 * mebibyte,
  replicas: 1,
};

const plain: Omit<
  StreamSettings,
  "name" | "subjects" | "maxBytes" | "maxMessageBytes" | "replicas"
> = {
  storage: "file",
  maxAgeMs,
  maxMessages: -1,
  maxMessagesPerSubject: -1,
  discard: "new",
  denyDelete: true,
  denyPurge: true,
  allowDirect: false,
  allowRollup: false,
  sealed: false,
  duplicateWindowMs,
  persistMode: "default",
  others: [],
};

/** The incidents' events: the truth for 33 days, nothing can be taken out before. */
export function eventsStream(limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: "EVENTS",
    subjects: ["event.>"],
    maxBytes: limits.eventsBytesMax,
    maxMessageBytes: limits.eventBytesMax,
    replicas: limits.replicas,
  };
}

/** The log of one year: no age, no limit, no deletion; a limit could only remove leaves. */
export function auditYearStream(year: number, limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: auditStream(year),
    subjects: [`audit.${year}.>`],
    maxAgeMs: 0,
    maxBytes: -1,
    maxMessageBytes: limits.leafBytesMax,
    replicas: limits.replicas,
  };
}

/** The same stream when its year is over. */
export const sealedStream = (spec: StreamSettings): StreamSettings => ({ ...spec, sealed: true });

/**
 * What waits for one room. Rebuildable from EVENTS, AUDIT and the vault, so it may be written without a sync
 * per message; a copy that is done is replaced by a tombstone (rollup on its own subject), never deleted.
 */
export function feedRoomStream(room: string, limits: StreamLimits): StreamSettings {
  if (!isRoom(room)) throw new RangeError("not a valid room token");
  return {
    ...plain,
    name: feedStream(room),
    subjects: [`feed.*.${room}.>`],
    maxBytes: limits.feedBytesMax,
    maxMessageBytes: limits.copyBytesMax,
    replicas: limits.replicas,
    // The server refuses rollup together with deny_purge.
    denyPurge: false,
    allowRollup: true,
    // The server offers it for one replica only; a cluster syncs.
    persistMode: limits.replicas === 1 ? "async" : "default",
  };
}

/** Receipts and refusals of rooms, before they are recorded. */
export function reportsStream(limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: "REPORTS",
    subjects: ["report.>"],
    maxBytes: limits.reportsBytesMax,
    maxMessageBytes: limits.reportBytesMax,
    replicas: limits.replicas,
  };
}

/**
 * What could not be taken, sealed to the sender's privacy officer: no key of ours opens it, so it is the server that
 * ends it at its term.
 */
export function quarantineStream(limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: "QUARANTINE",
    maxAgeMs: limits.quarantineMs,
    subjects: ["quarantine.>"],
    maxBytes: limits.quarantineBytesMax,
    maxMessageBytes: limits.quarantinedBytesMax,
    replicas: limits.replicas,
  };
}

/**
 * Messages of incidents under a legal hold, copied as they are sealed before EVENTS drops them. They have no age: what
 * is kept of an incident goes at once, when its keys are destroyed.
 */
export function heldStream(limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: "HELD",
    subjects: ["held.>"],
    maxAgeMs: 0,
    maxBytes: limits.heldBytesMax,
    maxMessageBytes: limits.eventBytesMax,
    replicas: limits.replicas,
    denyPurge: false,
  };
}

/** The key-value buckets: caches, trusted by signature and version only. */
export const buckets = ["RULES", "ROOMS"] as const;
export type Bucket = (typeof buckets)[number];

/** A bucket as the KV client expects it: one value a key, rollups for purges, direct reads. */
export function bucketStream(bucket: Bucket, limits: StreamLimits): StreamSettings {
  return {
    ...plain,
    name: `KV_${bucket}`,
    subjects: [`$KV.${bucket}.>`],
    maxAgeMs: 0,
    maxMessagesPerSubject: 1,
    maxBytes: limits.cacheBytesMax,
    maxMessageBytes: -1,
    replicas: limits.replicas,
    denyPurge: false,
    allowDirect: true,
    allowRollup: true,
  };
}

/** Every stream of an installation with these rooms whose writable log is that of `year`. */
export function allStreams(
  rooms: readonly string[],
  year: number,
  limits: StreamLimits,
): readonly StreamSettings[] {
  return [
    eventsStream(limits),
    auditYearStream(year, limits),
    ...rooms.map((room) => feedRoomStream(room, limits)),
    reportsStream(limits),
    quarantineStream(limits),
    heldStream(limits),
    ...buckets.map((bucket) => bucketStream(bucket, limits)),
  ];
}
