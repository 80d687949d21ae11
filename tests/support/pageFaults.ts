import type { Page, Request } from "playwright-core";
import { until } from "#tests/support/until";

/** Runs in the page before anything of it: what ran, asked or was refused by the content policy is remembered. */
export const canary = `
  window.struck = [];
  for (const name of ["alert", "confirm", "prompt", "open"]) {
    window[name] = () => { window.struck.push(name); return null; };
  }
  document.addEventListener("securitypolicyviolation", (event) => {
    window.struck.push("refused: " + event.violatedDirective + " " + event.blockedURI);
  });`;

/** Elements and attributes that the page never makes itself. */
const madeOfText = `[...document.querySelectorAll(
    "[data-hostile], hostile-element, iframe, object, embed, base, math, script:not([src]), a[href^='javascript:' i], a[href^='data:' i]",
  )].map(({ outerHTML }) => "made of text: " + outerHTML.slice(0, 120))
  .concat([...document.querySelectorAll("*")].flatMap((element) =>
    element.getAttributeNames().filter((name) => /^on/i.test(name)).map((name) => "handler " + name)))`;

/** Framed texts as they stand on the page, each of its text nodes and attributes. */
const framed = `(() => {
  const frames = (text) => text.match(/⟦(\\d+) [^⟧]* \\1⟧/gu) ?? [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(...frames(walker.currentNode.data));
  for (const element of document.querySelectorAll("[aria-label], [title], input, option")) {
    for (const { value } of element.attributes) found.push(...frames(value));
  }
  return found;
})()`;

/** Marks of writing direction that stand in a text beside other text, where they would turn that round. */
const unbounded = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    // What somebody writes into a field is theirs, and stands alone there.
    if (!/[\\u202A-\\u202E\\u2066\\u2067]/u.test(data) || parent.tagName === "TEXTAREA") continue;
    // Alone in a block of its own a text turns nothing but itself.
    const isWhole = /^\\s*⟦(\\d+) [^⟧]* \\1⟧\\s*$/u.test(data) && parent.textContent === data;
    if (isWhole && getComputedStyle(parent).display !== "inline") continue;
    found.push("direction of " + parent.outerHTML.slice(0, 160));
  }
  const titles = [document.title, ...[...document.querySelectorAll("[title]")].map(({ title }) => title)];
  for (const title of titles) {
    if (/[\\u202A-\\u202E\\u2066\\u2067]/u.test(title)) found.push("direction of the title " + title);
  }
  return found;
})()`;

/** What reaches over the window's edge, or is cut where it stands. */
const cut = `(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const nameOf = (element) => element.tagName + "." + element.className + " " + element.textContent.slice(0, 60);
  const scrolls = (element) => element !== null && element !== document.body
    && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const found = wide > 0 ? ["the page is wider by " + wide] : [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1) {
      const isHidden = /hidden|clip/.test(getComputedStyle(element).overflowX);
      const isOther = element.matches("svg *, select, .progress-spinner, .visually-hidden, [role=img], [role=img] *");
      if (isHidden && !isOther && element.textContent.trim() !== "") found.push("cut: " + nameOf(element));
    }
    if (wide <= 0 || element.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) continue;
    if (!scrolls(element.parentElement)) found.push("over the edge: " + nameOf(element));
  }
  return found.slice(0, 6);
})()`;

/** What the keyboard reaches without anything showing it. */
const unseenFocus = `(() => {
  const before = document.activeElement;
  const found = [];
  // Of a kind one: they look alike.
  const kinds = new Set();
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    const kind = element.tagName + element.className + element.type;
    if (element.disabled || kinds.has(kind) || element.offsetParent === null) continue;
    kinds.add(kind);
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    const style = getComputedStyle(element);
    const label = element.nextElementSibling && getComputedStyle(element.nextElementSibling);
    const isSeen = (one) => one && ((one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== "none");
    if (!isSeen(style) && !isSeen(label)) found.push("focus unseen: " + element.outerHTML.slice(0, 120));
  }
  before?.focus?.({ preventScroll: true });
  return found.slice(0, 6);
})()`;

const ask = (page: Page, expression: string): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(expression);

/** What the hostile texts did to the page: nothing, or what. */
export async function hostileFaults(page: Page): Promise<readonly string[]> {
  const said = [await ask(page, "window.struck"), await ask(page, madeOfText)];
  return [...said.flat(), ...(await ask(page, unbounded))];
}

/** Framed texts that the page shows. */
export const framedTexts = (page: Page): Promise<readonly string[]> => ask(page, framed);

/** What cannot be read or reached at this width: scrolling sideways, cut texts. */
export const layoutFaults = (page: Page): Promise<readonly string[]> => ask(page, cut);

/** What the keyboard reaches unseen; a key was pressed before, so that the browser shows where it is. */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  await page.keyboard.press("Shift");
  return ask(page, unseenFocus);
}

/** For how long a page is waited for: a machine that does much else draws one in many seconds. */
const quietMsMax = 90_000;

/** Until the page has asked everything that it asks by itself, and shows it. */
export class Quiet {
  readonly #asked = new Set<Request>();
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.on("request", (request) => {
      // What goes on for as long as the page is open is not waited for.
      if (!request.url().includes("/v1/log/tail")) this.#asked.add(request);
    });
    for (const end of ["requestfinished", "requestfailed"] as const) {
      page.on(end as "requestfinished", (request) => this.#asked.delete(request));
    }
  }

  async wait(): Promise<void> {
    let times = 0;
    const probe = async () => {
      times = (await this.isNow()) ? times + 1 : 0;
      // Twice: an answer may be shown by asking for something else.
      return times > 1;
    };
    await until(probe, () => this.#instead(), quietMsMax);
  }

  /** Whether nothing is asked any more, and nothing says that it is still loading. */
  async isNow(): Promise<boolean> {
    const shown = `document.querySelector("h1") !== null && document.querySelector(".progress-spinner") === null`;
    return this.#asked.size === 0 && (await this.#page.evaluate<boolean>(shown));
  }

  async #instead(): Promise<string> {
    const asked = [...this.#asked].map((request) => request.url());
    const text = (await this.#page.locator("body").textContent()) ?? "";
    const seen = `it asks for ${asked.join(", ") || "nothing"} and shows: ${text.slice(0, 500)}`;
    return `the page at ${this.#page.url()} to be there; ${seen}`;
  }
}
