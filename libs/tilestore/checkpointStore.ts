import { DatabaseSync } from "node:sqlite";

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
  /** The last commit; undefined before the first. */
  current(): CommittedCheckpoint | undefined;
  /** Commits `to` only if the log still stands at `from` (size 0 with the empty root before the first). */
  advance(from: TreeState, to: CommittedCheckpoint): Advance;
  close(): void;
}

/**
 * Checkpoint store in an SQLite file, one row per log. `synchronous=EXTRA` is FULL plus a sync of the folder
 * after the rollback journal is gone, without which a power cut could undo the last commit.
 */
export function openCheckpointStore(file: string, origin: string): CheckpointStore {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA");
  database.exec(
    "CREATE TABLE IF NOT EXISTS checkpoint (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL) STRICT",
  );
  assertSettings(database);
  return new SqliteCheckpointStore(database, origin);
}

class SqliteCheckpointStore implements CheckpointStore {
  readonly #database: DatabaseSync;
  readonly #origin: string;

  constructor(database: DatabaseSync, origin: string) {
    this.#database = database;
    this.#origin = origin;
  }

  current(): CommittedCheckpoint | undefined {
    const row = this.#database
      .prepare("SELECT size, root, note FROM checkpoint WHERE origin = ?")
      .get(this.#origin);
    if (row === undefined) return undefined;
    const { size, root, note } = row;
    if (typeof size !== "number" || !isBytes(root) || !isBytes(note)) {
      throw new TypeError("checkpoint store holds a row of another shape");
    }
    return { size, root: Buffer.from(root), note: Buffer.from(note) };
  }

  advance(from: TreeState, to: CommittedCheckpoint): Advance {
    if (to.size <= from.size) throw new RangeError("a log only grows");
    const insert =
      "INSERT INTO checkpoint (origin, size, root, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    const update =
      "UPDATE checkpoint SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ?";
    const { changes } =
      from.size === 0
        ? this.#database.prepare(insert).run(this.#origin, to.size, to.root, to.note)
        : this.#database
            .prepare(update)
            .run(to.size, to.root, to.note, this.#origin, from.size, from.root);
    return Number(changes) === 1 ? { ok: true } : { ok: false, current: this.current() };
  }

  close(): void {
    this.#database.close();
  }
}

/** Throws unless SQLite took the settings that make a commit survive a power cut. */
export function assertSettings(database: DatabaseSync): void {
  const mode = database.prepare("PRAGMA journal_mode").get()?.["journal_mode"];
  const synchronous = database.prepare("PRAGMA synchronous").get()?.["synchronous"];
  if (mode !== "delete" || synchronous !== 3) {
    throw new Error("SQLite did not take journal_mode=DELETE and synchronous=EXTRA");
  }
}

export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}
