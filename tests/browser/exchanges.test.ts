import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage } from "#tests/support/consolePage";
import { growPackLog, packField } from "#tests/support/packLog";
import {
  axeFindings,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
let served: ConsoleOnLog;
let browser: PageBrowser;
let page: Page;
beforeAll(async () => {
  if (problem !== undefined) return;
  [served, browser] = await Promise.all([consoleWithPage(), PageBrowser.open()]);
  page = await browser.newPage();
  await signInAt(page, served.address, "rpd-comune", "/scambi");
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

/** The whole of the synthetic log, and more. */
const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
const addressOf = (more: Record<string, string> = {}, path = "/scambi"): string =>
  `${served.address}${path}?${new URLSearchParams({ ...period, kind: "exchange", ...more })}`;
const openFilters = () => page.locator("summary", { hasText: /^Filtri/ }).click();
const list = () => page.getByRole("region", { name: "Voci, dalla più recente" });

/** Leaves the page as it was; nobody scrolls sideways at 320 px (WCAG 1.4.10), and axe finds nothing. */
async function look(name: string): Promise<readonly string[]> {
  const findings = await axeFindings(page);
  await picture(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 900 });
  await picture(page, `${name}-320`);
  const isTooWide = (await overflowOf(page)) > 0;
  await page.setViewportSize({ width: 1_280, height: 900 });
  return [...findings, ...(isTooWide ? ["too wide"] : [])];
}

describe("a privacy officer who reads what was exchanged", () => {
  browserTest("comes to an address that fixes an absolute period", async () => {
    await page.waitForURL(/from=20\d\d-.+&to=20\d\d-/);
    const { searchParams } = new URL(page.url());
    expect(Date.parse(searchParams.get("to") ?? "")).toBeGreaterThan(
      Date.parse(searchParams.get("from") ?? ""),
    );
  });

  browserTest("reads sentences: who sent what, and what went to whom, of their own", async () => {
    await page.goto(addressOf());
    await list()
      .getByText(/la Polizia locale \(Comune SINTETICO, pl_cremona\) ha inviato/)
      .first()
      .waitFor();
    await list()
      .getByText(/deciso un messaggio di un’altra sala/)
      .first()
      .waitFor();
    expect(await list().getByText("Questura SINTETICA").count()).toBe(0);
    expect(await look("scambi-frasi")).toEqual([]);
  });

  browserTest(
    "reads the same as a table, loads more by scrolling, and chooses columns",
    async () => {
      await page.getByText("Tabella", { exact: true }).click();
      await page.getByRole("columnheader", { name: "Categoria" }).waitFor();
      await page.getByText("100 voci caricate").waitFor();
      await list().evaluate((region: { scrollTop: number }) => {
        region.scrollTop = 1_000_000;
      });
      await page.getByText("200 voci caricate").waitFor();
      await page.locator("summary", { hasText: "Colonne" }).click();
      await page.getByText("Regime", { exact: true }).click();
      await page.getByRole("columnheader", { name: "Regime" }).waitFor();
      expect(page.url()).toContain("col=regime");
      expect(await look("scambi-tabella")).toEqual([]);
    },
  );

  browserTest("is told beside the control which filter their role may not use", async () => {
    await page.goto(addressOf());
    await openFilters();
    await page.locator("summary", { hasText: "Dati trattenuti" }).click();
    await page.getByRole("group", { name: "Dati trattenuti" }).getByText("G5 – identità").click();
    await page.getByRole("button", { name: "Applica i filtri" }).click();
    await page.getByText(/Con il tuo ruolo non si può filtrare così/).waitFor();
    expect(await look("scambi-filtro-rifiutato")).toEqual([]);
    await page.getByRole("button", { name: "Togli il filtro Dati trattenuti" }).click();
    await list().waitFor();
  });

  browserTest("keeps a view under a name on this computer, renames it and removes it", async () => {
    await page.locator("summary", { hasText: "Viste salvate" }).click();
    await page.getByLabel("Nome della vista").fill("Marzo");
    await page.getByRole("button", { name: "Salva questa vista" }).click();
    await page.getByRole("button", { name: "Rinomina la vista Marzo" }).click();
    await page.getByLabel("Nuovo nome").fill("Marzo 2026");
    await page.getByRole("button", { name: "Conferma" }).click();
    const saved = page.getByRole("link", { name: "Marzo 2026" });
    expect(await saved.getAttribute("href")).toContain("from=2026-03-01");
    await page.getByRole("button", { name: "Elimina la vista Marzo 2026" }).click();
    await page.getByText("Non ci sono ancora viste salvate.").waitFor();
  });

  browserTest("takes the loaded entries away as CSV, made in the browser", async () => {
    const before = served.recorder.reads.length;
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /CSV/ }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8").split("\r\n");
    expect(lines[0]).toContain('"Quando";"Specie"');
    expect(lines).toHaveLength(102);
    // The day and the hour in Italy, and which moment that is: whoever is given the file need not ask.
    expect(lines[1]).toMatch(/^"2026-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00";/);
    expect(file.suggestedFilename()).toMatch(/^scambi-2026-03-01-/);
    expect(served.recorder.reads).toHaveLength(before);
  });
});

describe("a privacy officer whose computer is set to another zone", () => {
  browserTest(
    "reads and asks for days of Italy, and keeps the end that they do not change",
    async () => {
      await page.getByRole("button", { name: "Ieri", exact: true }).click();
      await page.waitForURL(/from=[^&]*T2[23]%3A00%3A00\.000Z&to=[^&]*T2[23]%3A00%3A00\.000Z/);
      const [from, to] = ["2026-03-01T00:00:00.500Z", "2026-03-29T01:30:00.000Z"];
      await page.goto(addressOf({ from, to }));
      const begins = page.getByLabel("Dal", { exact: true });
      await begins.waitFor();
      expect(await begins.inputValue()).toBe("2026-03-01T01:00");
      await page.getByLabel("Al (escluso)").fill("2026-03-29T03:00:00");
      await page.getByRole("button", { name: "Mostra il periodo" }).click();
      const asked = new URLSearchParams({ from, to: "2026-03-29T01:00:00.000Z" });
      await page.waitForURL((url) => url.search.startsWith(`?${asked}`));
      await page.getByText("Gli orari sono quelli italiani, salvo dove è scritto UTC.").waitFor();
    },
  );
});

describe("a privacy officer who follows the log", () => {
  browserTest("is told how many entries are new; the list changes when they say so", async () => {
    await page.goto(addressOf({ to: "2099-01-01T00:00:00.000Z" }));
    await page.getByText("Le voci nuove vengono contate mentre arrivano.").waitFor();
    await list().waitFor();
    const before = await list().getByRole("link").first().textContent();
    await growPackLog(served.log, join(served.data, "audit", "2026"));
    const show = page.getByRole("button", { name: "1 voce nuova: mostrala" });
    await show.waitFor();
    expect(await list().getByRole("link").first().textContent()).toBe(before);
    await show.click();
    await list().getByRole("link", { name: "Apri la voce 2026/300" }).waitFor();
    await page.getByRole("button", { name: "Metti in pausa" }).click();
    await page.getByText("In pausa.").waitFor();
    expect(served.recorder.reads.at(-1)).toMatchObject({ purpose: "supervision" });
  });
});

describe("a privacy officer who reads one entry", () => {
  browserTest("finds its facts in words, what is beside it, and ways on", async () => {
    await page.goto(`${served.address}/scambi/2026/40`);
    await page.getByRole("heading", { level: 1, name: "Voce 40 del 2026" }).waitFor();
    await page.getByRole("heading", { name: "Che cosa dice la voce" }).waitFor();
    expect(await look("voce")).toEqual([]);
    const proof = page.getByRole("link", { name: "Verifica la prova di questa voce" });
    expect(await proof.getAttribute("href")).toBe("/prove?entry=2026/40");
    await page.getByRole("link", { name: /^Voce successiva/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Voce 41 del 2026" }).waitFor();
  });

  browserTest("opens one field after being told that it is recorded first", async () => {
    await page.goto(`${served.address}/scambi/2026/40`);
    await page.getByRole("button", { name: "Apri un campo" }).click();
    await page.getByText(/Prima viene registrato che lo apri/).waitFor();
    expect(await look("voce-campo")).toEqual([]);
    const before = served.core.openings.length;
    await page.getByRole("button", { name: "Registra e apri" }).click();
    await page.getByRole("alert").waitFor();
    expect(served.core.openings).toHaveLength(before);
    await page.getByLabel("Campo", { exact: true }).selectOption(packField.path);
    await page.getByRole("button", { name: "Registra e apri" }).click();
    await page.getByText(packField.value, { exact: true }).waitFor();
    expect(served.core.openings.at(-1)).toMatchObject({ index: 40, path: packField.path });
  });

  browserTest("and no page complained of anything", () => {
    expect(browser.complaints).toEqual([]);
  });
});
