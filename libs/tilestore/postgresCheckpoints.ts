import { Client, Pool, type PoolClient } from "pg";
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
import { type PostgresAddress, withPassword } from "./postgresAddress.ts";
import { assertDurable } from "./postgresSettings.ts";

const createSql = `CREATE TABLE IF NOT EXISTS raccordo_checkpoint (
  origin text PRIMARY KEY, size bigint NOT NULL, root bytea NOT NULL, note bytea NOT NULL)`;
const insertSql =
  "INSERT INTO raccordo_checkpoint (origin, size, root, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const updateSql =
  "UPDATE raccordo_checkpoint SET size = $2, root = $3, note = $4 WHERE origin = $1 AND size = $5 AND root = $6";
const replaceSql = `${updateSql} AND note = $7`;
const readSql = "SELECT size, root, note FROM raccordo_checkpoint WHERE origin = $1";

const timeoutMs = 5_000;

/**
 * Checkpoint store in PostgreSQL, one row per log in the table `raccordo_checkpoint`, which is created when it is
 * not there. TLS as the address says (`sslmode=verify-full&sslrootcert=…`); the password is read from its file at each opening. Rejects with TileStoreError:
 * `unreachable` when the server does not answer, `refused` naming the setting with which a commit could be lost.
 */
export async function openPostgresCheckpoints(
  address: PostgresAddress,
  origin: string,
): Promise<MovableCheckpoints> {
  const pool = new Pool({
    connectionString: withPassword(address),
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

class PostgresCheckpoints implements MovableCheckpoints {
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
    return this.#use(async (client) => liveCommit(await this.#row(client)));
  }

  holding(): Promise<Holding> {
    return this.#use(async (client) => holdingOf(await this.#row(client)));
  }

  async replace(from: Holding, by: Exclude<Holding, { readonly kind: "none" }>): Promise<boolean> {
    const to = rowOfHolding(by);
    const next = [this.#origin, to.size, to.root, to.note];
    return this.#use(async (client) => {
      if (from.kind === "none") return (await client.query(insertSql, next)).rowCount === 1;
      const { size, root, note } = rowOfHolding(from);
      return (await client.query(replaceSql, [...next, size, root, note])).rowCount === 1;
    });
  }

  async advance(from: TreeState, to: CommittedCheckpoint): Promise<Advance> {
    if (to.size <= from.size) throw new RangeError("a log only grows");
    return this.#use(async (client) => {
      const next = [this.#origin, to.size, to.root, to.note];
      const { rowCount } =
        from.size === 0
          ? await client.query(insertSql, next)
          : await client.query(updateSql, [...next, from.size, from.root]);
      if (rowCount === 1) return { ok: true };
      return { ok: false, current: liveCommit(await this.#row(client)) };
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #row(client: PoolClient): Promise<CommittedCheckpoint | undefined> {
    const { rows } = await client.query<Record<string, unknown>>(readSql, [this.#origin]);
    const [row] = rows;
    return row === undefined ? undefined : rowOf(row);
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
    await assertDurable(client);
    this.#checked.add(client);
  }
}

/** What a server is, and what it holds of one log; nothing is made or changed there. */
export interface PostgresLook {
  /** Major version. */
  readonly version: number;
  readonly holding: Holding;
}

/** Looks at a server as `doctor` does. Rejects as {@link openPostgresCheckpoints}. */
export async function lookAtPostgres(
  address: PostgresAddress,
  origin: string,
): Promise<PostgresLook> {
  const client = new Client({
    connectionString: withPassword(address),
    application_name: "raccordo-doctor",
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await assertDurable(client);
    const { rows } = await client.query<{ readonly version: string; readonly lacks: boolean }>(
      "SELECT current_setting('server_version_num') AS version, to_regclass('raccordo_checkpoint') IS NULL AS lacks",
    );
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (rows[0]?.lacks === true) return { version, holding: { kind: "none" } };
    const [row] = (await client.query<Record<string, unknown>>(readSql, [origin])).rows;
    return { version, holding: holdingOf(row === undefined ? undefined : rowOf(row)) };
  } catch (error) {
    if (error instanceof TileStoreError) throw error;
    throw new TileStoreError("unreachable", "checkpoint store", codeOf(error), error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return typeof code === "string" && code !== "" ? code : "no answer";
}
