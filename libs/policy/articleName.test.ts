import { describe, expect, test } from "@jest/globals";
import { articlePattern } from "#libs/seal/words";
import { articleName } from "./clauseSchema.ts";

describe("an article that a rule cites", () => {
  test.each([
    "art. 6",
    "art. 5/bis, comma 1",
    "art. 9, 2° comma",
    "Allegato (3): §4",
    "a".repeat(80),
  ])("is taken where the log can hold it: %s", (article) => {
    expect(articleName.safeParse(article).success).toBe(true);
    expect(articlePattern.test(article)).toBe(true);
  });

  test.each([
    ["a typographic apostrophe", "art. 3, lettera d’urgenza"],
    ["a long dash", "art. 6 – comma 2"],
    ["a line's end", "art. 6\ncomma 2"],
    ["a mark of direction", "art. \u202E6"],
    ["nothing before its points", ". 6"],
    ["a script", "<script>"],
    ["too many characters", "a".repeat(81)],
  ])("is refused before anybody signs where each decision by it would fail: %s", (_, article) => {
    expect(articleName.safeParse(article).success).toBe(false);
  });
});
