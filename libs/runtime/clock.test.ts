import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { canonicalNow, clockFor, fileOffsetClock } from "#libs/runtime/clock";
import { testFolder } from "#tests/support/privateFile";

const folder = testFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the clock", () => {
  const file = join(folder, "offset");
  const noon = { nowMs: () => Date.UTC(2026, 10, 22, 12) };

  test("moves while the process runs, by what the file says", () => {
    const clock = fileOffsetClock(file, noon);
    expect(canonicalNow(clock)).toBe("2026-11-22T12:00:00.000Z");
    writeFileSync(file, "86400000\n");
    expect(canonicalNow(clock)).toBe("2026-11-23T12:00:00.000Z");
    writeFileSync(file, "-1");
    expect(canonicalNow(clock)).toBe("2026-11-22T11:59:59.999Z");
  });

  test("does not guess at an offset that is no number", () => {
    writeFileSync(file, "tomorrow");
    expect(() => fileOffsetClock(file, noon).nowMs()).toThrow("clock-offset-malformed");
  });

  test("is the system's own unless a test asks for another", () => {
    const before = Date.now();
    expect(clockFor(undefined).nowMs()).toBeGreaterThanOrEqual(before);
  });
});
