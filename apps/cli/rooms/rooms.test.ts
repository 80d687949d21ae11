import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { runCli } from "#tests/support/commandLine";
import { exitCodes } from "../exitCodes.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-rooms-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const raccordo = (...args: readonly string[]) => runCli([...args, "--data", join(folder, "none")]);

describe("raccordo rooms", () => {
  test("tells of every room its kind, comuni, protocols and the agreements that it is party to", async () => {
    const { code, cli } = await raccordo("rooms", "--json");
    expect(code).toBe(0);
    const one = cli.events().find(({ id }) => id === "pl_cremona");
    expect(one).toMatchObject({
      ...{ kind: "polizia_locale", municipalities: ["istat:019036"], state: "unknown" },
      agreements: expect.arrayContaining(["PATTO-CREMONA-2022"]),
    });
  });

  test("without an installation says that addresses are not known, in the person's language", async () => {
    const { code, cli } = await raccordo("rooms", "--lang", "it");
    expect(code).toBe(0);
    expect(cli.output()).toMatch(/^SALA +TIPO +COMUNI/);
    expect(cli.output()).toContain("non c'è un'installazione");
  });
});

describe("raccordo room show", () => {
  test("prints the matrix of what a room may receive, with articles, marked as a proposal", async () => {
    const { code, cli } = await raccordo("room", "show", "questura_cremona", "--lang", "it");
    expect(code).toBe(0);
    expect(cli.output()).toContain("C01  art. 6: G1 A · G2 A · G3 Z");
    expect(cli.output()).toContain("C17  art. 3/bis: vietato");
    expect(cli.output()).toContain("Proposta, da confermare dai titolari");
    expect(cli.output()).toContain("PATTO-CREMONA-2022");
  });

  test("ends with 2 for a room that is not there, and names those that are", async () => {
    const { code, cli } = await raccordo("room", "show", "pl_nowhere");
    expect(code).toBe(exitCodes.usage);
    expect(cli.output()).toContain("Known: pl_cremona");
  });
});
