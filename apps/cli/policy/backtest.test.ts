import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { saidHere } from "#tests/support/commandHere";
import { logYear, writeDecisionLog } from "#tests/support/decisionLog";
import { eventAt, fullReport } from "#tests/support/fullIncident";
import { projectRoot } from "#tests/support/project";
import { exitCodes } from "../exitCodes.ts";

jest.setTimeout(300_000);
const folder = mkdtempSync(join(tmpdir(), "raccordo-backtest-"));
const data = join(folder, "data");
const deploy = join(folder, "deploy");
const patto = join(deploy, "agreements", "patto-cremona-2022.yaml");

beforeAll(async () => {
  const charged = [
    fullReport("C03"),
    eventAt(60, { kind: "charge_taken", incident: { alias: "x" } }, "questura_cremona"),
    eventAt(120, { kind: "close" }),
  ];
  await writeDecisionLog(data, { histories: [charged, [fullReport("C01")], [fullReport("C12")]] });
});

beforeEach(() => {
  rmSync(deploy, { recursive: true, force: true });
  for (const part of ["rooms", "agreements", "ceilings"]) {
    cpSync(join(projectRoot, "deploy", part), join(deploy, part), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const raccordo = (...args: readonly string[]) => saidHere(args);

const all = ["--from", "2026-11-01", "--to", "2026-11-30"] as const;
const backtest = (...args: readonly string[]) =>
  raccordo("policy", "backtest", "--rules", deploy, "--data", data, "--unrecorded", ...args);
const jsonOf = (stdout: string) =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .find(({ event }) => event === "policy-backtest");

function spoil(before: string | RegExp, after: string): void {
  const text = readFileSync(patto, "utf8");
  const spoilt = text.replace(before, () => after);
  if (spoilt === text) throw new Error(`the agreement does not say ${before}`);
  writeFileSync(patto, spoilt);
}

/** The first rule of the Patto for this exchange gives the plate no more. */
function withoutPlate(rule: string): void {
  const text = readFileSync(patto, "utf8");
  const from = text.indexOf(`- id: ${rule}\n`);
  const plate = text.indexOf("      vehicle.plate:", from);
  if (from < 0 || plate < 0) throw new Error(`no plate in ${rule}`);
  const end = text.indexOf("\n", plate);
  writeFileSync(patto, text.slice(0, plate) + text.slice(end + 1));
}

describe("raccordo policy backtest", () => {
  test("under the rules of then finds no difference, and that the log repeats", async () => {
    const { status, stdout, stderr } = await backtest(...all);
    expect({ status, stderr: /NOT recorded/.test(stderr) }).toEqual({ status: 0, stderr: true });
    expect(stdout).toContain("tried on 5 decisions");
    expect(stdout).toContain("No difference");
  });

  test("where nobody can record it is refused, and nothing is told", async () => {
    const args = ["policy", "backtest", "--rules", deploy, "--data", data, ...all];
    const { status, stdout, stderr } = await raccordo(...args);
    expect({ status, stdout }).toEqual({ status: exitCodes.refused, stdout: "" });
    expect(stderr).toContain("nothing was read");
  });

  test("tells a planted difference by room, category and field, and nothing else", async () => {
    withoutPlate("C03-forze");
    const { status, stdout } = await backtest(...all, "--json");
    expect(status).toBe(0);
    const { rows, departures, recorded } = jsonOf(stdout);
    expect({ departures, recorded }).toEqual({ departures: [], recorded: false });
    const changed = rows.flatMap((row: BacktestRowJson) =>
      row.fields
        .filter(({ more, fewer }) => more + fewer > 0)
        .map(({ path, fewer }) => [row.room, row.category, path, fewer]),
    );
    expect(changed).toEqual([
      ["cc_cremona", "C03", "vehicle.plate", 3],
      ["questura_cremona", "C03", "vehicle.plate", 3],
    ]);
  });

  test("says it in Italian, with the names of rooms and fields", async () => {
    withoutPlate("C03-forze");
    const { stdout, stderr } = await backtest(...all, "--lang", "it");
    expect(stdout).toContain("veicolo: targa: 3 → 0 (+0 −3)");
    expect(stdout).toMatch(/Questura/);
    expect(stderr).toContain("NON è stata registrata");
  });

  test("counts only the period: days are included, times are not overstepped", async () => {
    const day = await backtest("--from", "2026-11-22", "--to", "2026-11-22", "--json");
    expect(jsonOf(day.stdout).records).toBe(5);
    const minute = ["--from", "2026-11-22T09:01Z", "--to", "2026-11-22T09:02Z"];
    expect(jsonOf((await backtest(...minute, "--json")).stdout).records).toBe(1);
  });

  test.each([
    [
      "a period without decisions",
      ["--from", "2025-01-01", "--to", "2025-12-31"],
      3,
      "The log has",
    ],
    [
      "a period that ends before it begins",
      ["--from", "2026-12-01", "--to", "2026-11-01"],
      2,
      "swap",
    ],
    ["no date", ["--from", "yesterday", "--to", "2026-11-01"], 2, "yesterday"],
  ])("%s is refused with what to do", async (_what, period, code, words) => {
    const { status, stderr } = await backtest(...period);
    expect({ status, stderr }).toEqual({ status: code, stderr: expect.stringContaining(words) });
  });

  test("an installation without a log, and an address, are refused with what to do", async () => {
    const empty = await raccordo("policy", "backtest", "--rules", deploy, "--data", folder, ...all);
    expect(empty).toMatchObject({ status: exitCodes.refused });
    expect(empty.stderr).toContain("There is no log");
    const address = "https://audit.example/2026";
    const far = await raccordo("policy", "backtest", "--rules", deploy, "--data", address, ...all);
    expect(far).toMatchObject({ status: exitCodes.usage });
    expect(far.stderr).toContain("does not hold the parts");
  });

  test("rules that do not compile are told by file, line and rule", async () => {
    spoil("      place.point: [", "      place.pont: [");
    const { status, stderr } = await backtest(...all);
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toMatch(/patto-cremona-2022\.yaml:\d+:7: C01-forze: place\.pont/);
  });

  test("what is no rules at all is told so", async () => {
    const { status, stderr } = await raccordo(
      ...["policy", "backtest", "--rules", join(folder, "nowhere"), "--data", data, ...all],
    );
    expect({ status, told: stderr.includes("nowhere") }).toEqual({
      status: exitCodes.usage,
      told: true,
    });
  });
});

interface BacktestRowJson {
  readonly room: string;
  readonly category: string;
  readonly fields: readonly { path: string; more: number; fewer: number }[];
}

describe("a log that is not whole", () => {
  const partsFile = (place: string) => {
    const parts = join(place, "audit", String(logYear), "parts");
    const [name = ""] = readdirSync(parts, { recursive: true, encoding: "utf8" }).filter((path) =>
      /\.p\/\d+$/.test(path),
    );
    return join(parts, name);
  };

  test("a part that is not what its leaf says is told with its place, counted, and the code is not 0", async () => {
    const broken = join(folder, "broken");
    cpSync(data, broken, { recursive: true });
    const path = partsFile(broken);
    const bytes = readFileSync(path);
    const at = bytes.lastIndexOf('"category":"C12"');
    bytes.write("C11", at + '"category":"'.length);
    writeFileSync(path, bytes);
    const args = [
      "policy",
      "backtest",
      "--rules",
      deploy,
      "--data",
      broken,
      "--unrecorded",
      ...all,
    ];
    const { status, stdout } = await raccordo(...args, "--json");
    expect(status).toBe(exitCodes["check-failed"]);
    expect(jsonOf(stdout)).toMatchObject({
      records: 4,
      damaged_entries: 1,
      damaged: [{ year: logYear, index: 6, problem: "parts-differs" }],
    });
    expect((await raccordo(...args)).stdout).toContain("1 damaged entries, NOT tried");
  });

  test("rules that are not those of their activation are damage too, although no decision is touched", async () => {
    const broken = join(folder, "other-rules");
    cpSync(data, broken, { recursive: true });
    const path = partsFile(broken);
    const bytes = readFileSync(path);
    bytes.write("C11", bytes.indexOf('"category":"C12"') + '"category":"'.length);
    writeFileSync(path, bytes);
    const args = [
      "policy",
      "backtest",
      "--rules",
      deploy,
      "--data",
      broken,
      "--unrecorded",
      ...all,
      "--json",
    ];
    const { status, stdout } = await raccordo(...args);
    expect(status).toBe(exitCodes["check-failed"]);
    expect(jsonOf(stdout)).toMatchObject({ damaged: [{ problem: "document-differs" }] });
  });

  test("a whole file of parts that is gone is counted by all that it held: decisions, rooms and rules", async () => {
    const broken = join(folder, "gone");
    cpSync(data, broken, { recursive: true });
    rmSync(partsFile(broken));
    const args = [
      "policy",
      "backtest",
      "--rules",
      deploy,
      "--data",
      broken,
      "--unrecorded",
      ...all,
      "--json",
    ];
    const { status, stdout } = await raccordo(...args);
    expect(status).toBe(exitCodes["check-failed"]);
    expect(jsonOf(stdout)).toMatchObject({ records: 0, damaged_entries: 7 });
  });

  test("decisions under rules that the log does not hold are counted, not guessed", async () => {
    const bare = join(folder, "bare");
    await writeDecisionLog(bare, { histories: [[fullReport("C03")]], isActivated: false });
    const args = [
      "policy",
      "backtest",
      "--rules",
      deploy,
      "--data",
      bare,
      "--unrecorded",
      ...all,
      "--json",
    ];
    expect(jsonOf((await raccordo(...args)).stdout)).toMatchObject({
      records: 0,
      not_tried: { "rules-unknown": 1 },
    });
  });
});
