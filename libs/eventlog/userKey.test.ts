import { describe, expect, test } from "@jest/globals";
import { createAccount, createUser, fromPublic, fromSeed } from "@nats-io/nkeys";
import { userKeyOf } from "./userKey.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (plain: string) => new TextEncoder().encode(plain);

describe("the key of a NATS user", () => {
  test("has the name, and gives the signature, that the servers' own package computes", () => {
    for (let i = 0; i < 5; i += 1) {
      const pair = createUser();
      const key = userKeyOf(text(pair.getSeed()));
      const challenge = `challenge-${i}`;
      const signature = Buffer.from(key?.sign(challenge) ?? "", "base64");
      expect(key?.name).toBe(pair.getPublicKey());
      expect(fromPublic(key?.name ?? "").verify(bytes(challenge), signature)).toBe(true);
      expect(signature).toEqual(Buffer.from(pair.sign(bytes(challenge))));
    }
  });

  test("is not read from a seed of something else, a damaged one or any other text", () => {
    const seed = text(createUser().getSeed());
    const last = seed.endsWith("A") ? "B" : "A";
    const damaged = [`${seed.slice(0, -4)}${last.repeat(4)}`, seed.slice(0, -2), "", "SU"];
    for (const other of [...damaged, seed.toLowerCase()]) {
      expect(() => fromSeed(bytes(other)).getPublicKey()).toThrow();
      expect(userKeyOf(other)).toBeUndefined();
    }
    expect(userKeyOf(text(createAccount().getSeed()))).toBeUndefined();
  });
});
