import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { exitCodes } from "#libs/runtime/process";
import { seamsFor } from "#libs/runtime/seam";
import { type StartedChild, seamFired, startChild } from "#tests/support/childProcess";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";
import { until } from "#tests/support/until";

const folders: string[] = [];
const started: StartedChild[] = [];

function start(play: string, more: object = {}) {
  const folder = testFolder();
  folders.push(folder);
  const config = { ...sharedConfig(folder), play, ...more };
  const child = startChild("tests/support/fixtureProcess.js", writeConfig(folder, config));
  started.push(child);
  return { ...child, folder };
}

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a process", () => {
  test("tells its supervisor when it is ready and on which ports", async () => {
    await expect(start("idle").ready).resolves.toEqual({ http: 1 });
  });

  test.each(["SIGTERM", "SIGINT"] as const)("stops in order on %s", async (signal) => {
    const { child, ready, ended, log } = start("idle");
    await ready;
    child.kill(signal);
    await expect(ended).resolves.toEqual({ code: exitCodes.stopped, signal: null });
    expect(log()).toContain("process-stopped");
  });

  test("ends when its supervisor is gone", async () => {
    const { child, ready, ended, log } = start("idle");
    await ready;
    child.disconnect();
    await expect(ended).resolves.toEqual({ code: exitCodes.stopped, signal: null });
    expect(log()).toContain("supervisor-gone");
  });

  test("ends although its stop hangs, and says so", async () => {
    const { child, ready, ended, log } = start("never-stops");
    await ready;
    child.disconnect();
    await expect(ended).resolves.toEqual({ code: exitCodes.stopTooSlow, signal: null });
    expect(log()).toContain("process-stop-too-slow");
  });

  test.each(["throw", "reject", "start-fails"])(
    "what nobody caught (%s) is one coded line without the error's text",
    async (play) => {
      const { ended, log } = start(play);
      await expect(ended).resolves.toEqual({ code: exitCodes.fatal, signal: null });
      expect(log()).toMatch(/process-(start-)?failed/);
      expect(log()).not.toContain("PLANTED");
    },
  );

  test("a refused configuration is told in one line with the place, and nothing starts", async () => {
    const { ended, log } = start("idle", { log_level: "loud" });
    await expect(ended).resolves.toEqual({ code: exitCodes.configuration, signal: null });
    expect(JSON.parse(log())).toMatchObject({
      code: "config-invalid",
      about: "log_level (invalid_value)",
    });
  });

  test("waits for what is late without failing, and still stops when told to", async () => {
    const { child, ended, log } = start("never-ready");
    await until(() => (log().match(/waiting-failed/g) ?? []).length >= 3, "three attempts");
    child.kill("SIGTERM");
    await expect(ended).resolves.toEqual({ code: exitCodes.stopped, signal: null });
    expect(log()).not.toContain("PLANTED");
  });
});

describe("a seam", () => {
  test("set to kill: the mark is on disk and the process died there without any handler", async () => {
    const dir = testFolder();
    folders.push(dir);
    const { ended, pid, log } = start("pass-seam", { test: { dir, seams: { decided: "kill" } } });
    await expect(ended).resolves.toEqual({ code: null, signal: "SIGKILL" });
    expect(seamFired(dir, "decided", pid)).toBe(true);
    expect(log()).not.toContain("process-");
  });

  test("set to hold: the process waits there until it is let go", async () => {
    const dir = testFolder();
    folders.push(dir);
    const { ready, pid } = start("pass-seam", { test: { dir, seams: { decided: "hold" } } });
    await until(() => seamFired(dir, "decided", pid), "the seam fired");
    writeFileSync(join(dir, "go.decided"), "");
    await expect(ready).resolves.toEqual({ http: 1 });
  });

  test("not named in the configuration: passed at once, and without a mark", async () => {
    const dir = testFolder();
    folders.push(dir);
    const { ready, pid } = start("pass-seam", { test: { dir, seams: { recorded: "kill" } } });
    await ready;
    expect(seamFired(dir, "decided", pid)).toBe(false);
  });

  test("with a name that no code passes is refused: such a test would prove nothing", () => {
    expect(() => seamsFor({ dir: "/nowhere", seams: { decidde: "kill" } })).toThrow("seam-unknown");
  });
});
