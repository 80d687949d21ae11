/**
 * The port of the durable log: what the applications may ask of JetStream, and nothing else.
 * One contract suite (contract.ts) describes it; every implementation passes that suite.
 */

/** A message as it lies in a stream. Sequence numbers never leave the core: they tell other rooms' volume. */
export interface StoredMessage {
  readonly stream: string;
  readonly subject: string;
  readonly sequence: number;
  /** Store time of the leader, RFC 3339 UTC with milliseconds: the decision time of an event. */
  readonly storedAt: string;
  /** First value of each header; names as written by the publisher. */
  readonly headers: ReadonlyMap<string, string>;
  readonly data: Uint8Array;
}

/** Reason of an append of which the server says that its store does not write: a full disk, or a broken one. */
export const storeFailedReason = "store failed";

/** What became of a write. Only `appended` says that the message is durable. */
export type AppendOutcome =
  | { readonly kind: "appended"; readonly sequence: number }
  /** The expectation was not met: somebody else wrote. Read again. */
  | { readonly kind: "conflict" }
  /** The stream is sealed (the year is over): wait for the next one. */
  | { readonly kind: "sealed" }
  /** A limit of the stream or of the disk: 503 and Retry-After to the sender. */
  | { readonly kind: "full" }
  /** Time-out, no responders, connection lost: it may or may not be stored. Resolve by reading, never by hoping. */
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Optimistic concurrency: the last message under `filter` must have `sequence` (0 = there is none).
 * `filter` must cover the subject that is written; the server silently accepts one that does not.
 */
export interface Expectation {
  readonly sequence: number;
  readonly filter: string;
}

export interface AppendOptions {
  readonly expect: Expectation;
  readonly headers?: ReadonlyMap<string, string>;
}

/** The settings of a stream that we decide. The live stream is read back into the same shape and compared. */
export interface StreamSettings {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly storage: "file" | "memory";
  /** 0 = no limit. */
  readonly maxAgeMs: number;
  /** -1 = no limit. */
  readonly maxBytes: number;
  /** -1 = no limit. */
  readonly maxMessages: number;
  /** -1 = no limit. */
  readonly maxMessagesPerSubject: number;
  /** Headers and payload together; -1 = the server's limit. */
  readonly maxMessageBytes: number;
  readonly discard: "new" | "old";
  readonly denyDelete: boolean;
  readonly denyPurge: boolean;
  readonly allowDirect: boolean;
  readonly allowRollup: boolean;
  readonly sealed: boolean;
  readonly replicas: number;
  readonly duplicateWindowMs: number;
  readonly persistMode: "default" | "async";
  /**
   * Every other setting of the live stream that is not at its plain value (mirror, sources, republish, transform,
   * TTLs, counters, batches, schedules, and whatever a later server adds): each is another door in or out.
   */
  readonly others: readonly string[];
}

export interface StreamState {
  /** 1 in a stream that was never written or trimmed. */
  readonly firstSequence: number;
  /** 0 when nothing was ever written. */
  readonly lastSequence: number;
  readonly messages: number;
  readonly bytes: number;
  /** Number of sequences between first and last that hold no message any more. */
  readonly deleted: number;
  /** Store time of the first message, RFC 3339 UTC; absent where there is none. */
  readonly firstStoredAt?: string;
  readonly sealed: boolean;
  readonly settings: StreamSettings;
}

/** A read whose answer is not known (time-out, connection lost, no leader), or of a stream that does not exist. */
export class EventLogError extends Error {
  constructor(
    readonly code: "stream-missing" | "unreachable" | "refused" | "wrong-server" | "gap",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "EventLogError";
  }
}

/**
 * Reading and writing. Every call ends within the client's time-out; what throws, throws as a rejected promise.
 * Writes never throw for an expected failure; a RangeError is a defect of the caller, `refused` one of the configuration. Reads throw EventLogError: `undefined` always means
 * "the leader says that there is no such message", never "I could not ask" and never "no such stream".
 */
export interface EventLog {
  /** Appends under an expectation. Throws RangeError when the filter does not cover the subject (a bug of the caller). */
  append(subject: string, data: Uint8Array, options: AppendOptions): Promise<AppendOutcome>;
  /** Appends without expectation: REPORTS and QUARANTINE only. */
  appendAnyway(
    subject: string,
    data: Uint8Array,
    headers?: ReadonlyMap<string, string>,
  ): Promise<AppendOutcome>;
  /** Replaces everything under this one subject by an empty tombstone with these headers (FEED streams only). */
  overwrite(subject: string, headers: ReadonlyMap<string, string>): Promise<AppendOutcome>;
  /**
   * The same without waiting for the stream's word: whoever follows the stream sees the tombstone come, or says it
   * again by `overwrite`. Never lost while the connection stands; its order with other writes of ours is kept.
   */
  overwriteUnanswered(subject: string, headers: ReadonlyMap<string, string>): void;
  /** Removes everything under a filter from HELD, and from nowhere else; rejects when that is not known to be done. */
  removeHeld(filter: string): Promise<void>;
  /** The newest message under a filter (wildcards allowed), asked of the leader. */
  last(stream: string, filter: string): Promise<StoredMessage | undefined>;
  /** The first message under a filter at `sequence` or after it, asked of the leader. */
  firstFrom(stream: string, filter: string, sequence: number): Promise<StoredMessage | undefined>;
  /** Number of subjects under a filter: an event's subject is its own, so this counts the events of an incident. */
  countSubjects(stream: string, filter: string): Promise<number>;
  /** State and live settings; `undefined` when there is no such stream. */
  info(stream: string): Promise<StreamState | undefined>;
}

export type EnsureOutcome =
  | { readonly kind: "created" }
  | { readonly kind: "present" }
  /** It exists with another age, and has this one now. */
  | { readonly kind: "aged" }
  /** The stream exists with other settings: nothing was changed, a person decides. */
  | { readonly kind: "drift"; readonly drift: readonly Drift[] };

/** One setting of a live stream that is not what the specification says. */
export interface Drift {
  readonly setting: keyof StreamSettings;
  readonly wanted: string;
  readonly found: string;
}

/** What only `raccordo up` and the year's roll-over may do; runtime users have no permission for it. */
export interface EventLogAdmin {
  /** Creates the stream when missing; never updates an existing one. */
  ensureStream(spec: StreamSettings): Promise<EnsureOutcome>;
  /** The same, but an age that differs is set to that of the specification. */
  ensureAged(spec: StreamSettings): Promise<EnsureOutcome>;
  /** Seals the stream for ever and reads `sealed` back. Throws EventLogError when that cannot be read back. */
  seal(stream: string): Promise<StreamState>;
  /** Compares the live stream with its specification; a missing stream throws `stream-missing`. */
  readBack(spec: StreamSettings): Promise<readonly Drift[]>;
}
