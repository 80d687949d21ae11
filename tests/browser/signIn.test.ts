import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import { chromiumProblem } from "#tests/support/chromium";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage, passwordOf } from "#tests/support/consolePage";
import {
  axeFindings,
  isFocused,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
  supervision,
} from "#tests/support/pageBrowser";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");
/** Notes, picture by picture, where the first choice of the question stands. */
const placesOfQuestion = `
  window.placesSeen = [];
  window.framesSeen = 0;
  const look = () => {
    const choice = document.querySelector("[role=dialog] label");
    if (choice !== null) {
      const place = JSON.stringify(choice.getBoundingClientRect());
      if (!placesSeen.includes(place)) placesSeen.push(place);
      framesSeen += 1;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;
let served: ConsoleOnLog;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  [served, browser] = await Promise.all([consoleWithPage(), PageBrowser.open()]);
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

describe("a privacy officer who opens the console", () => {
  browserTest("signs in, says why once, and every view is recorded with that purpose", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd-comune", "/scambi");
    await page.getByRole("heading", { level: 1, name: "Scambi" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/scambi");
    const read = await until(() => served.recorder.reads.at(-1), "the view to be recorded");
    expect(read).toMatchObject({ purpose: "supervision", reader: "rpd-comune" });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Scambi" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  browserTest("is asked why at one place, which never moves under the hand", async () => {
    const page = await browser.newPage(320);
    await page.goto(served.address);
    await page.getByRole("link", { name: "Accedi" }).waitFor();
    await page.addInitScript(placesOfQuestion);
    await signInAt(page, served.address, "rpd-comune", "/scambi", () =>
      until(async () => (await page.evaluate<number>("framesSeen")) > 60, "a second of frames"),
    );
    expect(await page.evaluate("placesSeen.length")).toBe(1);
  });

  browserTest("comes in by the keyboard alone", async () => {
    const page = await browser.newPage();
    await page.goto(served.address);
    const signIn = page.getByRole("link", { name: "Accedi" });
    await signIn.waitFor();
    for (let keys = 0; keys < 10 && !(await isFocused(signIn)); keys += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByLabel("Utente").focus();
    await page.keyboard.type("rpd-comune");
    await page.keyboard.press("Tab");
    await page.keyboard.type(passwordOf("rpd-comune"));
    await page.keyboard.press("Enter");
    const first = page.getByRole("radio").first();
    await first.waitFor();
    const chosen = page.getByRole("radio", { name: supervision });
    // While it opens the dialog takes the keyboard to itself.
    await until(async () => {
      await page.keyboard.press((await isFocused(first)) ? "ArrowDown" : "Tab");
      return chosen.isChecked();
    }, "the purpose to be chosen");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Scambi" }).waitFor();
  });

  browserTest("signs out, and the way back asks who one is", async () => {
    const page = await browser.newPage();
    await signInAt(page, served.address, "rpd-comune");
    await page.getByRole("button", { name: "Esci" }).click();
    await page.getByRole("button", { name: "Esci" }).click();
    await page.getByRole("link", { name: "Accedi" }).waitFor();
    await page.goto(`${served.address}/scambi`);
    await page.getByRole("link", { name: "Accedi" }).waitFor();
  });
});

describe.each([
  ["at the width of a desk", 1_280],
  ["at 320 pixels, which is also 400 % of 1280", 320],
])("the screens of signing in, %s", (_words, width) => {
  browserTest("are accessible as far as axe can tell, and nobody scrolls sideways", async () => {
    const page = await browser.newPage(width);
    const findings: Record<string, readonly string[]> = {};
    const look = async (name: string) => {
      await picture(page, `accesso-${name}-${width}`);
      findings[name] = [
        ...(await axeFindings(page)),
        ...((await overflowOf(page)) > 0 ? ["too wide"] : []),
      ];
    };
    await page.goto(`${served.address}/?login=role-unknown`);
    await page.getByRole("link", { name: "Accedi" }).waitFor();
    await look("ingresso");
    await page.getByRole("link", { name: "Accedi" }).click();
    await page.getByLabel("Utente").fill("nessuno");
    await page.getByLabel("Password").fill("nulla");
    await page.getByRole("button", { name: "Entra" }).click();
    await page.getByRole("alert").waitFor();
    await look("modulo");
    await signInAt(page, served.address, "rpd-questura", "/non-esiste");
    await page.getByRole("heading", { level: 1, name: "Pagina non trovata" }).waitFor();
    await look("non-trovata");
    await page.getByRole("button", { name: /Finalità/ }).click();
    await page.getByRole("dialog").waitFor();
    await look("finalita");
    expect(findings).toEqual({ ingresso: [], modulo: [], "non-trovata": [], finalita: [] });
    expect(browser.complaints).toEqual([]);
  });
});

describe("the page as it is served", () => {
  browserTest("asks nothing of anybody else, and runs nothing that came in a text", async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await signInAt(page, served.address, "rpd-comune");
    expect(new Set(asked.filter((origin) => origin !== "null"))).toEqual(new Set([served.address]));
    const { headers } = await fetch(served.address, { headers: { accept: "text/html" } });
    expect(headers.get("content-security-policy")).toMatch(
      /default-src 'none'; script-src 'self';/,
    );
    expect(headers.get("content-security-policy")).not.toMatch(/unsafe|http:|https:/);
  });
});
