import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  type Advance,
  type CommittedCheckpoint,
  rowOf,
  type TreeState,
} from "./checkpointStore.ts";
import { TileStoreError } from "./failure.ts";
import {
  type Holding,
  holdingOf,
  liveCommit,
  type MovableCheckpoints,
  rowOfHolding,
} from "./movedCommits.ts";

const createSql =
  "CREATE TABLE IF NOT EXISTS checkpoint (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL) STRICT";
const insertSql =
  "INSERT INTO checkpoint (origin, size, root, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
const updateSql =
  "UPDATE checkpoint SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ?";
const readSql = "SELECT size, root, note FROM checkpoint WHERE origin = ?";
const replaceSql = `${updateSql} AND note = ?`;

/**
 * Checkpoint store in an SQLite file, one row per log. With a write-ahead log and `synchronous=FULL` a commit is one
 * append and one sync (sqlite.org/pragma.html#pragma_synchronous); a rollback journal takes four syncs, one after the
 * other. The first sync of a new write-ahead log syncs its folder too. `<file>-wal` is part of the store: the two are
 * copied together or not at all.
 */
export function openSqliteCheckpoints(file: string, origin: string): MovableCheckpoints {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    database.exec(createSql);
    assertSettings(database, { journal: "wal", synchronous: 2 });
    const store = new SqliteCheckpoints(database, origin);
    store.confirm();
    return store;
  } catch (error) {
    database.close();
    throw named(error);
  }
}

/** What a file holds of one log, as `doctor` looks at it; nothing is written. Throws TileStoreError `malformed`. */
export function lookAtSqlite(file: string, origin: string): Holding {
  try {
    const database = new DatabaseSync(file, { timeout: 5_000, readOnly: true });
    try {
      const row = database.prepare(readSql).get(origin);
      return holdingOf(row === undefined ? undefined : rowOf(row));
    } finally {
      database.close();
    }
  } catch (error) {
    throw named(error);
  }
}

class SqliteCheckpoints implements MovableCheckpoints {
  readonly #database: DatabaseSync;
  readonly #origin: string;
  readonly #current: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  /** Set once the disk did not confirm a commit. */
  #failure: TileStoreError | undefined;

  constructor(database: DatabaseSync, origin: string) {
    this.#database = database;
    this.#origin = origin;
    this.#current = database.prepare(readSql);
    this.#insert = database.prepare(insertSql);
    this.#update = database.prepare(updateSql);
  }

  async current(): Promise<CommittedCheckpoint | undefined> {
    return liveCommit(this.#row());
  }

  async holding(): Promise<Holding> {
    return holdingOf(this.#row());
  }

  async replace(from: Holding, by: Exclude<Holding, { readonly kind: "none" }>): Promise<boolean> {
    if (this.#failure !== undefined) throw this.#failure;
    const to = rowOfHolding(by);
    const { changes } = this.#confirmed(() => {
      if (from.kind === "none") {
        return this.#database.prepare(insertSql).run(this.#origin, to.size, to.root, to.note);
      }
      const { size, root, note } = rowOfHolding(from);
      return this.#database
        .prepare(replaceSql)
        .run(to.size, to.root, to.note, this.#origin, size, root, note);
    });
    return Number(changes) === 1;
  }

  async advance(from: TreeState, to: CommittedCheckpoint): Promise<Advance> {
    if (to.size <= from.size) throw new RangeError("a log only grows");
    if (this.#failure !== undefined) throw this.#failure;
    const changes = this.#confirmed(() =>
      from.size === 0
        ? this.#insert.run(this.#origin, to.size, to.root, to.note).changes
        : this.#update.run(to.size, to.root, to.note, this.#origin, from.size, from.root).changes,
    );
    return Number(changes) === 1 ? { ok: true } : { ok: false, current: liveCommit(this.#row()) };
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /**
   * Writes the row again. After a sync that failed, the kernel may show a process that comes later bytes which
   * are not on the disk: what is believed from now on is first made durable. (An update to the same values would
   * write nothing.) Then everything is brought into the database itself and the write-ahead log begins anew: a commit
   * behind bytes that never reached the disk would be lost with them.
   */
  confirm(): void {
    this.#confirmed(() => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        const row = this.#row();
        if (row !== undefined) {
          this.#database.prepare("DELETE FROM checkpoint WHERE origin = ?").run(this.#origin);
          this.#insert.run(this.#origin, row.size, row.root, row.note);
        }
        this.#database.exec("COMMIT");
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
      const emptied = this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
      if (emptied?.["busy"] !== 0) {
        throw new TileStoreError(
          "busy",
          "checkpoint store",
          "another process does not let go of it",
        );
      }
    });
  }

  #row(): CommittedCheckpoint | undefined {
    const row = this.#current.get(this.#origin);
    return row === undefined ? undefined : rowOf(row);
  }

  #confirmed<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const failure = named(error);
      if (failure instanceof TileStoreError && failure.kind !== "busy") this.#failure = failure;
      throw failure;
    }
  }
}

/** Low byte of what sqlite.org/rescode.html calls SQLITE_IOERR, SQLITE_CORRUPT and SQLITE_NOTADB. */
const [ioError, corrupt, noDatabase] = [10, 11, 26];

/** What no second try mends has a name of ours: the disk did not confirm, or the file is not what we wrote. */
function named(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return error;
  const code = typeof error.errcode === "number" ? error.errcode % 256 : 0;
  const place = "checkpoint store";
  if (code === ioError) {
    return new TileStoreError("sync-failed", place, "the disk did not confirm the commit", error);
  }
  if (code !== corrupt && code !== noDatabase) return error;
  return new TileStoreError("malformed", place, "the file is damaged", error);
}

/** Throws unless SQLite took the settings that make a commit survive a power cut; `synchronous` 2 is FULL, 3 EXTRA. */
export function assertSettings(
  database: DatabaseSync,
  wanted: { readonly journal: "wal" | "delete"; readonly synchronous: 2 | 3 },
): void {
  const journal = database.prepare("PRAGMA journal_mode").get()?.["journal_mode"];
  const synchronous = database.prepare("PRAGMA synchronous").get()?.["synchronous"];
  if (journal !== wanted.journal || synchronous !== wanted.synchronous) {
    throw new Error("SQLite did not take the settings of its journal");
  }
}
