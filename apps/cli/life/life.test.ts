import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ruleSetSchema } from "#libs/policy/documents";
import { verifySigned } from "#libs/seal/signedDocument";
import { saidHere } from "#tests/support/commandHere";
import { projectRoot } from "#tests/support/project";
import { exitCodes } from "../exitCodes.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-life-"));
const deploy = join(folder, "deploy");
const at = (name: string) => join(folder, name);

const raccordo = (...args: readonly string[]) => saidHere(args);

const keygen = (role: string, file: string) =>
  raccordo("policy", "keygen", "--role", role, "--out", at(file));
const sign = (rules: string, key: string, out: string, ...more: readonly string[]) =>
  raccordo("policy", "sign", "--rules", rules, "--key", at(key), "--out", at(out), ...more);
const publicOf = (file: string) =>
  /^public: (.*)$/m.exec(readFileSync(at(file), "utf8"))?.[1] ?? "";
const documentIn = (file: string) => JSON.parse(readFileSync(at(file), "utf8"));
const fromFolder = ["--author", at("author"), "--set-version", "2"] as const;

beforeAll(async () => {
  cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
  for (const role of ["author", "dpo", "operations"]) await keygen(role, role);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("raccordo policy keygen", () => {
  test("makes a key that only its owner can read, and never replaces one", async () => {
    expect(statSync(at("dpo")).mode & 0o777).toBe(0o600);
    const before = readFileSync(at("dpo"), "utf8");
    const { status, stderr } = await keygen("dpo", "dpo");
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toContain("is not replaced");
    expect(readFileSync(at("dpo"), "utf8")).toBe(before);
  });

  test("prints only the public half", async () => {
    const { stdout } = await keygen("dpo", "another");
    expect(stdout).toContain(publicOf("another"));
    expect(stdout).not.toContain("PRIVATE");
  });

  test("takes no role that could not stand in the log", async () => {
    expect(await keygen("Il Comandante", "no")).toMatchObject({ status: exitCodes.usage });
  });
});

describe("raccordo policy sign", () => {
  test("makes the document of a folder, says in words what is signed, and takes a second person's signature", async () => {
    const first = await sign(deploy, "dpo", "rules.json", ...fromFolder, "--lang", "it");
    expect(first.status).toBe(exitCodes.ok);
    expect(first.stdout).toContain("PATTO-CREMONA-2022");
    expect(first.stdout).toContain("document: raccordo-rule-set/2\nrole: dpo\nsha256: ");
    expect(first.stdout).toContain("Ora un'altra persona, in un altro ruolo");
    const second = await sign(at("rules.json"), "operations", "rules.json");
    expect(second.status).toBe(exitCodes.ok);
    expect(second.stdout).toContain("raccordo policy stage");
    const signers = ["dpo", "operations"].map((role) => ({ role, key: publicOf(role) }));
    expect(verifySigned(documentIn("rules.json"), signers).kind).toBe("valid");
    const body = ruleSetSchema.parse(JSON.parse(documentIn("rules.json").body));
    expect(body).toMatchObject({ version: 2, author: publicOf("author"), demonstration: false });
    expect(body.vectors.length).toBeGreaterThan(0);
  });

  test("refuses the same person twice, a second of the same role, and the author", async () => {
    await sign(deploy, "dpo", "one.json", ...fromFolder);
    const before = readFileSync(at("one.json"), "utf8");
    expect((await sign(at("one.json"), "dpo", "one.json")).stderr).toContain(
      "another role is needed",
    );
    await keygen("dpo", "dpo2");
    expect((await sign(at("one.json"), "dpo2", "one.json")).status).toBe(exitCodes.refused);
    expect((await sign(at("one.json"), "author", "one.json")).stderr).toContain(
      "does not sign them",
    );
    expect(readFileSync(at("one.json"), "utf8")).toBe(before);
  });

  test("refuses a document that was edited after it was signed", async () => {
    await sign(deploy, "dpo", "edited.json", ...fromFolder);
    const document = documentIn("edited.json");
    const body = JSON.parse(document.body);
    const longer = JSON.stringify({ ...body, version: 9 });
    writeFileSync(at("edited.json"), JSON.stringify({ ...document, body: longer }));
    const { status, stderr } = await sign(at("edited.json"), "operations", "edited.json");
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toContain("does not hold (signature-wrong)");
  });

  test("asks for author, number and reason, and says how to give them", async () => {
    expect((await sign(deploy, "dpo", "x1.json")).stderr).toContain("--author KEY");
    expect((await sign(deploy, "dpo", "x2.json", "--author", "author")).stderr).toContain(
      "--set-version N",
    );
    const rollback = await sign(deploy, "dpo", "x3.json", ...fromFolder, "--rollback-to", "1");
    expect(rollback.stderr).toContain("--reason TEXT");
    const dates = ["--not-before", "2027-01-01", "--expires", "2026-12-31"];
    expect((await sign(deploy, "dpo", "x4.json", ...fromFolder, ...dates)).status).toBe(
      exitCodes.usage,
    );
  });

  test("does not sign rules that have faults: each is told by its place", async () => {
    const bad = join(folder, "bad");
    cpSync(deploy, bad, { recursive: true });
    const file = join(bad, "agreements", "patto-cremona-2022.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("place.point: [", "place.pont: ["));
    const { status, stderr } = await sign(bad, "dpo", "bad.json", ...fromFolder);
    expect(status).toBe(exitCodes["check-failed"]);
    expect(stderr).toContain("place.pont");
  });
});

describe("raccordo policy stage, activate, revoke", () => {
  test("say what to do where nothing was ever started", async () => {
    await sign(deploy, "dpo", "lonely.json", ...fromFolder);
    const { status, stderr } = await raccordo(
      "policy",
      "stage",
      at("lonely.json"),
      "--data",
      at("none"),
    );
    expect(status).toBe(exitCodes.refused);
    expect(stderr).toContain("raccordo up");
  });

  test("take no revocation of something that has no name", async () => {
    const revoke = (what: string) =>
      raccordo(
        ...["policy", "revoke", "--data", at("none"), "--key", at("dpo")],
        ...["--what", what, "--reason", "wrong_rule"],
      );
    expect(await revoke("tutto")).toMatchObject({ status: exitCodes.usage });
    expect((await revoke("tutto")).stderr).toContain("agreement:ID");
  });
});
