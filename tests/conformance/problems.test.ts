import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { isProblemCode, problems } from "#libs/incident/problems";

const documented = readFileSync(new URL("../../../docs/problems.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe("problem codes", () => {
  test("every code is documented in two languages with what to do, word for word, and no other is", () => {
    const table = Object.entries(problems).map(([code, { status, it, en }]) => [
      `\`${code}\``,
      String(status),
      it.title,
      it.advice,
      en.title,
      en.advice,
    ]);
    expect(documented).toEqual(table);
  });

  test("a refusal is never a redirect or a success", () => {
    for (const { status } of Object.values(problems)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
    }
  });

  test("a code names nothing but words, so that it can stand in logs and subjects", () => {
    for (const code of Object.keys(problems)) expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  test("names of object members are not codes", () => {
    expect(isProblemCode("busy")).toBe(true);
    expect(isProblemCode("constructor")).toBe(false);
  });
});
