import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { openPostgresCheckpoints } from "#libs/tilestore/postgresCheckpoints";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { emptyRoot } from "#libs/tlog/hash";
import { describeCheckpointStore } from "#tests/support/checkpointStoreContract";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgresServer";
import { testIf } from "#tests/support/skip";

const start = { size: 0, root: emptyRoot() };
const third = { size: 3, root: Buffer.alloc(32, 3), note: Buffer.from("note 3") };

const folder = mkdtempSync(join(tmpdir(), "raccordo-commits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the store of commits in an SQLite file", () => {
  const file = join(folder, "commits.sqlite");
  describeCheckpointStore(test, async (origin) => openSqliteCheckpoints(file, origin));

  test("a file that is no database, or not ours, is named and never written over", () => {
    const other = join(folder, "other.sqlite");
    writeFileSync(other, Buffer.alloc(4_096, "SINTETICO"));
    expect(() => openSqliteCheckpoints(other, "a/1")).toThrow("malformed: checkpoint store");
  });
});

const problem = postgresProblem();
const testPostgres = testIf(problem === undefined, problem ?? "");

describe("the store of commits in PostgreSQL", () => {
  const server: { running?: TestPostgres } = {};
  const running = (): TestPostgres => {
    if (server.running === undefined) throw new Error("PostgreSQL did not start");
    return server.running;
  };
  beforeAll(async () => {
    if (problem === undefined) server.running = await startPostgres();
  }, 30_000);
  afterAll(() => server.running?.stop());

  describeCheckpointStore(testPostgres, (origin) => openPostgresCheckpoints(running().url, origin));

  testPostgres("two processes that make the table at once both find it", async () => {
    const client = new Client({ connectionString: running().url });
    await client.connect();
    await client.query("DROP TABLE raccordo_checkpoint");
    await client.end();
    const stores = [1, 2].map(() => openPostgresCheckpoints(running().url, "log.example/new"));
    for (const store of await Promise.all(stores)) await store.close();
  });

  testPostgres(
    "a commit outlives kill -9 of the server; while it is down the log waits, and goes on afterwards",
    async () => {
      const store = await openPostgresCheckpoints(running().url, "log.example/killed");
      expect(await store.advance(start, third)).toEqual({ ok: true });
      await running().kill();
      await expect(store.current()).rejects.toMatchObject({ kind: "unreachable" });
      await running().start();
      expect(await store.current()).toEqual(third);
      await store.close();
    },
    30_000,
  );

  testPostgres(
    "a server that could lose a commit, or one that is only a copy, is refused by the setting's name",
    async () => {
      const { url, kill, start: startAgain } = running();
      await kill();
      await startAgain({ fsync: "off" });
      await expect(openPostgresCheckpoints(url, "a/1")).rejects.toMatchObject({
        kind: "refused",
        message: expect.stringContaining("fsync is off, must be on"),
      });
      await kill();
      await startAgain({ synchronous_commit: "off" });
      // Whoever commits asks for its own session; the server's default does not matter.
      await (await openPostgresCheckpoints(url, "a/1")).close();
    },
    30_000,
  );
});
