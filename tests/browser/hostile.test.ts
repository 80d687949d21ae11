import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import type { z } from "zod";
import type { holdListSchema } from "#apps/console/api/dutyAnswers";
import { casesOf } from "#tests/support/cases";
import { chromiumProblem } from "#tests/support/chromium";
import {
  consoleOfEveryPage,
  type EveryPageConsole,
  type ShownPage,
} from "#tests/support/everyPage";
import {
  brokenAddresses,
  downloadStrangely,
  keepStrangely,
  openStrangely,
  pasteStrangely,
  pointAtCharts,
  strangeAddresses,
  takeStrangeFiles,
} from "#tests/support/hostileInput";
import { attacks, HostileTexts } from "#tests/support/hostileText";
import { languages, type PageLanguage, Visit } from "#tests/support/hostileVisit";
import { axeFindings, PageBrowser, picture } from "#tests/support/pageBrowser";
import { canary, focusFaults, hostileFaults } from "#tests/support/pageFaults";
import { testIf } from "#tests/support/skip";
import { StillPage } from "#tests/support/stillPage";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
/** Of the codes of an answer, how many become codes that nobody knows. */
const strangeCodes = 0.08;
const texts = new HostileTexts(20_261_123);
/** Pictures are for people to look at: then the log says what logs say, unless hostile ones are asked for. */
const isForPeople =
  process.env["RACCORDO_PICTURES"] !== undefined &&
  process.env["RACCORDO_HOSTILE_PICTURES"] === undefined;
/** Every page in both languages, and judged by axe; else each in one. */
const isWhole = casesOf(0, 1) === 1;
const testMsMax = casesOf(300_000, 900_000);

let served: EveryPageConsole;
let browser: PageBrowser;
const at = () => ({ address: served.address, browser, texts });
beforeAll(async () => {
  if (problem !== undefined) return;
  const opening = consoleOfEveryPage(isForPeople ? undefined : texts);
  [served, browser] = await Promise.all([opening, PageBrowser.open()]);
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

/** What opens a dialog on a page, by the page's name. */
const opens: Readonly<Record<string, string>> = {
  evento: ".raccordo-why",
  voce: "main .raccordo-fields button",
  "da-fare": "main table button",
  sala: "#credentials ~ button, #credentials ~ section button",
  "da-fare-amministratore": "main table button",
};
const dialogsMax = casesOf(1, 2);

/** What only a room with trouble shows, and what is kept beyond its term. */
const troubles = {
  asked_edge: "answered",
  webhook: { state: "disabled", retrying: 1, dead: 1, expired: 1 },
  dead_letters: [
    ...[{ delivery: "=1+1 <i>", mode: "actual", state: "dead", since: "2026-11-22T10:00:00.000Z" }],
  ].map((letter) => ({ ...letter, code: "di un altro mondo", tries: 3 })),
  // Of the list of holds, and of a register's, which says `since`.
  holds: [
    {
      ...{ at: "2026-11-22T10:00:00.000Z", since: "2026-11-22T10:00:00.000Z" },
      ...{ year: 2026, index: 1, mode: "actual" },
      ...{ incident: "a".repeat(32), reason: "judicial_request", room: "pl_cremona", own: true },
      ...{ role: "privacy_officer", until: "2026-12-06T10:00:00.000Z" },
    },
  ] satisfies z.infer<typeof holdListSchema>["holds"],
};

/** Of months that are over the log has nothing: what a steering body would see. */
const aggregates = {
  titolari: { pl_cremona: "Comune (di prova)", questura_cremona: "Questura (di prova)" },
  rows: ["pl_cremona", "questura_cremona"].map((from) => ({
    ...{ from, to: "pl_cremona", at: "2026-10-01T00:00:00.000Z", value: "C03" },
    ...{ decisions: 12, given: 7, withheld: 5, hidden: false },
  })),
};

/** That nobody knows a word for a code which no server of ours says is as it should be. */
const isStrangeCode = (complaint: string) =>
  /no words for ([^⟦]*⟦|.*\.(__proto__|constructor|toString|valueOf|hasOwnProperty)$)/u.test(
    complaint,
  );
const told = (name: string, faults: readonly string[]) =>
  [...faults, ...browser.complaints.splice(0).filter((one) => !isStrangeCode(one))].map(
    (fault) => `${name}: ${fault}`,
  );

/** Every dialog that a page opens, of many alike a few. */
async function dialogs(visit: Visit, name: string): Promise<readonly string[]> {
  const selector = opens[name];
  if (selector === undefined) return [];
  const found: string[] = [];
  const buttons = await visit.page.locator(selector).filter({ visible: true }).all();
  if (buttons.length === 0) found.push("opens no dialog");
  for (const button of buttons.slice(0, dialogsMax)) {
    await button.click();
    await visit.page.locator(".modal.show").waitFor();
    await visit.quiet();
    found.push(...(await visit.hostile()));
    await visit.page.keyboard.press("Escape");
    await visit.page.locator(".modal").waitFor({ state: "detached" });
  }
  return found;
}

/** One page in one language, at both widths; by the keyboard and with its dialogs where that is asked for. */
async function shown(
  visit: Visit,
  { name, path }: ShownPage,
  language: PageLanguage,
  isThorough: boolean,
): Promise<readonly string[]> {
  await visit.to(path, language);
  await picture(visit.page, `${name}-${language}`);
  const found = [...(await visit.hostile()), ...(await visit.refused())];
  if (isThorough) found.push(...(await dialogs(visit, name)));
  if (isThorough && isWhole) found.push(...(await axeFindings(visit.page)));
  found.push(...(await visit.layout()));
  await picture(visit.page, `${name}-${language}-320`);
  if (isThorough) found.push(...(await focusFaults(visit.page)));
  return told(`${name} ${language}`, found);
}

const instead = { rpd: troubles, amministratore: troubles, cabina: aggregates } as const;

for (const account of ["rpd", "amministratore", "cabina"] as const) {
  describe(`every page that ${account} sees, where names and texts are hostile`, () => {
    browserTest(
      "shows them as texts, and holds at 320 px and at 200 %",
      async () => {
        const visit = await Visit.of(account, at());
        if (!isForPeople) await visit.answerHostilely(strangeCodes, instead[account]);
        const found: string[] = [];
        for (const [number, page] of served.pages.entries()) {
          if (page.account !== account) continue;
          for (const [place, language] of languages.entries()) {
            const isTurn = number % languages.length === place;
            if (isTurn || isWhole) found.push(...(await shown(visit, page, language, isTurn)));
          }
        }
        await visit.close();
        expect(found).toEqual([]);
        // It would prove nothing if the pages had shown none of them.
        expect(visit.shown.size).toBeGreaterThanOrEqual(isForPeople ? 0 : 1);
      },
      testMsMax,
    );
  });
}

/** Pages that ask several things at once, and in `npm run prove` every page. */
const asksMuch = /^(scambi|flussi|da-fare|prove|amministrazione)/;
/** Where least fits on a line most moves. */
const widths = isWhole ? [1_280, 320] : [320];

describe.each(["rpd", "amministratore"] as const)(
  "a page of %s whose answers come one after the other, the last question's first",
  (account) => {
    browserTest(
      "never moves what can be pressed",
      async () => {
        const visit = await Visit.of(account, at());
        const still = await StillPage.of(visit.page);
        const found: string[] = [];
        for (const { name, path, ...page } of served.pages) {
          if (page.account !== account || !(isWhole || asksMuch.test(name))) continue;
          for (const width of widths) {
            await visit.page.setViewportSize({ width, height: 900 });
            await visit.page.goto(`${served.address}${path}`);
            const moves = await still.moves(() => visit.isQuiet());
            found.push(...moves.map((move) => `${name} at ${width} px: ${move}`));
          }
        }
        await visit.close();
        expect(found).toEqual([]);
      },
      testMsMax,
    );
  },
);

describe("what a person puts in, or finds put in", () => {
  browserTest(
    "is nothing but text: addresses, what the browser keeps, pasted checkpoints and files",
    async () => {
      const visit = await Visit.of("rpd", at());
      const found: string[] = [];
      for (const address of [
        ...brokenAddresses.slice(0, casesOf(3, 9)),
        ...strangeAddresses(casesOf(0, 3)),
      ]) {
        await visit.to(address, "it");
        found.push(...told(address.slice(0, 120), await visit.hostile()));
        expect(visit.page.url().startsWith(`${served.address}/`)).toBe(true);
      }
      await keepStrangely(visit.page, "rpd", texts);
      for (const path of ["/scambi", "/prove", "/benvenuto"]) {
        await visit.to(path, "it");
        found.push(...told(`kept ${path}`, await visit.hostile()), ...(await visit.layout()));
      }
      found.push(...told("pasted", await pasteStrangely(visit, texts)));
      found.push(...told("files", await takeStrangeFiles(visit, texts)));
      found.push(...told("opened", await openStrangely(visit, texts)));
      found.push(...told("charts", await pointAtCharts(visit)));
      found.push(...told("downloads", await downloadStrangely(visit, texts)));
      await visit.close();
      expect(found).toEqual([]);
    },
    testMsMax,
  );
});

/** A page that takes a text for a page: it writes it as one, under this content policy. */
async function careless(policy: string | undefined): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript(canary);
  const headers = policy === undefined ? {} : { "content-security-policy": policy };
  const body = "<!doctype html><title>prova</title><p>prova</p>";
  await page.route("http://prova.invalid/", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", headers, body }),
  );
  await page.goto("http://prova.invalid/");
  return page;
}

/** What the checks say of one text that a careless page was given. */
async function saidOf(page: Page, text: string): Promise<readonly string[]> {
  await page.evaluate(`window.struck = []; document.body.innerHTML = ${JSON.stringify(text)};`);
  // An image that cannot be loaded says so later.
  await page.evaluate("new Promise((done) => setTimeout(done, 30))");
  return hostileFaults(page);
}

const markup = attacks.filter((attack) => /^["'</>]*<(?!\/script><script)/.test(attack));

describe("a page that takes a text of somebody else for a page", () => {
  for (const [where, policy, ran] of [
    ["where nothing forbids it", undefined, /^prova$/],
    ["where the content policy keeps it from running", "script-src 'self'", /^refused/],
  ] as const) {
    browserTest(`is found out by the checks of this file, ${where}`, async () => {
      const page = await careless(policy);
      const all: string[] = [];
      for (const attack of markup) {
        const said = await saidOf(page, attack);
        expect({ attack, said }).not.toEqual({ attack, said: [] });
        all.push(...said);
      }
      expect(all.some((fault) => ran.test(fault))).toBe(true);
      expect(all.some((fault) => fault.startsWith("made of text"))).toBe(true);
      expect(await saidOf(page, "<p>Sala <b>\u202Eanimcub</b>, dopo</p>")).toEqual([
        expect.stringMatching(/^direction of/),
      ]);
      expect(await saidOf(page, "<p>Sala</p>")).toEqual([]);
      browser.complaints.splice(0);
      await page.context().close();
    });
  }
});
