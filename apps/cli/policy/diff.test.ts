import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { canonicalJson } from "#libs/seal/canonical";
import { signDocument } from "#libs/seal/signedDocument";
import { saidHere } from "#tests/support/commandHere";
import { shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import { projectRoot } from "#tests/support/project";
import { exitCodes } from "../exitCodes.ts";

jest.setTimeout(300_000);
const folder = mkdtempSync(join(tmpdir(), "raccordo-diff-"));
const data = join(folder, "data");
const brief = join(folder, "brief");
const [before, after] = [join(folder, "before"), join(folder, "after")];

beforeAll(async () => {
  for (const to of [before, after]) {
    for (const part of ["rooms", "agreements", "ceilings"]) {
      cpSync(join(projectRoot, "deploy", part), join(to, part), { recursive: true });
    }
  }
  const patto = join(after, "agreements", "patto-cremona-2022.yaml");
  const text = readFileSync(patto, "utf8");
  const plate = text.indexOf("      vehicle.plate:", text.indexOf("- id: C03-forze\n"));
  writeFileSync(patto, text.slice(0, plate) + text.slice(text.indexOf("\n", plate) + 1));
  const first = fullReport("C03");
  // Thirty days and a half later: an average month.
  const second = { ...fullReport("C03"), storedAt: "2026-12-22T19:30:00.000Z" };
  await writeDecisionLog(data, { histories: [[first], [second]] });
  await writeDecisionLog(brief, { histories: [[fullReport("C03")], [fullReport("C01")]] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const raccordo = (...args: readonly string[]) => saidHere(args);

describe("raccordo policy diff", () => {
  test("says so, and ends with 0, when nothing changes", async () => {
    const { status, stdout } = await raccordo("policy", "diff", before, before);
    expect(status).toBe(0);
    expect(stdout).toContain("No difference");
  });

  test("says in a sentence what changes, in the language asked for, with a code of its own", async () => {
    const { status, stdout } = await raccordo("policy", "diff", before, after, "--lang", "it");
    expect(status).toBe(exitCodes.changed);
    expect(stdout).toMatch(/→ .*Questura.*, C03: veicolo: targa: così com'è → nulla/);
    const english = (await raccordo("policy", "diff", after, before)).stdout;
    expect(english).toMatch(/, C03: vehicle: plate: nothing → as it is/);
  });

  test("weighs what changes by the decisions of a log, and says what it measured", async () => {
    const { status, stdout } = await raccordo(
      "policy",
      "diff",
      before,
      after,
      "--traffic",
      data,
      "--unrecorded",
    );
    expect(status).toBe(exitCodes.changed);
    expect(stdout).toContain("On the traffic of 2 decisions from 2026-11-22T09:00:00.000Z");
    expect(stdout).toContain("(1 months), a month:");
    expect(stdout).toContain("vehicle: plate: +0 −2 a month");
    const short = (
      await raccordo("policy", "diff", before, after, "--traffic", brief, "--unrecorded")
    ).stdout;
    expect(short).toContain("less than 7 days: too little to say it a month");
    expect(short).toMatch(/vehicle: plate: \+0 −1$/m);
  });

  test("weighs what changes by a file of counts just as well, exchange by exchange", async () => {
    const counts = join(folder, "counts.jsonl");
    const cell = (to: string, category: string, count: number) =>
      JSON.stringify({ from: "pl_cremona", to, category, count });
    const cells = [cell("cc_cremona", "C03", 2), cell("questura_cremona", "C03", 5)];
    writeFileSync(counts, [...cells, cell("cc_cremona", "C01", 90)].join("\n"));
    const { status, stdout } = await raccordo("policy", "diff", before, after, "--traffic", counts);
    expect(status).toBe(exitCodes.changed);
    expect(stdout.match(/(\d+) deliveries: .*, C\d+/g)).toEqual([
      expect.stringMatching(/^5 deliveries: .*C03$/),
      expect.stringMatching(/^2 deliveries: .*C03$/),
    ]);
    writeFileSync(counts, cell("cc_cremona", "C01", 90));
    const none = await raccordo("policy", "diff", before, after, "--traffic", counts);
    expect(none.stdout).toContain("none of the exchanges that change");
  });

  test("reads a signed document as well as a folder, and finds them the same", async () => {
    const body = JSON.parse(JSON.stringify(shippedDocument()));
    const { privateKey } = generateKeyPairSync("ed25519");
    const { role, key, signature } = signDocument(body, "dpo", privateKey);
    const document = { body: canonicalJson(body), signatures: [{ role, key, signature }] };
    const path = join(folder, "rules.json");
    writeFileSync(path, JSON.stringify(document));
    const args = ["policy", "diff", before, path, "--traffic", data, "--unrecorded", "--json"];
    const { status, stdout } = await raccordo(...args);
    const told = stdout.split("\n").find((line) => line.includes('"policy-diff"')) ?? "{}";
    expect({ status, changes: JSON.parse(told).changes }).toEqual({ status: 0, changes: [] });
  });

  test("refuses what is no rules, and an address as traffic, with what to do", async () => {
    expect((await raccordo("policy", "diff", before, join(folder, "no"))).stderr).toContain(
      "neither",
    );
    const args = ["policy", "diff", before, after, "--traffic", "https://audit.example/2026"];
    const { status, stderr } = await raccordo(...args);
    expect(status).toBe(exitCodes.usage);
    expect(stderr).toContain("Name the data folder");
  });
});
