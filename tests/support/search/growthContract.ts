import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { FlowReader } from "#apps/console/api/flowTable";
import { FlowTables } from "#apps/console/api/index/flowTables";
import type { LogFilter } from "#libs/search/logQuery";
import type { LogSearch } from "#libs/search/logSearch";
import { reindex } from "#libs/search/reindex";
import { dayMs, monthOf } from "#libs/search/saidSpans";
import { type FlowCell, flowDimensions } from "#libs/statistics/flowCells";
import {
  allPages,
  generatedLog,
  type NewPlace,
  opened,
  placeText,
  questionAbout,
  smallStrides,
} from "./generatedLog.ts";
import { answers, type NotedEntry } from "./oracle.ts";
import { yearLog } from "./trafficLog.ts";

/** What every projection does whose log grows. */
export function growthContract(newPlace: NewPlace, runs: number): void {
  goesOn(newPlace);
  isHeld(newPlace);
  growsWhileOpen(newPlace, Math.ceil(runs / 4));
}

function goesOn(newPlace: NewPlace): void {
  test("goes on giving the next page while the log grows", async () => {
    const log = generatedLog(13, { 2026: 400 });
    const entries = log.years.get(2026) ?? [];
    const place = await newPlace();
    const filter: LogFilter = { mode: ["actual"] };
    const ask = { filter, order: "newest", limit: 50 } as const;
    await reindex(place, [yearLog(2026, entries.slice(0, 300))]);
    const before = await opened(place);
    const first = await before.page(ask);
    await before.close();
    await reindex(place, [yearLog(2026, entries)]);
    const after = await opened(place);
    const rest = [];
    let cursor = "problem" in first ? undefined : first.next;
    while (cursor !== undefined) {
      const page = await after.page({ ...ask, cursor });
      if ("problem" in page) throw new Error(page.problem);
      rest.push(...page.entries);
      cursor = page.next;
    }
    await after.close();
    const given = [...("problem" in first ? [] : first.entries), ...rest].map(placeText);
    const expected = log.noted
      .filter((entry) => entry.index < 300 && answers(entry, filter))
      .map(placeText);
    expect(given).toEqual(expected.toReversed());
  });
}

function isHeld(newPlace: NewPlace): void {
  test("answers of one state while it is held, and of what was added once it is held again", async () => {
    const entries = generatedLog(13, { 2026: 300 }).years.get(2026) ?? [];
    const place = await newPlace();
    await reindex(place, [yearLog(2026, entries.slice(0, 200))]);
    const search = await opened(place);
    const told = async () => [
      search.covered.map(({ size }) => size),
      await search.count({ filter: {} }),
      (await allPages(search, {}, "newest", 100)).length,
    ];
    const all = (count: number) => [[count], { unit: "entries", rows: [{ count }] }, count];
    expect(await search.hold()).toBe(true);
    await reindex(place, [yearLog(2026, entries)]);
    expect(await told()).toEqual(all(200));
    await search.release();
    expect(await search.hold()).toBe(true);
    expect(await told()).toEqual(all(300));
    await search.release();
    await search.close();
  });
}

/** Whoever sees flows, and of aggregates so little hidden that something is left in a small log. */
const flowReaders: readonly FlowReader[] = [
  { kind: "own", rooms: ["pl_prova"] },
  { kind: "aggregates", incidentsMin: 2 },
];

interface Days {
  readonly from: number;
  readonly to: number;
}

/** What is remembered of flows, told as if it were counted for the first time, in every table. */
async function expectSameFlows(remembered: FlowTables, fresh: LogSearch, days: Days) {
  const months = { from: monthOf(days.from), to: monthOf(monthOf(days.to) + 32 * dayMs) };
  for (const seenBy of flowReaders) {
    const anew = new FlowTables(fresh);
    const isOwn = seenBy.kind === "own";
    for (const by of [undefined, ...flowDimensions]) {
      const asked = {
        mode: "actual",
        seenBy,
        ...(by && { by }),
        ...(isOwn ? days : months),
      } as const;
      for (const step of isOwn
        ? ([undefined, "day", "month"] as const)
        : ([undefined, "month"] as const)) {
        const every = step && { every: step };
        const cells = await remembered.table({ ...asked, ...every });
        expect(cells.length).toBeGreaterThan(0);
        expect(cells).toEqual(await anew.table({ ...asked, ...every }));
        // Whole, day by day and month by month it is the same.
        expect(decisionsIn(cells)).toBe(decisionsIn(await anew.table(asked)));
      }
    }
  }
}

const decisionsIn = (cells: readonly FlowCell[]): number =>
  cells.reduce((sum, { decisions }) => sum + (decisions ?? 0), 0);

function growsWhileOpen(newPlace: NewPlace, questions: number): void {
  test("answers the same questions rightly again and again while the log grows under it", async () => {
    const log = generatedLog(29, { 2026: 250 });
    const [entries, noted] = [[...(log.years.get(2026) ?? [])], [...log.noted]];
    // From here on what was said is said again, and nothing else.
    for (let index = 250; index < 280; index += 1) {
      const [entry, note] = [entries[index - 100], noted[index - 100]];
      if (entry !== undefined) entries.push(entry);
      if (note !== undefined) noted.push({ ...note, index });
    }
    const place = await newPlace();
    const filters = fc.sample(questionAbout(log.noted), { numRuns: questions, seed: 29 });
    let search: LogSearch | undefined;
    let tables: FlowTables | undefined;
    for (const size of [150, 151, 250, 260, 280]) {
      await reindex(place, [yearLog(2026, entries.slice(0, size))]);
      search ??= await opened(place, smallStrides);
      tables ??= new FlowTables(search);
      expect(await search.hold()).toBe(true);
      for (const filter of [...filters, { mode: ["actual" as const] }]) {
        const expected = noted.slice(0, size).filter((entry) => answers(entry, filter));
        const found = await allPages(search, filter, "oldest", 30);
        expect(found.map(placeText)).toEqual(expected.map(placeText));
        expect(await search.count({ filter })).toMatchObject({
          rows: expected.length === 0 ? [] : [{ count: expected.length }],
        });
      }
      const fresh = await opened(place);
      await expectSameFlows(tables, fresh, wholeDays(noted));
      await fresh.close();
      await search.release();
    }
    await search?.close();
  });
}

/** From the day of the first entry to that of the last, both included. */
function wholeDays(noted: readonly NotedEntry[]) {
  const times = noted.slice(1).map(({ at }) => Date.parse(at));
  const dayOf = (ms: number) => ms - (ms % 86_400_000);
  return { from: dayOf(Math.min(...times)), to: dayOf(Math.max(...times)) + 86_400_000 };
}
