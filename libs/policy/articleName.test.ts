import { describe, expect, test } from "@jest/globals";
import { patto, sourcesOf } from "#tests/support/patto";
import { parseAgreement } from "./agreementSchema.ts";
import { isLoggable, unloggableIn } from "./loggable.ts";

/** The Patto with its first rule alone, which cites this. */
function citing(article: string) {
  const made = patto();
  const [first] = made.rules;
  if (first === undefined) throw new Error("no rule");
  return { ...made, rules: [{ ...first, cites: { ...first.cites, article } }] };
}

describe("an article that a rule cites", () => {
  test.each([
    "art. 6",
    "art. 5/bis, comma 1",
    "art. 9, 2° comma",
    "Allegato (3): §4",
    "a".repeat(80),
  ])("is taken where the log can hold it: %s", (article) => {
    expect(parseAgreement(JSON.stringify(citing(article))).ok).toBe(true);
    expect(isLoggable(article)).toBe(true);
  });

  test.each([
    ["a typographic apostrophe", "art. 3, lettera d’urgenza"],
    ["a long dash", "art. 6 – comma 2"],
    ["a line's end", "art. 6\ncomma 2"],
    ["a mark of direction", "art. 6 \u202E7"],
    ["nothing before its points", ". 6"],
    ["a script", "<script>"],
  ])("is refused before anybody signs where each decision by it would fail: %s", (_, article) => {
    const read = parseAgreement(JSON.stringify(citing(article)));
    expect(read).toMatchObject({
      ok: false,
      errors: [
        { message: expect.stringMatching(/^rules\.0\.cites\.article: the log cannot hold/) },
      ],
    });
    expect(unloggableIn(sourcesOf([patto(), citing(article)]))).toBe(
      "/agreements/1/rules/0/cites/article",
    );
  });

  test("that no decision rests on may be written as its document writes it", () => {
    const made = citing("art. 6");
    const agreement = { ...made.agreement, articles: ["art. 6", "art. 3 – urgenza"] };
    expect(parseAgreement(JSON.stringify({ ...made, agreement })).ok).toBe(true);
  });
});
