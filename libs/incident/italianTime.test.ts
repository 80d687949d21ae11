import { describe, expect, test } from "@jest/globals";
import {
  italianMidnight,
  italianTime,
  italianTimeWithOffset,
  momentOfItalian,
} from "./italianTime.js";

describe("a time that people in Italy read and write", () => {
  test("is an hour ahead of UTC in winter, two in summer, and the day may be another one", () => {
    expect(italianTime("2026-11-22T23:30:00.999Z")).toBe("2026-11-23T00:30:00");
    expect(italianTime("2026-07-31T22:00:00.000Z")).toBe("2026-08-01T00:00:00");
    expect(italianTimeWithOffset("2026-12-31T23:30:00.000Z")).toBe("2027-01-01T00:30:00+01:00");
    expect(italianTimeWithOffset("2026-07-01T00:00:00.000Z")).toBe("2026-07-01T02:00:00+02:00");
  });

  test("comes back as the moment that it was, in the months in which clocks are changed", () => {
    const hours = Array.from({ length: 31 * 24 }, (_, hour) => hour * 3_600_000);
    const months = ["2026-03-01", "2026-10-01"].map((day) => Date.parse(`${day}T00:30:00.000Z`));
    const moments = months.flatMap((ms) => hours.map((hour) => new Date(ms + hour).toISOString()));
    const others = moments.filter((at) => momentOfItalian(italianTime(at)) !== at);
    // The hour that comes twice when summer time ends is taken for the first one.
    expect(others).toEqual(["2026-10-25T01:30:00.000Z"]);
  });

  test("of the night that loses an hour is later, and of what is no time nothing", () => {
    expect(momentOfItalian("2026-03-29T02:30:00")).toBe("2026-03-29T01:30:00.000Z");
    for (const none of ["", "2026-02-30T00:00:00x", "0000-00-00T00:00:00", "+275760-09-13T00:00"]) {
      expect(momentOfItalian(none)).toBeUndefined();
    }
  });

  test("has days that begin at midnight in Italy, also across the change of clocks and of year", () => {
    const at = "2026-10-25T22:59:00.000Z";
    expect(italianMidnight(at, {})).toBe("2026-10-24T22:00:00.000Z");
    expect(italianMidnight(at, { days: 1 })).toBe("2026-10-25T23:00:00.000Z");
    expect(italianMidnight("2026-12-31T23:30:00.000Z", { day: 1 })).toBe(
      "2026-12-31T23:00:00.000Z",
    );
    expect(italianMidnight("2027-01-15T12:00:00.000Z", { months: -1, day: 1 })).toBe(
      "2026-11-30T23:00:00.000Z",
    );
  });
});
