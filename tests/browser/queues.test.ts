import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import type { DemandRow } from "#libs/policy/demandMessages";
import { readOrder } from "#libs/policy/demandOrders";
import type { EmergencyRow } from "#libs/policy/emergencyMessages";
import { holdOrderSchema, holdReleaseSchema } from "#libs/policy/holdOrders";
import { rawPublicKey, verifySigned } from "#libs/seal/signedDocument";
import { syntheticId } from "#tests/support/auditFixture";
import { chromiumProblem } from "#tests/support/chromium";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { pageConfig, pageUsers } from "#tests/support/consolePage";
import {
  axeFindings,
  overflowOf,
  PageBrowser,
  picture,
  signInAgain,
  signInAt,
} from "#tests/support/pageBrowser";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
let served: ConsoleOnLog;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  const opening = consoleOnLog({}, true, pageConfig(pageUsers));
  [served, browser] = await Promise.all([opening, PageBrowser.open()]);
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

const { privateKey } = generateKeyPairSync("ed25519");
const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
const keyFile = { name: "rpd.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(pem) };
const signer = { role: "privacy_officer", key: rawPublicKey(privateKey) };

const emergency = (room: string, seq: number): EmergencyRow => ({
  ...{ notice: { year: 2026, seq }, at: "2026-03-04T10:00:00.000Z", mode: "actual", room },
  ...{ emergency: "life_at_risk", overdue: true },
});
const demand: DemandRow = {
  ...{ notice: { year: 2026, seq: 30 }, at: "2026-03-10T10:00:00.000Z", mode: "actual" },
  ...{ incident: syntheticId("incident 1"), ref: "b".repeat(32), kind: "recall" },
  ...{ path: "person.family_name", reason: "unlawful", room: "pl_cremona" },
  ...{ until: "2026-03-17T10:00:00.000Z", open: true, overdue: true },
  rooms: [{ slot: 0, room: "pl_crema", state: "waiting" }],
};
beforeEach(() => {
  if (problem !== undefined) return;
  served.core.emergencyList = {
    emergencies: [emergency("pl_cremona", 9), emergency("questura", 8)],
    more: false,
  };
  served.core.demandList = { demands: [demand], more: false };
});

/** The page once every queue has answered. */
async function openQueues(page: Page): Promise<void> {
  await signInAt(page, served.address, "rpd-comune", "/da-fare");
  await page
    .getByRole("heading", { name: "Emergenze da esaminare: 1, di cui scadute 1" })
    .waitFor();
  await page.getByRole("heading", { name: /^Conservazione: dovute/ }).waitFor();
  await page.getByRole("button", { name: /^Conferma .*pl_crema/ }).waitFor();
  await page.getByLabel("Dal giorno (UTC)").fill("2026-04-01");
  await page.getByLabel("Al giorno, compreso").fill("2026-03-13");
  await page.getByRole("button", { name: "Mostra" }).click();
  await page.getByText("Scrivi due giorni, il primo non dopo l’ultimo.").waitFor();
  // Days of the synthetic log in which somebody read it.
  await page.getByLabel("Dal giorno (UTC)").fill("2026-03-01");
  await page.getByLabel("Al giorno, compreso").fill("2026-03-13");
  await page.getByRole("button", { name: "Mostra" }).click();
  await page.getByRole("region", { name: /^Letture del registro/ }).waitFor();
}

describe("a privacy officer at the page of what waits", () => {
  browserTest("reads everything on a narrow screen, without scrolling sideways", async () => {
    const page = await browser.newPage(320, 800);
    await openQueues(page);
    await picture(page, "da-fare-320");
    expect(await overflowOf(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: /^Esamina Polizia locale – Comune SINTETICO/ }).click();
    await page.getByRole("dialog", { name: "Esame di un’emergenza" }).waitFor();
    await picture(page, "da-fare-esame-320");
    expect(await overflowOf(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  browserTest("reviews an emergency with a key that never leaves the window", async () => {
    const page = await browser.newPage();
    const sent: string[] = [];
    page.on("request", (request) => {
      const headers = JSON.stringify(request.headers());
      sent.push(`${request.url()} ${headers} ${request.postData() ?? ""}`);
    });
    await openQueues(page);
    expect(await page.getByText("questura").count()).toBe(0);
    await picture(page, "da-fare");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: /^Esamina Polizia locale – Comune SINTETICO/ }).click();
    const dialog = page.getByRole("dialog", { name: "Esame di un’emergenza" });
    await dialog.getByRole("button", { name: "Firma e registra" }).click();
    await dialog.getByText("Scegli prima una delle voci.").waitFor();
    await dialog.getByText("Giustificata", { exact: true }).click();
    await dialog.getByLabel("File della tua chiave privata").setInputFiles(keyFile);
    served.core.reviewAnswer = { outcome: "not-authorised" };
    await dialog.getByRole("button", { name: "Firma e registra" }).click();
    const refusal = dialog.getByRole("alert");
    await refusal.getByText("Firma non riconosciuta per questo ordine").waitFor();
    await refusal.getByText("Firmare con la chiave di un incaricato").waitFor();
    await picture(page, "da-fare-esame");
    expect(await axeFindings(page)).toEqual([]);
    // Somebody else was first, and judged otherwise: a dialog that only closed would say that this judgement counts.
    served.core.reviewAnswer = { outcome: "reviewed-before", found: "unjustified" };
    await dialog.getByRole("button", { name: "Firma e registra" }).click();
    await dialog.getByText("questo ordine non è stato registrato").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Guarda l’elenco" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Esamina Polizia locale – Comune SINTETICO/ }).click();
    await dialog.getByText("Giustificata", { exact: true }).click();
    await dialog.getByLabel("File della tua chiave privata").setInputFiles(keyFile);
    served.core.reviewAnswer = { outcome: "reviewed", found: "justified" };
    await dialog.getByRole("button", { name: "Firma e registra" }).click();
    await dialog.waitFor({ state: "detached" });
    const order = served.core.orders.at(-1);
    if (order === undefined) throw new Error("policy was asked nothing");
    expect(verifySigned(order, [signer], 1).kind).toBe("valid");
    expect(JSON.parse(order.body)).toMatchObject({
      ...{ format: "raccordo-review-order/1", outcome: "justified" },
      notice: { year: 2026, seq: 9 },
    });
    const secret = pem.split("\n")[1] ?? "none";
    const bytes = Buffer.from(secret, "base64").subarray(16);
    const forms = [secret, bytes.toString("hex"), bytes.toString("base64url"), "PRIVATE KEY"];
    for (const form of forms) expect(sent.filter((one) => one.includes(form))).toEqual([]);
    expect(sent.some((one) => one.includes(signer.key))).toBe(true);
    expect(browser.complaints).toEqual([]);
  });

  browserTest("is asked why before an incident's data are kept beyond their term", async () => {
    const page = await browser.newPage();
    await openQueues(page);
    await page
      .getByRole("button", { name: /^Conserva oltre il termine/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "Conservare oltre il termine" });
    await dialog.getByRole("button", { name: "Conserva oltre il termine" }).click();
    await dialog.getByText("Scegli prima una delle voci.").waitFor();
    expect(served.core.holds).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByText("richiesta del Garante").click();
    // The console is started again behind the open dialog: of who has signed in it knows nothing more.
    await served.restart();
    await dialog.getByRole("button", { name: "Conserva oltre il termine" }).click();
    await page.getByText("non è stato inviato e non è conservato").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "da-fare-sessione-finita");
    await signInAgain(page, served.address, "rpd-comune");
    const told = page
      .getByRole("alert")
      .filter({ hasText: "La sessione è finita mentre era aperto" });
    await told.getByText("Conservare oltre il termine", { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/da-fare");
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "da-fare-non-inviato");
    await told.getByRole("button", { name: "Ho capito" }).click();
    await told.waitFor({ state: "detached" });
    expect(served.core.holds).toEqual([]);
    await page
      .getByRole("button", { name: /^Conserva oltre il termine/ })
      .first()
      .click();
    await dialog.getByText("richiesta del Garante").click();
    served.core.holdAnswer = { outcome: "recorded", kept: 3 };
    await dialog.getByRole("button", { name: "Conserva oltre il termine" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(served.core.holds).toMatchObject([
      { state: "placed", reason: "supervisory_request", by: "rpd-comune" },
    ]);
    await page
      .getByRole("button", { name: /^Conserva oltre il termine/ })
      .first()
      .click();
    await dialog.getByText("indagine interna").click();
    await dialog.getByRole("button", { name: "Firma la conservazione" }).click();
    const signing = page.getByRole("dialog", { name: "Firmare la conservazione" });
    expect(await signing.getByLabel("indagine interna").isChecked()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "da-fare-firma-conservazione");
    await signing.getByLabel("File della tua chiave privata").setInputFiles(keyFile);
    await signing.getByRole("button", { name: "Firma e registra" }).click();
    await signing.waitFor({ state: "detached" });
    const order = served.core.orders.at(-1);
    expect(order && verifySigned(order, [signer], 1).kind).toBe("valid");
    expect(order && readOrder(order, holdOrderSchema)).toMatchObject({
      ...{ mode: "actual", room: "pl_cremona", reason: "internal_inquiry" },
    });
    expect(browser.complaints).toEqual([]);
  });

  browserTest(
    "ends a hold with a signature that names that hold, and with none nothing",
    async () => {
      const page = await browser.newPage();
      await openQueues(page);
      const before = served.core.orders.length;
      await page.getByRole("button", { name: /^Togli la conservazione/ }).click();
      const dialog = page.getByRole("dialog", { name: "Togliere la conservazione" });
      await dialog.getByRole("button", { name: "Firma e registra" }).click();
      await dialog.getByText("Scegli un file.").waitFor();
      expect(served.core.orders).toHaveLength(before);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "da-fare-togli");
      await dialog.getByLabel("File della tua chiave privata").setInputFiles(keyFile);
      served.core.holdAnswer = { outcome: "recorded" };
      await dialog.getByRole("button", { name: "Firma e registra" }).click();
      await dialog.waitFor({ state: "detached" });
      const order = served.core.orders.at(-1);
      if (order === undefined) throw new Error("policy was asked nothing");
      expect(verifySigned(order, [signer], 1).kind).toBe("valid");
      expect(readOrder(order, holdReleaseSchema)).toMatchObject({
        ...{ mode: "actual", incident: syntheticId("incident 1") },
        hold: { year: 2026, seq: 32 },
      });
      expect(browser.complaints).toEqual([]);
    },
  );
});
