import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { CommitsPlace } from "#libs/tilestore/commitsPlace";
import { testFolder } from "#tests/support/privateFile";
import { projectRoot } from "#tests/support/project";
import { readPlace, settlePlace } from "./place.ts";
import { parseCommits, readCommits } from "./setting.ts";

const head = "format: raccordo-commits/1\n";
const remote = "postgresql://audit@db.example/raccordo?sslmode=verify-full&sslrootcert=/etc/ca.pem";
const inPostgres = (url: string, more = "") => `${head}store: postgresql\nurl: ${url}\n${more}`;

describe("deploy/commits.yaml", () => {
  test("as shipped, or where there is none, keeps the commits in a file beside the log", () => {
    expect(readCommits(join(projectRoot, "deploy"))).toEqual({ kind: "sqlite" });
    expect(readCommits(join(projectRoot, "docs"))).toEqual({ kind: "sqlite" });
  });

  test("names a server of this machine, or one whose name and certificate are checked, and the file of its password", () => {
    const text = inPostgres(remote, "password_file: /etc/raccordo/password\n");
    const value = { kind: "postgresql", url: remote, password_file: "/etc/raccordo/password" };
    expect(parseCommits(text)).toEqual({ ok: true, value });
    expect(parseCommits(inPostgres("postgresql://audit@127.0.0.1/log")).ok).toBe(true);
  });

  test.each([
    ["a password in the address", inPostgres("postgresql://audit:SINTETICO@127.0.0.1/log")],
    ["a password in its query", inPostgres("postgresql://audit@127.0.0.1/log?password=SINTETICO")],
    ["another host in its query", inPostgres("postgresql://audit@127.0.0.1/log?host=db.example")],
    ["another machine without a checked name", inPostgres("postgresql://audit@db.example/log")],
    ["a relative password file", inPostgres(remote, "password_file: password\n")],
    ["a member that nobody knows", `${head}store: sqlite\nurl: ${remote}\n`],
    ["a store that nobody knows", `${head}store: memory\n`],
    ["no format", "store: sqlite\n"],
  ])("%s is refused", (_, text) => {
    const parsed = parseCommits(text);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain("SINTETICO");
  });
});

describe("the place that a start uses", () => {
  const sqlite: CommitsPlace = { kind: "sqlite" };
  const server = (name: string, more = ""): CommitsPlace => ({
    kind: "postgresql",
    url: `postgresql://audit@127.0.0.1/${name}${more}`,
  });
  let data: string;
  beforeEach(() => {
    data = testFolder();
    mkdirSync(join(data, "audit"));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));
  const elsewhere = expect.objectContaining({ text: "commits-elsewhere" });

  test("is the wanted one before the log has begun, and that one only from then on", () => {
    expect(settlePlace(data, server("log"))).toEqual(server("log"));
    expect(readPlace(data)).toEqual(server("log"));
    expect(() => settlePlace(data, sqlite)).toThrow(elsewhere);
    expect(() => settlePlace(data, server("other"))).toThrow(elsewhere);
    expect(readPlace(data)).toEqual(server("log"));
  });

  test("may be reached in another way", () => {
    settlePlace(data, server("log"));
    const again = server("log", "?sslmode=verify-full");
    expect(settlePlace(data, again)).toEqual(again);
    expect(readPlace(data)).toEqual(again);
  });

  test.each(["checkpoints.sqlite", "2026/"])(
    "is the file beside the log for an installation from before that has %s",
    (name) => {
      const path = join(data, "audit", name);
      if (name.endsWith("/")) mkdirSync(path);
      else writeFileSync(path, "");
      expect(() => settlePlace(data, server("log"))).toThrow(elsewhere);
      expect(settlePlace(data, sqlite)).toEqual(sqlite);
    },
  );

  test("is refused while others than its owner can read the password, which is told nowhere", () => {
    const file = join(data, "password");
    writeFileSync(file, "SINTETICO\n", { mode: 0o600 });
    const place = { ...server("log"), password_file: file };
    expect(settlePlace(data, place)).toEqual(place);
    expect(readFileSync(join(data, "commits.json"), "utf8")).not.toContain("SINTETICO");
    const refused = expect.objectContaining({
      text: "commits-password",
      message: expect.not.stringContaining("SINTETICO"),
    });
    for (const mode of [0o640, 0o604]) {
      chmodSync(file, mode);
      expect(() => settlePlace(data, place)).toThrow(refused);
    }
    rmSync(file);
    expect(() => settlePlace(data, place)).toThrow(refused);
  });
});
