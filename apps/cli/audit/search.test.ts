import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { componentKinds, leavesOf } from "#libs/incident/catalogue";
import { tables } from "#libs/search/tables";
import { cosignerOf } from "#libs/tlog/cosigner";
import { addSignature } from "#libs/tlog/note";
import { saidHere } from "#tests/support/commandHere";
import { bareEnvironment, cliMain } from "#tests/support/commandLine";
import { damageTable } from "#tests/support/damagedFile";
import { writeDecisionLog } from "#tests/support/decisionLog";
import { eventAt, fullComponents, fullReport } from "#tests/support/fullIncident";

const folder = mkdtempSync(join(tmpdir(), "raccordo-search-cli-"));
const data = join(folder, "data");
const projection = join(data, "search", "search.sqlite");

beforeAll(async () => {
  const charged = [
    fullReport("C03"),
    eventAt(60, { kind: "charge_taken", incident: { alias: "x" } }, "questura_cremona"),
    eventAt(120, { kind: "close" }),
  ];
  await writeDecisionLog(data, { histories: [charged, [fullReport("C01")], [fullReport("C12")]] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function raccordo(...args: readonly string[]) {
  // Nothing runs here that could record a reading.
  const alone = args[1] === "reindex" ? [] : ["--unrecorded"];
  return saidHere([...args.slice(0, 2), "--data", data, ...alone, ...args.slice(2)]);
}

const jsonOf = (stdout: string) =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

describe("a privacy officer who looks for something in the log", () => {
  test("is told to make the index first, and makes it from the files alone", async () => {
    expect(await raccordo("audit", "query")).toMatchObject({ status: 3 });
    expect((await raccordo("audit", "query")).stderr).toContain("raccordo audit reindex");
    const { status, stdout } = await raccordo("audit", "reindex", "--lang", "it");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Indice fatto: 7 voci/);
    expect(stdout).toContain("checkpoint firmato (L1)");
    expect((await raccordo("audit", "reindex")).stdout).toMatch(
      /^Index brought up to date: 0 new entries/,
    );
  });

  test("finds what each room got and by which article, and on which checkpoint that rests", async () => {
    const { stdout, stderr } = await raccordo(
      "audit",
      "query",
      "--category",
      "C12",
      "--outcome",
      "released",
      "--lang",
      "it",
    );
    expect(stdout).toMatch(
      /2026\/6 +decisione +pl_cremona +C12 +questura_cremona +copia inviata +art\. 4 /,
    );
    expect(stdout).not.toContain("cur_brescia");
    expect(stdout).toMatch(
      /audit\.raccordo\.example\/2026, 7 voci sotto un checkpoint firmato \(L1\), radice /,
    );
    expect(stderr).toContain("NON è stata registrata");
  });

  test("is told which entries the witnesses have cosigned, and takes no witness's word that the policy does not ask for", async () => {
    const levels = async () => {
      const told = jsonOf((await raccordo("audit", "query", "--json")).stdout);
      const entries = told.filter(({ event }) => event === "log-entry");
      return [new Set(entries.map(({ level }) => level)), told.at(-1).covered[0].cosigned];
    };
    const witness = cosignerOf("prefettura.example", "ed25519", Buffer.alloc(32, 7));
    const other = cosignerOf("comune.example", "ed25519", Buffer.alloc(32, 8));
    const year = join(data, "audit", "2026");
    const note = readFileSync(join(year, "checkpoint"));
    const [text = ""] = note.toString("utf8").split("\n\n");
    const witnessed = addSignature(note, witness.cosign(`${text}\n`, 1_767_225_600));
    writeFileSync(join(year, "witnessed"), witnessed);
    expect(await levels()).toEqual([new Set(["L1"]), 0]);
    const policy = join(data, "signed", "witnesses.policy");
    const both = `witness prefettura ${witness.vkey}\nwitness comune ${other.vkey}\n`;
    writeFileSync(policy, `${both}group due 2 prefettura comune\nquorum due\n`, { mode: 0o600 });
    expect(await levels()).toEqual([new Set(["L1"]), 0]);
    writeFileSync(policy, `${both}quorum prefettura\n`);
    expect(await levels()).toEqual([new Set(["L2"]), 7]);
    expect((await raccordo("audit", "query", "--lang", "it")).stdout).toContain(
      "checkpoint firmato (L2)",
    );
    for (const path of [policy, join(year, "witnessed")]) rmSync(path);
  });

  test("is refused where nobody can record the reading, unless it is said to go without", () => {
    for (const what of ["query", "tail"]) {
      const args = [cliMain, "audit", what, "--data", data, "--json"];
      const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
      expect({ what, status, told: stdout.includes("log-answer") }).toEqual({
        ...{ what, status: 3, told: false },
      });
      expect(stdout).not.toContain("pl_cremona");
    }
  });

  test("gets the same as lines of JSON, page after page", async () => {
    const first = jsonOf(
      (await raccordo("audit", "query", "--kind", "exchange", "--limit", "3", "--json")).stdout,
    );
    const entries = first
      .filter(({ event }) => event === "log-entry")
      .map(({ entry }) => entry.index);
    expect(entries).toEqual([6, 5, 4]);
    const { next } = first.find(({ event }) => event === "log-page");
    const ask = ["--kind", "exchange", "--limit", "3", "--json", "--cursor", next] as const;
    const second = jsonOf((await raccordo("audit", "query", ...ask)).stdout);
    expect(
      second.filter(({ event }) => event === "log-entry").map(({ entry }) => entry.index),
    ).toEqual([3, 2]);
    expect(second.find(({ event }) => event === "log-page")).toEqual({
      event: "log-page",
      next: null,
    });
    expect(second.at(-1)).toMatchObject({ recorded: false, covered: [{ size: 7, level: "L1" }] });
    const wrong = await raccordo("audit", "query", "--cursor", next);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("--cursor")]);
  });

  test("counts by article and by day, and takes rows away as CSV", async () => {
    const counted = await raccordo(
      "audit",
      "query",
      "--by",
      "article",
      "--receiver",
      "gdf_cremona",
    );
    expect(counted.stdout).toMatch(/^article +decisions\nart\. 8 +1\n/);
    const daily = await raccordo("audit", "query", "--every", "day", "--kind", "exchange", "--csv");
    expect(daily.stdout).toBe("day,entries\r\n2026-11-22T00:00:00.000Z,5\r\n");
    const rows = (await raccordo("audit", "query", "--given", "G5", "--csv")).stdout.split("\r\n");
    expect(rows[0]).toBe("time (UTC),entry,kind,from,cat.,to,outcome,article,given,withheld");
    expect(rows[1]).toMatch(/^2026-11-22T09:01:00,2026\/3,decision,questura_cremona,C03,/);
  });

  test("follows one incident from entry to entry", async () => {
    const { stdout } = await raccordo("audit", "query", "--beside", "2026/3");
    expect(stdout).toContain("in the log: before 2026/2, after 2026/4");
    expect(await raccordo("audit", "query", "--beside", "2026/99")).toMatchObject({ status: 2 });
  });

  test("hears the log as sentences", async () => {
    const { stdout, status } = await raccordo(
      "audit",
      "tail",
      "--once",
      "--lines",
      "1",
      "--lang",
      "it",
    );
    expect(status).toBe(0);
    expect(stdout).toContain(
      "09:00:00  pl_cremona → questura_cremona  C12: copia inviata · art. 4 · dati: ",
    );
    expect(stdout).toContain("gdf_cremona  C12: copia inviata · art. 8");
    expect(stdout).toContain("cur_brescia  C12: nulla — nessun articolo per questa categoria\n");
  });

  test("is told which word the log does not know", async () => {
    const wrong = await raccordo("audit", "query", "--given", "G99");
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("--given")]);
    const yesterday = await raccordo("audit", "query", "--from", "ieri");
    expect([yesterday.status, yesterday.stderr]).toEqual([
      2,
      expect.stringMatching(/--from <value>.* 2026-11-22 /),
    ]);
    // No entry of such a kind is not what whoever mistypes it may be told.
    const mistyped = await raccordo("audit", "query", "--kind", "break-glass");
    expect([mistyped.status, mistyped.stderr]).toEqual([2, expect.stringContaining("--kind")]);
    const swapped = await raccordo("audit", "query", "--from", "2026-12-02", "--to", "2026-12-01");
    expect([swapped.status, swapped.stderr]).toEqual([2, expect.stringContaining("swap")]);
    const told = await raccordo(
      "audit",
      "reindex",
      "--database",
      "postgresql://a:SINTETICA@127.0.0.1/x",
    );
    expect(told.status).toBe(2);
    expect(told.stderr + told.stdout).not.toContain("SINTETICA");
  });
});

/** Makes the index anew in a process of its own, which is killed as soon as rows are in it. */
function killedRebuild(): NodeJS.Signals | null {
  const module = new URL("../../../libs/search/sqlite.js", import.meta.url).href;
  const code = `
    import { sqlitePlace } from ${JSON.stringify(module)};
    await sqlitePlace(${JSON.stringify(projection)}).rebuild(async (database) => {
      await database.insert("room", [{ slot: 0, room: "sala_di_prova", titolare: "nessuno" }]);
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => undefined);
    });`;
  const options = { env: bareEnvironment(), encoding: "utf8" } as const;
  return spawnSync(process.execPath, ["--input-type=module", "-e", code], options).signal;
}

describe("the index", () => {
  test("stays as it was where the process that makes it anew is killed, and is begun again", async () => {
    const found = async () => (await raccordo("audit", "query", "--json")).stdout;
    const before = await found();
    expect(jsonOf(before).length).toBeGreaterThan(5);
    expect(killedRebuild()).toBe("SIGKILL");
    expect(existsSync(`${projection}.new`)).toBe(true);
    expect(await found()).toBe(before);
    const again = await raccordo("audit", "reindex", "--anew", "--lang", "it");
    expect([again.status, again.stdout]).toEqual([
      0,
      expect.stringMatching(/^Indice fatto: 7 voci/),
    ]);
    expect(existsSync(`${projection}.new`)).toBe(false);
    expect(await found()).toBe(before);
  });

  test("that a bad disk damaged is named as such, and is made anew when it is asked for", async () => {
    const before = await raccordo("audit", "query");
    damageTable(projection, "entry");
    const refused = await raccordo("audit", "query");
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain("raccordo audit reindex --anew");
    expect(await raccordo("audit", "reindex", "--anew")).toMatchObject({ status: 0 });
    expect(await raccordo("audit", "query")).toEqual(before);
  });

  test("is replaced whole: what another one had written beside it is not read into the new one", async () => {
    const before = (await raccordo("audit", "query", "--json")).stdout;
    // A reader holds the old index open, so that its write-ahead log stays beside it.
    const reader = new DatabaseSync(projection);
    try {
      reader.exec("PRAGMA journal_mode=WAL; UPDATE room SET titolare = 'un altro'");
      expect(existsSync(`${projection}-wal`)).toBe(true);
      expect((await raccordo("audit", "reindex", "--anew")).status).toBe(0);
      expect((await raccordo("audit", "query", "--json")).stdout).toBe(before);
    } finally {
      reader.close();
    }
    expect((await raccordo("audit", "query", "--json")).stdout).toBe(before);
  });

  test("holds no value of any field of any message, and nothing beyond its list of columns", () => {
    const bytes = readFileSync(projection);
    const values = fullComponents
      .flatMap(({ fields }) => Object.values(fields))
      .filter((value): value is string => typeof value === "string")
      .filter((value) => /[A-Z0-9:@]/.test(value) && !value.startsWith("istat:"));
    expect(values.length).toBeGreaterThan(30);
    expect(values.filter((value) => value.length > 3 && bytes.includes(value))).toEqual([]);
    // It would be found: what it does hold is in these bytes as plain text.
    expect(bytes.includes("questura_cremona")).toBe(true);
    const named = componentKinds.flatMap((kind) => leavesOf(kind).map(({ path }) => path));
    expect(named.filter((path) => bytes.includes(path))).toEqual([]);
    const columns = Object.values(tables).flatMap((table) => Object.keys(table));
    expect(columns.filter((name) => /text|note|name|phone|plate|value|street/.test(name))).toEqual(
      [],
    );
  });
});
