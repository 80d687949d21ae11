import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { describeCheckpointStore } from "#tests/support/checkpointStoreContract";
import { describePostgresCheckpoints } from "#tests/support/postgresCheckpointContract";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgresServer";
import { testIf } from "#tests/support/skip";

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
  });
  afterAll(() => server.running?.stop());

  describePostgresCheckpoints(testPostgres, running);
});
