import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgresServer";
import { testFolder } from "#tests/support/privateFile";
import { testIf } from "#tests/support/skip";
import { auditConfig } from "./audit.config.ts";
import { readerInline } from "./entryReader.ts";
import { type SequencerPorts, sequence } from "./sequencer.ts";
import { openYearLog } from "./yearLog.ts";

const problem = postgresProblem();
const testPostgres = testIf(problem === undefined, problem ?? "");
const server: { running?: TestPostgres } = {};
const folder = testFolder();

beforeAll(async () => {
  if (problem === undefined) server.running = await startPostgres();
});
afterAll(async () => {
  await server.running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const messages: readonly StoredMessage[] = Array.from({ length: 300 }, (_, i) => ({
  stream: "AUDIT_2026",
  subject: "audit.2026.system.k.notice.00000000000000000000000000000000",
  sequence: i + 1,
  storedAt: "2026-11-22T09:00:00.000Z",
  headers: new Map<string, string>(),
  data: Buffer.from(`SINTETICO ${i}`),
}));

const ports: SequencerPorts = {
  log: {
    info: async () => ({
      firstSequence: 1,
      lastSequence: messages.length,
      messages: messages.length,
      bytes: 0,
      deleted: 0,
      sealed: false,
      settings: auditYearStream(2026, demonstrationLimits),
    }),
  },
  entries: readerInline(new Map()),
  async *read(_stream, from) {
    yield* messages.slice(from - 1);
    throw new EventLogError("gap", "the test's stream ends here");
  },
  batchWaitMs: 0,
  signed: async () => {},
  committed: () => {},
};

describe("the log of a year whose commits are in PostgreSQL", () => {
  testPostgres("is written by two sequencers by mistake, and is one log", async () => {
    const url = server.running?.url ?? "";
    const place = {
      logDir: folder,
      family: "audit.test.example",
      seed: Buffer.alloc(32, 5),
      commits: { kind: "postgresql", url },
    } as const;
    const logs = [await openYearLog(place, 2026), await openYearLog(place, 2026)];
    const never = new AbortController().signal;
    const range = { until: messages.length };
    const states = await Promise.all(logs.map((log) => sequence(ports, log, never, range)));
    expect(states.map(({ size }) => size)).toEqual([300, 300]);
    expect(readFileSync(`${folder}/2026/checkpoint`, "utf8")).toContain("\n300\n");
    const report = await verifyLog(fileSource(`${folder}/2026`), logs[0]?.key.vkey ?? "");
    expect(report.findings).toEqual([]);
    for (const log of logs) await log.close();
  });
});

describe("where commits may be kept", () => {
  const refuses = (commits: object): boolean =>
    auditConfig.safeParse({ commits }).error?.issues.some(({ path }) => path[0] === "commits") ===
    true;

  test.each([
    "postgresql://audit@127.0.0.1:5432/log",
    "postgres://audit@localhost/log",
    "postgresql://audit@db.example/log?sslmode=verify-full&sslrootcert=/etc/ca.pem",
  ])("%s is taken", (url) => {
    expect(refuses({ kind: "postgresql", url })).toBe(false);
  });

  test.each([
    "postgresql://audit@db.example/log",
    "postgresql://audit@db.example/log?sslmode=require",
    "postgresql://audit@db.example/log?sslmode=verify-full&sslmode=disable",
    "postgresql://audit@127.0.0.1/log?host=db.example",
    "https://db.example/log",
    "no address",
  ])("%s is refused: whoever stands between could move the log's state", (url) => {
    expect(refuses({ kind: "postgresql", url })).toBe(true);
  });
});
