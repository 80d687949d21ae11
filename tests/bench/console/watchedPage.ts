import type { Page } from "playwright-core";

/** One answer that the page asked for, in milliseconds from the action. */
export interface WatchedAnswer {
  /** Path without its question: `/v1/log/entries`. */
  readonly path: string;
  readonly status: number;
  readonly askedMs: number;
  /** Its last byte was read. */
  readonly readMs: number;
  /** Two frames later: what came of it is on the screen. */
  readonly paintedMs: number;
}

/** What came of one action: until all that it asked for was painted. */
export interface WatchedAction {
  readonly paintedMs: number;
  readonly answers: readonly WatchedAnswer[];
}

/**
 * Runs in the page before anything of it: it notes when answers are asked for, read and painted, and tells when nothing
 * is open any more. It is text, since the browser's globals are not this process's.
 */
const watcher = `(() => {
  const watch = { sinceMs: performance.now(), round: 0, open: 0, answers: [], waiting: undefined };
  window.raccordoBench = watch;
  const settle = () => {
    const { open, answers, waiting } = watch;
    if (waiting !== undefined && open === 0 && answers.length >= waiting.count) waiting.tell(watch.report());
  };
  const frames = (work) => requestAnimationFrame(() => requestAnimationFrame(work));
  const begun = new WeakMap();
  const real = window.fetch;
  window.fetch = async (...args) => {
    const askedMs = performance.now();
    const { pathname } = new URL(args[0].url ?? args[0], location.href);
    const isStream = pathname === "/v1/log/tail";
    if (isStream) return real(...args);
    const { round } = watch;
    watch.open += 1;
    try {
      const response = await real(...args);
      begun.set(response, { round, path: pathname, status: response.status, askedMs });
      if (!response.ok || response.body === null) done(response);
      return response;
    } catch (error) {
      if (round === watch.round) watch.open -= 1;
      throw error;
    }
  };
  const done = (response) => {
    const { round, ...told } = begun.get(response) ?? {};
    begun.delete(response);
    // What an earlier action left open is none of this one's.
    if (round !== watch.round) return;
    const readMs = performance.now();
    frames(() => {
      if (round !== watch.round) return;
      watch.answers.push({ ...told, readMs, paintedMs: performance.now() });
      watch.open -= 1;
      settle();
    });
  };
  for (const name of ["text", "json"]) {
    const read = Response.prototype[name];
    Response.prototype[name] = async function () {
      try {
        return await read.call(this);
      } finally {
        done(this);
      }
    };
  }
  watch.begin = () => Object.assign(watch, { sinceMs: performance.now(), round: watch.round + 1, open: 0, answers: [], waiting: undefined });
  watch.settled = (count) => new Promise((tell, fail) => {
    watch.waiting = { count, tell };
    settle();
    setTimeout(() => fail(new Error(JSON.stringify([location.search, watch]))), 60_000);
  });
  watch.report = () => ({
    paintedMs: Math.max(...watch.answers.map(({ paintedMs }) => paintedMs)) - watch.sinceMs,
    answers: watch.answers.map((one) => ({
      ...one,
      askedMs: one.askedMs - watch.sinceMs,
      readMs: one.readMs - watch.sinceMs,
      paintedMs: one.paintedMs - watch.sinceMs,
    })),
  });
})()`;

/** From now on the page is watched, from its very beginning each time it is loaded. */
export const watchPage = (page: Page): Promise<unknown> => page.addInitScript(watcher);

/**
 * Does `action` in the page (text of an expression) and waits until `answers` answers were painted and none is open.
 * Throws where one of them is a refusal: that would be fast.
 */
export async function acted(page: Page, action: string, answers: number): Promise<WatchedAction> {
  await page.evaluate(`(raccordoBench.begin(), ${action}, undefined)`);
  return settled(page, answers);
}

/** Loads an address anew; times count from the beginning of the page's own scripts. */
export async function loaded(page: Page, address: string, answers: number): Promise<WatchedAction> {
  await page.goto(address);
  return settled(page, answers);
}

async function settled(page: Page, answers: number): Promise<WatchedAction> {
  const report = await page.evaluate<WatchedAction>(`raccordoBench.settled(${answers})`);
  const refused = report.answers.find(({ status }) => status >= 400);
  if (refused !== undefined) throw new Error(`${refused.path} was refused: ${refused.status}`);
  return report;
}

/** Goes to an address of the page as its own links do. */
export const goneTo = (path: string): string =>
  `history.pushState(null, "", ${JSON.stringify(path)}), dispatchEvent(new PopStateEvent("popstate", { state: null }))`;
