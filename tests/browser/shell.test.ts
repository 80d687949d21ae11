import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage } from "#tests/support/consolePage";
import { growPackLog } from "#tests/support/packLog";
import {
  axeFindings,
  PageBrowser,
  picture,
  signInAgain,
  signInAt,
  supervision,
} from "#tests/support/pageBrowser";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
/** What a browser that was never here may load until the first page stands, compressed. */
const firstScreenBytesMax = 270_000;
/** Streams end after a second, as those of a console that is restarted do, and the page comes back at once. */
const shortStreams = { look_ms: 50, retry_ms: 100, age_ms_max: 1_000 };
const minuteMs = 60_000;

let served: ConsoleOnLog;
let browser: PageBrowser;
let page: Page;
const loaded: { readonly path: string; readonly bytes: number }[] = [];
beforeAll(async () => {
  if (problem !== undefined) return;
  const opened = [consoleWithPage({ stream: shortStreams }), PageBrowser.open()] as const;
  [served, browser] = await Promise.all(opened);
  page = await browser.newPage();
  page.on("response", (response) => {
    const bytes = Number(response.headers()["content-length"] ?? 0);
    loaded.push({ path: new URL(response.url()).pathname, bytes });
  });
  await signInAt(page, served.address, "rpd-comune", following);
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

/** The synthetic log and whatever is written to it. */
const following =
  "/scambi?from=2026-03-01T00%3A00%3A00.000Z&to=2099-01-01T00%3A00%3A00.000Z&kind=exchange";
const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const menu = (name: string) => page.getByRole("navigation").getByRole("link", { name });
const failed = "Questa pagina non si è potuta mostrare";
const list = (of: Page) => of.getByRole("region", { name: "Voci, dalla più recente" });

describe("the first screen", () => {
  browserTest(
    "is light: scripts, styles and fonts until the list of exchanges stands",
    async () => {
      await list(page).waitFor();
      const files = new Map(loaded.map(({ path, bytes }) => [path, bytes]));
      const assets = [...files].filter(([path]) => path.startsWith("/assets/"));
      expect(assets.length).toBeGreaterThan(5);
      const bytes = assets.reduce((sum, [, own]) => sum + own, 0);
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThan(firstScreenBytesMax);
    },
  );
});

describe("a list that is followed over streams that end every second", () => {
  let streams = 0;
  const grow = () => growPackLog(served.log, join(served.data, "audit", "2026"));
  const fresh = (words: string) => page.getByRole("button", { name: words });

  browserTest("counts each new entry once, and misses none, also while it is paused", async () => {
    page.on("request", (request) => {
      if (request.url().includes("/v1/log/tail")) streams += 1;
    });
    await grow();
    await fresh("1 voce nuova: mostrala").waitFor();
    await until(() => streams >= 2, "the page to have come back twice");
    await grow();
    await fresh("2 voci nuove: mostrale").waitFor();
    await page.getByRole("button", { name: "Metti in pausa" }).click();
    await grow();
    await page.getByRole("button", { name: "Riprendi" }).click();
    await fresh("3 voci nuove: mostrale").click();
    await list(page).getByRole("link", { name: "Apri la voce 2026/302" }).waitFor();
  });

  browserTest(
    "goes on where it was after it could reach nobody, as in a tab that slept",
    async () => {
      await page.context().setOffline(true);
      await page.getByText("Collegamento interrotto").waitFor();
      await grow();
      await grow();
      await page.context().setOffline(false);
      await fresh("2 voci nuove: mostrale").waitFor();
      const streamsBefore = streams;
      await until(() => streams >= streamsBefore + 2, "the page to have come back twice");
      expect(await fresh("2 voci nuove: mostrale").isVisible()).toBe(true);
    },
  );

  browserTest("leads to the sign-in by itself when the console is started again", async () => {
    const link = page.url();
    await served.restart();
    await page.getByRole("heading", { level: 1, name: "Console di Raccordo" }).waitFor();
    // Nothing was typed: nothing is said to be lost.
    expect(await page.getByText("non è conservato").count()).toBe(0);
    await signInAgain(page, served.address, "rpd-comune");
    await list(page).getByRole("link", { name: "Apri la voce 2026/304" }).waitFor();
    expect(page.url()).toBe(link);
  });
});

describe("a link that is sent to a colleague", () => {
  browserTest("shows the same period and filters, under the colleague's own sight", async () => {
    const other = await browser.newPage();
    await signInAt(other, served.address, "rpd-questura", following);
    await list(other).getByRole("link").first().waitFor();
    expect(other.url()).toBe(page.url());
    expect(
      await list(page)
        .getByText(/pl_cremona\) ha inviato/)
        .count(),
    ).toBeGreaterThan(0);
    expect(
      await list(other)
        .getByText(/pl_cremona\) ha inviato/)
        .count(),
    ).toBe(0);
    await other.context().close();
  });
});

describe("the words of a page", () => {
  const italian = ["Scambi", "Flussi", "Prove", "Regole", "Da fare", "Registri"];
  const english = ["Exchanges", "Flows", "Proof", "Rules", "To do", "Registers"];

  browserTest(
    "come with it, in either language, and change with the page that is open",
    async () => {
      for (const name of italian) {
        await menu(name).click();
        await heading(name).waitFor();
      }
      await page.getByRole("button", { name: "English" }).click();
      for (const name of english.toReversed()) {
        await menu(name).click();
        await heading(name).waitFor();
      }
      await page.getByRole("button", { name: "Italiano" }).click();
      await heading("Scambi").waitFor();
      expect(browser.complaints.filter((said) => said.includes("no words"))).toEqual([]);
      await page.goto(`${served.address}${following}`);
    },
  );
});

describe("a page that cannot be shown", () => {
  browserTest(
    "says so in words, keeps the menu, and stands again once it is loaded anew",
    async () => {
      const broken = "**/v1/log/entries?*";
      await page.route(broken, (route) => route.fulfill({ json: { entries: [{}], next: null } }));
      await page.reload();
      await heading(failed).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "pagina-non-mostrata");
      await menu("Prove").click();
      await heading("Prove").waitFor();
      await page.unroute(broken);
      await page.goBack();
      await page.getByRole("button", { name: "Ricarica la pagina" }).click();
      await list(page).waitFor();
    },
  );

  browserTest("is loaded anew by itself where its files went with an upgrade", async () => {
    let isGone = true;
    const gone = (route: Route) => (isGone ? route.fulfill({ status: 404 }) : route.continue());
    await page.route("**/assets/registers-*.js", gone);
    await page.route(`${served.address}/`, async (route) => {
      isGone = false;
      await route.fulfill({ contentType: "text/html", body: "<!doctype html><title>n</title>" });
    });
    await menu("Registri").click();
    await heading("Registri").waitFor();
    expect(isGone).toBe(false);
    await page.unrouteAll();
  });

  browserTest(
    "says so where its files cannot be had, and nothing goes round in a circle",
    async () => {
      await page.route("**/assets/rules-*.js", (route) => route.fulfill({ status: 404 }));
      await menu("Regole").click();
      await heading(failed).waitFor();
      await menu("Prove").click();
      await heading("Prove").waitFor();
      await page.unrouteAll();
    },
  );
});

describe("a session that is about to end", () => {
  const lookAgain = () =>
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");

  browserTest("is told of in time, and goes on for who stays", async () => {
    await page.goto(`${served.address}${following}`);
    await list(page).waitFor();
    served.ahead(28.5 * minuteMs);
    await lookAgain();
    const told = page.getByRole("alertdialog", { name: /^La sessione finisce alle/ });
    await told.waitFor();
    // By a moment of the clock, not by a count of timers that a hidden tab slows down.
    const at = await page.evaluate<string>(
      "new Date(Date.now() + 90_000).toLocaleTimeString('it-IT', { timeStyle: 'short' })",
    );
    const minuteEarlier = await page.evaluate<string>(
      "new Date(Date.now() + 30_000).toLocaleTimeString('it-IT', { timeStyle: 'short' })",
    );
    expect([at, minuteEarlier]).toContain(
      (await told.getByRole("heading").textContent())?.slice(-5),
    );
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "sessione-finisce", false);
    await told.getByRole("button", { name: "Resta" }).click();
    await told.waitFor({ state: "detached" });
    served.ahead(31 * minuteMs);
    await page.reload();
    await list(page).waitFor();
  });

  browserTest(
    "ends for who stays away, and signing in again leads back to the same page",
    async () => {
      served.ahead(62 * minuteMs);
      await lookAgain();
      // The issuer still knows who it is; why they read they say again.
      await page.getByRole("link", { name: "Accedi" }).click();
      await page.getByText(supervision, { exact: true }).click();
      await page.getByRole("button", { name: "Inizia" }).click();
      await list(page).waitFor();
      expect(page.url()).toBe(`${served.address}${following}`);
    },
  );
});
