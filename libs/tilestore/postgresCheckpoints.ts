import { Pool, type PoolClient } from "pg";
import {
  type Advance,
  type CheckpointStore,
  type CommittedCheckpoint,
  committedOf,
  type TreeState,
} from "./checkpointStore.ts";
import { TileStoreError } from "./failure.ts";

const createSql = `CREATE TABLE IF NOT EXISTS raccordo_checkpoint (
  origin text PRIMARY KEY, size bigint NOT NULL, root bytea NOT NULL, note bytea NOT NULL)`;
const insertSql =
  "INSERT INTO raccordo_checkpoint (origin, size, root, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const updateSql =
  "UPDATE raccordo_checkpoint SET size = $2, root = $3, note = $4 WHERE origin = $1 AND size = $5 AND root = $6";
const readSql = "SELECT size, root, note FROM raccordo_checkpoint WHERE origin = $1";

/**
 * What a commit needs to survive a power cut (postgresql.org/docs/current/runtime-config-wal.html), and a server
 * that may be written to. A replica that was promoted without waiting for it may lack the last commits: then
 * opening the log says `went-back`.
 */
const settingsSql = `SELECT current_setting('fsync') AS fsync,
  current_setting('full_page_writes') AS full_page_writes,
  current_setting('synchronous_commit') AS synchronous_commit,
  current_setting('data_sync_retry') AS data_sync_retry,
  pg_is_in_recovery()::text AS in_recovery`;
const wanted: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply"],
  data_sync_retry: ["off"],
  in_recovery: ["false"],
};

const timeoutMs = 5_000;

/**
 * Checkpoint store in PostgreSQL, one row per log in the table `raccordo_checkpoint`, which is created when it is
 * not there. TLS as the connection string says (`sslmode=verify-full&sslrootcert=…`). Rejects with TileStoreError:
 * `unreachable` when the server does not answer, `refused` naming the setting with which a commit could be lost.
 */
export async function openPostgresCheckpoints(
  connectionString: string,
  origin: string,
): Promise<CheckpointStore> {
  const pool = new Pool({
    connectionString,
    max: 1,
    application_name: "raccordo-audit",
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
  });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  // One that breaks while it is used fails the query; its event says nothing more.
  pool.on("connect", (client) => client.on("error", () => {}));
  const store = new PostgresCheckpoints(pool, origin);
  try {
    await store.prepare();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return store;
}

class PostgresCheckpoints implements CheckpointStore {
  readonly #pool: Pool;
  readonly #origin: string;
  readonly #checked = new WeakSet<PoolClient>();

  constructor(pool: Pool, origin: string) {
    this.#pool = pool;
    this.#origin = origin;
  }

  /** Creates the table. Two processes may do so at once: whoever comes second finds it. */
  async prepare(): Promise<void> {
    await this.#use(async (client) => {
      const { rows } = await client.query(
        "SELECT to_regclass('raccordo_checkpoint') IS NULL AS lacks",
      );
      if (rows[0]?.lacks !== true) return;
      await client.query(createSql).catch((error: unknown) => {
        if (!["23505", "42710", "42P07"].includes(codeOf(error))) throw error;
      });
    });
  }

  current(): Promise<CommittedCheckpoint | undefined> {
    return this.#use((client) => this.#read(client));
  }

  async advance(from: TreeState, to: CommittedCheckpoint): Promise<Advance> {
    if (to.size <= from.size) throw new RangeError("a log only grows");
    return this.#use(async (client) => {
      const next = [this.#origin, to.size, to.root, to.note];
      const { rowCount } =
        from.size === 0
          ? await client.query(insertSql, next)
          : await client.query(updateSql, [...next, from.size, from.root]);
      return rowCount === 1 ? { ok: true } : { ok: false, current: await this.#read(client) };
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #read(client: PoolClient): Promise<CommittedCheckpoint | undefined> {
    const { rows } = await client.query<Record<string, unknown>>(readSql, [this.#origin]);
    const [row] = rows;
    return row === undefined ? undefined : committedOf(row);
  }

  async #use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    let failure: unknown;
    try {
      client = await this.#pool.connect();
      await this.#check(client);
      return await work(client);
    } catch (error) {
      failure = error;
      if (error instanceof TileStoreError) throw error;
      throw new TileStoreError("unreachable", "checkpoint store", codeOf(error), error);
    } finally {
      // After a failure nobody knows what the connection is still doing.
      client?.release(failure !== undefined);
    }
  }

  /** Once per connection: a server may come back with other settings. */
  async #check(client: PoolClient): Promise<void> {
    if (this.#checked.has(client)) return;
    await client.query("SET synchronous_commit = on");
    const { rows } = await client.query<Record<string, string>>(settingsSql);
    for (const [name, values] of Object.entries(wanted)) {
      const found = rows[0]?.[name] ?? "";
      if (values.includes(found)) continue;
      const detail = `${name} is ${found}, must be ${values.join(" or ")}`;
      throw new TileStoreError("refused", "checkpoint store", detail);
    }
    this.#checked.add(client);
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return typeof code === "string" && code !== "" ? code : "no answer";
}
