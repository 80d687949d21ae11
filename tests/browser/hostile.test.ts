import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import {
  consoleOfEveryPage,
  type EveryPageConsole,
  type ShownPage,
} from "#tests/support/everyPage";
import { HostileTexts } from "#tests/support/hostileText";
import { PageBrowser, picture, signInAt } from "#tests/support/pageBrowser";
import {
  canary,
  focusFaults,
  framedTexts,
  hostileFaults,
  layoutFaults,
  Quiet,
} from "#tests/support/pageFaults";
import { testIf } from "#tests/support/skip";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
/** CSS pixels: a window of 1,280 at 200 %, and the narrowest (WCAG 1.4.4, 1.4.10). */
const widths = [640, 320] as const;
/** Of the codes of an answer, how many become codes that nobody knows. */
const strangeCodes = 0.08;
/** Hostile texts that a round through the pages shows, at least. */
const shownMin = { rpd: 1, amministratore: 3, cabina: 0 } as const;
const texts = new HostileTexts(20_261_123);
/** Pictures are for people to look at: then the log says what logs say. */
const isForPeople = process.env["RACCORDO_PICTURES"] !== undefined;

let served: EveryPageConsole;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  const opening = consoleOfEveryPage(isForPeople ? undefined : texts);
  [served, browser] = await Promise.all([opening, PageBrowser.open()]);
}, 60_000);
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

/** One window of somebody who has signed in, and what is wrong with what it shows. */
class Visit {
  readonly #quiet: Quiet;
  readonly #elsewhere: string[] = [];
  readonly shown = new Set<string>();
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    this.#quiet = new Quiet(page);
    page.on("request", (request) => {
      const url = request.url();
      const isOurs = url.startsWith(served.address) || /^(blob|data):/.test(url);
      if (!isOurs) this.#elsewhere.push(`asked for ${url}`);
    });
    page.on("dialog", (dialog) => {
      this.#elsewhere.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  static async of(account: string): Promise<Visit> {
    const page = await browser.newPage();
    await page.addInitScript(canary);
    const visit = new Visit(page);
    await signInAt(page, served.address, account, "/benvenuto");
    return visit;
  }

  /** Goes to a page, and opens what is folded there: of many alike a few. */
  async to(path: string): Promise<void> {
    await this.page.setViewportSize({ width: 1_280, height: 900 });
    await this.page.goto(`${served.address}${path}`);
    await this.#quiet.wait();
    await this.page.evaluate(
      "[...document.querySelectorAll('details')].slice(0, 6).forEach((one) => { one.open = true; })",
    );
  }

  /** Shows the same page in the other language. */
  async turn(name: "English" | "Italiano"): Promise<void> {
    await this.page.setViewportSize({ width: 1_280, height: 900 });
    await this.page.getByRole("button", { name, exact: true }).click();
    // Its words are loaded first; whoever leaves before that finds the next page in the old language.
    const lang = name === "English" ? "en" : "it";
    await this.page.locator(`html[lang="${lang}"]`).waitFor({ state: "attached" });
    await this.#quiet.wait();
  }

  /** Whether texts did anything but be shown, and each was shown as it is. */
  async hostile(): Promise<readonly string[]> {
    const framed = await framedTexts(this.page);
    for (const text of framed) this.shown.add(text);
    const changed = framed.filter((text) => !isMade(text)).map((text) => `not as it was: ${text}`);
    return [...changed, ...(await hostileFaults(this.page)), ...this.#elsewhere.splice(0)];
  }

  /** What cannot be read without scrolling sideways, or at all. */
  async layout(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: 800 });
      found.push(...(await layoutFaults(this.page)).map((fault) => `${width} px: ${fault}`));
    }
    return found;
  }
}

/** As it was made; marks of direction may have become the sign for what cannot be shown, or stand around it. */
const plain = (text: string) => text.replace(/[\u202A-\u202E\u2066-\u2069\uFFFD]/gu, "");
const isMade = (text: string) =>
  plain(texts.made[Number(/\d+/.exec(text)?.[0])] ?? "") === plain(text);

const pagesOf = (account: ShownPage["account"]) =>
  served.pages.filter((shown) => shown.account === account);
/** That nobody knows a word for a code which no server of ours says is as it should be. */
const isStrangeCode = (complaint: string) =>
  /no words for ([^⟦]*⟦|.*\.(__proto__|constructor|toString|valueOf|hasOwnProperty)$)/u.test(
    complaint,
  );
const told = (name: string, faults: readonly string[]) =>
  [...faults, ...browser.complaints.splice(0).filter((one) => !isStrangeCode(one))].map(
    (fault) => `${name}: ${fault}`,
  );

/** One page in both languages, at both widths, and by the keyboard. */
async function bothLanguages(visit: Visit, { name, path }: ShownPage): Promise<readonly string[]> {
  await visit.to(path);
  const italian = [...(await visit.hostile()), ...(await visit.layout())];
  await visit.turn("English");
  await picture(visit.page, `${name}-en`);
  const english = [...(await visit.hostile()), ...(await visit.layout())];
  await picture(visit.page, `${name}-en-320`);
  const focus = await focusFaults(visit.page);
  await visit.turn("Italiano");
  return [...told(`${name} it`, italian), ...told(`${name} en`, [...english, ...focus])];
}

/** From now on the API answers this window with hostile texts. */
async function answeredHostilely(page: Page, codesShare: number): Promise<void> {
  await page.route("**/v1/**", async (route: Route) => {
    if (route.request().url().includes("/v1/log/tail")) return route.continue();
    const response = await route.fetch();
    const type = response.headers()["content-type"] ?? "";
    if (!type.includes("json")) return route.fulfill({ response });
    const json: unknown = await response.json();
    return route.fulfill({ response, json: texts.answer(json, codesShare) });
  });
}

for (const account of ["rpd", "amministratore", "cabina"] as const) {
  describe(`every page that ${account} sees, where names and texts are hostile`, () => {
    browserTest(
      "shows them as texts in both languages, and holds at 320 px and at 200 %",
      async () => {
        const visit = await Visit.of(account);
        // The officer's pages show what a hostile log holds; every text of the API is changed for the others.
        if (!isForPeople && account !== "rpd") await answeredHostilely(visit.page, strangeCodes);
        const found: string[] = [];
        for (const one of pagesOf(account)) found.push(...(await bothLanguages(visit, one)));
        await visit.page.context().close();
        expect(found).toEqual([]);
        // It would prove nothing if the pages had shown none of them.
        expect(visit.shown.size).toBeGreaterThanOrEqual(isForPeople ? 0 : shownMin[account]);
      },
      180_000,
    );
  });
}
