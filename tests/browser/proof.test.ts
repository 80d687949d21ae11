import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage } from "#tests/support/consolePage";
import { cosignedBy, keptNote, policyOf, syntheticWitness } from "#tests/support/cosigned";
import {
  axeFindings,
  isFocused,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
const witnesses = [syntheticWitness("prefettura"), syntheticWitness("comune", "ml-dsa-44")];
let served: ConsoleOnLog;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  [served, browser] = await Promise.all([consoleWithPage(), PageBrowser.open()]);
  const note = cosignedBy(await keptNote(served.log, 256), witnesses);
  await writeFile(join(served.data, "audit/2026/witnessed"), note);
  await writeFile(join(served.data, "signed/witnesses.policy"), policyOf(witnesses, "all"));
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

const alarmTitle = /ATTENZIONE: il registro non è quello che dovrebbe essere/;

async function verify(page: Page, verdict: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Verifica ora" }).click();
  await page.getByText(verdict).waitFor();
}

/** From now on the console shows this older checkpoint. */
async function showOlder(page: Page, size: number): Promise<void> {
  const note = (await keptNote(served.log, size)).toString();
  await page.route("**/v1/log/checkpoints", async (route) => {
    const response = await route.fetch();
    const answer: { years: { checkpoint: string; witnessed: null | string }[] } =
      await response.json();
    const years = answer.years.map((year) => ({ ...year, checkpoint: note, witnessed: null }));
    await route.fulfill({ response, json: { ...answer, years } });
  });
}

/** A pack, whose SHA-256 the browser computes, and the entry that says that it left. */
async function takePack(page: Page): Promise<void> {
  await page.getByLabel("Dal giorno").fill("2026-03-02");
  await page.getByLabel("Al giorno (compreso)").fill("2026-03-03");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Prepara e scarica il pacchetto" }).click();
  const path = await (await download).path();
  expect((await readFile(path)).subarray(0, 2).toString()).toBe("PK");
  await page.getByText("È quello scritto nel registro.").waitFor();
  await page.getByText(/L’uscita è la voce 2026\/\d+ del registro/).waitFor();
  expect(await page.getByText(served.recorder.exports.at(-1)?.pack ?? "-").count()).toBe(1);
}

describe("a privacy officer who does not believe the console", () => {
  browserTest(
    "verifies the log by the keyboard, with the witnesses' names, and takes a pack away whose digest is in it",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd-comune", "/prove");
      const button = page.getByRole("button", { name: "Verifica ora" });
      await button.waitFor();
      await page.getByRole("heading", { level: 1, name: "Prove" }).focus();
      for (let keys = 0; keys < 5 && !(await isFocused(button)); keys += 1)
        await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText(/È la prima volta che questo browser vede questo registro/).waitFor();
      await page.getByText(/w0 ha controfirmato 256 voci .*Ed25519/).waitFor();
      await page.getByText(/w1 ha controfirmato 256 voci .*ML-DSA-44/).waitFor();
      await page.getByText(/ha controfirmato fino a 256 voci: livello L2/).waitFor();
      await page.reload();
      await verify(page, /Tutto torna/);
      await page.getByText(/Stesse 300 voci e stessa radice dell’ultima volta/).waitFor();
      expect(await page.getByText(alarmTitle).count()).toBe(0);
      await takePack(page);
      const openings = page.waitForEvent("download");
      await page.getByRole("button", { name: "Scarica le aperture" }).click();
      const lines = (await readFile(await (await openings).path(), "utf8")).trim().split("\n");
      expect(lines.length).toBeGreaterThan(100);
      expect(JSON.parse(lines[0] ?? "")).toMatchObject({ year: 2026 });
    },
  );
});

describe("what does not fit is unmistakable", () => {
  browserTest(
    "a log that is shorter than this browser saw: red, in words, and it stays",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "autorita", "/prove");
      await verify(page, /Nulla smentisce il registro/);
      await showOlder(page, 256);
      await verify(page, /NON TORNA: leggi l’avviso/);
      await page.getByRole("heading", { name: alarmTitle }).waitFor();
      await page.unrouteAll();
      await page.reload();
      const alert = page.getByRole("alert").filter({ hasText: alarmTitle });
      await alert
        .getByText(/REGISTRO ACCORCIATO: erano note 300 voci, ora ne sono mostrate 256/)
        .waitFor();
      await verify(page, /Tutto torna/);
      const download = page.waitForEvent("download");
      await alert.getByRole("button", { name: "Scarica le prove (JSON)" }).click();
      const evidence = JSON.parse(await readFile(await (await download).path(), "utf8"));
      expect(evidence).toMatchObject({ format: "raccordo-page-evidence/1" });
      const notes = JSON.stringify(evidence);
      expect(notes).toContain(
        JSON.stringify((await keptNote(served.log, 256)).toString()).slice(1, -1),
      );
      await alert.getByLabel("Ho scaricato le prove e ho avvisato chi di dovere").check();
      await alert.getByRole("button", { name: "Togli l’avviso" }).click();
      await alert.waitFor({ state: "hidden" });
    },
  );

  browserTest(
    "an entry that was changed on its way, and a pasted checkpoint of a longer log",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd-comune", "/prove");
      await page.route("**/proof", async (route) => {
        const response = await route.fetch();
        const extra = Buffer.from('{"kind":"cambiata"}').toString("base64");
        const body = (await response.text()).replace(/^extra .*$/m, `extra ${extra}`);
        await route.fulfill({ response, body });
      });
      await page.getByLabel("Anno").first().fill("2026");
      await page.getByLabel("Numero della voce").fill("40");
      await page.getByRole("button", { name: "Verifica la voce" }).click();
      await page
        .getByRole("alert")
        .getByText(/VOCE CAMBIATA/)
        .waitFor();
      await showOlder(page, 256);
      const longer = (await keptNote(served.log, 300)).toString();
      await page.getByLabel("Checkpoint (tutte le righe)").fill(longer);
      await page.getByRole("button", { name: "Confronta" }).click();
      await page
        .getByRole("alert")
        .getByText(/REGISTRO ACCORCIATO/)
        .first()
        .waitFor();
    },
  );
});

describe("the page of proof, as wide as a desk and at 320 pixels, which is also 400 % of 1280", () => {
  browserTest(
    "shows an entry's way to the signed root from a link; axe finds nothing, verified and under alarm",
    async () => {
      const page = await browser.newPage();
      const findings: Record<string, readonly string[]> = {};
      const look = async (name: string) => {
        for (const width of [1_280, 320]) {
          await page.setViewportSize({ width, height: 900 });
          await picture(page, `prove-${name}-${width}`);
          const isTooWide = (await overflowOf(page)) > 0;
          findings[`${name} ${width}`] = [
            ...(await axeFindings(page)),
            ...(isTooWide ? ["too wide"] : []),
          ];
        }
      };
      await signInAt(page, served.address, "rpd-comune", "/prove?entry=2026/40");
      await page.getByText(/La voce 40 è tra le 300 voci firmate/).waitFor();
      await page.getByText("La voce, byte per byte").click();
      await page.getByText(/"kind":"/).waitFor();
      await look("verificata");
      await showOlder(page, 256);
      await verify(page, /NON TORNA: leggi l’avviso/);
      await look("allarme");
      expect(Object.values(findings).flat()).toEqual([]);
      expect(browser.complaints).toEqual([]);
    },
  );
});
