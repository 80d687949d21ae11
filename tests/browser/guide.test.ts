import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import { consoleOnDecisions } from "#tests/support/consoleOnDecisions";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage, type PageUser, pageConfig } from "#tests/support/consolePage";
import { pseudonymOf, shippedDocument } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import {
  axeFindings,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { room } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";
import { lifeEntries } from "#tests/support/ruleLife";
import { testIf } from "#tests/support/skip";
import { type WatchedInstallation, watchedInstallation } from "#tests/support/watchedInstallation";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
const docs = join(projectRoot, "docs");
const guide = readFileSync(join(docs, "guida-console.md"), "utf8");
const { titolare } = room("pl_cremona");
const users: readonly PageUser[] = [
  { account: "rpd-comune", role: "rpd", titolare },
  { account: "amministratore", role: "amministratore", titolare },
];

const first = shippedDocument();
const rules = [
  ...lifeEntries(first, "2026-01-01T00:00:00.000Z"),
  ...lifeEntries({ ...first, version: 2 }, "2026-02-01T00:00:00.000Z", "staged"),
];

/** Of the synthetic log: many entries, no rules. */
let log: ConsoleOnLog;
/** Of one incident that the shipped rules decided; one set of rules is in force, the next one waits for its day. */
let decided: Awaited<ReturnType<typeof consoleOnDecisions>>;
let installation: WatchedInstallation;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  installation = await watchedInstallation();
  const config = { ...pageConfig(users), audit_url: installation.auditUrl };
  [log, decided, browser] = await Promise.all([
    consoleWithPage(),
    consoleOnDecisions({ histories: [[fullReport("C03")]], more: rules }, config),
    PageBrowser.open(),
  ]);
  installation.writeInto(decided.data);
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await Promise.all([log.stop(), decided.stop(), installation.stop()]);
});

const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
const march = new URLSearchParams({ ...period, kind: "exchange" }).toString();

/** Goes to a page of the guide, waits for its content, and keeps a picture of what the window shows. */
async function open(page: Page, address: string, heading: string | RegExp, name: string) {
  await page.goto(address);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.waitForLoadState("networkidle");
  await picture(page, `console-${name}`, false);
}

describe("the guide of the console", () => {
  test("names only pictures that are kept with it, none of them over 150 kB", () => {
    const named = [...guide.matchAll(/\((immagini\/console-[^)]+\.png)\)/g)].map(
      ([, path]) => path,
    );
    const missing = named.filter((path) => !existsSync(join(docs, path ?? "")));
    expect(missing).toEqual([]);
    expect(named.filter((path) => statSync(join(docs, path ?? "")).size > 150_000)).toEqual([]);
  });

  test("has a picture of each page that it speaks of", () => {
    const pages = guide.split("\n## ").slice(2);
    expect(pages.length).toBeGreaterThanOrEqual(12);
    const without = pages.filter((page) => !/\(immagini\/console-[a-z-]+\.png\)/.test(page));
    expect(without.map((page) => page.split("\n", 1)[0])).toEqual([]);
  });

  browserTest("shows a privacy officer how one comes in, and what was exchanged", async () => {
    const page = await browser.newPage();
    await page.goto(log.address);
    await page.getByRole("link", { name: "Accedi" }).waitFor();
    await picture(page, "console-accesso", false);
    await signInAt(page, log.address, "rpd-comune", "/scambi");
    await page.getByRole("button", { name: /^Finalità/ }).click();
    await page.getByRole("dialog").waitFor();
    await picture(page, "console-finalita", false);
    await open(page, `${log.address}/scambi?${march}`, "Scambi", "scambi");
    await open(page, `${log.address}/scambi/2026/40`, "Voce 40 del 2026", "voce");
    await open(page, `${log.address}/da-fare`, "Da fare", "da-fare");
    await page.goto(`${log.address}/prove`);
    await page.getByRole("button", { name: "Verifica ora" }).click();
    await page.getByText(/Nulla smentisce il registro/).waitFor();
    await picture(page, "console-prove", false);
    expect(browser.complaints).toEqual([]);
  });

  browserTest("shows an incident and why, the flows, the registers and the rules", async () => {
    const page = await browser.newPage();
    const { address } = decided;
    await signInAt(page, address, "rpd-comune", "/regole");
    await open(page, `${address}/regole`, "Regole", "regole");
    await open(page, `${address}/flussi`, "Flussi", "flussi");
    await open(page, `${address}/registri`, "Registri", "registri");
    const incident = `${address}/scambi/eventi/${pseudonymOf(0)}`;
    await open(page, incident, "Un evento attraverso le sale", "evento");
    await page.locator("details", { hasText: "Non andati" }).first().locator("summary").click();
    await page
      .getByRole("button", { name: /^Perché\?/ })
      .first()
      .click();
    await page.getByRole("dialog").getByText("Il campo non è andato alla sala.").waitFor();
    await picture(page, "console-perche", false);
    expect(browser.complaints).toEqual([]);
  });

  browserTest(
    "shows an administrator how the installation is, and anybody the statement",
    async () => {
      const page = await browser.newPage();
      const { address } = decided;
      await signInAt(page, address, "amministratore", "/amministrazione");
      await open(page, `${address}/amministrazione`, "Amministrazione", "amministrazione");
      await page.setViewportSize({ width: 320, height: 900 });
      expect([...(await axeFindings(page)), await overflowOf(page)]).toEqual([0]);
      await page.getByRole("link", { name: "Dichiarazione di accessibilità" }).click();
      await page
        .getByRole("heading", { level: 1, name: "Dichiarazione di accessibilità" })
        .waitFor();
      expect([...(await axeFindings(page)), await overflowOf(page)]).toEqual([0]);
      expect(browser.complaints).toEqual([]);
    },
  );
});
