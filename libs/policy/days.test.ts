import { expect, test } from "@jest/globals";
import { daysOf, isEachDayIn } from "#libs/policy/days";

test.each([
  ["2026-11-22T21:59:59.999Z", ["2026-11-22", "2026-11-22"]],
  ["2026-11-22T22:00:00.000Z", ["2026-11-22", "2026-11-23"]],
  ["2026-12-31T23:30:00.000Z", ["2026-12-31", "2027-01-01"]],
])("%s lies on the days that it may be in Italy", (time, days) => {
  expect(daysOf(time)).toEqual(days);
});

test("days are in periods where each of them is in one, first and last day included", () => {
  const periods = [
    { from: "2026-01-01", to: "2026-01-31" },
    { from: "2026-02-01", to: "2026-02-28" },
  ];
  const within = (...days: readonly string[]) => isEachDayIn(days, periods);
  expect(within("2026-01-01", "2026-01-01")).toBe(true);
  expect(within("2026-01-31", "2026-02-01")).toBe(true);
  expect(within("2026-02-28", "2026-02-28")).toBe(true);
  expect(within("2025-12-31", "2026-01-01")).toBe(false);
  expect(within("2026-02-28", "2026-03-01")).toBe(false);
  expect(isEachDayIn(["2026-01-01"], [])).toBe(false);
});
