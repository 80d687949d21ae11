import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { secretPattern } from "#apps/adapter/webhook/signature";
import { runCommandLine } from "#apps/cli/commandLine";
import { exitCodes } from "#apps/cli/exitCodes";
import { openDataFolder } from "#apps/cli/installation";
import { mutedTerminal } from "#apps/cli/terminal";
import {
  assertRotatable,
  openWebhookSecrets,
  retireWebhookSecret,
  rotateWebhookSecret,
  webhookSecretFile,
} from "#apps/cli/webhookSecrets";

const room = "questura_prova";
let data = "";

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "raccordo-cli-")), "data");
  openDataFolder(data);
});
afterEach(() => rmSync(join(data, ".."), { recursive: true, force: true }));

const open = (made: readonly string[]) => openWebhookSecrets(data, [room], made).get(room);
const terminal = mutedTerminal("en");
const command = (step: string) =>
  runCommandLine(["webhook", step, "--room", room, "--by", "SINTETICO", "--data", data], {});

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

  test("is rotated with an overlap: two signatures until the old one is retired", () => {
    const [old = ""] = open([]) ?? [];
    rotateWebhookSecret(terminal, data, room);
    const [fresh = "", second] = open([room]) ?? [];
    expect([second, fresh === old]).toEqual([old, false]);
    expect(() => assertRotatable(data, room)).toThrow("webhook-rotating");
    retireWebhookSecret(terminal, data, room);
    expect(open([room])).toEqual([fresh]);
    expect(readFileSync(webhookSecretFile(data, room), "utf8")).toBe(`${fresh}\n`);
  });

  test("of a room without one is neither rotated nor made by that", async () => {
    expect(await command("rotate")).toBe(exitCodes.refused);
  });

  test("stays as it is where nothing runs that could record who asks for another one", async () => {
    const before = open([]);
    for (const step of ["rotate", "retire"]) expect(await command(step)).not.toBe(exitCodes.ok);
    expect(open([room])).toEqual(before);
  });
});
