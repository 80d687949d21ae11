import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  anomalyThresholds,
  type DayCount,
  dayMs,
  isOffTerritory,
  isRefusedOften,
  readingRule,
  volumeAnomalies,
} from "./anomalyRules.ts";

const start = Date.parse("2026-03-29T00:00:00.000Z");
const period = { fromMs: start, toMs: start + 2 * dayMs };
const days = (room: string, count: number, back: number): DayCount[] =>
  Array.from({ length: back }, (_, day) => ({
    ...{ room, count, at: new Date(start - (day + 1) * dayMs).toISOString() },
  }));
const on = (room: string, day: number, count: number): DayCount => ({
  ...{ room, count, at: new Date(start + day * dayMs).toISOString() },
});
const longAgo = start - 100 * dayMs;

describe("a day of a room", () => {
  test("is unusual against that room's own past, never against another room's", () => {
    const counts = [
      ...[...days("pl_cremona", 30, 28), on("pl_cremona", 0, 90), on("pl_cremona", 1, 7)],
      ...[...days("questura", 300, 28), on("questura", 0, 290), on("questura", 1, 310)],
    ];
    expect(volumeAnomalies(counts, period, longAgo)).toEqual([
      { rule: "volume_above", room: "pl_cremona", day: "2026-03-29", count: 90, usual: 30 },
      { rule: "volume_below", room: "pl_cremona", day: "2026-03-30", count: 7, usual: 30 },
    ]);
  });

  test("is not, where the room is small, the past is short, or the day is not over", () => {
    const small = [...days("pl_cremona", 2, 28), on("pl_cremona", 0, 19)];
    expect(volumeAnomalies(small, period, longAgo)).toEqual([]);
    const loud = [...days("pl_cremona", 30, 6), on("pl_cremona", 0, 900)];
    expect(volumeAnomalies(loud, period, start - 6 * dayMs)).toEqual([]);
    const begun = { fromMs: start, toMs: start + dayMs / 2 };
    expect(volumeAnomalies(days("pl_cremona", 30, 28), begun, longAgo)).toEqual([]);
  });
});

describe("the other rules", () => {
  test("need both a number and a proportion", () => {
    const about = { room: "pl_cremona", decisions: 25 };
    expect(isOffTerritory({ ...about, offTerritory: 5 })).toBe(true);
    expect(isOffTerritory({ ...about, offTerritory: 4 })).toBe(false);
    expect(isOffTerritory({ ...about, decisions: 26, offTerritory: 5 })).toBe(false);
    expect(isRefusedOften({ room: "pl_cremona", refusals: 10, before: 3 })).toBe(true);
    expect(isRefusedOften({ room: "pl_cremona", refusals: 10, before: 4 })).toBe(false);
    expect(isRefusedOften({ room: "pl_cremona", refusals: 9, before: 0 })).toBe(false);
  });

  test("say of a reader by which of them they read unusually much", () => {
    const none = { readings: 0, entries: 0, openings: 0 };
    expect(readingRule({ ...none, readings: 199, openings: 39, entries: 999_999 }, period)).toBe(
      undefined,
    );
    expect(readingRule({ ...none, openings: 40 }, period)).toBe("openings");
    expect(readingRule({ ...none, readings: 200 }, period)).toBe("readings");
    expect(readingRule({ ...none, entries: 1_000_000 }, period)).toBe("entries");
  });

  test("stand in docs/console.md with the thresholds that count", () => {
    const text = readFileSync(join(process.cwd(), "docs/console.md"), "utf8");
    const told = [...text.matchAll(/^\| `([a-z_]+_(?:min|max|days))` +\| +([\d.]+) +\|/gm)];
    const table = Object.fromEntries(told.map(([, name, value]) => [name, Number(value)]));
    expect(table).toEqual(anomalyThresholds);
  });
});
