import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";

const path = join(projectRoot, "scripts", "kernel-mutants.mjs");
const { judge } = await import(pathToFileURL(path).href);

const source = "const a = 1;\n  return a >= b;\n";
const mutant = (status: string) => ({
  mutatorName: "EqualityOperator",
  replacement: "a > b",
  location: { start: { line: 2, column: 10 }, end: { line: 2, column: 16 } },
  status,
});
const report = (...statuses: readonly string[]) => ({
  files: { "x.js": { source, mutants: statuses.map(mutant) } },
});
const change = {
  ...{ file: "x.js", mutator: "EqualityOperator", line: "return a >= b;" },
  ...{ changed: "a >= b", replacement: "a > b" },
};

describe("a change of the kernel's code", () => {
  test("that a test notices is no news", () => {
    expect(judge(report("Killed", "CompileError"), [])).toEqual({
      ...{ total: 2, escaped: 0, unreviewed: [], stale: [] },
    });
  });

  test.each(["Survived", "NoCoverage", "Timeout", "RuntimeError"])(
    "with the end %s was noticed by nobody, unless it is reviewed",
    (status) => {
      const { unreviewed } = judge(report(status), []);
      expect(unreviewed).toEqual([{ ...change, status }]);
      expect(judge(report(status), [{ ...change, why: "SINTETICO" }])).toMatchObject({
        ...{ escaped: 1, unreviewed: [], stale: [] },
      });
    },
  );

  test("that is reviewed and no longer there has to leave the list; one of a file that was not judged may stay", () => {
    const other = { ...change, replacement: "false" };
    expect(judge(report("Killed"), [other]).stale).toEqual([other]);
    expect(judge(report("Killed"), [{ ...other, file: "y.js" }]).stale).toEqual([]);
  });
});
