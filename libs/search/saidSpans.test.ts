import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Traffic } from "#tests/support/search/traffic";
import { quickEntry, writtenEntry, yearLog } from "#tests/support/search/trafficLog";
import { reindex } from "./reindex.ts";
import { dayMs, incidentsIn, monthOf, sampledIncidents, spanDays } from "./saidSpans.ts";
import { sqlitePlace } from "./sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-spans-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = 160;
/** Three hours from one entry to the next: a few of each day, and the turn of a month among them. */
function entriesFrom(seed: number) {
  const traffic = new Traffic({ seed, stepMs: 10_800_000, begin: "2026-03-20T00:00:00.000Z" });
  return Array.from({ length: size }, (_, index) => {
    const entry = traffic.next(2026, index);
    return "decision" in entry ? quickEntry(entry.decision) : writtenEntry(entry, `${index}`);
  });
}

let places = 0;
/** The table after each of these sizes of the log was indexed, and the same counted plainly from the entries. */
async function spansAfter(entries: ReturnType<typeof entriesFrom>, sizes: readonly number[]) {
  places += 1;
  const place = sqlitePlace(join(folder, `${places}.sqlite`));
  for (const until of sizes) await reindex(place, [yearLog(2026, entries.slice(0, until))]);
  const database = await place.open();
  if (database === undefined) throw new Error("no projection");
  const spans = await database.query.selectFrom("said_span").selectAll().execute();
  const rows = await database.query.selectFrom("entry").selectAll().execute();
  await database.close();
  return { spans, recount: recountOf(rows) };
}

interface Entry {
  readonly at: number;
  readonly said: number;
  readonly incident: Uint8Array | null;
}

/** The incident of each entry, "" for one without. */
function recountOf(rows: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, string[]>();
  for (const { at, said, incident } of rows) {
    const [day, month] = [Math.floor(at / dayMs) * dayMs, monthOf(at)];
    for (const key of [`${spanDays.day}/${day}/${said}`, `${spanDays.month}/${month}/${said}`]) {
      const known = counts.get(key) ?? [];
      counts.set(key, [...known, incident === null ? "" : Buffer.from(incident).toString("hex")]);
    }
  }
  return counts;
}

const keyOf = ({ days, begin, said }: { days: number; begin: number; said: number }): string =>
  `${days}/${begin}/${said}`;

describe("what was said in each day and month", () => {
  test("is counted the same in one go and in several, and as a plain recount of the entries", async () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: size - 1 }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), cuts, async (seed, some) => {
        const entries = entriesFrom(seed);
        const whole = await spansAfter(entries, [size]);
        const grown = await spansAfter(entries, [...some.toSorted((a, b) => a - b), size]);
        expect(grown.recount).toEqual(whole.recount);
        for (const { spans, recount } of [whole, grown]) {
          expect(spans).toHaveLength(recount.size);
          expect(new Set(spans.map(keyOf))).toEqual(new Set(recount.keys()));
          for (const span of spans) {
            const all = recount.get(keyOf(span)) ?? [];
            const [told, there] = [incidentsIn(span), new Set(all.filter(Boolean))];
            expect(span.entries).toBe(all.length);
            expect(new Set(told).size).toBe(Math.min(sampledIncidents, there.size));
            expect(told.every((incident) => there.has(incident))).toBe(true);
          }
        }
      }),
      { numRuns: 6 },
    );
  });
});
