import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openTlsFiles } from "../tlsFiles.ts";
import { issuerOf, readIdentity } from "./identitySetting.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-identity-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = join(folder, "secret");
writeFileSync(secret, "un-segreto-sintetico\n", { mode: 0o600 });

const text = `format: raccordo-identity/1
issuer: https://accesso.comune.example/realms/ente
client_id: raccordo-console
client_secret_file: ${secret}
address: https://console.comune.example
claims:
  role: groups
  roles: { raccordo-rpd: privacy_officer }
`;
const write = (content: string) => writeFileSync(join(folder, "identity.yaml"), content);

describe("deploy/identity.yaml", () => {
  test("may be missing: then nobody but the demonstration says who somebody is", () => {
    expect(readIdentity(join(folder, "nothing-here"))).toBeUndefined();
  });

  test("becomes what the console's process is told, with the secret from its file", () => {
    write(text);
    const setting = readIdentity(folder);
    if (setting === undefined) throw new Error("not read");
    expect(issuerOf(setting)).toEqual({
      ...{ kind: "issuer", issuer: "https://accesso.comune.example/realms/ente" },
      ...{ client_id: "raccordo-console", client_secret: "un-segreto-sintetico" },
      address: "https://console.comune.example",
      claims: { role: "groups", roles: { "raccordo-rpd": "privacy_officer" } },
    });
  });

  test.each([
    ["a role that there is not", text.replace("privacy_officer", "capo")],
    ["a secret in the file itself", text.replace("client_secret_file:", "client_secret:")],
    ["no issuer", text.replace(/issuer: .*\n/, "")],
    ["a member that is not known", `${text}chiave: 1\n`],
  ])("with %s is refused, with its place", (_words, content) => {
    write(content);
    expect(() => readIdentity(folder)).toThrow(
      expect.objectContaining({
        text: "deploy-wrong",
        values: expect.objectContaining({ line: expect.any(Number) }),
      }),
    );
  });

  test("with a secret that others may read, or that is not there, starts nothing", () => {
    write(text);
    const setting = readIdentity(folder);
    if (setting === undefined) throw new Error("not read");
    chmodSync(secret, 0o644);
    expect(() => issuerOf(setting)).toThrow();
    chmodSync(secret, 0o600);
    expect(() => issuerOf({ ...setting, client_secret_file: join(folder, "no") })).toThrow(
      expect.objectContaining({ text: "identity-secret-missing" }),
    );
  });

  test("may name the body's own authority: the console gets its certificates, and nothing else of the file", async () => {
    const { ca_file: ca, key_file: key } = await openTlsFiles(folder, Date.now());
    write(`${text}ca_file: authority.pem\n`);
    const file = join(folder, "authority.pem");
    const certificate = readFileSync(ca, "utf8").trim();
    writeFileSync(file, `Autorità SINTETICA\n${readFileSync(key, "utf8")}${certificate}\n`);
    const setting = readIdentity(folder);
    if (setting === undefined) throw new Error("not read");
    expect(issuerOf(setting)).toMatchObject({ ca: certificate });
    expect(issuerOf(setting)).not.toHaveProperty("ca_file");
    for (const wrong of ["", readFileSync(key, "utf8"), certificate.replace(/[A-Za-z]{8}/g, "A")]) {
      writeFileSync(file, wrong);
      expect(() => issuerOf(setting)).toThrow(
        expect.objectContaining({ text: "identity-ca-wrong", values: { path: file } }),
      );
    }
    rmSync(file);
    expect(() => issuerOf(setting)).toThrow(expect.objectContaining({ text: "identity-ca-wrong" }));
  });

  test("names its secret from where it lies itself", () => {
    write(text.replace(secret, "secret"));
    expect(readIdentity(folder)).toMatchObject({ client_secret_file: secret });
  });
});
