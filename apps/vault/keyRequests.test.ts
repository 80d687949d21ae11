import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { loggerTo } from "#libs/runtime/logger";
import { seamsFor } from "#libs/runtime/seam";
import { type Admission, KeyRequests } from "./keyRequests.ts";
import type { KeyStore } from "./keyStore.ts";

const incident = "0123456789ab8cde8123456789abcdef";
const keys = { ordinary: new Uint8Array(32).fill(1), sensitive: new Uint8Array(32).fill(2) };

/** A store that notes whether it was asked at all. */
function vaultOver(store: Partial<KeyStore>, admission?: Admission) {
  const asked: string[] = [];
  const lines: string[] = [];
  const logger = loggerTo(
    { write: (line) => lines.push(line) },
    { process: "vault", log_level: "trace" },
  );
  const full: KeyStore = {
    create: async () => ({ outcome: "ok", keys, created: true }),
    get: async () => ({ outcome: "absent" }),
    getToSeal: async () => ({ outcome: "retired" }),
    retire: async () => {},
    shred: async () => {},
    list: async () => [],
    flushUses: async () => {},
    epochs: async () => [],
    rotate: async () => 2,
    rewrap: async () => ({ rows: 0, damaged: [], last: undefined }),
    destroyEpoch: async () => "unknown",
    close: async () => {},
    ...store,
  };
  const noting = new Proxy(full, {
    get(target, name: keyof KeyStore) {
      asked.push(name);
      return target[name];
    },
  });
  return {
    requests: new KeyRequests(noting, seamsFor(undefined), logger, undefined, admission),
    asked,
    lines,
  };
}

const request = (more: object = {}) =>
  encodeWire("VaultRequest", { incident, mode: "actual", part: "", ...more });
const replyTo = async (bytes: Promise<Uint8Array>) => decodeWire("VaultReply", await bytes);

describe("requests to the vault", () => {
  test("are answered with the keys, or with why there are none", async () => {
    const { requests } = vaultOver({});
    expect(await replyTo(requests.create(request()))).toEqual({
      outcome: "ok",
      ...keys,
      created: true,
    });
    expect(await replyTo(requests.get(request()))).toMatchObject({ outcome: "absent" });
    expect(await replyTo(requests.shred(request()))).toMatchObject({ outcome: "ok" });
  });

  test.each([
    { incident: "CR-2026-881" },
    { incident: "" },
    { incident: incident.toUpperCase() },
    { incident: `${incident}0` },
    { incident: "0123456789ab4cde8123456789abcdef" },
    { part: "ordinary" },
    { part: "SENSITIVE" },
    { mode: "" },
    { mode: "ACTUAL" },
    { mode: "constructor" },
    { mode: "x".repeat(400) },
  ])("%j is malformed, and the store is not asked", async (more) => {
    const { requests, asked } = vaultOver({});
    expect(await replyTo(requests.create(request(more)))).toMatchObject({ outcome: "malformed" });
    expect(asked).toEqual([]);
  });

  test("after a start give no key until the log was held against the store, by whoever names this start", async () => {
    const admission = { instance: "a1", isOpen: false };
    const { requests, asked } = vaultOver({}, admission);
    const outcomeOf = async (bytes: Promise<Uint8Array>) => (await replyTo(bytes))?.outcome;
    const admit = (instance: string) =>
      outcomeOf(requests.admit(encodeWire("VaultAdmission", { instance })));
    const stand = async () => {
      const request = { after_mode: "", after_incident: "", rows_max: 10 };
      const bytes = await requests.list(encodeWire("VaultListRequest", request));
      return decodeWire("VaultListReply", bytes);
    };
    expect(await outcomeOf(requests.create(request()))).toBe("failed");
    expect(await outcomeOf(requests.get(request()))).toBe("failed");
    expect(asked).toEqual([]);
    expect(await stand()).toMatchObject({ outcome: "ok", instance: "a1", admitted: false });
    expect(await admit("b2")).toBe("malformed");
    expect(await outcomeOf(requests.get(request()))).toBe("failed");
    expect(await outcomeOf(requests.shred(request()))).toBe("ok");
    expect(await admit("a1")).toBe("ok");
    expect(await stand()).toMatchObject({ admitted: true });
    expect(await outcomeOf(requests.create(request()))).toBe("ok");
  });

  test("no bytes whatever crash it, make keys, or reach the log", async () => {
    const { requests, asked, lines } = vaultOver({});
    const ask = [requests.create, requests.get, requests.shred].map((one) => one.bind(requests));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...ask),
        async (bytes, to) => {
          expect(await replyTo(to(bytes))).toMatchObject({ outcome: "malformed", created: false });
        },
      ),
    );
    expect(asked).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).not.toHaveProperty("incident");
  });

  test("a store that fails is answered as failed, with no keys and nothing of the error", async () => {
    const failing = () => Promise.reject(new Error("SINTETICO disk"));
    const { requests, lines } = vaultOver({ create: failing, get: failing, shred: failing });
    for (const answer of [
      requests.create(request()),
      requests.get(request()),
      requests.shred(request()),
    ]) {
      expect(await replyTo(answer)).toEqual({
        outcome: "failed",
        ordinary: new Uint8Array(),
        sensitive: new Uint8Array(),
        created: false,
      });
    }
    expect(lines.join("")).not.toContain("SINTETICO");
  });
});
