import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { WitnessedTree } from "#libs/tlog/witnessProtocol";
import { isBytes } from "./checkpointStore.ts";
import { assertSettings } from "./sqliteCheckpoints.ts";

/** What a witness has cosigned last of one log. */
export interface WitnessedLog extends WitnessedTree {
  readonly origin: string;
  /** The log's signed checkpoint. */
  readonly note: Buffer;
  /** POSIX time at which this size was cosigned first. */
  readonly atSeconds: number;
}

/** A checkpoint that the log has signed and that contradicts what was cosigned before: kept as proof. */
export interface ForkEvidence {
  readonly origin: string;
  readonly size: number;
  /** The root that was cosigned, and the one that was offered for the same size. */
  readonly cosigned: Buffer;
  readonly offered: Buffer;
  /** The offered checkpoint with the log's own signature. */
  readonly note: Buffer;
  readonly atSeconds: number;
}

/** Kept for each log: more would only fill the disk of whoever is being attacked. */
const evidenceMax = 100;

/**
 * The memory of a witness. Never restored from a backup: a witness that forgets what it has cosigned can be led to
 * cosign two histories.
 */
export interface WitnessStore {
  latest(origin: string): WitnessedLog | undefined;
  /** Stores `to` only if the log still stands at `from`; durable when it gives true. */
  advance(from: WitnessedTree | undefined, to: WitnessedLog): boolean;
  /** Keeps the proof of a fork, the first hundred of a log. */
  keepEvidence(evidence: ForkEvidence): void;
  logs(): readonly WitnessedLog[];
  evidence(): readonly ForkEvidence[];
  close(): void;
}

/** Opens the memory in an SQLite file, made with `synchronous=EXTRA` as the log's own commit store is. */
export function openWitnessStore(file: string): WitnessStore {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA");
  database.exec(
    "CREATE TABLE IF NOT EXISTS witnessed (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, at INTEGER NOT NULL) STRICT",
  );
  database.exec(
    "CREATE TABLE IF NOT EXISTS fork (origin TEXT NOT NULL, size INTEGER NOT NULL, cosigned BLOB NOT NULL, offered BLOB NOT NULL, note BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (origin, size, offered)) STRICT",
  );
  assertSettings(database, { journal: "delete", synchronous: 3 });
  return new SqliteWitnessStore(database);
}

type Row = Readonly<Record<string, SQLOutputValue>>;

class SqliteWitnessStore implements WitnessStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  latest(origin: string): WitnessedLog | undefined {
    const row = this.#database.prepare("SELECT * FROM witnessed WHERE origin = ?").get(origin);
    return row === undefined ? undefined : witnessedOf(row);
  }

  advance(from: WitnessedTree | undefined, { origin, size, root, note, atSeconds }: WitnessedLog) {
    if (from !== undefined && size <= from.size) throw new RangeError("a log only grows");
    const insert =
      "INSERT INTO witnessed (origin, size, root, note, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    const update =
      "UPDATE witnessed SET size = ?, root = ?, note = ?, at = ? WHERE origin = ? AND size = ? AND root = ?";
    const { changes } =
      from === undefined
        ? this.#database.prepare(insert).run(origin, size, root, note, atSeconds)
        : this.#database
            .prepare(update)
            .run(size, root, note, atSeconds, origin, from.size, from.root);
    return Number(changes) === 1;
  }

  keepEvidence({ origin, size, cosigned, offered, note, atSeconds }: ForkEvidence): void {
    this.#database
      .prepare(
        "INSERT INTO fork (origin, size, cosigned, offered, note, at) SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM fork WHERE origin = ?) < ? ON CONFLICT DO NOTHING",
      )
      .run(origin, size, cosigned, offered, note, atSeconds, origin, evidenceMax);
  }

  logs(): readonly WitnessedLog[] {
    return this.#database.prepare("SELECT * FROM witnessed ORDER BY origin").all().map(witnessedOf);
  }

  evidence(): readonly ForkEvidence[] {
    const rows = this.#database.prepare("SELECT * FROM fork ORDER BY origin, size, at").all();
    return rows.map((row) => ({
      ...placeOf(row),
      cosigned: bytesOf(row, "cosigned"),
      offered: bytesOf(row, "offered"),
      note: bytesOf(row, "note"),
    }));
  }

  close(): void {
    this.#database.close();
  }
}

const witnessedOf = (row: Row): WitnessedLog => ({
  ...placeOf(row),
  root: bytesOf(row, "root"),
  note: bytesOf(row, "note"),
});

function placeOf({ origin, size, at }: Row) {
  if (typeof origin !== "string" || typeof size !== "number" || typeof at !== "number") {
    throw new TypeError("the witness's store holds a row of another shape");
  }
  return { origin, size, atSeconds: at };
}

function bytesOf(row: Row, column: string): Buffer {
  const value = row[column];
  if (!isBytes(value)) throw new TypeError("the witness's store holds a row of another shape");
  return Buffer.from(value);
}
