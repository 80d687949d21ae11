import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { postgresPlace } from "#libs/search/postgres";
import {
  type ContainerPostgres,
  containerPostgresVersions,
  postgresImage,
  startContainerPostgres,
} from "#tests/support/containerPostgres";
import { containerProblem } from "#tests/support/containers";
import { describePostgresCheckpoints } from "#tests/support/postgresCheckpointContract";
import { searchContract } from "#tests/support/search/contract";
import { testIf } from "#tests/support/skip";

/** Questions that are tried on each version: the same code answered many more on SQLite. */
const questions = 2;

for (const version of containerPostgresVersions) {
  const problem = await containerProblem(postgresImage(version));
  describe(`PostgreSQL ${version} in a container, sorting in Italian`, () => {
    if (problem !== undefined) {
      testIf(false, problem)("holds the log's commits and answers its search", () => undefined);
      return;
    }
    const server: { running?: ContainerPostgres } = {};
    const running = (): ContainerPostgres => {
      if (server.running === undefined) throw new Error("PostgreSQL did not start");
      return server.running;
    };
    beforeAll(async () => {
      server.running = await startContainerPostgres(version);
    });
    afterAll(() => server.running?.stop());

    test("is that version, sorts as people do, and listens on 127.0.0.1 alone", async () => {
      const client = new Client({ connectionString: running().url });
      await client.connect();
      const { rows } = await client.query(
        "SELECT current_setting('server_version') AS version, 'a' < 'B' AS sorts, current_setting('listen_addresses') AS listens",
      );
      await client.end();
      const [row] = rows;
      expect({ ...row, version: row?.version.split(".")[0] }).toEqual({
        ...{ version, sorts: true, listens: "127.0.0.1" },
      });
    });

    describe("the store of commits", () => {
      describePostgresCheckpoints(test, running);
    });

    describe("the search projection", () => {
      // It is made again from the log whenever it is lost: how it is synced is not what is tried here.
      beforeAll(async () => {
        await running().kill();
        await running().start({ fsync: "off" });
      });
      searchContract(async () => postgresPlace(await running().database()), questions);
    });
  });
}
