import { timingSafeEqual } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Clock } from "#libs/runtime/clock";
import { canonicalNow } from "#libs/runtime/clock";
import { CodedError } from "#libs/runtime/codedError";
import type {
  CreateOutcome,
  GetOutcome,
  KeyName,
  KeyRow,
  KeyStore,
  RandomSource,
  ShredPart,
} from "./keyStore.ts";
import { type EpochKey, epochCheck, keyBytes, unwrapKey, wrapKey } from "./wrap.ts";

export interface SqliteKeyStoreOptions {
  readonly file: string;
  readonly epochKey: EpochKey;
  readonly random: RandomSource;
  readonly clock: Clock;
}

/** The first keys of an incident; later ones come with the rotation of epoch keys. */
const generation = 1;
/** Incidents whose uses may wait to be counted; above it they are written at once. */
const pendingUsesMax = 10_000;

/** Version of the tables, in the file's own `user_version`; 1 knew no destruction of one key alone. */
const schemaVersion = 2;
const schema = `
  CREATE TABLE IF NOT EXISTS epochs (epoch INTEGER PRIMARY KEY, check_value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS incident_keys (
    mode TEXT NOT NULL,
    incident TEXT NOT NULL,
    generation INTEGER NOT NULL,
    wrapped_ordinary BLOB,
    wrapped_sensitive BLOB,
    epoch INTEGER NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    shredded_at TEXT,
    sensitive_shredded_at TEXT,
    PRIMARY KEY (mode, incident),
    CHECK ((shredded_at IS NULL) = (wrapped_ordinary IS NOT NULL)),
    CHECK ((shredded_at IS NULL AND sensitive_shredded_at IS NULL) = (wrapped_sensitive IS NOT NULL))
  ) STRICT, WITHOUT ROWID;`;
const columnsOfVersion1 =
  "mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch, uses, shredded_at";

/**
 * Keys in one SQLite file (clarification 22). Each commit is synced; freed pages are overwritten; the
 * rollback journal is emptied at each commit, so that no old page keeps a destroyed key. What a file system
 * or a backup keeps of overwritten blocks is wrapped under the epoch key, and goes with that.
 * The file is locked as long as it is open: a second vault on it is refused.
 */
export function openSqliteKeyStore(options: SqliteKeyStoreOptions): KeyStore {
  makePrivate(options.file);
  const database = new DatabaseSync(options.file);
  try {
    configure(database);
    makeTables(database);
    checkEpoch(database, options.epochKey);
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteKeyStore(database, options);
}

class SqliteKeyStore implements KeyStore {
  readonly #database: DatabaseSync;
  readonly #options: SqliteKeyStoreOptions;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #shred: StatementSync;
  readonly #shredSensitive: StatementSync;
  readonly #count: StatementSync;
  readonly #list: StatementSync;
  readonly #pendingUses = new Map<string, { readonly name: KeyName; uses: number }>();

  constructor(database: DatabaseSync, options: SqliteKeyStoreOptions) {
    this.#database = database;
    this.#options = options;
    this.#select = database.prepare(
      `SELECT generation, wrapped_ordinary, wrapped_sensitive, epoch, shredded_at, sensitive_shredded_at
       FROM incident_keys WHERE mode = ? AND incident = ?`,
    );
    this.#insert = database.prepare(
      `INSERT INTO incident_keys (mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#shred = database.prepare(
      `INSERT INTO incident_keys (mode, incident, generation, epoch, shredded_at)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET wrapped_ordinary = NULL, wrapped_sensitive = NULL,
         shredded_at = excluded.shredded_at WHERE shredded_at IS NULL`,
    );
    this.#shredSensitive = database.prepare(
      `UPDATE incident_keys SET wrapped_sensitive = NULL, sensitive_shredded_at = ?
       WHERE mode = ? AND incident = ? AND wrapped_sensitive IS NOT NULL`,
    );
    this.#list = database.prepare(
      `SELECT mode, incident, wrapped_sensitive IS NOT NULL AS sensitive FROM incident_keys
       WHERE shredded_at IS NULL AND (mode, incident) > (?, ?) ORDER BY mode, incident LIMIT ?`,
    );
    this.#count = database.prepare(
      "UPDATE incident_keys SET uses = uses + ? WHERE mode = ? AND incident = ?",
    );
  }

  async create(name: KeyName): Promise<CreateOutcome> {
    const found = this.#read(name);
    if (found.outcome === "ok") return { ...found, created: false };
    if (found.outcome !== "absent") return { outcome: found.outcome };
    const { epochKey, random } = this.#options;
    // Copies: what a random source gives may be a slice of its pool.
    const fresh = () => Uint8Array.from(random(keyBytes));
    const keys = { ordinary: fresh(), sensitive: fresh() };
    const wrapped = (part: "ordinary" | "sensitive") =>
      wrapKey(epochKey, { ...name, generation, part }, keys[part], random);
    this.#insert.run(
      name.mode,
      name.incident,
      generation,
      wrapped("ordinary"),
      wrapped("sensitive"),
      epochKey.epoch,
    );
    this.#used(name);
    return { outcome: "ok", keys, created: true };
  }

  async get(name: KeyName): Promise<GetOutcome> {
    return this.#read(name);
  }

  async shred({ mode, incident }: KeyName, part: ShredPart): Promise<void> {
    const { clock, epochKey } = this.#options;
    const now = canonicalNow(clock);
    const isThere = this.#select.get(mode, incident) !== undefined;
    if (part === "sensitive" && isThere) this.#shredSensitive.run(now, mode, incident);
    else this.#shred.run(mode, incident, generation, epochKey.epoch, now);
  }

  async list(after: KeyName | undefined, rowsMax: number): Promise<readonly KeyRow[]> {
    const rows = this.#list.all(after?.mode ?? "", after?.incident ?? "", rowsMax);
    return rows.flatMap(({ mode, incident, sensitive }): KeyRow[] =>
      mode === "actual" || mode === "exercise"
        ? [{ mode, incident: String(incident), sensitive: sensitive === 1 }]
        : [],
    );
  }

  async flushUses(): Promise<void> {
    if (this.#pendingUses.size === 0) return;
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const { name, uses } of this.#pendingUses.values()) {
        this.#count.run(uses, name.mode, name.incident);
      }
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
    this.#pendingUses.clear();
  }

  async close(): Promise<void> {
    await this.flushUses();
    this.#database.close();
  }

  #read(name: KeyName): GetOutcome {
    const row = this.#select.get(name.mode, name.incident);
    if (row === undefined) return { outcome: "absent" };
    if (row["shredded_at"] !== null) return { outcome: "shredded" };
    if (row["epoch"] !== this.#options.epochKey.epoch) {
      throw new CodedError("vault-epoch-unknown", String(row["epoch"]));
    }
    const open = (part: "ordinary" | "sensitive") => {
      const place = { ...name, generation: Number(row["generation"]), part };
      const wrapped = row[`wrapped_${part}`];
      const key =
        wrapped instanceof Uint8Array
          ? unwrapKey(this.#options.epochKey, place, wrapped)
          : undefined;
      if (key === undefined) throw new CodedError("vault-row-altered", name.incident);
      return key;
    };
    this.#used(name);
    const ordinary = open("ordinary");
    if (row["sensitive_shredded_at"] !== null) return { outcome: "sensitive_shredded", ordinary };
    return { outcome: "ok", keys: { ordinary, sensitive: open("sensitive") } };
  }

  #used(name: KeyName): void {
    const key = `${name.mode}/${name.incident}`;
    const pending = this.#pendingUses.get(key);
    if (pending === undefined) this.#pendingUses.set(key, { name, uses: 1 });
    else pending.uses += 1;
    if (this.#pendingUses.size >= pendingUsesMax) void this.flushUses();
  }
}

/** SQLite would create the file with the process's mask; it is private from its first byte. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(file, "a", 0o600);
  fsyncSync(handle);
  closeSync(handle);
}

const settings = [
  ["journal_mode", "truncate"],
  ["synchronous", 2],
  ["secure_delete", 1],
  ["locking_mode", "exclusive"],
  ["temp_store", 2],
] as const;

/** Sets what durability and erasure rest on, and reads it back: SQLite passes over what it does not know. */
function configure(database: DatabaseSync): void {
  for (const [name, value] of settings) database.exec(`PRAGMA ${name} = ${value}`);
  for (const [name, value] of settings) {
    const [found] = Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {});
    if (found !== value) throw new CodedError("vault-not-durable", name);
  }
}

/** Makes the tables; those of an earlier version are rebuilt at once or not at all. */
function makeTables(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const { user_version: version } = database.prepare("PRAGMA user_version").get() ?? {};
    if (Number(version) > schemaVersion) throw new CodedError("vault-store-newer", String(version));
    const known = database
      .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'incident_keys'")
      .get();
    const isOld = known !== undefined && version === 0;
    if (isOld) database.exec("ALTER TABLE incident_keys RENAME TO incident_keys_1");
    database.exec(schema);
    if (isOld) {
      database.exec(`INSERT INTO incident_keys (${columnsOfVersion1})
        SELECT ${columnsOfVersion1} FROM incident_keys_1; DROP TABLE incident_keys_1;`);
    }
    database.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** Remembers the epoch key of a new store by a check value; refuses another key for a known epoch. */
function checkEpoch(database: DatabaseSync, epochKey: EpochKey): void {
  const expected = epochCheck(epochKey);
  database
    .prepare("INSERT INTO epochs (epoch, check_value) VALUES (?, ?) ON CONFLICT DO NOTHING")
    .run(epochKey.epoch, expected);
  const row = database
    .prepare("SELECT check_value FROM epochs WHERE epoch = ?")
    .get(epochKey.epoch);
  const found = row?.["check_value"];
  if (!(found instanceof Uint8Array) || !timingSafeEqual(found, expected)) {
    throw new CodedError("vault-epoch-key-wrong", String(epochKey.epoch));
  }
}
