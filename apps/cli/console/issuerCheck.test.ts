import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heldTerminal } from "#tests/support/heldTerminal";
import { issuerChecks } from "../doctor/issuerChecks.ts";
import { tellIssuer } from "../summary.ts";
import { openTlsFiles } from "../tlsFiles.ts";
import { issuerFault } from "./issuerCheck.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-issuer-check-"));
const servers: Server[] = [];
/** What the issuers here say of themselves, and with which status. */
let said: { readonly status: number; readonly issuer?: string } = { status: 200 };
const answer: RequestListener = (request, response) => {
  const isDescription = request.url === "/.well-known/openid-configuration";
  response.writeHead(isDescription ? said.status : 404, { "content-type": "application/json" });
  response.end(JSON.stringify({ issuer: said.issuer }));
};
let [plain, secured, caFile, otherCaFile] = ["", "", "", ""];

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const { key_file: key, cert_file: cert, ca_file: ca } = await openTlsFiles(folder, Date.now());
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  plain = `http://127.0.0.1:${await listening(createServer(answer))}`;
  secured = `https://127.0.0.1:${await listening(createTlsServer(pair, answer))}`;
  caFile = ca;
  otherCaFile = (await openTlsFiles(join(folder, "other"), Date.now())).ca_file;
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const found = async (issuer: string) => (await issuerFault({ issuer }))?.text ?? "ok";

describe("an issuer that is asked whether people will be able to sign in", () => {
  test("is in order where it gives the one that was named, with or without a slash at its end", async () => {
    said = { status: 200, issuer: plain };
    expect([await found(plain), await found(`${plain}/`)]).toEqual(["ok", "ok"]);
  });

  test("is silent where nobody listens", async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await found(`http://127.0.0.1:${port}`)).toBe("issuer-silent");
  });

  test("is another where it says another name, and none where it says none", async () => {
    said = { status: 200, issuer: `${plain}/realms/altro` };
    expect(await issuerFault({ issuer: plain })).toEqual({
      text: "issuer-other",
      values: { issuer: plain, said: `${plain}/realms/altro` },
    });
    for (const none of [{ status: 200 }, { status: 200, issuer: "nessuno" }]) {
      said = none;
      expect(await found(plain)).toBe("issuer-no");
    }
    said = { status: 503, issuer: plain };
    expect(await found(plain)).toBe("issuer-no");
  });

  test("is not even asked where it is elsewhere and has no TLS", async () => {
    for (const issuer of ["http://accesso.comune.example", "http://localhost:1"]) {
      expect(await issuerFault({ issuer })).toEqual({ text: "issuer-plain", values: { issuer } });
    }
  });

  test("with a certificate of the body's own authority is believed where ca_file names it, and no other", async () => {
    said = { status: 200, issuer: secured };
    const on = async (file?: string) => {
      const ca = file === undefined ? undefined : readFileSync(file, "utf8");
      return (await issuerFault({ issuer: secured, ca }))?.text ?? "ok";
    };
    expect([await on(), await on(otherCaFile), await on(caFile)]).toEqual([
      ...["issuer-certificate", "issuer-certificate", "ok"],
    ]);
    // A name that the certificate does not have.
    const named = secured.replace("127.0.0.1", "[::ffff:127.0.0.1]");
    const fault = await issuerFault({ issuer: named, ca: readFileSync(caFile, "utf8") });
    expect(fault?.text).toBe("issuer-certificate");
  });

  test("is told by up when it starts, and by doctor of what the console was started with", async () => {
    said = { status: 200, issuer: secured };
    const told = async (file: string) => {
      const { terminal, warned } = heldTerminal();
      await tellIssuer(terminal, { issuer: secured, ca_file: file });
      return warned();
    };
    expect(await told(caFile)).toEqual([]);
    expect(await told(otherCaFile)).toEqual(["issuer-certificate", "issuer-do"]);
    const data = join(folder, "data");
    mkdirSync(join(data, "run"), { recursive: true, mode: 0o700 });
    const doctor = async (login: object) => {
      const text = JSON.stringify({ login: { kind: "issuer", issuer: secured, ...login } });
      writeFileSync(join(data, "run", "console.json"), text, { mode: 0o600 });
      return (await issuerChecks(data)).map(({ state, text: what }) => `${state} ${what}`);
    };
    expect(await doctor({ ca: readFileSync(caFile, "utf8") })).toEqual(["ok issuer-ok"]);
    expect(await doctor({})).toEqual(["problem issuer-certificate"]);
    rmSync(join(data, "run", "console.json"));
    expect(await issuerChecks(data)).toEqual([]);
  });
});
