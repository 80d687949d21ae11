import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { type RunningCli, runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");
const longMs = 180_000;

let folder = "";
let data = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "raccordo-play-"));
  data = join(folder, "data");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outputs: string[] = [];

async function play(...more: readonly string[]) {
  const played = await runCli(["up", "--play", "--once", "--json", "--data", data, ...more]);
  outputs.push(played.cli.output());
  return played;
}

const named = (cli: RunningCli, name: string) => cli.events().filter(({ event }) => event === name);

describe("the demonstration", () => {
  testServer(
    "gives each room what the Patto gives it, and its log verifies: every check holds",
    async () => {
      const { code, cli } = await play();
      expect(named(cli, "check-broken")).toEqual([]);
      expect(named(cli, "check-holds").length).toBeGreaterThan(50);
      expect(code).toBe(0);
    },
    longMs,
  );

  testServer(
    "plays again on the same data: nothing is a duplicate of the day before",
    async () => {
      const { code, cli } = await play();
      expect(named(cli, "check-broken")).toEqual([]);
      expect(code).toBe(0);
    },
    longMs,
  );

  testServer(
    "ends with 1 and names the check when a room holds one field more than was expected",
    async () => {
      const deploy = join(folder, "deploy");
      cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
      const file = join(deploy, "demonstration", "expected.yaml");
      const text = readFileSync(file, "utf8");
      const changed = text.replace(/place\.zone,\s*/, "");
      expect(changed).not.toBe(text);
      writeFileSync(file, changed);
      const { code, cli } = await play("--deploy", deploy);
      expect(code).toBe(1);
      expect(named(cli, "check-broken").map(({ what }) => what)).toEqual([
        "sinistro: questura_cremona",
      ]);
    },
    longMs,
  );

  testServer("has written no name, plate or telephone number to any log or output", () => {
    const logs = readdirSync(join(data, "log"));
    expect(logs).toContain("policy.jsonl");
    const texts = [
      ...outputs,
      ...logs.map((name) => readFileSync(join(data, "log", name), "utf8")),
    ];
    expect(outputs).toHaveLength(3);
    for (const planted of ["SINTETIC", "ZZ000ZZ", "+39000", "nota sintetica"]) {
      expect(texts.filter((text) => text.includes(planted))).toEqual([]);
    }
  });

  testServer("leaves a log in which one changed byte is found", async () => {
    const log = join(data, "audit");
    const whole = await runCli(["audit", "verify", log, "--data", data, "--json"]);
    expect(whole.code).toBe(0);
    const [year = ""] = readdirSync(log);
    const bundles = join(log, year, "tile", "entries");
    const file = join(bundles, firstFile(bundles));
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    writeFileSync(
      file,
      bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)),
    );
    const changed = await runCli(["audit", "verify", log, "--data", data, "--json"]);
    expect(changed.code).toBe(1);
    expect(changed.cli.output()).toContain("mismatch");
  });
});

/** The newest bundle of entries, by its path below `folder`. */
function firstFile(folder: string): string {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const last =
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .at(-1) ?? "";
  return last.slice(folder.length + 1);
}
