import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { secretPattern } from "#apps/adapter/webhook/signature";
import { runCommandLine } from "./commandLine.ts";
import { exitCodes } from "./exitCodes.ts";
import { openDataFolder } from "./installation.ts";
import { openWebhookSecrets, webhookSecretFile } from "./webhookSecrets.ts";

const room = "questura_prova";
let data = "";

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "raccordo-cli-")), "data");
  openDataFolder(data);
});
afterEach(() => rmSync(join(data, ".."), { recursive: true, force: true }));

const open = (made: readonly string[]) => openWebhookSecrets(data, [room], made).get(room);
const run = (step: string) =>
  runCommandLine(["webhook", step, "--room", room, "--data", data, "--json"], {});

describe("the secret of a webhook", () => {
  test("is made at the first start, lies beside the room's key for its owner only, and stays", () => {
    const made = open([]);
    expect(made).toHaveLength(1);
    expect(made?.[0]).toMatch(secretPattern);
    expect(statSync(webhookSecretFile(data, room)).mode & 0o777).toBe(0o600);
    expect(webhookSecretFile(data, room)).toBe(join(data, "rooms", room, "webhook"));
    expect(open([room])).toEqual(made);
  });

  test("that went missing is not silently another one: the receiver would refuse every copy", () => {
    open([]);
    unlinkSync(webhookSecretFile(data, room));
    expect(() => open([room])).toThrow("secret-missing");
  });

  test("is rotated with an overlap: two signatures until the old one is retired", async () => {
    const [old = ""] = open([]) ?? [];
    expect(await run("rotate")).toBe(exitCodes.ok);
    const [fresh = "", second] = open([room]) ?? [];
    expect([second, fresh === old]).toEqual([old, false]);
    expect(await run("rotate")).toBe(exitCodes.refused);
    expect(await run("retire")).toBe(exitCodes.ok);
    expect(open([room])).toEqual([fresh]);
    expect(readFileSync(webhookSecretFile(data, room), "utf8")).toBe(`${fresh}\n`);
  });

  test("of a room without one is neither rotated nor made by that", async () => {
    expect(await run("rotate")).toBe(exitCodes.refused);
  });
});
