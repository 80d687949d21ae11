import { mkdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { passwordOf } from "#tests/support/consolePage";
import { until } from "#tests/support/until";

/** Names of the page's purposes, as they stand in its dialog. */
export const supervision = "Controllo interno";

/** Where pictures of pages are kept when somebody wants to look at them; unset: none are made. */
const picturesDir = process.env["RACCORDO_PICTURES"];

/** A condition that comes costs nothing; shorter than a test may take, so that what was waited for is told. */
const waitMsMax = 100_000;

/** Chromium of the system, with pages of its own; faults of scripts and refusals of the content policy are kept. */
export class PageBrowser {
  readonly #browser: Browser;
  /** Contexts whose pages nobody uses any more, and those in use. */
  readonly #left: BrowserContext[] = [];
  readonly #taken: BrowserContext[] = [];
  /** What the pages complained of: nothing, unless something is wrong. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(): Promise<PageBrowser> {
    const args = ["--no-sandbox", "--disable-dev-shm-usage"];
    return new PageBrowser(await chromium.launch({ executablePath: "/usr/bin/chromium", args }));
  }

  /** A page of a browser in which nobody has signed in or kept anything. */
  async newPage(width = 1_280, height = 900): Promise<Page> {
    const context = this.#left.pop() ?? (await this.#context());
    this.#taken.push(context);
    const before = context.pages();
    const page = await context.newPage();
    await forget(context, before, page);
    await page.setViewportSize({ width, height });
    page.setDefaultTimeout(waitMsMax);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // An answer of 401 is how the page learns that nobody has signed in.
      const isAnswer = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isAnswer) this.complaints.push(message.text());
    });
    return page;
  }

  /** For the end of a test: the pages that it has asked for are nobody's any more. */
  leave(): void {
    this.#left.push(...this.#taken.splice(0));
  }

  #context(): Promise<BrowserContext> {
    return this.#browser.newContext({
      // Times are those of Italy wherever the computer stands: it stands elsewhere, some days of the year on another day.
      ...{ locale: "it-IT", timezoneId: "America/New_York", reducedMotion: "reduce" },
    });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/**
 * Closes the pages of a context, and forgets who was there and what was kept: `page`, which is a new one, is the first
 * that anybody sees. They are closed after it has come: with its last page a context forgets also the files that never
 * change, and to load and compile them is most of the work of a new page.
 */
async function forget(context: BrowserContext, before: readonly Page[], page: Page): Promise<void> {
  if (before.length === 0) return;
  const urls = before.map((one) => one.url()).filter((url) => url.startsWith("http"));
  const origins = new Set(urls.map((url) => new URL(url).origin));
  await Promise.all(before.map((one) => one.close()));
  const devtools = await context.newCDPSession(page);
  for (const origin of origins) {
    await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  }
  await devtools.detach();
}

/** Sessions that were begun in this file, by address and account. */
const begun = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/**
 * Signs in by the form, and says why, as a person does; ends on the page at `path`. Who has signed in before in this
 * file goes on in the same session, as in a second window, while it lasts. `asked` runs while the page asks why.
 */
export async function signInAt(
  page: Page,
  address: string,
  account: string,
  path = "/",
  asked: () => Promise<unknown> = () => Promise.resolve(),
) {
  const context = page.context();
  const before = begun.get(`${address} ${account}`);
  if (before !== undefined) await context.addCookies(before);
  await page.goto(`${address}${path}`);
  const [form, purpose] = [
    page.getByRole("link", { name: "Accedi" }),
    page.getByText(supervision, { exact: true }),
  ];
  await form.or(purpose).waitFor();
  if (await form.isVisible()) {
    await enter(page, account);
    await purpose.waitFor();
    begun.set(`${address} ${account}`, await context.cookies());
  }
  await asked();
  await sayWhy(page);
}

/** Signs in where the page asks for it again, since the console no longer knows who this is. */
export async function signInAgain(page: Page, address: string, account: string) {
  await enter(page, account);
  await page.getByText(supervision, { exact: true }).waitFor();
  begun.set(`${address} ${account}`, await page.context().cookies());
  await sayWhy(page);
}

async function enter(page: Page, account: string): Promise<void> {
  await page.getByRole("link", { name: "Accedi" }).click();
  await page.getByLabel("Utente").fill(account);
  await page.getByLabel("Password").fill(passwordOf(account));
  await page.getByRole("button", { name: "Entra" }).click();
}

async function sayWhy(page: Page): Promise<void> {
  await page.getByText(supervision, { exact: true }).click();
  await page.getByRole("button", { name: "Inizia" }).click();
  // A page may have a navigation of its own.
  await page
    .locator("nav#menu")
    .waitFor()
    .catch(async (error: unknown) => {
      throw new Error(`${page.url()} shows instead: ${await shownOn(page)}`, { cause: error });
    });
}

const shownCharactersMax = 1_000;
/** What somebody who looks at the page would read. */
const shownOn = async (page: Page): Promise<string> =>
  ((await page.locator("body").textContent()) ?? "").slice(0, shownCharactersMax);

/**
 * Breaks of WCAG 2.2 A and AA that axe finds, as short lines. Of a dialog that is open only the dialog is judged: what
 * lies behind it cannot be reached, and has been looked at without it.
 */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await settled(page);
  const whole = new AxeBuilder({ page }).withTags(tags);
  const isDialog = (await page.locator(".modal.show").count()) > 0;
  // Without its legacy mode axe opens a page more for each answer, to join what it found in frames: there are none.
  if (page.frames().length > 1) throw new Error("a page with frames: axe would not see into them");
  const here = whole.setLegacyMode();
  const { violations } = await (isDialog ? here.include(".modal.show") : here).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`,
  );
}

/** A dialog or a note that still fades in is neither seen nor judged: its colours are not yet those that it will have. */
async function settled(page: Page): Promise<void> {
  const shown =
    "[...document.querySelectorAll('.modal, .alert')].every((one) => getComputedStyle(one).opacity === '1')";
  await until(() => page.evaluate<boolean>(shown), "dialogs and notes to be shown");
}

/** How far the page is wider than the window: 0, or one has to scroll sideways (WCAG 1.4.10). */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

/** Keeps a picture of the whole page, or of what the window shows, for people to look at. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (picturesDir === undefined) return;
  mkdirSync(picturesDir, { recursive: true });
  await settled(page);
  await page.screenshot({ path: join(picturesDir, `${name}.png`), fullPage });
}

/** Whether the keyboard is at this element. */
export const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element: { matches(selector: string): boolean }) => element.matches(":focus"));
