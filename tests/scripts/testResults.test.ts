import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";

const script = (name: string) => pathToFileURL(join(projectRoot, "scripts", name)).href;
const { closingLine, forbiddenSkips, resultsOfJest, skipLines } = await import(
  script("test-results.mjs")
);
const { runChild } = await import(script("run-child.mjs"));

const passed = { fullName: "a rule holds", status: "passed" };
const failed = { fullName: "a rule breaks", status: "failed" };
const skipped = { fullName: "keys (skipped: strace is not installed)", status: "pending" };
const file = (status: string, ...assertionResults: object[]) => ({
  testResults: [{ name: "x.test.js", status, assertionResults }],
});

describe("the counts of npm test", () => {
  test("stand alone in the closing line", () => {
    const results = resultsOfJest(file("failed", passed, failed, skipped), 1);
    expect(closingLine(results)).toBe("1 passed, 1 failed, 1 skipped");
  });
  test("count a test file that could not even be loaded as a failure", () => {
    expect(closingLine(resultsOfJest(file("failed"), 1))).toBe("0 passed, 1 failed, 0 skipped");
  });
  test("count a run that ended badly without a failed test as a failure", () => {
    expect(closingLine(resultsOfJest(file("passed", passed), 1))).toMatch(/1 passed, 1 failed/);
    expect(closingLine(resultsOfJest(undefined, 0))).toMatch(/0 passed, 1 failed/);
  });
});

describe("skipped tests", () => {
  const results = resultsOfJest(file("passed", skipped), 0);
  test("are printed with their reason and a count", () => {
    expect(skipLines(results)).toEqual(["1 skipped:", "  keys: strace is not installed"]);
  });
  test("fail in CI unless the list of allowed reasons has theirs", () => {
    expect(forbiddenSkips(results, [])).toHaveLength(1);
    expect(forbiddenSkips(results, [{ reasonMatches: "^strace" }])).toHaveLength(0);
  });
  test("without a reason are never allowed", () => {
    const bare = resultsOfJest(file("passed", { fullName: "keys", status: "pending" }), 0);
    expect(forbiddenSkips(bare, [{ reasonMatches: "" }])).toHaveLength(1);
  });
});

describe("a program run in place of npm start", () => {
  const stdio = ["ignore", "ignore", "ignore", "ipc"];
  test("hands its exit code on", async () => {
    expect(await runChild(process.execPath, ["-e", "process.exit(7)"], { stdio })).toBe(7);
  });
  test("that a signal ended gives 128 and the signal's number", async () => {
    const script = "process.kill(process.pid, 'SIGTERM'); setInterval(() => 0, 1000)";
    expect(await runChild(process.execPath, ["-e", script], { stdio })).toBe(143);
  });
});
