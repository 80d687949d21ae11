import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import type { Revocation } from "#libs/policy/ruleSetLife";
import { chromiumProblem } from "#tests/support/chromium";
import { type ConsoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { pageConfig } from "#tests/support/consolePage";
import { shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import { holdEntry } from "#tests/support/holdEntries";
import {
  axeFindings,
  isFocused,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { room } from "#tests/support/patto";
import { documentOf, lifeEntries, revocationEntry } from "#tests/support/ruleLife";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
const folder = mkdtempSync(join(tmpdir(), "raccordo-flows-page-"));
const october = "from=2026-10-01&to=2026-10-31";
const first = { ...shippedDocument(), expires: "2098-01-01T00:00:00.000Z" };
const questura = room("questura_cremona").titolare;
const revocation: Revocation = {
  ...({ format: "raccordo-revocation/1", issued: "2026-03-01T09:00:00.000Z" } as const),
  what: { agreements: [], rules: [], rooms: ["questura_cremona"] },
  reason: "room_compromised",
  demonstration: true,
};
const second = { ...first, version: 2, lifts: [documentOf(revocation)] };
/** Thefts enough to be told as aggregates, and one accident that is not. */
const reports = (["C03", "C03", "C03", "C01"] as const).map((category, day) => [
  { ...fullReport(category), storedAt: `2026-10-0${day + 1}T09:00:00.000Z` },
]);
let served: Omit<ConsoleOnLog, "log">;
let browser: PageBrowser;
/** When a hold lapses for which nobody signed. */
const lapses = "2026-04-24T09:00:00.000Z";

beforeAll(async () => {
  if (problem !== undefined) return;
  await writeDecisionLog(folder, {
    histories: reports,
    more: [
      ...lifeEntries(first, "2026-01-01T00:00:00.000Z"),
      revocationEntry(revocation),
      ...lifeEntries(second, "2026-05-01T00:00:00.000Z"),
      holdEntry({ at: "2026-04-10T09:00:00.000Z", slot: room("pl_cremona").slot, until: lapses }),
    ],
  });
  const { titolare } = room("pl_cremona");
  const more = pageConfig([
    { account: "rpd", role: "rpd", titolare },
    { account: "cabina", role: "cabina" },
    { account: "autorita", role: "autorita" },
  ]);
  const limits = { requests_per_minute_max: 10_000 };
  [served, browser] = await Promise.all([
    consoleOver({ data: folder, viewers: [], limits, more }),
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

/** What axe finds where the screen is narrow, and whether one has to scroll sideways there (WCAG 1.4.10). */
async function look(page: Page, name: string): Promise<readonly string[]> {
  await picture(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 900 });
  await picture(page, `${name}-320`);
  const findings = await axeFindings(page);
  const wider = await overflowOf(page);
  await page.setViewportSize({ width: 1_280, height: 900 });
  return wider > 0 ? [...findings, "too wide"] : findings;
}

/** A table's file, as it is taken by the keyboard from the table on: its lines. */
async function fileAfter(page: Page, table: Locator): Promise<readonly string[]> {
  await table.focus();
  expect(await isFocused(table)).toBe(true);
  await page.keyboard.press("Tab");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const text = readFileSync(await file.path(), "utf8");
  return text.trimEnd().split("\r\n");
}

describe("who exchanges what with whom", () => {
  browserTest(
    "is a matrix that the keyboard reaches, each picture has its table, and each table its file",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd", `/flussi?${october}`);
      const matrix = page.getByRole("region", { name: /^Decisioni per mittente \(righe\)/ });
      await matrix.waitFor();
      expect(await fileAfter(page, matrix)).toHaveLength(await matrix.getByRole("row").count());
      await page.getByRole("heading", { name: "Andamento" }).waitFor();
      const pictures = page.getByRole("img", { name: /stessi numeri/ });
      const files = page.getByRole("button", { name: /^Scarica CSV/ });
      // Table, pairs and time are three questions, each answered when it is.
      await files.nth(2).waitFor();
      await pictures.nth(1).waitFor();
      expect([await pictures.count(), await files.count()]).toEqual([2, 3]);
      expect(await matrix.getByRole("columnheader", { name: questura }).count()).toBe(1);
      expect(await look(page, "flussi")).toEqual([]);
    },
  );

  browserTest(
    "of one category alone changes table and picture alike, and stands in the address",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd", `/flussi?${october}`);
      const total = async (name: RegExp) => {
        const table = page.getByRole("region", { name });
        await table.waitFor();
        const cells = table.locator("tfoot td");
        return Number((await cells.last().textContent()) ?? "");
      };
      const all = await total(/^Decisioni per mittente \(righe\)/);
      const accidents = "Sinistro stradale con feriti";
      await page.getByLabel("Mostra solo (categoria di evento)").selectOption(accidents);
      const one = await total(new RegExp(`^Decisioni per mittente \\(righe\\).*${accidents}`));
      expect(one * 4).toBe(all);
      for (const what of ["Diagramma dei flussi", "Decisioni nel tempo"]) {
        const name = new RegExp(`^${what}.*\\(${accidents}\\)$`);
        await page.getByRole("img", { name }).waitFor();
      }
      expect(new URL(page.url()).searchParams.get("value")).toBe("C01");
    },
  );

  browserTest("is told to the steering body only where three incidents are behind it", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "cabina", `/flussi?${october}`);
    await page.getByText(/Ciò che riguarda meno di 3 eventi non è mostrato/).waitFor();
    const detail = page.getByRole("region", { name: /^Decisioni per mittente, destinatario/ });
    await detail.getByText("meno di 3").first().waitFor();
    const lines = await detail.getByRole("row").allTextContents();
    expect(lines.some((line) => line.includes("Reato predatorio"))).toBe(true);
    for (const line of lines) if (line.includes("Sinistro")) expect(line).toMatch(/meno di 3/);
    expect(await look(page, "flussi-cabina")).toEqual([]);
  });
});

describe("registers", () => {
  browserTest(
    "tell what was in force on a day: what was revoked then, since when, and no more after it was lifted",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd", "/registri");
      await page.getByText(/^Regole versione 2 /).waitFor();
      expect(await page.getByText(/^Revoche d’urgenza:/).count()).toBe(0);
      await page.getByText("In quel momento nessuna conservazione era in vigore.").waitFor();
      await page.getByLabel("Com’era alla fine del giorno (UTC)").fill("2026-04-15");
      await page.getByRole("button", { name: "Mostra" }).click();
      await page.getByText(/^Regole versione 1 /).waitFor();
      await page.getByText(/^Situazione al 15 apr 2026/).waitFor();
      const told = `Dal 1 mar 2026, 09:00:00 UTC: sale: ${questura}. Motivo: sala compromessa.`;
      await page.getByText(told).waitFor();
      const kept = page.getByRole("region", { name: /^Che cosa è conservato più a lungo/ });
      const words = (await kept.getByRole("row").nth(1).textContent()) ?? "";
      for (const word of ["indagine interna", "10 apr 2026", "24 apr 2026, 09:00:00 UTC, se nes"]) {
        expect(words).toContain(word);
      }
      expect(await look(page, "registri")).toEqual([]);
    },
  );

  browserTest("count in the inventory of a day only what could be given on that day", async () => {
    const page = await browser.newPage();
    const day = "at=2026-04-15T23:59:59.999Z";
    await signInAt(page, served.address, "rpd", `/registri?parte=inventario&${day}`);
    const inventory = page.getByRole("region", { name: "Campi del contratto" });
    await inventory.waitFor();
    expect((await inventory.textContent()) ?? "").not.toContain(questura);
    expect(await look(page, "inventario")).toEqual([]);
    await page.getByRole("link", { name: "Com’è adesso" }).click();
    await page.getByText(/^Regole versione 2 /).waitFor();
    expect((await inventory.textContent()) ?? "").toContain(questura);
  });

  browserTest("say which rooms got which classes of data between two moments", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", "/registri?parte=violazione");
    await page.getByLabel("Dalle ore (UTC)").fill("2026-10-01T00:00");
    await page.getByLabel("Alle ore (UTC), escluse").fill("2026-11-01T00:00");
    await page.getByRole("button", { name: "Calcola" }).click();
    const scope = page.getByRole("region", { name: "Consegne per sala" });
    await scope.waitFor();
    expect(await fileAfter(page, scope)).toHaveLength(await scope.getByRole("row").count());
    await scope.getByRole("rowheader", { name: questura }).waitFor();
    expect(await look(page, "violazione")).toEqual([]);
    await page.getByRole("link", { name: "Richieste di accesso" }).click();
    await page.getByText("Nessuna ricerca è stata fatta.").waitFor();
  });

  browserTest("offer an authority no scope of a breach, which it would be refused", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "autorita", "/registri?parte=violazione");
    await page.getByText(/^Regole versione/).waitFor();
    expect(await page.getByRole("link", { name: "Portata di una violazione" }).count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  });
});
