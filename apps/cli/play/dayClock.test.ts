import { describe, expect, test } from "@jest/globals";
import { dayClock, minutesOf, timeText } from "./dayClock.ts";

const at = (now: string, time: string) => new Date(dayClock(Date.parse(now))(time)).toISOString();

describe("the clock of the played day", () => {
  test("is Italy's, on the day before, in winter and in summer", () => {
    expect(at("2026-11-22T10:00:00Z", "07:12")).toBe("2026-11-21T06:12:00.000Z");
    expect(at("2026-07-22T10:00:00Z", "07:12")).toBe("2026-07-21T05:12:00.000Z");
  });

  test("knows that midnight in Italy is not midnight UTC, and that clocks change at night", () => {
    expect(at("2026-01-01T23:30:00Z", "18:59")).toBe("2026-01-01T17:59:00.000Z");
    expect(at("2026-03-29T10:00:00Z", "07:00")).toBe("2026-03-28T06:00:00.000Z");
    expect(at("2026-03-30T10:00:00Z", "07:00")).toBe("2026-03-29T05:00:00.000Z");
  });

  test("is over before it is played, at whatever hour that is", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const now = Date.UTC(2026, 9, 25, hour);
      expect(dayClock(now)("19:00")).toBeLessThan(now);
      expect(now - dayClock(now)("07:00")).toBeLessThan(48 * 3_600_000);
    }
  });

  test("writes a time as it reads it", () => {
    for (const time of ["07:00", "11:30", "18:59"]) expect(timeText(minutesOf(time))).toBe(time);
  });
});
