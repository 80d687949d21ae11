import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import { type ConsoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { pageConfig } from "#tests/support/consolePage";
import { shippedDocument, writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import {
  axeFindings,
  isFocused,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { room } from "#tests/support/patto";
import { lifeEntries } from "#tests/support/ruleLife";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
const folder = mkdtempSync(join(tmpdir(), "raccordo-flows-page-"));
const rules = { ...shippedDocument(), expires: "2098-01-01T00:00:00.000Z" };
const year = "from=2026-01-01&to=2026-10-31";
let served: Omit<ConsoleOnLog, "log">;
let browser: PageBrowser;

beforeAll(async () => {
  if (problem !== undefined) return;
  await writeDecisionLog(folder, {
    histories: [[fullReport("C03")]],
    more: lifeEntries(rules, "2026-01-01T00:00:00.000Z"),
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
}, 60_000);
afterAll(async () => {
  if (problem === undefined) {
    await browser.close();
    await served.stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** What axe finds at both widths, and whether one has to scroll sideways at the narrow one (WCAG 1.4.10). */
async function look(page: Page, name: string): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const width of [1_280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `${name}-${width}`);
    findings.push(...(await axeFindings(page)));
  }
  if ((await overflowOf(page)) > 0) findings.push("too wide");
  await page.setViewportSize({ width: 1_280, height: 900 });
  return findings;
}

describe("who exchanges what with whom", () => {
  browserTest("is a table that the keyboard reaches, and a file of the same", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", `/flussi?${year}`);
    const matrix = page.getByRole("region", { name: /^Decisioni per mittente \(righe\)/ });
    await matrix.focus();
    expect(await isFocused(matrix)).toBe(true);
    await page.keyboard.press("Tab");
    const button = page.getByRole("button", { name: /CSV: Decisioni per mittente \(righe\)/ });
    expect(await isFocused(button)).toBe(true);
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const lines = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(await matrix.getByRole("row").count());
    await page.getByRole("heading", { name: "Andamento" }).waitFor();
    expect(await look(page, "flussi")).toEqual([]);
  });

  browserTest("is told to the steering body only where three incidents are behind it", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "cabina", `/flussi?${year}`);
    await page.getByText(/Ciò che riguarda meno di 3 eventi non è mostrato/).waitFor();
    const cells = await page.getByRole("cell").allTextContents();
    expect(cells.filter((text) => /^[1-9]/.test(text))).toEqual([]);
    expect(await look(page, "flussi-cabina")).toEqual([]);
  });
});

describe("registers", () => {
  browserTest("are made of the rules in force, and so is the scope of a breach", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd", "/registri");
    await page.getByText(/^Regole versione/).waitFor();
    expect(await look(page, "registri")).toEqual([]);
    await page.getByRole("link", { name: "Portata di una violazione" }).click();
    await page.getByLabel("Dalle ore (UTC)").fill("2026-01-01T00:00");
    await page.getByLabel("Alle ore (UTC), escluse").fill("2026-11-01T00:00");
    await page.getByRole("button", { name: "Calcola" }).click();
    await page.getByRole("region", { name: "Consegne per sala" }).waitFor();
    expect(await look(page, "violazione")).toEqual([]);
  });

  browserTest("offer an authority no scope of a breach, which it would be refused", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "autorita", "/registri?parte=violazione");
    await page.getByText(/^Regole versione/).waitFor();
    expect(await page.getByRole("link", { name: "Portata di una violazione" }).count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  });
});
