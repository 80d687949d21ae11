import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { saidHere } from "#tests/support/commandHere";
import { projectRoot } from "#tests/support/project";
import { exitCodes } from "../exitCodes.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-policy-"));
const deploy = join(folder, "deploy");
const agreements = join(deploy, "agreements");
const patto = join(agreements, "patto-cremona-2022.yaml");
const examples = join(projectRoot, "libs/adapters/native/examples");
const report = join(examples, "accepted-report.json");

beforeEach(() => {
  rmSync(deploy, { recursive: true, force: true });
  cpSync(join(projectRoot, "deploy", "rooms"), join(deploy, "rooms"), { recursive: true });
  cpSync(join(projectRoot, "deploy", "agreements", "patto-cremona-2022.yaml"), patto);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const raccordo = (...args: readonly string[]) => saidHere(args);

function spoil(before: string, after: string): { readonly line: number } {
  const text = readFileSync(patto, "utf8");
  const at = text.indexOf(before);
  if (at < 0) throw new Error(`the agreement does not say ${before}`);
  writeFileSync(
    patto,
    text.replace(before, () => after),
  );
  return { line: text.slice(0, at).split("\n").length };
}

const check = (...args: readonly string[]) => raccordo("policy", "check", deploy, ...args);

describe("raccordo policy check", () => {
  test("compiles the agreements as they are shipped, and says which they are", async () => {
    const { status, stdout } = await raccordo("policy", "check");
    expect(status).toBe(0);
    expect(stdout).toContain("PATTO-CREMONA-2022");
  });

  test("names file, line, column and what to do for a field that the catalogue does not have", async () => {
    const { line } = spoil("      place.point: [", "      place.pont: [");
    const { status, stderr } = await check("--lang", "it");
    expect(status).toBe(exitCodes["check-failed"]);
    expect(stderr).toContain(`${patto}:${line}:7: C01-forze: place.pont non è un campo`);
    expect(stderr).toContain("ripeti `raccordo policy check`");
  });

  test("tells the fault of a rule that no field carries at the rule, and every fault at once", async () => {
    const first = spoil("- { room: gdf_cremona,", "- { room: gdf_nowhere,");
    const second = spoil("- id: C01-limitrofo", "- id: C01-forze");
    const { stdout } = await check("--json");
    const { faults } = JSON.parse(stdout);
    const told = faults.map(({ code, line }: { code: string; line: number }) => [code, line]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["UNKNOWN_ROOM", first.line],
        ["DUPLICATE_ID", second.line],
      ]),
    );
  });

  test("tells where a file does not have the form of an agreement", async () => {
    const { line } = spoil("deliver: allow", "deliver: perhaps");
    const { status, stderr } = await check();
    expect(status).toBe(exitCodes["check-failed"]);
    expect(stderr).toContain(`${patto}:${line}:`);
  });

  test("says which folder it looked in when there is nothing", async () => {
    const { status, stderr } = await raccordo("policy", "check", join(folder, "none"));
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toContain(join(folder, "none", "rooms"));
  });
});

async function apply(to: string, ...more: readonly string[]) {
  const args = ["--agreements", agreements, "--from", "pl_cremona", "--to", to, "--json"];
  const at = ["--at", "2026-11-22"];
  const { status, stdout, stderr } = await raccordo("policy", "apply", ...args, ...at, ...more);
  return { status, stderr, result: JSON.parse(stdout) };
}

describe("raccordo policy apply", () => {
  test("gives the decision with rule, article and reason, the copy, and what is withheld and why", async () => {
    const { status, result } = await apply("questura_cremona", report);
    expect(status).toBe(0);
    expect(result).toMatchObject({ dry_run: true, throw_away_keys: true });
    const [step] = result.steps;
    expect(step.decision).toMatchObject({ outcome: "released", reason: "RELEASED" });
    expect(step.decision.basis).toMatchObject([{ rule: "C03-forze", article: "art. 6" }]);
    expect(JSON.stringify(step.view)).toContain("ZZ000ZZ");
    expect(JSON.stringify(step.view)).not.toContain("SINTETIC");
    const street = result.fields[0].leaves.find(
      ({ path }: { path: string }) => path === "place.street",
    );
    expect(street).toMatchObject({ treatment: "withheld", why: "not-in-charge" });
  });

  test("with --charge shows what taking charge opens, in a copy of its own", async () => {
    const { result } = await apply("questura_cremona", report, "--charge");
    expect(result.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      "report",
      "charge_taken",
    ]);
    expect(JSON.stringify(result.steps[0].view)).not.toContain("SINTETIC");
    expect(JSON.stringify(result.steps[1].view)).toContain("via SINTETICA");
  });

  test("takes several files as one history: what changes nothing for the room makes no copy", async () => {
    const again = join(folder, "again.json");
    const message = JSON.parse(readFileSync(report, "utf8"));
    writeFileSync(again, JSON.stringify({ ...message, message_id: "M-18", kind: "update" }));
    const { result } = await apply("cc_cremona", report, again);
    expect(result.steps[1]).toMatchObject({ decision: { reason: "NOTHING_NEW" }, view: null });
  });

  test("withholds everything, with the gate that failed, on a day outside the agreement", async () => {
    const { result } = await apply("questura_cremona", report, "--at", "2031-01-01");
    expect(result.steps[0]).toMatchObject({ decision: { reason: "NOT_IN_FORCE" }, view: null });
    const kept = result.fields[0].leaves.filter(
      ({ treatment }: { treatment: string }) => treatment !== "withheld",
    );
    expect(kept).toEqual([]);
  });

  test("is a table of groups for people, in their language", async () => {
    const args = ["policy", "apply", "--from", "pl_cremona", "--to", "cc_cremona", "--lang", "it"];
    const stdout = (await raccordo(...args, report)).stdout.replaceAll(/\n +/g, " ");
    expect(stdout).toContain("trattenuto (si apre solo a chi ha preso in carico");
    expect(stdout).toContain("titolo: art. 6, regola C03-forze");
    expect(stdout).toContain("Chiavi usa e getta");
  });

  test("refuses a later message whose text repeats a name of an earlier one, as the exchange would", async () => {
    const later = join(folder, "later.json");
    const message = JSON.parse(readFileSync(report, "utf8"));
    const place = { kind: "place", id: "other", street: "presso Sintetico" };
    const update = { ...message, message_id: "M-18", kind: "update", upsert: [place] };
    writeFileSync(later, JSON.stringify(update));
    const { status, result } = await apply("questura_cremona", report, later);
    expect(status).toBe(exitCodes.refused);
    expect(result).toMatchObject({ file: later, code: "text-repeats-incident" });
    expect(result.errors).toMatchObject([{ pointer: "/upsert/0/street" }]);
    expect(JSON.stringify(result)).not.toContain("Sintetico");
    expect((await apply("questura_cremona", later)).status).toBe(0);
  });

  test("answers a message that a room would be refused with its code and 3, and no value of it", async () => {
    const wrong = join(examples, "refused-coordinates-swapped.json");
    const { status, result } = await apply("questura_cremona", wrong);
    expect(status).toBe(exitCodes.refused);
    expect(result).toMatchObject({ event: "refused", code: "coordinates-swapped" });
  });

  test("refuses an answer where a report should be, a room that is not known, and its own room", async () => {
    const answer = join(examples, "accepted-charge-taken.json");
    expect(await apply("questura_cremona", answer)).toMatchObject({
      status: exitCodes.refused,
      result: { code: "policy-not-opening" },
    });
    expect(await apply("pl_cremona", report)).toMatchObject({ status: exitCodes.usage });
    const { status, result } = await apply("nowhere", report);
    expect(status).toBe(exitCodes.usage);
    expect(result.values.known).toContain("questura_cremona");
  });
});
