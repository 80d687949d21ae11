import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { runCli } from "#tests/support/commandLine";
import { agreementChecks } from "./agreementChecks.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const on = (today: string, rooms?: readonly string[]) =>
  agreementChecks(folder, rooms, today).map(({ state, text }) => `${state} ${text}`);

describe("what doctor says of agreements", () => {
  test("renewals count: the Patto is in force across the day on which it was renewed", () => {
    expect(on("2025-07-31")).toContain("ok doctor-agreement");
    expect(on("2025-08-01")).toContain("ok doctor-agreement");
  });

  test("one that ends within sixty days is told, the day before that not yet", () => {
    expect(on("2028-06-01")).toContain("attention doctor-agreement-ending");
    expect(on("2028-05-31")).not.toContain("attention doctor-agreement-ending");
  });

  test("one that is over is told, and that nothing is delivered when none is in force", () => {
    const found = on("2031-01-01");
    expect(found).toContain("attention doctor-agreement-not");
    expect(found).toContain("problem doctor-agreement-none");
    expect(on("2026-11-22")).not.toContain("problem doctor-agreement-none");
  });

  test("an invented one is never passed over: nobody signed it", () => {
    expect(on("2026-11-22")).toContain("attention doctor-agreement-invented");
  });

  test("rules that are due for review, and rooms without an agreement, are told", () => {
    expect(on("2027-06-01")).toContain("attention doctor-review");
    expect(on("2026-11-22", ["pl_cremona"])).toContain("ok doctor-rooms");
    expect(on("2026-11-22", ["pl_cremona", "pl_alone"])).toContain("attention doctor-rooms-alone");
  });
});

describe("raccordo doctor", () => {
  test("where nothing is installed says so and what to do, and is no failure", async () => {
    const data = join(folder, "none");
    const { code, cli } = await runCli(["doctor", "--data", data, "--json"]);
    expect(code).toBe(0);
    const found = cli.events().find(({ check }) => check === "doctor-folder-none");
    expect(found).toMatchObject({
      state: "attention",
      next: expect.stringContaining("raccordo up"),
    });
  });
});
