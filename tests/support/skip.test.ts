import { describe, expect, test } from "@jest/globals";
import { skippedTitle, testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

describe("a conditional test", () => {
  test("is jest's own test when its condition holds", () => {
    expect(testIf(true, "never")).toBe(test);
  });
  test("is another function, which only skips, when it does not", () => {
    expect(testIf(false, "strace is not installed")).not.toBe(test);
  });
  test("carries its reason at the end of its title, where npm test reads it", () => {
    expect(skippedTitle("a key never reaches the disk", "strace is not installed")).toBe(
      "a key never reaches the disk (skipped: strace is not installed)",
    );
  });
});

describe("waiting on a condition", () => {
  test("ends with the first answer that is neither undefined nor false", async () => {
    let asked = 0;
    const answer = await until(() => (++asked < 3 ? undefined : asked), "three questions");
    expect(answer).toBe(3);
  });
  test("counts 0 and the empty text as answers", async () => {
    expect(await until(() => 0, "zero")).toBe(0);
  });
  test("names what it waited for when it gives up", async () => {
    await expect(until(() => false, "Godot", 30)).rejects.toThrow("waited 30 ms for Godot");
  });
});
