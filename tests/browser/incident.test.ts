import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { chromiumProblem } from "#tests/support/chromium";
import { consoleOnDecisions } from "#tests/support/consoleOnDecisions";
import { type PageUser, pageConfig } from "#tests/support/consolePage";
import { pseudonymOf, statedField } from "#tests/support/decisionLog";
import { eventAt, fullReport, wholeComponent } from "#tests/support/fullIncident";
import {
  axeFindings,
  isFocused,
  overflowOf,
  PageBrowser,
  picture,
  signInAt,
} from "#tests/support/pageBrowser";
import { room } from "#tests/support/patto";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = chromiumProblem();
const questura = room("questura_cremona").titolare;
const browserTest = testIf(problem === undefined, problem ?? "");
const users: readonly PageUser[] = [
  { account: "rpd-comune", role: "rpd", titolare: room("pl_cremona").titolare },
  { account: "rpd-questura", role: "rpd", titolare: questura },
];
const history = [
  fullReport("C03"),
  eventAt(60, { kind: "charge_taken", incident: { alias: "x" } }, "questura_cremona"),
  eventAt(120, { upsert: [wholeComponent("vehicle", "v2")] }),
];
/** At somebody's home: the agreement gives who goes there a square of 1 km. */
const home = wholeComponent("place", "home", { sensitivity: "sensitive" });
const atHome = eventAt(180, {
  ...{ kind: "report", category: "C01", incident: { id: "S-2" } },
  ...{ territory: ["istat:019036"], upsert: [wholeComponent("incident", "i"), home] },
});
const path = `/scambi/eventi/${pseudonymOf(0)}`;
const title = "Un evento attraverso le sale";

let served: Awaited<ReturnType<typeof consoleOnDecisions>>;
let browser: PageBrowser;
beforeAll(async () => {
  if (problem !== undefined) return;
  [served, browser] = await Promise.all([
    consoleOnDecisions({ histories: [history, [atHome]] }, pageConfig(users)),
    PageBrowser.open(),
  ]);
});
afterEach(() => {
  if (problem === undefined) browser.leave();
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await served.stop();
});

describe("an incident across rooms", () => {
  browserTest(
    "shows the owner's officer each room, and by the keyboard alone why a field did not go",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd-comune", path);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      const card = page
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading", { level: 3, name: questura }) })
        .filter({ hasNot: page.getByRole("heading", { level: 2 }) })
        .first();
      const kept = card.locator("details", { hasText: "Non andati" });
      await kept.locator("summary").focus();
      await page.keyboard.press("Enter");
      const why = kept.getByRole("button", { name: /^Perché\? persona: codice fiscale/ }).first();
      await why.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Il campo non è andato alla sala.").waitFor();
      const told = (await dialog.textContent()) ?? "";
      expect(told).toContain("C03-forze, art. 6");
      expect(told).toContain("prevenzione della criminalità");
      expect(told).toContain("Che cosa avrebbe dovuto essere diverso");
      expect(told).toContain("Versione 1, in vigore dal 1 gennaio 2026");
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "evento-perche");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      expect(await isFocused(why)).toBe(true);
    },
  );

  browserTest(
    "shows a receiver's officer its own copies, and nothing of what did not go",
    async () => {
      const page = await browser.newPage();
      await signInAt(page, served.address, "rpd-questura", path);
      await page.getByRole("heading", { level: 3, name: questura }).first().waitFor();
      const rooms = await page.getByRole("heading", { level: 3 }).allTextContents();
      expect(rooms.every((name) => name.includes(questura))).toBe(true);
      expect(await page.getByText("Non andati").count()).toBe(0);
    },
  );
});

describe.each([1_280, 320])("the timeline of an incident at %i pixels", (width) => {
  browserTest(
    "is accessible as far as axe can tell, and the page stays in the window",
    async () => {
      const page = await browser.newPage(width);
      await signInAt(page, served.address, "rpd-comune", path);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      await picture(page, `evento-${width}`);
      expect([...(await axeFindings(page)), await overflowOf(page)]).toEqual([0]);
    },
  );
});

describe("the place of a message", () => {
  /** Opens the place's coordinates, as the room's officer may, and asks what went of them. */
  async function openPlace(page: Page) {
    const value = { lat_e7: 451300000, lon_e7: 100200000 };
    const field = statedField(1, "pl_cremona", "place", "home");
    served.core.field = { ...field, path: "place.point", value };
    await signInAt(page, served.address, "rpd-comune", "/scambi/2026/5");
    await page.getByRole("button", { name: "Apri un campo" }).click();
    await page.getByLabel("Campo", { exact: true }).selectOption("place.point");
    await page.getByRole("button", { name: "Registra e apri" }).click();
    await page.getByRole("button", { name: "Mostra con quale precisione è andato" }).click();
    return page.getByRole("row", { name: /Questura/ }).getByText("il quadrato di 1 km");
  }
  const map = (page: Page) => page.getByRole("region", { name: "Mappa del luogo" });
  const drawing = (page: Page) => page.getByRole("img", { name: /di 1 km \(1kmN2446E4322\)/ });

  browserTest(
    "is drawn for who has opened it, with the square that each room got in its stead",
    async () => {
      const page = await browser.newPage();
      // Without WebGL, as without a graphics card.
      await page.addInitScript("HTMLCanvasElement.prototype.getContext = () => null");
      await (await openPlace(page)).waitFor();
      const guardia = page.getByRole("row", { name: /Guardia di/ });
      await guardia.getByText("nessuna coordinata").waitFor();
      await drawing(page).waitFor();
      expect(await map(page).count()).toBe(0);
      expect(served.recorder.reads.at(-1)).toMatchObject({ scope: "incident" });
      await page.setViewportSize({ width: 320, height: 900 });
      await drawing(page).scrollIntoViewIfNeeded();
      await picture(page, "luogo-320", false);
      expect(await overflowOf(page)).toBe(0);
    },
  );

  browserTest("is a map where the browser can draw one, asked of nobody else", async () => {
    const page = await browser.newPage();
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await (await openPlace(page)).waitFor();
    await page.waitForLoadState("networkidle");
    // The drawing stands there until the map is loaded, and goes then.
    const shown = map(page).or(drawing(page)).first();
    const isInView = () => shown.scrollIntoViewIfNeeded({ timeout: 1_000 });
    await until(
      () =>
        isInView().then(
          () => true,
          () => false,
        ),
      "the map to be in view",
    );
    await picture(page, "console-luogo", false);
    expect(await axeFindings(page)).toEqual([]);
    expect([...hosts]).toEqual([served.address]);
    expect(browser.complaints).toEqual([]);
  });
});
