import { enumTable } from "#libs/incident/catalogue";
import type { Mode } from "#libs/incident/event";

/** Which incident's keys: ids of two modes never meet, and the mode is bound into what is wrapped. */
export interface KeyName {
  readonly mode: Mode;
  /** Incident id, 32 hex digits. */
  readonly incident: string;
}

/** The two keys of an incident, 32 random bytes each. Destroying both kills all that derives from them. */
export interface IncidentKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array;
}

/** What is destroyed: the key of the sensitive part (L3) goes first, the ordinary one never alone. */
export type ShredPart = "sensitive" | "both";

export type CreateOutcome =
  | { readonly outcome: "ok"; readonly keys: IncidentKeys; readonly created: boolean }
  /** What is there can still be read, until it is destroyed; nothing more is sealed. */
  | { readonly outcome: "retired" }
  | { readonly outcome: "sensitive_shredded" }
  | { readonly outcome: "shredded" };

export type GetOutcome =
  | { readonly outcome: "ok"; readonly keys: IncidentKeys }
  /** The incident takes nothing more, and what was sensitive in it is gone; the rest can be read. */
  | { readonly outcome: "sensitive_shredded"; readonly ordinary: Uint8Array }
  | { readonly outcome: "absent" }
  | { readonly outcome: "shredded" };

/** An incident that has keys; `sensitive`: also that of its sensitive part. */
export interface KeyRow extends KeyName {
  readonly sensitive: boolean;
}

/** An epoch of the store; `rows`: incidents whose keys are wrapped under it. */
export interface EpochState {
  readonly epoch: number;
  readonly state: "newest" | "older" | "destroyed" | "lost";
  readonly rows: number;
}

/** What one pass of wrapping anew has done. */
export interface Rewrapped {
  readonly rows: number;
  /** Incidents whose row does not open: they stay as they are, and their epoch with them. */
  readonly damaged: readonly string[];
  /** Where to go on; undefined when nothing was left. */
  readonly last: KeyName | undefined;
}

export type DestroyOutcome = "destroyed" | "newest" | "in-use" | "unknown";

/**
 * The only place where incident keys live. One process writes. A call that resolves has its effect on
 * disk; a call that rejects may or may not have had it, and is repeated: create and shred are idempotent.
 */
export interface KeyStore {
  /** Makes the keys of an incident, or gives those that it has; refuses for ever once it was shredded. */
  create(name: KeyName): Promise<CreateOutcome>;
  get(name: KeyName): Promise<GetOutcome>;
  /** Keys that exist, for sealing something more under them; as {@link create}, but makes none. */
  getToSeal(name: KeyName): Promise<GetOutcome | { readonly outcome: "retired" }>;
  /**
   * From now on nothing more is sealed under the incident's keys: whoever destroys them afterwards knows what there is
   * to be read before. Idempotent; an incident without keys here is none the wiser.
   */
  retire(name: KeyName): Promise<void>;
  /**
   * Destroys the key of the sensitive part, or both, and leaves a tombstone; what is destroyed stays so. An incident
   * without keys here gets none afterwards, whatever part was named: either it never had any, or they were lost.
   */
  shred(name: KeyName, part: ShredPart): Promise<void>;
  /** Incidents that have keys, in an order of their own: those after `after`, at most `rowsMax`. */
  list(after: KeyName | undefined, rowsMax: number): Promise<readonly KeyRow[]>;
  /** Every epoch that the store ever had, ascending. */
  epochs(): Promise<readonly EpochState[]>;
  /** Begins a new epoch: what is made from now on is wrapped under its key. Its number. */
  rotate(): Promise<number>;
  /**
   * Wraps up to `rowsMax` incidents of older epochs under the newest, those after `after` in the order of the store:
   * all of them or none. Doing it again does nothing twice.
   */
  rewrap(rowsMax: number, after?: KeyName): Promise<Rewrapped>;
  /** Destroys the key of an epoch under which nothing is wrapped any more; idempotent. */
  destroyEpoch(epoch: number): Promise<DestroyOutcome>;
  /** Writes the counts of uses that have gathered; called each second, not for each use. */
  flushUses(): Promise<void>;
  close(): Promise<void>;
}

/** Random bytes, injected: `randomBytes` of node:crypto in production. */
export type RandomSource = (length: number) => Uint8Array;

export const isMode = (word: unknown): word is Mode =>
  typeof word === "string" && Object.hasOwn(enumTable("Mode"), word);
