import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { LogFilter } from "#libs/search/logQuery";
import { LogSearch } from "#libs/search/logSearch";
import { sqlitePlace } from "#libs/search/sqlite";
import { parseVerifierKey } from "#libs/tlog/note";
import { growPackLog, newPackLog, packDataFolder, temporaryPlace } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";
import type { FlowReader } from "../flowTable.ts";
import { IndexAhead } from "./indexAhead.ts";
import { type IndexQuestions, questionsOf } from "./indexQuestions.ts";
import { IndexFault, IndexThreads, searchInterrupted } from "./indexThreads.ts";
import type { ThreadPlaces } from "./threadMessages.ts";

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let places: ThreadPlaces;
let threads: IndexThreads;

beforeAll(async () => {
  log = await newPackLog([10, 40, 50]);
  place = await temporaryPlace();
  const logDir = join(await packDataFolder(place.path, log), "audit");
  const key = parseVerifierKey(log.vkey)?.publicKey.toString("base64url") ?? "";
  const family = { log_family: log.origin.slice(0, -"/2026".length), key };
  places = { logDir, family, searchFile: join(place.path, "search", "search.sqlite") };
});
afterAll(async () => {
  await log.remove();
  await place.remove();
});
beforeEach(() => {
  threads = new IndexThreads(places, patient(2));
});
afterEach(() => threads.close());

const grown = () => growPackLog(log, join(places.logDir, "2026"));
const sizeOf = ({ covered }: IndexQuestions): number => covered[0]?.size ?? 0;
const countOf = async (search: IndexQuestions): Promise<number> => {
  const counts = await search.count({ filter: {} });
  return "rows" in counts ? (counts.rows[0]?.count ?? 0) : -1;
};
const coveredNow = () => threads.search(async (search) => sizeOf(search));
/** So long that none is late, whatever the machine has to do. */
const patient = (threadsMax: number) => ({ threadsMax, questionMsMax: 600_000 });
/** A question of which nothing can be made: what stands here for any fault of a thread. */
const impossible = (search: IndexQuestions) => search.page(undefined as never);

test("a thread answers every question as the index itself does", async () => {
  await threads.update();
  const here = await LogSearch.open(sqlitePlace(places.searchFile));
  const filter: LogFilter = { kind: ["exchange"], mode: ["actual"] };
  const period = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1), mode: "actual" } as const;
  const rooms = ["pl_cremona"];
  const all = async (search: IndexQuestions) => {
    const entry = await search.entry({ year: 2026, index: 31 });
    return {
      covered: search.covered,
      page: await search.page({ filter, order: "newest", limit: 7 }),
      after: await search.after({ year: 2026, index: 90 }, filter, 100),
      ...{ entry, beside: entry && (await search.neighbours(entry)) },
      count: await search.count({ filter, by: "receiver", every: "day" }),
      flows: await search.flowTable({ ...period, seenBy: { kind: "own", rooms } }),
      breach: await search.breachScope({
        from: new Date(period.from).toISOString(),
        to: new Date(period.to).toISOString(),
        ...{ mode: "actual", rooms },
      }),
    };
  };
  const expected = here && (await all({ covered: here.covered, ...questionsOf(here) }));
  await here?.close();
  expect(expected?.breach.rows.length).toBeGreaterThan(0);
  expect(expected?.flows.length).toBeGreaterThan(0);
  expect(await threads.search(all)).toEqual(expected);
});

test("what is counted ahead for who signs in changes no answer, and ends where the index fails or the process stops", async () => {
  await threads.update();
  const rooms = ["pl_cremona"];
  const march = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1), mode: "actual" } as const;
  const own = { kind: "own", rooms } as const;
  const steering = { kind: "aggregates", incidentsMin: 3 } as const;
  const shown = () =>
    threads.search(async (search) => [
      await search.flowTable({ ...march, every: "day", by: "category", seenBy: own }),
      await search.flowTable({ ...march, every: "month", by: "class", seenBy: steering }),
    ]);
  const before = await shown();
  expect(before?.map(({ length }) => length > 0)).toEqual([true, true]);
  const stopping = new AbortController();
  let busy = 3;
  const isBusy = () => {
    busy -= 1;
    return busy > 0;
  };
  /** How many questions were asked for somebody who has signed in. */
  const askedAheadOf = async (ask: typeof threads.search, reader: FlowReader | undefined) => {
    let asked = 0;
    const search: typeof threads.search = (work) => {
      asked += 1;
      return ask(work);
    };
    const access = { warm: () => Promise.resolve(0), search };
    const more = { threads: 2, stopping: stopping.signal, isBusy };
    const ahead = new IndexAhead({ access, ...more, nowMs: () => Date.UTC(2026, 2, 20, 12) });
    ahead.signedIn(reader);
    await ahead.done();
    return asked;
  };
  const real: typeof threads.search = (work) => threads.search(work);
  // 400 days in tens and the twelve months that are whole in them, what really was and exercises, in each of two threads.
  expect(await askedAheadOf(real, own)).toBe((40 + 12) * 2 * 2);
  expect(await askedAheadOf(real, steering)).toBe(12 * 2 * 2);
  expect(await askedAheadOf(real, undefined)).toBe(0);
  expect(await shown()).toEqual(before);
  const broken = () => Promise.reject(new IndexFault("Error", "the disk is gone"));
  expect(await askedAheadOf(broken, own)).toBe(2);
  stopping.abort();
  expect(await askedAheadOf(real, own)).toBe(0);
});

test("a question that takes long holds no other up", async () => {
  await threads.update();
  const gate = Promise.withResolvers<void>();
  const long = threads.search(async (search) => {
    await gate.promise;
    return sizeOf(search);
  });
  expect(await coveredNow()).toBe(100);
  expect(await coveredNow()).toBe(100);
  gate.resolve();
  expect(await long).toBe(100);
});

test("all answers to one question are of one state of the log, though it grows meanwhile", async () => {
  await threads.update();
  const told = await threads.search(async (search) => {
    const before = await countOf(search);
    await grown();
    await threads.update();
    return { before, after: await countOf(search), size: sizeOf(search) };
  });
  expect(told).toEqual({ before: 100, after: 100, size: 100 });
  expect(await threads.search(countOf)).toBe(101);
  expect(await coveredNow()).toBe(101);
});

test("a thread that fails is replaced, for the next question and for those that wait", async () => {
  await threads.update();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const failing = gates.map(({ promise }) =>
    threads.search(async (search) => {
      await promise;
      return impossible(search);
    }),
  );
  const waiting = [coveredNow(), coveredNow(), coveredNow()];
  for (const { resolve } of gates) resolve();
  for (const one of failing) await expect(one).rejects.toMatchObject({ name: "TypeError" });
  expect(await Promise.all(waiting)).toEqual([101, 101, 101]);
  expect(await coveredNow()).toBe(101);
});

test("a thread that hangs or dies is told as an interruption and replaced: who waits is answered, each of what they asked", async () => {
  const late: (() => void)[] = [];
  const timer = (_: number, one: () => void) => {
    late.push(one);
    return () => void late.splice(late.indexOf(one), 1);
  };
  const module = new URL("../../../../tests/support/failingIndexThread.js", import.meta.url);
  const failing = new IndexThreads(places, { ...patient(1), timer, module });
  await failing.update();
  const entryOf = (index: number) =>
    failing.search(async (search) => (await search.entry({ year: 2026, index }))?.index);
  for (const year of [1, 2]) {
    expect(await entryOf(3)).toBe(3);
    const begun = Promise.withResolvers<void>();
    const asked = failing.search(async (search) => {
      const both = [search.entry({ year, index: 5 }), search.entry({ year: 2026, index: 6 })];
      begun.resolve();
      return Promise.all(both);
    });
    const refused = expect(asked).rejects.toMatchObject({ name: searchInterrupted });
    const waiting = [7, 8, 9].map(entryOf);
    await begun.promise;
    // The one that hangs would hang for ever; the one that died needs no clock.
    if (year === 1) late[0]?.();
    await refused;
    expect(await Promise.all(waiting)).toEqual([7, 8, 9]);
    expect(await entryOf(4)).toBe(4);
    expect(late).toEqual([]);
  }
  await failing.close();
});

test("once it is closed nobody waits for ever, and nothing is started any more", async () => {
  const one = new IndexThreads(places, patient(1));
  await one.update();
  const gate = Promise.withResolvers<void>();
  const held = expect(one.search(() => gate.promise)).rejects.toThrow("closed");
  const waiting = expect(one.search(countOf)).rejects.toMatchObject({ name: "IndexClosed" });
  await one.close();
  await waiting;
  gate.resolve();
  await held;
  await expect(one.search(countOf)).rejects.toMatchObject({ name: "IndexClosed" });
});

test("an index that was spoilt or deleted is made anew, and nobody is answered from the old one", async () => {
  await threads.update();
  expect(await coveredNow()).toBe(101);
  for (const spoil of [
    () => rmSync(places.searchFile),
    () => writeFileSync(places.searchFile, "none of ours"),
  ]) {
    spoil();
    await grown();
    await threads.update();
    expect(await threads.search(countOf)).toBe(await coveredNow());
  }
  expect(await coveredNow()).toBe(103);
});

test("what is wrong with the log keeps its name on the way out of the thread", async () => {
  const wrongKey = { ...places.family, key: Buffer.alloc(32, 3).toString("base64url") };
  const strange = new IndexThreads({ ...places, family: wrongKey }, patient(1));
  await expect(strange.update()).rejects.toMatchObject({ name: "LogNotTrusted" });
  await strange.close();
});
