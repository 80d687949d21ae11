// Each rule of structure.test.ts, against a file that breaks it and one that nearly does: a rule that
// cannot fail protects nobody.
import { describe, expect, test } from "@jest/globals";
import * as code from "#tests/structure/codeRules";
import { importCycles, importTableBreaks } from "#tests/structure/imports";
import type { Rule } from "#tests/structure/sources";
import * as text from "#tests/structure/textRules";

const imports: Rule = (files) => importTableBreaks(files, ["zod", "pino", "@nats-io/jetstream"]);
const plant = (rule: Rule, path: string, source: string) => rule([{ path, text: source }]);

describe("the import table notices", () => {
  test.each([
    ["libs/tlog/a.ts", 'import { x } from "#libs/incident/state";'],
    ["libs/seal/a.ts", 'import { readFileSync } from "node:fs";'],
    ["libs/seal/a.ts", 'import { randomBytes } from "node:crypto";'],
    ["libs/seal/a.ts", 'import * as crypto from "node:crypto";'],
    ["libs/incident/a.ts", 'import { z } from "zod";'],
    ["libs/policy/a.ts", 'import { createCipheriv } from "node:crypto";'],
    ["libs/policy/a.ts", 'export { x } from "#libs/runtime/config";'],
    ["libs/policy/a.ts", 'const x = await import("#libs/eventlog/streams");'],
    ["libs/policy/a.ts", 'type X = import("#libs/eventlog/streams").Streams;'],
    ["libs/policy/a.ts", "const x = await import(name);"],
    ["libs/adapters/native/a.ts", 'import { x } from "../cap/read.ts";'],
    ["libs/adapters/native/a.ts", 'import { x } from "#libs/adapters/cap/read";'],
    ["libs/contracts/a.ts", 'import { x } from "#libs/seal/canonical";'],
    ["libs/eventlog/a.ts", 'import { x } from "#libs/policy/decide";'],
    ["libs/eventlog/a.ts", 'import { x } from "not-a-dependency";'],
    ["libs/novelty/a.ts", 'import { x } from "#libs/seal/canonical";'],
    ["apps/policy/a.ts", 'import { x } from "#apps/vault/keys";'],
    ["apps/console/api/a.ts", 'import { x } from "../web/page.ts";'],
    ["apps/policy/a.ts", 'import { x } from "#tests/support/until";'],
    ["apps/policy/a.ts", 'import fc from "fast-check";'],
  ])("in %s: %s", (path, source) => {
    expect(plant(imports, path, source)).toHaveLength(1);
  });

  test.each([
    ["libs/seal/a.ts", 'import { createHmac } from "node:crypto";'],
    ["libs/policy/a.ts", 'import { x } from "#libs/seal/canonical"; import { z } from "zod";'],
    ["libs/adapters/native/a.ts", 'import { x } from "./read.ts";'],
    ["libs/eventlog/a.ts", 'import { x } from "@nats-io/jetstream/lib/jsclient";'],
    ["libs/eventlog/a.ts", 'import { x } from "#libs/seal/canonical"; import "node:fs";'],
    ["libs/eventlog/contract.ts", 'import { test } from "@jest/globals";'],
    ["libs/seal/a.test.ts", 'import fc from "fast-check"; import "#tests/support/until";'],
    ["apps/policy/a.ts", 'import { x } from "#libs/policy/decide"; import "pino";'],
  ])("nothing wrong in %s: %s", (path, source) => {
    expect(plant(imports, path, source)).toEqual([]);
  });
});

test("a cycle over three files is found once, and a diamond is no cycle", () => {
  const file = (path: string, ...targets: string[]) => ({
    path: `libs/policy/${path}.ts`,
    text: targets.map((target) => `import "./${target}.ts";`).join("\n"),
  });
  expect(importCycles([file("a", "b"), file("b", "c"), file("c", "a")])).toHaveLength(1);
  expect(importCycles([file("a", "b", "c"), file("b", "d"), file("c", "d"), file("d")])).toEqual(
    [],
  );
});

const longFunction = `function f() {\n${"  g();\n".repeat(70)}}\n`;
const heading = `describe("x", ${longFunction});`;
const word = ["TO", "DO"].join("");

const planted: readonly (readonly [string, Rule, string, string, string])[] = [
  ["the clock", code.pureLibrariesStayPure, "libs/seal/a.ts", "Date.now();", "Date.UTC(2026, 1);"],
  [
    "the date of today",
    code.pureLibrariesStayPure,
    "libs/tlog/a.ts",
    "new Date();",
    "new Date(7);",
  ],
  ["randomness", code.pureLibrariesStayPure, "libs/policy/a.ts", "Math.random();", "Math.min();"],
  ["a timer", code.pureLibrariesStayPure, "libs/adapters/x/a.ts", "setTimeout(f);", "setTime(f);"],
  [
    "a stopwatch",
    code.pureLibrariesStayPure,
    "libs/seal/a.ts",
    "performance.now();",
    "x.performance;",
  ],
  ["the process", code.pureLibrariesStayPure, "libs/incident/a.ts", "f(process);", "x.process();"],
  ["a long file", code.shortFiles, "libs/seal/a.ts", "a;\n".repeat(501), "a;\n".repeat(500)],
  ["a long function", code.shortFunctions, "apps/cli/a.ts", longFunction, "const f = () => 1;"],
  ["a long test", code.shortFunctions, "a.test.ts", `test("x", ${longFunction})`, heading],
  ["any", code.noAny, "tests/a.ts", "let a: any;", 'let a = "any";'],
  ["a non-null mark", code.noNonNull, "libs/seal/a.ts", "a!.b;", "!a.b;"],
  ["a default export", code.noDefaultExport, "apps/cli/a.ts", "export default 1;", "export {};"],
  ["a default function", code.noDefaultExport, "a.ts", "export default function f() {}", "f();"],
  ["an enum", code.noEnum, "libs/seal/a.ts", "enum A { B }", 'type A = "B";'],
  ["code made of text", code.noCodeFromText, "libs/policy/a.ts", 'new Function("x");', "f();"],
  ["a barrel", code.noBarrels, "libs/seal/index.ts", "", ""],
  ["a log to the console", code.noConsole, "apps/policy/a.ts", "console.log(1);", "a.console(1);"],
  ["the environment", code.noEnvironment, "libs/seal/a.ts", "process.env;", "x.env;"],
  ["the environment", code.noEnvironment, "apps/x/a.ts", 'process["env"];', "process.pid;"],
  ["a taken environment", code.noEnvironment, "apps/x/a.ts", "const { env } = process;", "env();"],
  ["a reminder", text.noReminderWithoutIssue, "libs/seal/a.ts", `// ${word} x`, `// ${word}(#7) x`],
  ["a tax code", text.noRealisticPersons, "a.md", `x ${taxCode()} x`, "x SNTSTC00A01Z000X x"],
  ["a plate", text.noRealisticPersons, "a.yaml", `p: ${["AB", "123", "CD"].join("")}`, "ZZ000ZZ"],
  ["a plate", text.noRealisticPersons, "a.yaml", ["AB", "123", "CD"].join(" "), "AB 123 ABC"],
  ["a mobile", text.noRealisticPersons, "a.ts", ["+39", "333", "1234567"].join(" "), "+39 0372"],
  [
    "a path of this workplace",
    text.noPlaceOfThisMachine([]),
    "a.md",
    `see ${["", "work", "x"].join("/")}`,
    `see net${["", "work", "x"].join("/")}`,
  ],
  ["a mirror", text.noPlaceOfThisMachine(["m.example"]), "a.sh", "http://m.example/", "example"],
];

describe("what is planted is found", () => {
  test.each(planted)("%s", (_what, rule, path, bad) => {
    expect(plant(rule, path, bad)).toHaveLength(1);
  });
  test.each(planted.filter(([what]) => what !== "a barrel"))(
    "and what only looks like it is not: %s",
    (_what, rule, path, _bad, good) => {
      expect(plant(rule, path, good)).toEqual([]);
    },
  );
});

describe("places with other duties", () => {
  test("the command line may print and an entry point may read the environment", () => {
    expect(plant(code.noConsole, "apps/cli/up.ts", "console.log(1);")).toEqual([]);
    expect(plant(code.noEnvironment, "apps/policy/main.ts", "process.env;")).toEqual([]);
  });
  test("an example, or a line that says it is synthetic, may look real", () => {
    const line = `plate: ${["AB", "123", "CD"].join("")}`;
    expect(plant(text.noRealisticPersons, "deploy/examples/a.yaml", line)).toEqual([]);
    expect(plant(text.noRealisticPersons, "a.yaml", `${line} # synthetic`)).toEqual([]);
  });
});

describe("problem codes", () => {
  const problems = {
    path: "libs/incident/problems.ts",
    text: 'export const problems = { gone: 410, "not-your-incident": 403 } as const;',
  };
  const page = (words: string) => ({ path: "docs/problems.md", text: words });
  test("that no page explains are found, with or without the page", () => {
    expect(text.problemsAreDocumented([problems])).toHaveLength(2);
    expect(text.problemsAreDocumented([problems, page("`gone`: it was")])).toHaveLength(1);
  });
  test("that are explained are not, and without the file there is nothing to explain", () => {
    const both = page("`gone`: …\n`not-your-incident`: …");
    expect(text.problemsAreDocumented([problems, both])).toEqual([]);
    expect(text.problemsAreDocumented([])).toEqual([]);
  });
});

test("the median function is the middle one", () => {
  const source = "const a = () => 1;\nconst b = () => {\n  a();\n};\nconst c = () => 2;\n";
  expect(code.medianFunctionLines([{ path: "libs/seal/a.ts", text: source }])).toBe(1);
});

/** A code of nobody with the check letter that makes it valid, so that it stands nowhere as text. */
function taxCode(): string {
  const stem = "SNTSTC00A01Z000";
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return `${stem}${letters.find((letter) => text.hasValidCheck(stem + letter)) ?? "?"}`;
}
