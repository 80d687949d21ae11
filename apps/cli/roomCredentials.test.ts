import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { credentialDigest, credentialsMax } from "#libs/runtime/credentials";
import { runCli } from "#tests/support/commandLine";
import {
  assertPlace,
  credentialsFile,
  keepCredentials,
  plannedRevocation,
  plannedRotation,
  readCredentials,
} from "./roomCredentials.ts";

const data = mkdtempSync(join(tmpdir(), "raccordo-credentials-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const place = { data, room: "pl_sintetica" };
const nowMs = Date.parse("2026-03-01T10:00:00.000Z");
const dayMs = 86_400_000;
const text = () => readFileSync(credentialsFile(place), "utf8");
beforeEach(() => {
  rmSync(join(data, "rooms"), { recursive: true, force: true });
  mkdirSync(join(data, "rooms", place.room), { recursive: true });
  keepCredentials(place, credentialDigest("chiave-sintetica"), nowMs);
});

/** As many credentials as a room may have. */
function full(): void {
  while (readCredentials(place).credentials.length < credentialsMax) {
    plannedRotation(place, nowMs, 0).carryOut();
  }
}

describe("the credentials of a room", () => {
  test("are as they were until a planned change is carried out", () => {
    const before = text();
    const planned = plannedRotation(place, nowMs, 0);
    plannedRevocation(place, "key-1", nowMs);
    expect(text()).toBe(before);
    expect(planned.carryOut()).toEqual(readCredentials(place));
  });

  test("never become more than its edge reads: the change is refused, and those there are go on", () => {
    full();
    const before = text();
    const refused = expect.objectContaining({ text: "credentials-full", exit: "refused" });
    const rotation = () => plannedRotation(place, nowMs, 0);
    expect(rotation).toThrow(refused);
    expect(() => assertPlace(place, readCredentials(place))).toThrow(refused);
    expect(text()).toBe(before);
    // To end one needs no place, and those that ended a month ago make some.
    plannedRevocation(place, `key-${credentialsMax}`, nowMs).carryOut();
    plannedRotation(place, nowMs + 31 * dayMs, 0).carryOut();
    expect(readCredentials(place).credentials.length).toBeLessThan(credentialsMax);
  });

  test("are not changed where nothing is installed that could record it", async () => {
    const before = text();
    for (const args of [
      ["rotate-key", place.room],
      ["revoke", place.room, "key-1"],
      ["certificate", place.room, "--out", join(data, "certificate")],
    ]) {
      const { code } = await runCli(["room", ...args, "--data", data]);
      expect(code).not.toBe(0);
    }
    expect(text()).toBe(before);
  });
});
