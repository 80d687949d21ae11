import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { ProjectionPlace, SearchDatabase } from "./database.ts";
import { columnsOf, createIndexes, createTables, type Tables, tables, valuesOf } from "./tables.ts";
import { inTransaction, run } from "./transaction.ts";

const words = { int: "BIGINT", bytes: "BYTEA", tableEnd: "" } as const;

/** The projection is a schema of its own, so that the whole of it can be put in place and dropped. */
const schema = "raccordo_search";
const freshSchema = "raccordo_search_new";

/** Rows of one statement. */
const rowsMax = 5_000;

/** 64-bit integers and sums: ours stay below 2^53. */
const numberTypes: ReadonlySet<number> = new Set([20, 1700]);

/**
 * The projection in a PostgreSQL database, in the schema `raccordo_search`. `url` holds no password: that comes from
 * the service's password file. Throws what the driver throws when nobody answers.
 */
export function postgresPlace(url: string): ProjectionPlace {
  return {
    name: withoutPassword(url),
    open: async () => {
      const database = openPostgres(url, schema);
      if (await hasProjection(database)) return database;
      await database.close();
      return undefined;
    },
    rebuild: async (write) => {
      const database = openPostgres(url, freshSchema);
      try {
        await run(database, `DROP SCHEMA IF EXISTS ${freshSchema} CASCADE`);
        await run(database, `CREATE SCHEMA ${freshSchema}`);
        for (const statement of createTables(words)) await run(database, statement);
        const result = await inTransaction(database, "BEGIN", () => write(database));
        for (const statement of [...createIndexes(), "ANALYZE"]) await run(database, statement);
        await inTransaction(database, "BEGIN", async () => {
          await run(database, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
          await run(database, `ALTER SCHEMA ${freshSchema} RENAME TO ${schema}`);
        });
        return result;
      } finally {
        await database.close();
      }
    },
    update: (database, write) => inTransaction(database, "BEGIN", write),
  };
}

async function hasProjection(database: SearchDatabase): Promise<boolean> {
  const found = await sql<{
    readonly name: string | null;
  }>`SELECT to_regclass(${`${schema}.projection`})::text AS name`.execute(database.query);
  return (found.rows[0]?.name ?? null) !== null;
}

function openPostgres(url: string, searchPath: string): SearchDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    options: `-c search_path=${searchPath}`,
    types: {
      getTypeParser: (oid, format) =>
        numberTypes.has(oid) ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // A server that goes away while nobody asks: the next query says it.
  pool.on("error", () => undefined);
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgresql",
    snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    query,
    insert: async (name, rows) => {
      const columns = columnsOf(name);
      const casts = Object.values(tables[name]).map((kind: string) => `${castOf(kind)}[]`);
      for (let from = 0; from < rows.length; from += rowsMax) {
        const some = rows.slice(from, from + rowsMax).map((row) => valuesOf(columns, row));
        const arrays = casts.map(
          (cast, column) => sql`${some.map((row) => row[column])}::${sql.raw(cast)}`,
        );
        const table = sql.raw(`${name} (${columns.join(", ")})`);
        await sql`INSERT INTO ${table} SELECT * FROM unnest(${sql.join(arrays)})`.execute(query);
      }
    },
    listed: (ids) => sql`unnest(${[...ids]}::bigint[]) AS listed (id)`,
    hex: (column) => sql`encode(${sql.ref(column)}, 'hex')`,
    close: () => query.destroy(),
  };
}

function castOf(kind: string): string {
  if (kind.startsWith("int")) return words.int;
  return kind.startsWith("text") ? "TEXT" : words.bytes;
}

export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return "postgresql";
  const parsed = new URL(url);
  parsed.password = "";
  return parsed.href;
}
