import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { saidHere } from "#tests/support/commandHere";
import { projectRoot } from "#tests/support/project";
import { exitCodes } from "../exitCodes.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-table-"));
const report = join(projectRoot, "libs/adapters/native/examples/accepted-report.json");
const patto = join(projectRoot, "deploy/agreements/patto-cremona-2022.yaml");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const raccordo = (...args: readonly string[]) => saidHere(args);

const table = (...args: readonly string[]) =>
  raccordo("policy", "table", ...args, "--at", "2026-11-22");

describe("raccordo policy table", () => {
  test("answers who ever sees the plate, with the article in each cell", async () => {
    const { status, stdout } = await table("targa", "--by", "field", "--lang", "it");
    expect(status).toBe(0);
    const row = stdout.split("\n").find((line) => line.startsWith("| pl_cremona → gdf_cremona"));
    expect(row).toContain("✔ (art. 8 PATTO-CREMONA-2022, C12-gdf)");
    expect(stdout.match(/^## /gm)).toHaveLength(1);
    expect((await table("family_name", "--by", "field")).stdout).toContain("once in charge");
    expect((await table("note.text", "--by", "field")).stdout).toContain("nobody sees it");
  });

  test("shows what a pair of rooms shares, and says which names it knows", async () => {
    const { stdout } = await table("pl_cremona:questura_cremona", "--by", "pair", "--lang", "it");
    expect(stdout).toContain("## pl_cremona → questura_cremona");
    expect(stdout).toContain("| luogo: coordinate |");
    expect(await table("nowhere", "--by", "pair")).toMatchObject({ status: exitCodes.usage });
  });

  test("is a page of its own in HTML: captions and scopes, no script, nothing from elsewhere", async () => {
    const { stdout } = await table("PATTO-CREMONA-2022", "--format", "html", "--lang", "it");
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="it">/);
    expect(stdout).toContain('<th scope="col">');
    expect(stdout).toContain('<th scope="row">luogo: coordinate</th>');
    expect(stdout.match(/<table>/g)?.length).toBe(stdout.match(/<caption>/g)?.length);
    expect(stdout).not.toMatch(/<script|https?:|src=|href=|url\(/);
    expect(stdout).toContain("@media print");
  });

  test("in CSV holds everything: read back, each agreement has the digest that is signed", async () => {
    const file = join(folder, "rules.csv");
    writeFileSync(file, (await table("--format", "csv", "--lang", "it")).stdout);
    const back = await table("--parse", file, "--lang", "it");
    expect(back.stdout.match(/uguale al file in uso/g)).toHaveLength(3);
    expect(back.status).toBe(0);
    const other = readFileSync(file, "utf8").replaceAll("2028-07-31", "2029-07-31");
    writeFileSync(file, other);
    expect(await table("--parse", file)).toMatchObject({ status: exitCodes["check-failed"] });
  });

  test("that is read back is refused where it is not what it says, by line", async () => {
    const file = join(folder, "wrong.csv");
    const lines = (await table("--format", "csv")).stdout.split("\r\n");
    expect(lines.length).toBeGreaterThan(3_000);
    writeFileSync(file, lines.with(5, `${lines[5] ?? ""}x`).join("\r\n"));
    const { status, stderr } = await table("--parse", file);
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toContain(`${file}:6:1:`);
  });
});

describe("raccordo policy explain", () => {
  const explain = (...args: readonly string[]) =>
    raccordo("policy", "explain", "--event", report, "--at", "2026-11-22", ...args);

  test("shows each gate with what it compared, and the nearest rule that would have allowed it", async () => {
    const args = ["--from", "pl_cremona", "--to", "gdf_cremona", "--lang", "it"];
    const { status, stdout } = await explain(...args);
    expect(status).toBe(0);
    expect(stdout).toContain("✗ categoria; l'evento dice C03; si chiede C10, C12");
    expect(stdout).toContain(
      "C12-gdf (art. 8, PATTO-CREMONA-2022): passerebbe se la categoria fosse C12",
    );
  });

  test("shows each field with its rule, and what would open a withheld one", async () => {
    const args = ["--from", "pl_cremona", "--to", "questura_cremona", "--lang", "it"];
    const text = (await explain(...args)).stdout.replaceAll(/\n +/g, " ");
    expect(text).toContain("(vehicle.plate): così com'è; art. 6 C03-forze");
    expect(text).toMatch(
      /\(place.street\): .*si aprirebbe con C03-forze se la sala lo prendesse in carico/,
    );
    expect(text).toContain("[count:casualties.injured_count v1]");
  });

  test("without a sender explains every room that shares an agreement, as JSON for programs", async () => {
    const { stdout } = await explain("--to", "pl_limitrofo", "--json");
    const said = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(said.map(({ from }) => from)).toContain("questura_cremona");
    expect(said[0].explanations[0]).toMatchObject({ reason: "OUT_OF_TERRITORY" });
    expect(stdout).not.toMatch(/SINTETIC|ZZ000ZZ/);
  });
});

describe("raccordo policy check", () => {
  const check = (text: string, ...args: readonly string[]) => {
    const file = join(folder, "patto.yaml");
    writeFileSync(file, text);
    return raccordo("policy", "check", file, "--at", "2026-11-22", ...args);
  };
  const text = readFileSync(patto, "utf8");

  test("of one file takes rooms and ceilings of the package; a clean one is silent", async () => {
    const { status, stdout } = await check(text, "--strict", "--lang", "it");
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toContain("Analisi: 0 errori, 0 avvisi");
  });

  test("names the place of a rule that can never hold, and fails", async () => {
    const spoiled = text.replace("territory: any", "territory: receiver");
    const { status, stdout } = await check(spoiled, "--lang", "en");
    expect(status).toBe(exitCodes["check-failed"]);
    const line = text.split("\n").findIndex((one) => one.includes("- id: C01-forze")) + 1;
    expect(stdout).toContain(
      `patto.yaml:${line}:9: error UNREACHABLE_RULE: C01-forze: can never hold`,
    );
  });

  test("shows an exchange of which both rules of an overlap speak", async () => {
    const { status, stderr } = await check(
      text.replace("category: [C03]", "category: [C04]"),
      "--lang",
      "it",
    );
    expect(status).toBe(exitCodes["check-failed"]);
    expect(stderr).toMatch(
      /vale per lo stesso scambio[^\n]*\n {2}Esempio: il 2022-08-01, pl_cremona invia a/,
    );
  });

  test("fails of a warning only with --strict, and counts use against recorded traffic", async () => {
    const traffic = join(folder, "traffic.jsonl");
    writeFileSync(traffic, '{"from":"pl_cremona","to":"cc_cremona","category":"C01","count":3}\n');
    const { status, stdout } = await check(text, "--traffic", traffic, "--json");
    expect(status).toBe(0);
    const { findings } = JSON.parse(stdout);
    const unused = findings.filter(({ code }: { code: string }) => code === "UNUSED_RULE");
    expect(unused.map(({ rule }: { rule: string }) => rule)).not.toContain("C01-forze");
    expect(await check(text, "--traffic", traffic, "--strict")).toMatchObject({ status: 1 });
    writeFileSync(traffic, "{}\n");
    expect(await check(text, "--traffic", traffic)).toMatchObject({ status: exitCodes.refused });
  });
});
