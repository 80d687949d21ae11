import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect, type SqliteStatement, sql } from "kysely";
import type { ProjectionPlace, SearchDatabase } from "./database.ts";
import {
  columnsOf,
  createIndexes,
  createTables,
  type TableName,
  type Tables,
  valuesOf,
} from "./tables.ts";
import { inTransaction, run } from "./transaction.ts";

const words = { int: "INTEGER", bytes: "BLOB", tableEnd: " STRICT" } as const;

/** Statements that stay prepared: queries have few forms. */
const preparedMax = 64;

/** Memory for pages, KiB, as SQLite wants it: negative. */
const cacheKib = -65_536;

/** The projection in one SQLite file. Written beside it and renamed, so that a kill leaves the old one whole. */
export function sqlitePlace(file: string): ProjectionPlace {
  return {
    name: file,
    open: async () => {
      if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      return openedOrNone(file, ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"]);
    },
    rebuild: async (write) => {
      const fresh = `${file}.new`;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      removeDatabase(fresh);
      // No journal on the disk and no sync: until it is renamed, this file is nothing that anybody would miss.
      const settings = ["PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF"];
      const database = openSqlite(fresh, [...settings, "PRAGMA locking_mode=EXCLUSIVE"]);
      try {
        const result = await filled(database, write);
        await database.close();
        replaceBy(fresh, file);
        return result;
      } catch (error) {
        await database.close().catch(() => undefined);
        removeDatabase(fresh);
        throw error;
      }
    },
    update: (database, write) => inTransaction(database, "BEGIN IMMEDIATE", write),
  };
}

async function filled<T>(
  database: SearchDatabase,
  write: (database: SearchDatabase) => Promise<T>,
): Promise<T> {
  for (const statement of createTables(words)) await run(database, statement);
  const result = await inTransaction(database, "BEGIN IMMEDIATE", () => write(database));
  for (const statement of [...createIndexes(), "ANALYZE"]) await run(database, statement);
  return result;
}

function removeDatabase(file: string): void {
  rmSync(file, { force: true });
  removeBeside(file);
}

/** What SQLite keeps beside a file belongs to that file: beside another one it would spoil it. */
function removeBeside(file: string): void {
  for (const end of ["-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

/** Puts one database in the place of another: whenever this is broken off, one of them is there and whole. */
function replaceBy(fresh: string, file: string): void {
  emptyLog(file);
  removeBeside(file);
  renameSync(fresh, file);
}

/** Brings what stands in the write-ahead log into the file; where it is no database there is nothing to keep. */
function emptyLog(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
  try {
    const database = new DatabaseSync(file, { timeout: 1_000 });
    try {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      database.close();
    }
  } catch {
    // Another file, or a damaged one: it is replaced, that is why the index is made anew.
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: whatever this is, it is no projection. A locked one still is. */
const noDatabase: readonly number[] = [11, 26];

/** True for what SQLite says where a file is no database, or no whole one: then the projection is made anew. */
export function saysDamaged(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  // The rest of the number says where it was found.
  return typeof code === "number" && noDatabase.includes(code % 256);
}

function openedOrNone(file: string, settings: readonly string[]): SearchDatabase | undefined {
  try {
    return openSqlite(file, settings);
  } catch (error) {
    if (saysDamaged(error)) return undefined;
    throw error;
  }
}

function openSqlite(file: string, settings: readonly string[]): SearchDatabase {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    const common = [`PRAGMA cache_size=${cacheKib}`, "PRAGMA temp_store=MEMORY"];
    for (const setting of [...settings, ...common]) database.exec(setting);
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Prepared(database);
  const query = new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => undefined,
        prepare: (text) => statements.of(text),
      },
    }),
  });
  const inserts = new Map<TableName, StatementSync>();
  return {
    kind: "sqlite",
    snapshot: "BEGIN",
    query,
    insert: async (name, rows) => {
      const columns = columnsOf(name);
      const insert = inserts.get(name) ?? database.prepare(insertText(name, columns));
      inserts.set(name, insert);
      for (const row of rows) insert.run(...valuesOf(columns, row));
    },
    listed: (ids) => sql`(SELECT value AS id FROM json_each(${JSON.stringify(ids)})) AS listed`,
    // Of nothing SQLite makes an empty text.
    hex: (column) => sql`nullif(hex(${sql.ref(column)}), '')`,
    close: async () => {
      await query.destroy();
      if (database.isOpen) database.close();
    },
  };
}

const insertText = (name: TableName, columns: readonly string[]): string =>
  `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;

/** Statements in the form in which the query builder wants them. */
class Prepared {
  readonly #database: DatabaseSync;
  readonly #known = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  of(text: string): SqliteStatement {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    const values = (parameters: readonly unknown[]) => parameters.map(inputOf);
    const prepared = {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
      run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
      iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
    };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= preparedMax && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(text, prepared);
    return prepared;
  }
}

function inputOf(value: unknown): SQLInputValue {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError("a parameter that SQLite does not take");
}
