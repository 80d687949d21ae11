import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { issuerOf, readIdentity } from "#apps/cli/console/identitySetting";
import { openTlsFiles } from "#apps/cli/tlsFiles";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import {
  type IssuerOrder,
  type OtherIssuer,
  startOtherIssuer,
  type TokenFault,
} from "#tests/support/issuerOrders";
import { PlainBrowser } from "#tests/support/plainBrowser";
import { lazyIssuer } from "./lazyIssuer.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-other-issuer-"));
const secret = "un-segreto-sintetico-del-client";
const own = "Comune SINTETICO";
let issuer: OtherIssuer;
/** The body's own authority: no program knows it by itself. */
let ca: string;
let served: ConsoleOnLog;

beforeAll(async () => {
  const { ca_file: caFile } = await openTlsFiles(folder, Date.now());
  ca = readFileSync(caFile, "utf8");
  issuer = await startOtherIssuer(join(folder, "tls"));
  const secretFile = join(folder, "client.secret");
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  writeFileSync(
    join(folder, "identity.yaml"),
    `format: raccordo-identity/1
issuer: ${issuer.address}
client_id: raccordo-console
client_secret_file: ${secretFile}
ca_file: tls/ca.crt
scope: openid ente
claims:
  role: groups
  titolare: ente
  roles: { raccordo-rpd: privacy_officer, raccordo-it: operations, raccordo-garante: authority }
`,
  );
  const setting = readIdentity(folder);
  if (setting === undefined) throw new Error("not read");
  served = await consoleOnLog({}, false, { login: issuerOf(setting) });
});
afterAll(async () => {
  await served.stop();
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

const good = { groups: ["dipendenti", "raccordo-rpd"], ente: own };

/** Somebody of whom the issuer says this goes in; where they land, and the session's cookie. */
async function signedIn(said: Partial<IssuerOrder> = {}) {
  const returnUrl = `${served.address}/accesso/ritorno`;
  const client = { clientId: "raccordo-console", clientSecret: secret };
  await issuer.tell({ returnUrl, ...client, account: "persona-17", claims: good, ...said });
  const browser = new PlainBrowser(served.address, ca);
  const { url } = await browser.follow("/accesso?to=/scambi");
  return { browser, landed: url.replace(served.address, ""), url };
}
const sessionOf = async (browser: PlainBrowser) =>
  JSON.parse((await browser.ask("/v1/session")).text) as Readonly<Record<string, unknown>>;
/** Nothing was opened, and the page is told why in a word. */
async function refusedWith(word: string, said: Partial<IssuerOrder>): Promise<void> {
  const { browser, landed } = await signedIn(said);
  expect([landed, browser.cookies.has("raccordo_session")]).toEqual([`/?login=${word}`, false]);
}

describe("signing in by an issuer of one's own, whose certificate is of its own authority, named in deploy/identity.yaml", () => {
  test("leads nobody anywhere where that authority is not named, or another is", async () => {
    await signedIn(); // the issuer knows its client
    const client = { clientId: "raccordo-console", clientSecret: secret, scope: "openid" };
    const urls = { returnUrl: served.address, afterLogoutUrl: served.address };
    const other = await openTlsFiles(join(folder, "other"), Date.now());
    const begun = async (trusted?: string) => {
      const { begin } = lazyIssuer(() => ({
        ...{ issuer: issuer.address, ...client, ...urls, ca: trusted },
      }));
      return begin().then(
        () => "begun",
        () => "refused",
      );
    };
    const authorities = [undefined, readFileSync(other.ca_file, "utf8"), ca];
    expect(await Promise.all(authorities.map(begun))).toEqual(["refused", "refused", "begun"]);
  });

  test.each([
    [["dipendenti", "raccordo-rpd"], own, "privacy_officer"],
    ["raccordo-it", own, "operations"],
    [["raccordo-garante", "raccordo-rpd"], undefined, "authority"],
  ])("comes in with the groups %p as what the file says of them", async (groups, ente, role) => {
    const claims = { groups, ...(ente && { ente }) };
    const { browser, landed } = await signedIn({ claims });
    expect(landed).toBe("/scambi");
    expect(await sessionOf(browser)).toMatchObject({
      ...{ name: "persona-17", role, titolare: ente ?? null },
    });
    const { status } = await browser.ask("/v1/log/entries?limit=1", {
      headers: { "raccordo-purpose": "supervision" },
    });
    expect(status).toBe(200);
    expect(served.recorder.reads.at(-1)).toMatchObject({ reader: "persona-17", role });
  });

  test("a subject that is no plain reference is recorded by its digest", async () => {
    const { browser } = await signedIn({ account: "Nome Cognome SINTETICO" });
    expect(String((await sessionOf(browser))["name"])).toMatch(/^sub-[0-9a-f]{32}$/);
  });

  const faults: readonly TokenFault[] = [
    ...(["audience", "issuer", "nonce", "expired"] as const),
    ...(["alg-none", "alg-hmac", "changed"] as const),
  ];
  test.each(faults)("a token with this wrong opens nothing: %s", async (fault) => {
    await refusedWith("login-refused", { fault });
  });

  test.each([
    ["nothing", undefined],
    ["an unknown one", "raccordo-capo"],
    ["unknown ones", ["dipendenti", "raccordo-capo"]],
    ["none", []],
    ["a number", 1],
    ["an object", { "raccordo-rpd": true }],
    ["a list in a list", [["raccordo-rpd"]]],
    ["a word of the language", ["__proto__", "constructor"]],
    ["the role's own name here", "privacy_officer"],
  ])("somebody of whose role the issuer says %s may nothing", async (_words, groups) => {
    await refusedWith("role-unknown", { claims: { ente: own, groups } });
  });

  test.each([
    ["none", undefined],
    ["one that there is not", "Comune Inesistente"],
    ["several", [own, "Questura SINTETICA"]],
    ["an empty one", ""],
  ])("an officer whose titolare is %s may nothing", async (_words, ente) => {
    await refusedWith("role-unknown", { claims: { groups: ["raccordo-rpd"], ente } });
  });

  test.each([
    ["another id", "2"],
    // As after a restart of an issuer that numbers its keys from the start.
    ["the same id", "2"],
  ])(
    "keys that the issuer changes for others of %s count from the next attempt on",
    async (_words, newKey) => {
      expect((await signedIn()).landed).toBe("/scambi");
      const landed = (await signedIn({ newKey })).landed;
      expect(["/scambi", "/?login=login-refused"]).toContain(landed);
      expect((await signedIn()).landed).toBe("/scambi");
      await refusedWith("login-refused", { fault: "old-key" });
      expect((await signedIn()).landed).toBe("/scambi");
    },
  );

  test("signing out ends the session here and leads to the issuer's own end", async () => {
    const { browser } = await signedIn();
    const headers = { "raccordo-session": String((await sessionOf(browser))["csrf"]) };
    const ended = await browser.ask("/v1/session", { method: "DELETE", headers });
    const { issuer_url: end } = JSON.parse(ended.text) as { issuer_url: string };
    expect(end.startsWith(`${issuer.address}/session/end?`)).toBe(true);
    expect((await browser.ask("/v1/session")).status).toBe(401);
  });
});
