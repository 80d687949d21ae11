import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { CodedError } from "#libs/runtime/codedError";

/** Version of the tables, in the file's own `user_version`; before 2 no key was destroyed alone, before 3 none was retired. */
const schemaVersion = 3;
const schema = `
  CREATE TABLE IF NOT EXISTS epochs (epoch INTEGER PRIMARY KEY, check_value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS destroyed_epochs (
    epoch INTEGER PRIMARY KEY, destroyed_at TEXT NOT NULL, cause TEXT NOT NULL) STRICT;
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
    retired_at TEXT,
    PRIMARY KEY (mode, incident),
    CHECK ((shredded_at IS NULL) = (wrapped_ordinary IS NOT NULL)),
    CHECK ((shredded_at IS NULL AND sensitive_shredded_at IS NULL) = (wrapped_sensitive IS NOT NULL))
  ) STRICT, WITHOUT ROWID;`;
const columnsOfVersion1 =
  "mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch, uses, shredded_at";

/** SQLite would create the file with the process's mask; it is private from its first byte. */
export function makePrivate(file: string): void {
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
export function configure(database: DatabaseSync): void {
  for (const [name, value] of settings) database.exec(`PRAGMA ${name} = ${value}`);
  for (const [name, value] of settings) {
    const [found] = Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {});
    if (found !== value) throw new CodedError("vault-not-durable", name);
  }
}

/** Makes the tables; those of an earlier version are rebuilt at once or not at all. */
export function makeTables(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const { user_version: version } = database.prepare("PRAGMA user_version").get() ?? {};
    if (Number(version) > schemaVersion) throw new CodedError("vault-store-newer", String(version));
    const known = database
      .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'incident_keys'")
      .get();
    const isOld = known !== undefined && version === 0;
    if (known !== undefined && version === 2) {
      database.exec("ALTER TABLE incident_keys ADD COLUMN retired_at TEXT");
    }
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
