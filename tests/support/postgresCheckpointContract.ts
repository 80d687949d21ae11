import { expect } from "@jest/globals";
import { Client } from "pg";
import { openPostgresCheckpoints } from "#libs/tilestore/postgresCheckpoints";
import { emptyRoot } from "#libs/tlog/hash";
import { describeCheckpointStore } from "#tests/support/checkpointStoreContract";
import type { TestPostgres } from "#tests/support/postgresServer";
import type { TestFunction } from "#tests/support/skip";

const first = { size: 0, root: emptyRoot() };
const third = { size: 3, root: Buffer.alloc(32, 3), note: Buffer.from("note 3") };

/** What the store of commits must hold in PostgreSQL besides: of any version, wherever the server runs. */
export function describePostgresCheckpoints(test: TestFunction, running: () => TestPostgres): void {
  describeCheckpointStore(test, (origin) =>
    openPostgresCheckpoints({ url: running().url }, origin),
  );
  makesItsTable(test, running);
  outlivesKills(test, running);
  refusesSettings(test, running);
}

function makesItsTable(test: TestFunction, running: () => TestPostgres): void {
  test("two processes that make the table at once both find it", async () => {
    const client = new Client({ connectionString: running().url });
    await client.connect();
    await client.query("DROP TABLE raccordo_checkpoint");
    await client.end();
    const stores = [1, 2].map(() =>
      openPostgresCheckpoints({ url: running().url }, "log.example/new"),
    );
    for (const store of await Promise.all(stores)) await store.close();
  });
}

function outlivesKills(test: TestFunction, running: () => TestPostgres): void {
  test("a commit outlives kill -9 of the server; while it is down the log waits, and goes on afterwards", async () => {
    const store = await openPostgresCheckpoints({ url: running().url }, "log.example/killed");
    expect(await store.advance(first, third)).toEqual({ ok: true });
    await running().kill();
    await expect(store.current()).rejects.toMatchObject({ kind: "unreachable" });
    await running().start();
    expect(await store.current()).toEqual(third);
    await store.close();
  });
}

function refusesSettings(test: TestFunction, running: () => TestPostgres): void {
  test("a server that could lose a commit, or one that is only a copy, is refused by the setting's name", async () => {
    const { url, kill, start: startAgain } = running();
    await kill();
    await startAgain({ fsync: "off" });
    await expect(openPostgresCheckpoints({ url }, "a/1")).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("fsync is off, must be on"),
    });
    await kill();
    await startAgain({ synchronous_commit: "off" });
    // Whoever commits asks for its own session; the server's default does not matter.
    await (await openPostgresCheckpoints({ url }, "a/1")).close();
  });
}
