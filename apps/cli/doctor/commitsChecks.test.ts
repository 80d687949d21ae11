import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sqliteCommits } from "#libs/tilestore/commitsPlace";
import type { Holding } from "#libs/tilestore/movedCommits";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { postgresProblem, startPostgres } from "#tests/support/postgresServer";
import { testFolder } from "#tests/support/privateFile";
import { testIf } from "#tests/support/skip";
import { writePlace } from "../commits/place.ts";
import { commitsChecks } from "./commitsChecks.ts";

const family = "audit.sintetico.example";
const commit = { size: 7, root: Buffer.alloc(32, 7), note: Buffer.from("SINTETICO") };
let data: string;

beforeEach(() => {
  data = testFolder();
  mkdirSync(join(data, "audit", "2026"), { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const look = () => commitsChecks(data, { log_family: family });
const publish = (size: number) =>
  writeFileSync(join(data, "audit", "2026", "checkpoint"), `${family}/2026\n${size}\n`);

async function hold(holding: Exclude<Holding, { readonly kind: "none" }>): Promise<void> {
  const store = openSqliteCheckpoints(sqliteCommits(join(data, "audit")), `${family}/2026`);
  await store.replace(await store.holding(), holding);
  await store.close();
}

describe("doctor, of the store of the log's commits", () => {
  test("a file beside the log that covers what is published is in order", async () => {
    expect(await look()).toMatchObject([{ state: "ok", text: "doctor-commits-sqlite" }]);
    await hold({ kind: "live", commit });
    publish(7);
    expect(await look()).toMatchObject([
      { state: "ok", text: "doctor-commits-sqlite", values: { size: 7 } },
    ]);
  });

  test("a store that went back behind what is published is a problem, and nothing is to be started", async () => {
    await hold({ kind: "live", commit });
    publish(8);
    expect(await look()).toMatchObject([
      {
        ...{ state: "problem", text: "doctor-commits-back", next: "doctor-commits-back-do" },
        values: { size: 7, signed: 8 },
      },
    ]);
  });

  test("a store whose commits were moved says where to", async () => {
    await hold({ kind: "moved", to: "postgresql://audit@127.0.0.1:5432/log", commit });
    publish(7);
    expect(await look()).toMatchObject([
      {
        ...{ state: "problem", text: "doctor-commits-moved", next: "doctor-commits-moved-do" },
        values: { to: "postgresql://audit@127.0.0.1:5432/log" },
      },
    ]);
  });

  const problem = postgresProblem();
  testIf(problem === undefined, problem ?? "")(
    "a server that is away, could lose a commit, or lacks the last one is a problem; a good one is told with its version, and nothing is made there",
    async () => {
      const server = await startPostgres();
      try {
        writePlace(data, { kind: "postgresql", url: server.url });
        expect(await look()).toMatchObject([{ state: "ok", text: "doctor-commits" }]);
        publish(1);
        const values = { size: 0, signed: 1, version: expect.any(Number) };
        expect(await look()).toMatchObject([{ text: "doctor-commits-back", values }]);
        await server.kill();
        expect(await look()).toMatchObject([{ state: "problem", text: "doctor-commits-away" }]);
        await server.start({ fsync: "off" });
        const reason = expect.stringContaining("fsync is off, must be on");
        expect(await look()).toMatchObject([
          { text: "doctor-commits-refused", values: { reason } },
        ]);
      } finally {
        await server.stop();
      }
    },
  );
});
