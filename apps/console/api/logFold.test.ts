import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { termsOf } from "#libs/policy/retentionSchema";
import { openSignedLogs, type SignedLog } from "#libs/search/signedLogs";
import { parseVerifierKey } from "#libs/tlog/note";
import { newPackLog } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";
import { LogFold } from "./logFold.ts";

let log: TestLog;
let logs: readonly SignedLog[];
beforeAll(async () => {
  log = await newPackLog([60], true);
  const key = parseVerifierKey(log.vkey)?.publicKey.toString("base64url") ?? "";
  const family = { log_family: log.origin.slice(0, -"/2026".length), key };
  logs = await openSignedLogs(log.base, family);
});
afterAll(() => log.remove());

const running = () => new AbortController().signal;

test("reading ahead waits while others are answered, and goes on after them", async () => {
  let looks = 0;
  const fold = new LogFold(running(), () => {
    looks += 1;
    return looks <= 3;
  });
  await fold.ahead(logs);
  expect(looks).toBeGreaterThan(3);
  expect((await fold.upTo(logs)).requests).toHaveLength(1);
});

test("who needs what the log amounts to waits for its reading alone, however much others ask", async () => {
  const fold = new LogFold(running(), () => true);
  const ahead = fold.ahead(logs);
  expect((await fold.upTo(logs)).requests).toHaveLength(1);
  await ahead;
});

test("a console that is stopped does not wait for the others before it ends its reading", async () => {
  const stopping = new AbortController();
  const fold = new LogFold(stopping.signal, () => true);
  const ahead = fold.ahead(logs);
  stopping.abort();
  await expect(ahead).rejects.toMatchObject({ name: "AbortError" });
});

test("what waits is counted once a minute for each titolare, and anew after it", async () => {
  const fold = new LogFold(running());
  const terms = termsOf(undefined);
  const farMs = Date.parse("2100-01-01T00:00:00Z");
  const everybody = [...(await fold.upTo(logs)).rooms.values()].flatMap((rooms) => [...rooms]);
  const own = [...new Set(everybody)];
  const counted = (nowMs: number, rooms = own) => fold.counts(logs, { own: rooms, terms, nowMs });
  const first = await counted(farMs);
  expect([...first.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
  expect(await counted(farMs + 59_000)).toBe(first);
  expect(await counted(farMs + 60_000)).not.toBe(first);
  expect(await counted(farMs + 60_000)).toEqual(first);
  expect(await counted(farMs, ["nessuna_sala"])).toEqual(new Map());
});
