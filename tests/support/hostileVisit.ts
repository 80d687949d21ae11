import type { Page, Route } from "playwright-core";
import type { HostileTexts } from "#tests/support/hostileText";
import { type PageBrowser, signInAt } from "#tests/support/pageBrowser";
import { canary, framedTexts, hostileFaults, layoutFaults, Quiet } from "#tests/support/pageFaults";

/** CSS pixels: a window of 1,280 at 200 %, and the narrowest (WCAG 1.4.4, 1.4.10). */
const widths = [640, 320] as const;
export const languages = ["it", "en"] as const;
export type PageLanguage = (typeof languages)[number];

/** Where a visit goes, and with which texts. */
export interface Visited {
  readonly address: string;
  readonly browser: PageBrowser;
  readonly texts: HostileTexts;
}

/** As it was made; marks of direction may have become the sign for what cannot be shown, or stand around it. */
const plain = (text: string) => text.replace(/[\u202A-\u202E\u2066-\u2069\uFFFD]/gu, "");

/** One window of somebody who has signed in, and what is wrong with what it shows. */
export class Visit {
  readonly #quiet: Quiet;
  readonly #at: Visited;
  readonly #elsewhere: string[] = [];
  readonly shown = new Set<string>();
  readonly page: Page;

  private constructor(page: Page, at: Visited) {
    this.page = page;
    this.#at = at;
    this.#quiet = new Quiet(page);
    page.on("request", (request) => {
      const url = request.url();
      const isOurs = url.startsWith(`${at.address}/`) || /^(blob|data):/.test(url);
      if (!isOurs) this.#elsewhere.push(`asked for ${url}`);
    });
    page.on("dialog", (dialog) => {
      this.#elsewhere.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** A window in which this account has signed in. */
  static async of(account: string, at: Visited): Promise<Visit> {
    const page = await at.browser.newPage();
    await page.addInitScript(canary);
    const visit = new Visit(page, at);
    await signInAt(page, at.address, account, "/benvenuto");
    return visit;
  }

  /** Goes to a page in a language, and opens what is folded there: of many alike a few. */
  async to(path: string, language: PageLanguage): Promise<void> {
    await this.page.setViewportSize({ width: 1_280, height: 900 });
    await this.page.evaluate(`localStorage.setItem("raccordo.language", "${language}")`);
    const answer = await this.page.goto(`${this.#at.address}${path}`);
    // To some addresses the console answers with a refusal that is no page.
    if (answer?.headers()["content-type"]?.includes("html") === false) return;
    await this.quiet();
    await this.page.evaluate(
      "[...document.querySelectorAll('details')].slice(0, 6).forEach((one) => { one.open = true; })",
    );
  }

  /** Until everything that was asked for is shown. */
  quiet(): Promise<void> {
    return this.#quiet.wait();
  }

  /** Whether everything that was asked for is shown. */
  isQuiet(): Promise<boolean> {
    return this.#quiet.isNow();
  }

  /** Whether texts did anything but be shown, and each was shown as it is. */
  async hostile(): Promise<readonly string[]> {
    const framed = await framedTexts(this.page);
    for (const text of framed) this.shown.add(text);
    const changed = framed
      .filter((text) => !this.#isMade(text))
      .map((text) => `not as it was: ${text}`);
    return [...changed, ...(await hostileFaults(this.page)), ...this.#elsewhere.splice(0)];
  }

  /** That the page shows a refusal instead of what it is for: of hostile texts that would prove nothing. */
  async refused(): Promise<readonly string[]> {
    const notes = await this.page.locator("main .alert-danger > p.alert-heading").allInnerTexts();
    return notes.map((note) => `refused: ${note.slice(0, 200)}`);
  }

  /** What cannot be read without scrolling sideways, or at all. */
  async layout(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: 800 });
      // A drawing takes its new size when it is told of it, before the next frame but one.
      await this.page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
      );
      found.push(...(await layoutFaults(this.page)).map((fault) => `${width} px: ${fault}`));
    }
    return found;
  }

  /** From now on the API answers this window with hostile texts; members of `instead` stand in the place of its own. */
  async answerHostilely(codesShare: number, instead: object = {}): Promise<void> {
    await this.page.route("**/v1/**", async (route: Route) => {
      if (route.request().url().includes("/v1/log/tail")) return route.continue();
      const response = await route.fetch();
      const type = response.headers()["content-type"] ?? "";
      if (!type.includes("json")) return route.fulfill({ response });
      const json: unknown = await response.json();
      const isObject = typeof json === "object" && json !== null;
      const named = isObject ? Object.entries(instead).filter(([name]) => name in json) : [];
      const said = isObject ? { ...json, ...Object.fromEntries(named) } : json;
      return route.fulfill({ response, json: this.#at.texts.answer(said, codesShare) });
    });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  #isMade(text: string): boolean {
    const made = this.#at.texts.made[Number(/\d+/.exec(text)?.[0])];
    return plain(made ?? "") === plain(text);
  }
}
