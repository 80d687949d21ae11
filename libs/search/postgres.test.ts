import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgres";
import { searchContract } from "#tests/support/search/contract";
import { testIf } from "#tests/support/skip";
import { postgresPlace } from "./postgres.ts";

const problem = postgresProblem();

describe("on PostgreSQL", () => {
  if (problem !== undefined) {
    testIf(false, problem)("the projection does what it does on SQLite", () => undefined);
    return;
  }
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  searchContract(async () => postgresPlace(await server.database()), 8);

  test("an address is shown without its password", () => {
    const { name } = postgresPlace("postgresql://prova:SINTETICA@127.0.0.1:1/prova");
    expect(name).toBe("postgresql://prova@127.0.0.1:1/prova");
  });
});
