import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import { signedDocumentSchema } from "#libs/policy/documents";
import { credentialDigest } from "#libs/runtime/credentials";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, signDocument, verifySigned } from "#libs/seal/signedDocument";
import { chromiumProblem } from "#tests/support/chromium";
import { type ConsoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { passwordOf } from "#tests/support/consolePage";
import { shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import {
  axeFindings,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { pattoText, rooms } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";
import { documentOf, lifeEntries } from "#tests/support/ruleLife";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
const folder = mkdtempSync(join(tmpdir(), "raccordo-rules-page-"));
const titolare = rooms.find(({ id }) => id === "pl_cremona")?.titolare ?? "";
const expires = "2098-01-01T00:00:00.000Z";
const first = { ...shippedDocument(), expires };
const rule = "C03-forze";
/** The shipped rules, but that one exchange has the plate no more. */
const second = {
  ...first,
  version: 2,
  agreements: first.agreements.map(({ rules, ...rest }) => ({
    ...rest,
    rules: rules.map(({ fields: { "vehicle.plate": plate, ...fields }, ...one }) => ({
      ...one,
      fields:
        one.id === rule || plate === undefined ? fields : { ...fields, "vehicle.plate": plate },
    })),
  })),
};
let served: Omit<ConsoleOnLog, "log">;
let browser: PageBrowser;

const signers = ["dpo", "operations"].map((role) => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  return { role, privateKey, pem, key: rawPublicKey(privateKey) };
});
const at = (name: string) => join(folder, name);
const [dpo, operations] = signers;

/** The text of the shipped rules, with the same change as the second set. */
function withoutPlate(): string {
  const plate = pattoText.indexOf("      vehicle.plate:", pattoText.indexOf(`- id: ${rule}\n`));
  return pattoText.slice(0, plate) + pattoText.slice(pattoText.indexOf("\n", plate) + 1);
}

beforeAll(async () => {
  if (problem !== undefined || dpo === undefined || operations === undefined) return;
  await writeDecisionLog(folder, {
    histories: [[fullReport("C03")]],
    more: [
      ...lifeEntries(first, "2026-01-01T00:00:00.000Z"),
      ...lifeEntries(second, "2026-02-01T00:00:00.000Z", "staged"),
    ],
  });
  const body = JSON.parse(JSON.stringify({ ...first, version: 3 })) as CanonicalValue;
  const signatures = [signDocument(body, operations.role, operations.privateKey)];
  writeFileSync(at("regole.json"), JSON.stringify({ body: canonicalJson(body), signatures }));
  const what = { agreements: [], rules: [{ agreement: "PATTO-X", rule: "C03-y" }], rooms: [] };
  const revocation = { format: "raccordo-revocation/1", what, reason: "wrong_rule" };
  writeFileSync(at("revoca.json"), JSON.stringify({ body: canonicalJson(revocation), signatures }));
  writeFileSync(at("patto.yaml"), withoutPlate());
  const shipped = join(projectRoot, "deploy", "agreements", "synthetic-112.yaml");
  writeFileSync(at("inventato.yaml"), readFileSync(shipped));
  writeFileSync(at("dpo.key"), `raccordo signer\nrole: dpo\npublic: ${dpo.key}\n${dpo.pem}`);
  const users = [
    {
      ...{ account: "rpd", role: "rpd", titolare },
      password_sha256: credentialDigest(passwordOf("rpd")),
    },
  ];
  [served, browser] = await Promise.all([
    consoleOver({
      ...{ data: folder, viewers: [], limits: { requests_per_minute_max: 10_000 } },
      more: {
        login: { kind: "demonstration", users },
        web_dir: join(projectRoot, "dist", "web"),
      },
      part: () => Promise.reject(new Error("no part is asked for")),
    }),
    PageBrowser.open(),
  ]);
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem === undefined) {
    await browser.close();
    await served.stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

describe("a privacy officer at the page of the rules", () => {
  browserTest(
    "reads in words which set is in force, and its table, also on a narrow screen",
    async () => {
      const page = await browser.newPage(320, 800);
      await signInAt(page, served.address, "rpd", "/regole");
      await page.getByRole("heading", { name: "Insieme n. 1 – In vigore" }).waitFor();
      await page.getByRole("heading", { name: "Insieme n. 2 – Pronto, da attivare" }).waitFor();
      await page.getByText("Responsabile della protezione dei dati, chiave").first().waitFor();
      await picture(page, "regole-320");
      expect(await overflowOf(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole("link", { name: "Tabella dell’insieme n. 1" }).click();
      const table = page.getByRole("region", { name: "Chi riceve che cosa, per categoria" });
      await table.waitFor();
      await page.getByRole("combobox", { name: "Categoria" }).selectOption("C03");
      await picture(page, "regole-tabella-320");
      expect(await overflowOf(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByText("Significato di lettere, gruppi e categorie").click();
      await page.getByText("G7: veicolo").waitFor();
      await page.getByRole("combobox", { name: "Categoria" }).selectOption("");
      await page.setViewportSize({ width: 1_280, height: 900 });
      await picture(page, "regole-tabella");
      // On a desk the whole table is seen at once.
      const beyond = (one: { readonly scrollWidth: number; readonly clientWidth: number }) =>
        one.scrollWidth - one.clientWidth;
      expect(await table.evaluate(beyond)).toBe(0);
    },
  );

  browserTest("compares two sets in sentences, at an address that says which", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", "/regole/confronto");
    await page.getByText("Scegli due insiemi diversi.").waitFor();
    const set = (version: number) => ({ label: new RegExp(`^Insieme n. ${version} – `) });
    const before = page.getByRole("combobox", { name: "Da", exact: true });
    const choice = async (version: number) =>
      (await before.getByRole("option", { name: set(version).label }).getAttribute("value")) ?? "";
    await before.selectOption(await choice(1));
    const after = page.getByRole("combobox", { name: "A", exact: true });
    await after.selectOption(await choice(2));
    await page
      .getByText(/C03.*veicolo: targa: prima .*, poi /)
      .first()
      .waitFor();
    await picture(page, "regole-confronto");
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await page
      .getByText(/veicolo: targa/)
      .first()
      .waitFor();
    await after.selectOption(await choice(1));
    await page.getByText("Scegli due insiemi diversi.").waitFor();
  });

  browserTest(
    "tries files on past traffic, and is told their faults first, before anything is read",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd", "/regole/prova");
      await page.getByRole("button", { name: "Prova", exact: true }).click();
      await page.getByText("Scegli almeno un file").waitFor();
      const files = page.getByLabel("File delle regole");
      const text = withoutPlate().replace("place.point: [", "place.pont: [");
      const buffer = Buffer.from(text);
      await files.setInputFiles({ name: "patto.yaml", mimeType: "application/yaml", buffer });
      await page.getByLabel("Dal giorno").fill("2026-11-01");
      await page.getByLabel("Al giorno, compreso").fill("2026-11-30");
      await page.getByRole("button", { name: "Prova", exact: true }).click();
      await page.getByText(/C01-forze: place\.pont non è un campo del catalogo/).waitFor();
      expect(served.recorder.reads.some(({ scope }) => scope === "replay")).toBe(false);
      await files.setInputFiles([at("patto.yaml"), at("inventato.yaml")]);
      await page.getByRole("button", { name: "Prova", exact: true }).click();
      const table = page.getByRole("region", { name: "Che cosa ogni sala avrebbe avuto" });
      await table.getByText("veicolo: targa: +0 −1").first().waitFor();
      expect(served.recorder.reads.at(-1)).toMatchObject({ scope: "replay" });
      await page.getByText(/^\d+ cose da sapere$/).click();
      await page.getByText("nessuna regola dice nulla").first().waitFor();
      await picture(page, "regole-prova");
      expect(await axeFindings(page)).toEqual([]);
    },
  );

  browserTest("puts a staged set into force only after confirming it", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", "/regole");
    const staged = page.getByRole("article", { name: "Insieme n. 2 – Pronto, da attivare" });
    await staged.getByRole("button", { name: "Metti in vigore" }).click();
    await staged.getByText("Conferma spuntando la casella.").waitFor();
    expect(served.core.ruleRequests).toEqual([]);
    const document = documentOf(second);
    const effective = "2026-12-01T10:00:00.000Z";
    served.core.lifeAnswer = { outcome: "done", document, version: 2, effective };
    await staged.getByText("Voglio mettere in vigore l’insieme n. 2").click();
    // Without a network it fails at once: it does not wait in the page, to go out when nobody is there any more.
    await page.context().setOffline(true);
    await staged.getByRole("button", { name: "Metti in vigore" }).click();
    await staged.getByText("Ciò che hai inviato potrebbe essere già registrato").waitFor();
    await page.context().setOffline(false);
    await page.route("**/v1/rules/activate", (route) => route.abort(), { times: 1 });
    await staged.getByRole("button", { name: "Metti in vigore" }).click();
    // Without an answer nobody knows whether it is in force: the page does not say to try again.
    await staged.getByText("Ciò che hai inviato potrebbe essere già registrato").waitFor();
    expect(await staged.getByRole("button", { name: "Riprova" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "regole-senza-risposta");
    await staged.getByRole("button", { name: "Metti in vigore" }).click();
    await staged.getByText("L’insieme n. 2 decide per gli eventi ricevuti dal").waitFor();
    await picture(page, "regole-attivazione");
    expect(await axeFindings(page)).toEqual([]);
    expect(served.core.ruleRequests.splice(0)).toEqual([
      { step: "activate", request: { document } },
    ]);
  });

  browserTest(
    "signs with a key that never leaves the window, and has policy stage what she signed",
    async () => {
      const page = await browser.newPage();
      const sent: string[] = [];
      page.on("request", (request) => {
        sent.push(
          `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`,
        );
      });
      await signInAt(page, served.address, "rpd", "/regole/firma");
      await page.getByLabel("Documento di regole").setInputFiles(at("regole.json"));
      await page.getByText("Insieme n. 3,").waitFor();
      await page.getByLabel("File della tua chiave").setInputFiles(at("dpo.key"));
      await page.getByText("document: raccordo-rule-set/2").waitFor();
      await picture(page, "regole-firma");
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Firma", exact: true }).click();
      await page.getByText("Firmato nel ruolo di Responsabile della protezione dei dati").waitFor();
      served.core.lifeAnswer = {
        ...{ outcome: "refused", code: "version-older", document: documentOf(second) },
      };
      await page.getByRole("button", { name: "Prepara" }).click();
      await page.getByText("Conferma spuntando la casella.").waitFor();
      expect(served.core.ruleRequests).toEqual([]);
      await page.getByText("Ho letto il documento").click();
      await page.getByRole("button", { name: "Prepara" }).click();
      await page.getByText("La versione non è più alta di quella già attivata.").waitFor();
      const [passed] = served.core.ruleRequests.splice(0);
      const document = signedDocumentSchema.parse(passed?.request);
      expect(verifySigned(document, signers).kind).toBe("valid");
      const secret = (dpo?.pem ?? "").split("\n")[1] ?? "none";
      const bytes = Buffer.from(secret, "base64").subarray(16);
      const forms = [secret, bytes.toString("hex"), bytes.toString("base64url"), "PRIVATE KEY"];
      for (const form of forms) expect(sent.filter((one) => one.includes(form))).toEqual([]);
      expect(sent.some((one) => one.includes("/v1/rules/stage"))).toBe(true);
    },
  );

  browserTest("revokes only after typing the word, with one signature that holds", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", "/regole/revoca");
    await page.getByText("Una sala", { exact: true }).click();
    // Pasted from a document, with signs that nobody sees.
    await page.getByLabel("Quale").fill("\u202equestura_\u200bcremona\u00a0");
    expect(await page.getByLabel("Quale").inputValue()).toBe("questura_cremona");
    // A file that was signed elsewhere says for itself what it takes away, and what is no such file is told to be none.
    const file = page.getByLabel("Oppure: una revoca già firmata");
    await file.setInputFiles(at("regole.json"));
    await page.getByText("Il file non è una revoca firmata").waitFor();
    await file.setInputFiles(at("revoca.json"));
    await page.getByText("Il file revoca, qualunque cosa sia stata scelta").waitFor();
    await page.getByRole("listitem").filter({ hasText: "la regola PATTO-X:C03-y" }).waitFor();
    expect(await page.getByLabel("Quale").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await file.setInputFiles([]);
    await page.getByText("Una sala", { exact: true }).waitFor();
    await page.getByLabel("File della tua chiave").setInputFiles(at("dpo.key"));
    await page.getByRole("button", { name: "Revoca ora" }).click();
    await page.getByText("Scrivi la parola esattamente come indicato.").waitFor();
    expect(served.core.ruleRequests).toEqual([]);
    served.core.lifeAnswer = { outcome: "done" };
    await page.getByLabel("Per confermare scrivi REVOCA").fill("REVOCA");
    await page.getByRole("button", { name: "Revoca ora" }).click();
    await page.getByText("Revocato, da subito.").waitFor();
    const [passed] = served.core.ruleRequests.splice(0);
    const document = signedDocumentSchema.parse(passed?.request);
    expect(verifySigned(document, signers, 1).kind).toBe("valid");
    expect(JSON.parse(document.body)).toMatchObject({ what: { rooms: ["questura_cremona"] } });
    await picture(page, "regole-revoca");
    expect(await axeFindings(page)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
