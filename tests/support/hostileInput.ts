import type { Page } from "playwright-core";
import { attacks, type HostileTexts } from "#tests/support/hostileText";
import type { Visit } from "#tests/support/hostileVisit";

/** What stands in an address where a page expects a name, a number or a time. */
const strange: readonly string[] = [
  ...["__proto__", "constructor", "../../v1/session", "//altrove.invalid/x", "%00%FF", "-1"],
  ...["2026-19-39T29:59:59.999Z", "9".repeat(400), "W".repeat(4_000), ...attacks],
];

/** Every route of the page with its parameters: `$` is where a text of somebody else stands. */
const addresses: readonly string[] = [
  "/scambi?from=2026-19-39T29:59:59.999Z&to=2026-19-39T29:59:59.999Z",
  "/scambi?from=$&to=$&kind=$&show=$&col=$",
  "/scambi?from=2026-01-01T00%3A00%3A00.000Z&to=2027-01-01T00%3A00%3A00.000Z&room=$&titolare=$&article=$&incident=$",
  "/scambi/$/$",
  "/scambi/eventi/$",
  "/flussi?from=$&to=$&by=$&mode=$&value=$",
  "/flussi?from=2026-11-01&to=2026-11-30&by=category&value=$",
  "/prove?entry=$",
  "/regole/$",
  "/regole/confronto?da=$&a=$",
  "/da-fare?from=$&to=$",
  "/registri?parte=$&at=$",
  "/registri?parte=violazione&from=$&to=$&room=$",
  "/$",
];

/** Addresses as somebody may send them in a letter; of each route as many as `each`, or of every second one. */
export const strangeAddresses = (each: number): readonly string[] =>
  addresses.flatMap((address, at) =>
    Array.from({ length: each < 1 ? (at + 1) % 2 : each }, (_, time) => {
      let next = at * 7 + time;
      return address.replaceAll("$", () =>
        encodeURIComponent(strange[next++ % strange.length] ?? ""),
      );
    }),
  );

/** Addresses that are none of the page's, or that are written as nobody writes them. */
export const brokenAddresses: readonly string[] = [
  ...["/%E0%A4%A", "//altrove.invalid/x", "/scambi/eventi/%2e%2e%2f%2e%2e", "/javascript:void(0)"],
  ...["/scambi#<script>window.struck.push(1)</script>", "/.%2f%5Caltrove.invalid"],
];

/** What this browser keeps of its own, as another program on the computer may have left it. */
export async function keepStrangely(
  page: Page,
  account: string,
  texts: HostileTexts,
): Promise<void> {
  const views = attacks.map((attack) => ({ name: texts.next(), search: `${attack}#//${attack}` }));
  const log = { origin: texts.next(), at: texts.next(), steps: [], evidence: texts.next() };
  const step = {
    step: "entry",
    outcome: "bad",
    result: "forked",
    values: { origin: texts.next() },
  };
  const kept = {
    [`raccordo.views.${account}`]: JSON.stringify(views),
    "raccordo.logs": JSON.stringify([log, texts.next()]),
    "raccordo.logAlarms": JSON.stringify([{ ...log, steps: [step, { result: "__proto__" }] }]),
  };
  for (const [name, value] of Object.entries(kept)) {
    await page.evaluate(`localStorage.setItem(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
  }
}

/** A checkpoint as another one may send it, for the page that compares. */
export async function pasteStrangely(
  visit: Visit,
  texts: HostileTexts,
): Promise<readonly string[]> {
  const { page } = visit;
  await visit.to("/prove", "it");
  const origin = "audit.raccordo.example/2026";
  const found: string[] = [];
  for (const name of [origin, texts.next()]) {
    await page
      .locator("textarea")
      .fill(
        `${name}\n7\n${"A".repeat(43)}=\n${texts.next()}\n\n— ${texts.next()} ${texts.next()}\n`,
      );
    await page.locator("section[aria-labelledby=elsewhere] button").click();
    await page.locator("section[aria-labelledby=elsewhere] [aria-live] > *").first().waitFor();
    found.push(...(await visit.hostile()));
  }
  return found;
}

/** A rule set as somebody else may have written it, to be read before it is signed. */
const ruleSetFile = (texts: HostileTexts, from: string): string =>
  JSON.stringify({
    body: JSON.stringify({
      ...{ format: "raccordo-rule-set/1", version: 7, author: texts.next() },
      ...{ not_before: from, expires: "2098-01-01T00:00:00.000Z", grants: [], ceilings: [] },
      agreements: attacks.map(() => ({ agreement: { title: texts.next() } })),
    }),
    signatures: [{ role: texts.next(), key: texts.next(), signature: texts.next() }],
  });

const requestFile = (texts: HostileTexts): string =>
  JSON.stringify({
    ...{ format: "raccordo-opening-approval/1", path: "constructor.name", purpose: texts.next() },
    ...{ reader: texts.next(), role: texts.next(), index: texts.next(), year: texts.next() },
  });

/** Gives files of somebody else to every page that takes one. */
export async function takeStrangeFiles(
  visit: Visit,
  texts: HostileTexts,
): Promise<readonly string[]> {
  const { page } = visit;
  const found: string[] = [];
  const give = async (place: string, text: string) => {
    // No system has a file whose name has a slash.
    let name = texts.next();
    while (name.includes("/")) name = texts.next();
    const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
    await page.locator(place).first().setInputFiles(file);
    await visit.quiet();
  };
  const look = async () => void found.push(...(await visit.hostile()));
  await visit.to("/regole/firma", "it");
  for (const from of ["2026-01-01T00:00:00.000Z", texts.next()]) {
    await give("input[type=file]", ruleSetFile(texts, from));
    await page.getByText("SHA-256").first().waitFor();
    await look();
  }
  await give("input[type=file]", `{"body": ${JSON.stringify(texts.next())}, "signatures": [{}]}`);
  await look();
  await visit.to("/regole/prova", "it");
  await give(
    "input[type=file]",
    `format: ${texts.next()}\n__proto__: {a: 1}\n? [${texts.next()}]\n`,
  );
  await page.getByRole("button", { name: "Prova", exact: true }).click();
  await page.locator("main .alert-danger").waitFor();
  await look();
  await visit.to("/regole/revoca", "it");
  await give(
    "input[type=file]",
    `-----BEGIN PRIVATE KEY-----${texts.next()}-----END PRIVATE KEY-----`,
  );
  await page.getByRole("alert").first().waitFor();
  await look();
  await visit.to("/da-fare", "it");
  await give("main section:has(h3) > input[type=file]", requestFile(texts));
  await page.locator(".modal.show").waitFor();
  await look();
  return found;
}

/** A text that stands in JSON as it is: a value that is no text is shown as JSON. */
function asInJson(texts: HostileTexts): string {
  const text = texts.next();
  return JSON.stringify(text) === `"${text}"` ? text : asInJson(texts);
}

/** What a second person let the reader see: a value with whatever stands in it. */
export async function openStrangely(visit: Visit, texts: HostileTexts): Promise<readonly string[]> {
  const { page } = visit;
  const found: string[] = [];
  const values = [texts.next(), { [asInJson(texts)]: asInJson(texts) }];
  await page.route("**/v1/log/entries/*/*/field?*", (route) => {
    const opening = { path: "vehicle.plate", ref: texts.next(), value: values.pop() };
    const file = { format: "raccordo-field-opening/1", opening, leaf: "", proof: "" };
    return route.fulfill({ json: { file, read: { year: 2026, index: 1 } } });
  });
  await visit.to("/scambi/2026/2", "it");
  await page.locator("main .raccordo-fields button").click();
  await page.locator(".modal.show select").selectOption({ index: 1 });
  while (values.length > 0) {
    const left = values.length;
    await page.locator(".modal.show .modal-footer button.btn-primary").click();
    await page.locator(".modal.show .raccordo-statement").waitFor();
    await visit.quiet();
    found.push(...(await visit.hostile()));
    if (values.length === left) return [...found, "nothing was opened"];
  }
  return found;
}

/** Points at every part of a chart: what it then shows is drawn, and not written as a page. */
export async function pointAtCharts(visit: Visit): Promise<readonly string[]> {
  const { page } = visit;
  await visit.to("/flussi?from=2026-11-01&to=2026-11-30", "it");
  const found: string[] = [];
  const nodes = page.locator("[role=img] svg path[fill='#0059b3']");
  await nodes.first().waitFor();
  const textsDrawn = () => page.locator("[role=img] svg text").count();
  const before = await textsDrawn();
  await nodes.first().hover({ force: true });
  await page.locator("[role=img] svg text").nth(before).waitFor();
  found.push(...(await visit.hostile()));
  const written = await page.locator("[role=img] svg foreignObject, [role=img] p").count();
  return written === 0 ? found : [...found, "a chart writes its tip as a page"];
}

/** Names under which files are handed over, where a part of a name stands in the address. */
export async function downloadStrangely(
  visit: Visit,
  texts: HostileTexts,
): Promise<readonly string[]> {
  const { page } = visit;
  const value = encodeURIComponent(`../${texts.next()}\u202Efdp.`);
  await visit.to(`/flussi?from=2026-11-01&to=2026-11-30&by=category&value=${value}`, "it");
  const found: string[] = [];
  for (const button of await page.locator("main button", { hasText: "CSV" }).all()) {
    const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const name = file.suggestedFilename();
    if (!/^[A-Za-z0-9_-]{1,100}\.csv$/.test(name)) found.push(`the file is called ${name}`);
    await file.delete();
  }
  return [...found, ...(await visit.hostile())];
}
