import { describe, expect, test } from "@jest/globals";
import { forecastOf, growthByDay } from "./forecast.ts";
import { figuresIn } from "./metricsText.ts";

const dayMs = 86_400_000;
const begin = Date.parse("2026-03-01T12:00:00.000Z");
const at = (days: number, bytes: number) => ({ atMs: begin + days * dayMs, bytes });

describe("the forecast of the disk", () => {
  test("is none before a whole day was watched", () => {
    expect(forecastOf([], 1_000)).toBeUndefined();
    expect(forecastOf([at(0, 10), at(0.9, 500)], 1_000)).toBeUndefined();
  });

  test("says the mean of what was watched, and how far the fastest and the slowest day are from it", () => {
    expect(forecastOf([at(0, 0), at(1, 100), at(2, 400), at(3, 600)], 3_000)).toEqual({
      ...{ watched_days: 3, per_day: 200 },
      ...{ days: 15, days_at_fastest: 10, days_at_slowest: 30 },
    });
  });

  test("does not end where nothing grows, and says no number beyond ten years", () => {
    expect(forecastOf([at(0, 500), at(2, 400)], 3_000)).toMatchObject({ days: null });
    expect(forecastOf([at(0, 500), at(1, 501)], 1e9)).toMatchObject({ days: null, per_day: 1 });
  });

  test("tells the growth of each day from the end of the day before", () => {
    expect(growthByDay([at(0, 10), at(0.25, 15), at(1, 40), at(2, 30)])).toEqual([
      { day: "2026-03-01", bytes: 5 },
      { day: "2026-03-02", bytes: 25 },
      { day: "2026-03-03", bytes: -10 },
    ]);
  });
});

describe("a text of metrics", () => {
  test("is read line by line; whatever is no value is passed over", () => {
    const text = [
      ...["# HELP raccordo_ready 1 when ready.", 'raccordo_ready{kind="nats"} 1', "raccordo_x 2.5"],
      ...['raccordo_y{room="pl_a",mode="actual"} 3 1700000000', "not a line", "raccordo_z NaN"],
    ].join("\n");
    expect(figuresIn(text).map(({ name, value, labels }) => [name, value, [...labels]])).toEqual([
      ["raccordo_ready", 1, [["kind", "nats"]]],
      ["raccordo_x", 2.5, []],
      [
        ...["raccordo_y", 3],
        [
          ["room", "pl_a"],
          ["mode", "actual"],
        ],
      ],
    ]);
  });
});
