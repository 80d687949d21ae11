import { TileStoreError } from "./failure.ts";

/** A size of the log and its RFC 6962 root. */
export interface TreeState {
  readonly size: number;
  readonly root: Buffer;
}

/** The last checkpoint this log committed to; `note` is its signed text. */
export interface CommittedCheckpoint extends TreeState {
  readonly note: Buffer;
}

export type Advance =
  | { readonly ok: true }
  | { readonly ok: false; readonly current: CommittedCheckpoint | undefined };

/**
 * The commit point of a log. Never restored from a backup: a store that went back would let the log sign two
 * histories. Kept on another disk than the stream where there is one.
 */
export interface CheckpointStore {
  /** The last commit; undefined before the first. Rejects with TileStoreError `moved` once the commits are elsewhere. */
  current(): Promise<CommittedCheckpoint | undefined>;
  /**
   * Commits `to` only if the log still stands at `from` (size 0 with the empty root before the first). What is
   * rejected may or may not have been committed: {@link current} tells. Rejects with TileStoreError `sync-failed`
   * when the disk did not confirm it: then the process must end. RangeError when `to` is not larger than `from`.
   */
  advance(from: TreeState, to: CommittedCheckpoint): Promise<Advance>;
  close(): Promise<void>;
}

/** A row as it stands in a store, its shape checked. Throws TileStoreError `checkpoint-invalid`. */
export function rowOf(row: { readonly [column: string]: unknown }): CommittedCheckpoint {
  const { size: given, root, note } = row;
  // PostgreSQL gives a bigint as text.
  const size = Number(given);
  if (!Number.isSafeInteger(size) || size < 1 || !isBytes(root) || !isBytes(note)) {
    const detail = "holds a row of another shape";
    throw new TileStoreError("checkpoint-invalid", "checkpoint store", detail);
  }
  return { size, root: Buffer.from(root), note: Buffer.from(note) };
}

export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}
