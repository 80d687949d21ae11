import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ConsoleOnLog } from "#tests/support/consoleOnLog";
import { consoleWithPage, passwordOf } from "#tests/support/consolePage";
import { PlainBrowser } from "#tests/support/plainBrowser";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleWithPage();
});
afterAll(() => served.stop());

const newBrowser = () => new PlainBrowser(served.address);
async function signedIn(account: string): Promise<PlainBrowser> {
  const browser = newBrowser();
  await browser.signIn(account, passwordOf(account));
  return browser;
}
const sessionCookie = (browser: PlainBrowser) => browser.cookies.get("raccordo_session");
const sessionOf = async (browser: PlainBrowser) =>
  JSON.parse((await browser.ask("/v1/session")).text) as Readonly<Record<string, unknown>>;
const codeOf = (text: string) => String(JSON.parse(text).code);
const reading = { "raccordo-purpose": "supervision" };

describe("signing in", () => {
  test.each([
    ["rpd-comune", "privacy_officer", "Comune SINTETICO"],
    ["rpd-questura", "privacy_officer", "Questura SINTETICA"],
    ["amministratore", "operations", "Comune SINTETICO"],
    ["operatore", "operator", "Comune SINTETICO"],
    ["cabina", "steering", null],
    ["autorita", "authority", null],
  ])("%s comes in as %s of %s", async (account, role, titolare) => {
    const browser = await signedIn(account);
    expect(await sessionOf(browser)).toMatchObject({ name: account, role, titolare });
  });

  test("lands where the person wanted to go", async () => {
    const { url } = await newBrowser().signIn(
      "rpd-comune",
      passwordOf("rpd-comune"),
      "/scambi?from=2026-03-01T00:00:00.000Z",
    );
    expect(url).toBe(`${served.address}/scambi?from=2026-03-01T00:00:00.000Z`);
  });

  test("somebody whom the issuer knows and the console does not comes in nowhere", async () => {
    const browser = newBrowser();
    const { url } = await browser.signIn("estraneo", passwordOf("estraneo"));
    expect(url).toBe(`${served.address}/?login=role-unknown`);
    expect(sessionCookie(browser)).toBeUndefined();
  });

  test("a reading in a session is recorded with the person's reference and purpose", async () => {
    const browser = await signedIn("rpd-comune");
    const { status } = await browser.ask("/v1/log/entries?limit=2", { headers: reading });
    expect(status).toBe(200);
    expect(served.recorder.reads.at(-1)).toMatchObject({
      ...{ reader: "rpd-comune", role: "privacy_officer", purpose: "supervision" },
    });
  });

  test("the session's cookie is for this console alone, and no script sees it", async () => {
    const browser = await signedIn("rpd-comune");
    const line = browser.setCookies.find((one) => one.startsWith("raccordo_session="));
    expect(line).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  });
});

describe("whoever tries to come in otherwise", () => {
  test("a wrong password is told, whoever it is for, and opens nothing", async () => {
    for (const account of ["rpd-comune", "nessuno-qui"]) {
      const browser = newBrowser();
      const { answer } = await browser.signIn(account, "parola-sbagliata");
      expect([answer.status, answer.text.includes("Utente o password non corretti")]).toEqual([
        401,
        true,
      ]);
      expect(sessionCookie(browser)).toBeUndefined();
    }
  });

  test("guessing the passwords of one account is stopped, and others still come in", async () => {
    const guess = async () => (await newBrowser().signIn("cabina", "indovina")).answer.status;
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push(await guess());
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(await sessionOf(await signedIn("autorita"))).toMatchObject({ role: "authority" });
  });

  test("an answer of the issuer counts in the browser that began, once", async () => {
    const victim = newBrowser();
    const { url } = await victim.follow("/accesso");
    const form = { account: "rpd-comune", password: passwordOf("rpd-comune") };
    const judged = await victim.ask(url, { method: "POST", form });
    // Up to the step that carries the code, which is not taken.
    let next = judged.location ?? "";
    while (!next.includes("/accesso/ritorno")) next = (await victim.ask(next)).location ?? "";
    const stranger = newBrowser();
    expect((await stranger.ask(next)).location).toBe(`${served.address}/?login=login-expired`);
    expect(sessionCookie(stranger)).toBeUndefined();
    expect((await victim.ask(next)).location).toBe(`${served.address}/`);
    expect(sessionCookie(victim)).toBeDefined();
    expect((await victim.ask(next)).location).toBe(`${served.address}/?login=login-expired`);
  });

  test("a session id that somebody chose beforehand is not taken (fixation)", async () => {
    const chosen = "A".repeat(43);
    const browser = newBrowser();
    browser.cookies.set("raccordo_session", chosen);
    await browser.signIn("rpd-comune", passwordOf("rpd-comune"));
    expect(sessionCookie(browser)).not.toBe(chosen);
    const attacker = newBrowser();
    attacker.cookies.set("raccordo_session", chosen);
    const { status, text } = await attacker.ask("/v1/session");
    expect([status, codeOf(text)]).toEqual([401, "session-missing"]);
  });

  test.each([
    ...["//evil.invalid", "https://evil.invalid/", "/\\evil.invalid", "/%5cevil.invalid"],
    ...["javascript:alert(1)", "/x\r\nset-cookie: a=b", "/../../evil", "\\\\evil.invalid"],
  ])("nobody is sent to %p after signing in (open redirect)", async (to) => {
    const browser = newBrowser();
    const { url } = await browser.signIn("rpd-comune", passwordOf("rpd-comune"), to);
    expect(new URL(url).origin).toBe(served.address);
    expect(browser.cookies.has("a")).toBe(false);
  });

  test("other people's pages change nothing in a session, and read nothing of it (CSRF)", async () => {
    const browser = await signedIn("rpd-comune");
    const { csrf } = await sessionOf(browser);
    const token = String(csrf);
    const end = (headers: Readonly<Record<string, string>>) =>
      browser.ask("/v1/session", { method: "DELETE", headers });
    const refused = [
      await end({}),
      await end({ "raccordo-session": "" }),
      await end({ "raccordo-session": `${token.slice(0, -1)}_` }),
      await end({ "raccordo-session": token, origin: "http://evil.invalid" }),
      await end({ "raccordo-session": token, "sec-fetch-site": "same-site" }),
      await browser.ask("/v1/log/entries", {
        headers: { ...reading, "sec-fetch-site": "cross-site" },
      }),
      await browser.ask("/v1/log/entries", {
        headers: { ...reading, origin: "http://127.0.0.1:1" },
      }),
      await browser.ask("/v1/log/exports", { method: "POST", headers: reading }),
    ];
    for (const { status, text } of refused) {
      expect([status, codeOf(text)]).toEqual([403, "not-from-console"]);
    }
    expect((await sessionOf(browser))["role"]).toBe("privacy_officer");
  });

  test("the token of another session changes nothing", async () => {
    const [own, other] = [await signedIn("rpd-comune"), await signedIn("rpd-questura")];
    const headers = { "raccordo-session": String((await sessionOf(other))["csrf"]) };
    const { status } = await own.ask("/v1/session", { method: "DELETE", headers });
    expect(status).toBe(403);
  });

  test("a cookie that is none, or two that differ, are no session", async () => {
    const browser = await signedIn("rpd-comune");
    const good = sessionCookie(browser) ?? "";
    const ask = async (cookie: string) =>
      (await new PlainBrowser(served.address).ask("/v1/session", { headers: { cookie } })).status;
    expect(await ask(`raccordo_session=${good}`)).toBe(200);
    for (const cookie of [
      ...[`raccordo_session=${good}; raccordo_session=${"B".repeat(43)}`, "raccordo_session="],
      ...[`raccordo_session=${good}x`, `raccordo_session="${good}"`, "raccordo_session=__proto__"],
    ]) {
      expect([cookie, await ask(cookie)]).toEqual([cookie, 401]);
    }
  });
});

describe("the end of a session", () => {
  test("by signing out it is over at once, here and at the issuer", async () => {
    const browser = await signedIn("rpd-comune");
    const id = sessionCookie(browser) ?? "";
    const headers = { "raccordo-session": String((await sessionOf(browser))["csrf"]) };
    const ended = await browser.ask("/v1/session", { method: "DELETE", headers });
    const { issuer_url: issuer } = JSON.parse(ended.text) as { issuer_url: string };
    expect(new URL(issuer).pathname).toBe("/identita/session/end");
    expect((await browser.ask(issuer)).text).toContain("Vuoi uscire?");
    const replayed = newBrowser();
    replayed.cookies.set("raccordo_session", id);
    expect((await replayed.ask("/v1/session")).status).toBe(401);
  });

  test("comes when nothing was asked for half an hour, and in any case after eight hours", async () => {
    const idle = await signedIn("rpd-comune");
    served.ahead(31 * 60_000);
    expect((await idle.ask("/v1/session")).status).toBe(401);
    const busy = await signedIn("rpd-comune");
    const statuses: number[] = [];
    for (let minutes = 31; minutes < 31 + 8 * 60; minutes += 20) {
      served.ahead(minutes * 60_000);
      statuses.push((await busy.ask("/v1/session")).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    served.ahead((31 + 8 * 60) * 60_000);
    expect((await busy.ask("/v1/session")).status).toBe(401);
    served.ahead(0);
  });

  test("is not put off by what the page asks for by itself, and says when it comes", async () => {
    const away = await signedIn("rpd-comune");
    const alone = { "raccordo-unattended": "1" };
    served.ahead(20 * 60_000);
    const left = JSON.parse((await away.ask("/v1/session", { headers: alone })).text);
    expect(left.idle_left_ms).toBeLessThanOrEqual(10 * 60_000);
    expect(left.age_left_ms).toBeGreaterThan(7 * 3_600_000);
    const read = await away.ask("/v1/log/checkpoints", { headers: { ...reading, ...alone } });
    expect(read.status).toBe(200);
    served.ahead(31 * 60_000);
    expect((await away.ask("/v1/session")).status).toBe(401);
    served.ahead(0);
  });

  test("comes also for who left a page open that follows the log", async () => {
    const away = await signedIn("rpd-comune");
    const stream = await fetch(`${served.address}/v1/log/tail?read_for=supervision`, {
      headers: { cookie: `raccordo_session=${sessionCookie(away)}` },
    });
    expect(stream.status).toBe(200);
    served.ahead(31 * 60_000);
    await stream.text();
    expect((await away.ask("/v1/session")).status).toBe(401);
    served.ahead(0);
  });
});
