import { describe, expect, test } from "@jest/globals";
import { type KeyOutcome, Keyring, memoryMaxMs, ShortMemory, type Vault } from "./keyring.ts";

const keys = { ordinary: new Uint8Array(32).fill(1), sensitive: new Uint8Array(32).fill(2) };

class CountingVault implements Vault {
  asked = 0;
  answer: KeyOutcome = { kind: "ok", keys, created: true };
  create = (): Promise<KeyOutcome> => this.get();
  getToSeal = (): Promise<KeyOutcome> => this.get();
  get = (): Promise<KeyOutcome> => {
    this.asked += 1;
    return Promise.resolve(this.answer);
  };
}

describe("keys in memory", () => {
  test("are asked for again after five minutes, however often they were used", async () => {
    let now = 0;
    const vault = new CountingVault();
    const ring = new Keyring(vault, () => now);
    await ring.get("actual", "i");
    now = memoryMaxMs - 1;
    await ring.get("actual", "i");
    expect(vault.asked).toBe(1);
    now = memoryMaxMs;
    await ring.get("actual", "i");
    expect(vault.asked).toBe(2);
  });

  test("go at once at a shred notice, and a shredded incident is never remembered as open", async () => {
    const vault = new CountingVault();
    const ring = new Keyring(vault, () => 0);
    await ring.get("actual", "i");
    vault.answer = { kind: "shredded" };
    ring.forget("actual", "i");
    expect(await ring.get("actual", "i")).toEqual({ kind: "shredded" });
    expect(await ring.get("actual", "i")).toEqual({ kind: "shredded" });
  });

  test("that were given for reading are not keys to seal with; those to seal with may be read with", async () => {
    const vault = new CountingVault();
    const ring = new Keyring(vault, () => 0);
    await ring.get("actual", "i");
    vault.answer = { kind: "retired" };
    expect(await ring.create("actual", "i")).toEqual({ kind: "retired" });
    expect(await ring.getToSeal("actual", "i")).toEqual({ kind: "retired" });
    vault.answer = { kind: "ok", keys, created: false };
    expect(await ring.getToSeal("actual", "j")).toMatchObject({ kind: "ok" });
    const asked = vault.asked;
    expect(await ring.get("actual", "j")).toMatchObject({ kind: "ok" });
    expect(vault.asked).toBe(asked);
    ring.forget("actual", "j");
    vault.answer = { kind: "retired" };
    expect(await ring.create("actual", "j")).toEqual({ kind: "retired" });
  });

  test("an exercise never opens with the keys of an actual incident", async () => {
    const vault = new CountingVault();
    const ring = new Keyring(vault, () => 0);
    await ring.get("actual", "i");
    await ring.get("exercise", "i");
    expect(vault.asked).toBe(2);
  });

  test("memory is bounded, and putting again does not make an entry younger", () => {
    let now = 0;
    const memory = new ShortMemory<number>(() => now, 2);
    memory.put("a", 1);
    now = memoryMaxMs - 1;
    memory.put("a", 2);
    memory.put("b", 1);
    memory.put("c", 1);
    expect(memory.size).toBe(2);
    expect(memory.get("a")).toBeUndefined();
    memory.put("b", 1);
    now += 1;
    memory.sweep();
    expect(memory.size).toBe(2);
  });
});
