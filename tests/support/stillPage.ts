import type { Page, Route } from "playwright-core";

/**
 * Looks at every frame where each thing that can be pressed stands on the page, and notes whichever moves: scrolling
 * moves nothing, and what is not seen can go where it likes.
 */
const watch = `
  window.movedSeen = [];
  window.framesSeen = 0;
  const places = new WeakMap();
  const nameOf = (one) => one.tagName.toLowerCase() + " '" + (one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent).trim().slice(0, 60) + "'";
  const look = () => {
    for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
      const isSeen = one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const { left, top } = one.getBoundingClientRect();
      const place = { left: Math.round(left + scrollX), top: Math.round(top + scrollY) };
      const before = isSeen ? places.get(one) : undefined;
      if (isSeen) places.set(one, place); else places.delete(one);
      if (before === undefined) continue;
      const by = [place.left - before.left, place.top - before.top];
      if (by.some((pixels) => Math.abs(pixels) > 2)) movedSeen.push(nameOf(one) + " moved by " + by);
    }
    framesSeen += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

const framesBetween = 3;
const framesOfFont = 30;
const movesMax = 5;

/** A page whose answers come one after the other, each when the one before has been drawn. */
export class StillPage {
  readonly #page: Page;
  readonly #held: Route[] = [];

  private constructor(page: Page) {
    this.#page = page;
  }

  /** From the next address on. What never ends, and who has signed in, is not waited for. */
  static async of(page: Page): Promise<StillPage> {
    const still = new StillPage(page);
    await page.addInitScript(watch);
    await page.route(/\/v1\/(?!log\/tail|session)/, (route) => void still.#held.push(route));
    // Letters come late, too.
    await page.route(/\.woff2$/, async (route) => {
      await still.#drawn(framesOfFont);
      await route.continue();
    });
    return still;
  }

  /** Lets the answers through, the last question first, until none is held; what moved meanwhile. */
  async moves(isQuiet: () => Promise<boolean>): Promise<readonly string[]> {
    for (;;) {
      await this.#drawn();
      const next = this.#held.pop();
      if (next !== undefined) await next.continue();
      else if (await isQuiet()) break;
    }
    return this.#page.evaluate<readonly string[]>(`movedSeen.splice(0).slice(0, ${movesMax})`);
  }

  #drawn(count = framesBetween): Promise<unknown> {
    const frames = `new Promise((done) => {
      const until = framesSeen + ${count};
      const look = () => (framesSeen >= until ? done() : requestAnimationFrame(look));
      look();
    })`;
    return this.#page.evaluate(frames);
  }
}
