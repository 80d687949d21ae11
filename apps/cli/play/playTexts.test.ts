import { expect, test } from "@jest/globals";
import { columns, hanging, labelled } from "./layout.ts";
import { playTexts } from "./playTexts.ts";

const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));

test("both languages tell the same values", () => {
  for (const { it, en } of Object.values(playTexts)) {
    expect(placeholders(it)).toEqual(placeholders(en));
  }
});

test("long texts are broken between words, under their label, and nothing is lost", () => {
  const text = Array.from({ length: 60 }, (_, index) => `parola${index}`).join(" ");
  const lines = labelled(5, "riceve", 13, text).split("\n");
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  expect(lines.slice(1).every((line) => line.startsWith(" ".repeat(18)))).toBe(true);
  expect(lines.join(" ").replaceAll(/\s+/g, " ").trim()).toBe(`riceve ${text}`);
});

test("a word that is too long for a line stays whole", () => {
  const word = "x".repeat(columns + 10);
  expect(hanging("", 2, `a ${word} b`).split("\n")).toEqual(["a", `  ${word}`, "  b"]);
});
