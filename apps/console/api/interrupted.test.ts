import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "@jest/globals";
import { consoleOnLog } from "#tests/support/consoleOnLog";
import { until } from "#tests/support/until";

const flows = "/v1/log/flows?from=2026-03-01T00:00:00.000Z&to=2026-04-01T00:00:00.000Z";

/** Puts a copy in the place of a database that its writer does not let go of: whoever opens it waits for seconds. */
function lockedInPlaceOf(file: string): DatabaseSync {
  const copy = `${file}.copy`;
  const there = new DatabaseSync(file);
  there.exec(`VACUUM INTO '${copy}'`);
  there.close();
  const locked = new DatabaseSync(copy);
  locked.exec("BEGIN EXCLUSIVE");
  for (const end of ["-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  renameSync(copy, file);
  return locked;
}

test("a question whose thread is stuck is refused in words, with a time to wait; then others are answered again", async () => {
  const served = await consoleOnLog({ index_question_ms_max: 700, index_threads_max: 1 });
  const ask = () => served.ask("rpd-comune", flows);
  const rows = async () => {
    const { status, body } = await ask();
    return status === 200 && body["rows"];
  };
  try {
    const before = await until(rows, "a first answer");
    const locked = lockedInPlaceOf(join(served.workDir, "search.sqlite"));
    const refused = await ask();
    locked.close();
    expect([refused.status, refused.body["code"]]).toEqual([503, "search-interrupted"]);
    expect(refused.body["title"]).toBe("Ricerca nel registro interrotta");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await until(rows, "an answer of the thread in its place")).toEqual(before);
  } finally {
    await served.stop();
  }
});
