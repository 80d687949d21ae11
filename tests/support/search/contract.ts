import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { LogSearch } from "#libs/search/logSearch";
import { reindex } from "#libs/search/reindex";
import {
  allPages,
  filesWithout,
  type GeneratedLog,
  generatedLog,
  logsOf,
  type NewPlace,
  opened,
  placeText,
  questionAbout,
  smallStrides,
} from "./generatedLog.ts";
import { growthContract } from "./growthContract.ts";
import { answers, type NotedEntry } from "./oracle.ts";
import { yearLog } from "./trafficLog.ts";

/** A projection that several tests ask. */
interface Asked {
  readonly log: GeneratedLog;
  readonly search: LogSearch;
  /** The same with limits so small that this log is searched in all the ways in which one of a million entries is. */
  readonly strides: LogSearch;
}

/** What every projection does, whatever database it lies in. `runs`: questions that are tried. */
export function searchContract(newPlace: NewPlace, runs: number): void {
  describe("the search", () => {
    const log = generatedLog(7, { 2026: 700, 2027: 300 });
    let asked: Asked | undefined;
    const opening = async () => {
      const place = await newPlace();
      await reindex(place, logsOf(log));
      asked = { log, search: await opened(place), strides: await opened(place, smallStrides) };
    };
    const there = () => {
      if (asked === undefined) throw new Error("not opened");
      return asked;
    };
    beforeAll(opening);
    afterAll(async () => {
      await there().search.close();
      await there().strides.close();
    });
    answersAnyQuestion(log, there, runs);
    givesEachOnce(log, there, runs);
    countsByTime(log, there, runs);
    countsDecisions(there);
    leadsToNeighbours(there);
    refusesCursors(there);
  });
  describe("the projection", () => {
    isTheSame(newPlace);
    growthContract(newPlace, runs);
    isRefused(newPlace);
    saysWhatIsGone(newPlace);
    mayBeDeleted(newPlace);
  });
}

function answersAnyQuestion(log: GeneratedLog, there: () => Asked, runs: number): void {
  test("answers any question as somebody would who reads the whole log", async () => {
    const { search, strides } = there();
    await fc.assert(
      fc.asyncProperty(questionAbout(log.noted), fc.boolean(), async (filter, newest) => {
        const order = newest ? "newest" : "oldest";
        const expected = log.noted.filter((entry) => answers(entry, filter)).map(placeText);
        if (newest) expected.reverse();
        const found = await allPages(search, filter, order, 500);
        expect(found.map(placeText)).toEqual(expected);
        const strode = await allPages(strides, filter, order, 500);
        expect(strode.map(placeText)).toEqual(expected);
        expect(expected.length).toBeGreaterThan(0);
      }),
      { numRuns: runs },
    );
  });
}

function givesEachOnce(log: GeneratedLog, there: () => Asked, runs: number): void {
  test("gives each entry once, whatever the size of a page", async () => {
    const { strides } = there();
    await fc.assert(
      fc.asyncProperty(
        questionAbout(log.noted),
        fc.integer({ min: 5, max: 60 }),
        async (filter, limit) => {
          const found = (await allPages(strides, filter, "newest", limit)).map(placeText);
          expect(new Set(found).size).toBe(found.length);
          const expected = log.noted.filter((entry) => answers(entry, filter)).map(placeText);
          expect(found).toEqual(expected.toReversed());
        },
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
}

function countsByTime(log: GeneratedLog, there: () => Asked, runs: number): void {
  test("counts what it finds, by time and by what is said", async () => {
    const { search, strides } = there();
    const ways = fc.constantFrom(search, strides);
    await fc.assert(
      fc.asyncProperty(questionAbout(log.noted), ways, async (filter, way) => {
        const fitting = log.noted.filter((entry) => answers(entry, filter));
        const byMonth = await way.count({ filter, every: "month", by: "kind" });
        const kinds = fitting.map((entry) => `${entry.at.slice(0, 7)},${entry.words.kind?.[0]}`);
        expect(told(byMonth, 7)).toEqual(tally(kinds));
        const byDay = await way.count({ filter, every: "day" });
        expect(told(byDay, 10)).toEqual(tally(fitting.map(({ at }) => at.slice(0, 10))));
        const whole = await way.count({ filter });
        expect(whole).toEqual({ unit: "entries", rows: [{ count: fitting.length }] });
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
}

/** How often each text is there, as a set of lines. */
const tally = (texts: readonly string[]): ReadonlySet<string> =>
  new Set([...Map.groupBy(texts, (text) => text)].map(([text, all]) => `${text}: ${all.length}`));

/** What was counted, as {@link tally} says it; of times the first letters. */
function told(counts: Awaited<ReturnType<LogSearch["count"]>>, letters: number) {
  const rows = "problem" in counts ? [] : counts.rows;
  const wordsOf = ({ at = "", value }: (typeof rows)[number]) =>
    [at.slice(0, letters), ...(value === undefined ? [] : [value])].join(",");
  return new Set(rows.map((row) => `${wordsOf(row)}: ${row.count}`));
}

function countsDecisions(there: () => Asked): void {
  test("counts decisions by receiver: only of the rooms that were meant", async () => {
    const { log, search } = there();
    const filter = { outcome: ["released"], category: ["C01"] };
    const { rows } = (await search.count({ filter, by: "receiver" })) as {
      readonly rows: readonly { readonly value?: string | null; readonly count: number }[];
    };
    const fitting = log.noted.filter((entry) => answers(entry, filter));
    const rooms = fitting.flatMap(({ rooms: all }) =>
      all
        .filter(({ words }) => words.outcome?.[0] === "released")
        .map(({ words }) => words.receiver?.[0]),
    );
    const expected = [...Map.groupBy(rooms, (room) => room)].map(([room, all]) => [
      room,
      all.length,
    ]);
    const told = rows.map(({ value, count }) => String([value, count]));
    expect(new Set(told)).toEqual(new Set(expected.map(String)));
  });
}

function leadsToNeighbours(there: () => Asked): void {
  test("leads from an entry to its neighbours, in the log and along its incident, across years", async () => {
    const { log, search } = there();
    const incidents = Map.groupBy(log.noted, ({ words }) => words.incident?.[0] ?? "");
    const chain = [...incidents.values()]
      .map((all) => all.filter(({ words }) => words.event !== undefined))
      .find(
        (all) => all.some(({ year }) => year === 2026) && all.some(({ year }) => year === 2027),
      );
    expect(chain?.length).toBeGreaterThan(1);
    for (const [at, noted] of (chain ?? []).entries()) {
      const entry = await search.entry(noted);
      const beside = entry && (await search.neighbours(entry));
      const place = log.noted.indexOf(noted);
      const named = (one: NotedEntry | undefined) => one && placeText(one);
      const told = (one: { year: number; index: number } | undefined) => one && placeText(one);
      expect(told(beside?.inLog.before)).toBe(named(log.noted[place - 1]));
      expect(told(beside?.inLog.after)).toBe(named(log.noted[place + 1]));
      expect(told(beside?.inChain.before)).toBe(named(chain?.[at - 1]));
      expect(told(beside?.inChain.after)).toBe(named(chain?.[at + 1]));
    }
  });
}

function refusesCursors(there: () => Asked): void {
  test("refuses a cursor that is none of ours, or of another question", async () => {
    const { search } = there();
    const ask = { filter: {}, order: "newest", limit: 2 } as const;
    const first = await search.page(ask);
    const cursor = "problem" in first ? "" : (first.next ?? "");
    expect(await search.page({ ...ask, cursor: `${cursor}A` })).toEqual({
      problem: "cursor-malformed",
    });
    expect(await search.page({ ...ask, order: "oldest", cursor })).toEqual({
      problem: "cursor-other",
    });
    const other = { ...ask, filter: { category: ["C01"] }, cursor };
    expect(await search.page(other)).toEqual({ problem: "cursor-other" });
  });
}

function isTheSame(newPlace: NewPlace): void {
  const sizes = { 2026: 700, 2027: 300 } as const;
  test("is the same whether it was made at once or followed the log, and covers signed checkpoints", async () => {
    const log = generatedLog(11, sizes);
    const [first, second] = [[...log.years][0], [...log.years][1]] as const;
    const part = (n: number) => [yearLog(2026, first?.[1].slice(0, n) ?? [])];
    const [whole, followed] = [await newPlace(), await newPlace()];
    await reindex(whole, logsOf(log));
    const reports = [];
    for (const logs of [part(1), part(257), part(256 * 2), part(601), logsOf(log), logsOf(log)]) {
      reports.push(await reindex(followed, logs));
    }
    expect(reports.map(({ anew }) => anew)).toEqual([true, false, false, false, false, false]);
    expect(reports.map(({ read }) => read)).toEqual([1, 256, 255, 89, 399, 0]);
    const [a, b] = [await opened(whole), await opened(followed)];
    expect(b.covered).toEqual(a.covered);
    expect(a.covered.map(({ year, size }) => [year, size])).toEqual([
      [2026, 700],
      [2027, second?.[1].length],
    ]);
    const [all, again] = [
      await allPages(a, {}, "oldest", 500),
      await allPages(b, {}, "oldest", 500),
    ];
    expect(again).toEqual(all);
    const filter = { outcome: ["released"] };
    expect(await b.count({ filter, by: "article" })).toEqual(
      await a.count({ filter, by: "article" }),
    );
    await Promise.all([a.close(), b.close()]);
  });
}

function isRefused(newPlace: NewPlace): void {
  test("is refused for a log that was changed, and what was there stays", async () => {
    const log = generatedLog(17, { 2026: 300 });
    const entries = [...(log.years.get(2026) ?? [])];
    const place = await newPlace();
    await reindex(place, [yearLog(2026, entries.slice(0, 200))]);
    const honest = yearLog(2026, entries);
    const forged = entries.with(
      250,
      entries[249] ?? { leaf: Buffer.alloc(0), part: Buffer.alloc(0) },
    );
    const changed = { ...yearLog(2026, forged), root: honest.root };
    await expect(reindex(place, [changed])).rejects.toMatchObject({ problem: "log-differs" });
    await expect(reindex(place, [changed], { anew: true })).rejects.toMatchObject({
      problem: "log-differs",
    });
    const other = yearLog(2026, generatedLog(18, { 2026: 300 }).years.get(2026) ?? []);
    await expect(reindex(place, [other])).rejects.toMatchObject({
      problem: "other-log",
      year: 2026,
    });
    await expect(reindex(place, [])).rejects.toMatchObject({ problem: "other-log" });
    const search = await opened(place);
    expect(search.covered.map(({ size }) => size)).toEqual([200]);
    expect(await allPages(search, {}, "oldest", 100)).toHaveLength(200);
    await search.close();
  });
}

function saysWhatIsGone(newPlace: NewPlace): void {
  test("says of an entry whose parts are gone, or are not its own, that it cannot tell more", async () => {
    const log = generatedLog(19, { 2026: 600 });
    const entries = [...(log.years.get(2026) ?? [])];
    const year = yearLog(2026, entries);
    const decisions = log.noted.filter(
      ({ words, index }) => words.event !== undefined && index > 256,
    );
    const [swapped] = decisions;
    const at = swapped?.index ?? 0;
    entries[at] = {
      leaf: entries[at]?.leaf ?? Buffer.alloc(0),
      part: entries[1]?.part ?? Buffer.alloc(0),
    };
    const files = filesWithout("parts/000", entries);
    const place = await newPlace();
    await reindex(place, [yearLog(2026, entries, files)]);
    const search = await opened(place);
    const found = await allPages(search, { kind: ["exchange", "redecision"] }, "oldest", 100);
    const parts = (index: number) => found.find((entry) => entry.index === index);
    expect(parts(at)).toMatchObject({ parts: "differs", rooms: [], sender: null });
    expect(found.filter(({ index }) => index < 256).every((one) => one.parts === "missing")).toBe(
      true,
    );
    expect(found.filter((one) => one.parts === "there").length).toBeGreaterThan(100);
    expect(search.covered[0]?.root).toBe(year.root.toString("hex"));
    await search.close();
  });
}

function mayBeDeleted(newPlace: NewPlace): void {
  test("may be deleted at any time: without one there is no answer, and reindex makes it again", async () => {
    const place = await newPlace();
    expect(await LogSearch.open(place)).toBeUndefined();
    expect(await reindex(place, logsOf(generatedLog(23, { 2026: 20 })))).toMatchObject({
      anew: true,
      read: 20,
    });
    expect((await opened(place)).covered).toHaveLength(1);
  });
}
