import { describe, expect, test } from "@jest/globals";
import { parseFourEyes } from "./fourEyesSchema.ts";

const text = "format: raccordo-four-eyes/1\nwithin_minutes: 30\n";

describe("a deployment's file about opening fields in two", () => {
  test("says for how long the second signature counts", () => {
    expect(parseFourEyes(text)).toEqual({ ok: true, value: { within_ms: 1_800_000 } });
  });

  test.each([
    ["no time", text.replace("30", "0")],
    ["more than a day", text.replace("30", "1441")],
    ["another member", `${text}roles: [operations]\n`],
    ["no format", text.replace(/format.*\n/, "")],
  ])("with %s is refused, with its place", (_words, wrong) => {
    expect(parseFourEyes(wrong)).toMatchObject({
      ok: false,
      errors: [{ line: expect.any(Number) }],
    });
  });
});
