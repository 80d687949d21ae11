import { createHash, createPrivateKey, randomBytes, sign, verify } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { shake } from "#libs/logcheck/keccak";
import { isMlDsa44Of } from "#libs/logcheck/mlDsa";
import { mlDsaPrivateKey, mlDsaPublicKey, mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";

/** Where the hints begin in a signature, and how many of them there may be. */
const [hintsAt, omega] = [2_420 - 84, 80];

/** A key that follows from a number, a message and its signature. */
function signed(round: number) {
  const seed = createHash("sha256").update(`key ${round}`).digest();
  const message = randomBytes(round * 61);
  return {
    key: mlDsaPublicKeyOf(seed),
    message,
    signature: sign(null, message, mlDsaPrivateKey(seed)),
  };
}

/** What the page says; the platform must say the same. */
function both(key: Buffer, message: Buffer, signature: Buffer): boolean {
  const here = isMlDsa44Of(key, message, signature);
  expect(verify(null, message, mlDsaPublicKey(key), signature)).toBe(here);
  return here;
}

describe("the page's own SHAKE", () => {
  test("gives what the platform's gives, for messages and outputs around each edge of a block", () => {
    for (const length of [0, 1, 135, 136, 137, 167, 168, 169, 600]) {
      const message = randomBytes(length);
      for (const name of ["shake128", "shake256"] as const) {
        const theirs = createHash(name, { outputLength: 500 }).update(message).digest();
        expect(Buffer.from(shake(name, message).read(500)).equals(theirs)).toBe(true);
      }
    }
  });

  test("gives the first bytes that FIPS 202 gives for an empty message", () => {
    const empty = new Uint8Array();
    const hex = (name: "shake128" | "shake256") =>
      Buffer.from(shake(name, empty).read(16)).toString("hex");
    expect(hex("shake128")).toBe("7f9c2ba4e88f827d616045507605853e");
    expect(hex("shake256")).toBe("46b9dd2b0ba88d13233b3feb743eeb24");
  });
});

describe("the page's own ML-DSA-44", () => {
  test("accepts what the platform signs, and nothing of which one bit was changed anywhere", () => {
    for (let round = 0; round < 6; round += 1) {
      const { key, message, signature } = signed(round);
      expect(both(key, message, signature)).toBe(true);
      const place = Math.floor((round * 2_420) / 6);
      const flipped = Buffer.from(signature);
      flipped[place] = flipped.readUInt8(place) ^ (1 << round);
      expect(both(key, message, flipped)).toBe(false);
      const otherKey = Buffer.from(key);
      otherKey[round * 250] = otherKey.readUInt8(round * 250) ^ 1;
      expect(both(otherKey, message, signature)).toBe(false);
      expect(both(key, Buffer.concat([message, Buffer.of(0)]), signature)).toBe(false);
    }
  });

  test("takes no second spelling of a good signature: hints in another order, said twice, or hidden in the rest", () => {
    const { key, message, signature } = signed(9);
    const ends = [0, 1, 2, 3].map((row) => signature.readUInt8(hintsAt + omega + row));
    const row = ends.findIndex((end, at) => end - (ends[at - 1] ?? 0) >= 2);
    const first = hintsAt + (ends[row - 1] ?? 0);
    const total = ends[3] ?? omega;
    expect([row >= 0, total < omega]).toEqual([true, true]);
    const swapped = Buffer.from(signature);
    swapped[first] = signature.readUInt8(first + 1);
    swapped[first + 1] = signature.readUInt8(first);
    const hidden = Buffer.from(signature);
    hidden[hintsAt + omega - 1] = 1;
    const twice = Buffer.from(signature);
    signature.copy(twice, first + 1, first, hintsAt + total);
    for (let one = row; one < 4; one += 1) twice[hintsAt + omega + one] = (ends[one] ?? 0) + 1;
    const falling = Buffer.from(signature);
    falling[hintsAt + omega + 3] = (ends[2] ?? 0) - 1;
    const beyond = Buffer.from(signature);
    beyond[hintsAt + omega + 3] = omega + 1;
    for (const wrong of [swapped, hidden, twice, falling, beyond]) {
      expect(both(key, message, wrong)).toBe(false);
    }
  });

  test("takes no answer that is too large, and neither key nor signature of another length", () => {
    const { key, message, signature } = signed(11);
    for (const value of [0, 77, 131_072 * 2 - 1, 131_072 * 2 - 78]) {
      const large = Buffer.from(signature);
      large[32] = value & 0xff;
      large[33] = (value >> 8) & 0xff;
      large[34] = (large.readUInt8(34) & 0xfc) | (value >> 16);
      expect(both(key, message, large)).toBe(false);
    }
    expect(isMlDsa44Of(key, message, signature.subarray(1))).toBe(false);
    expect(isMlDsa44Of(key.subarray(1), message, signature)).toBe(false);
    expect(isMlDsa44Of(key, message, Buffer.concat([signature, Buffer.of(0)]))).toBe(false);
  });

  test("judges a signature made with a context as what it is: another message's", () => {
    const seed = createHash("sha256").update("context").digest();
    const key = mlDsaPublicKeyOf(seed);
    const pkcs8 = mlDsaPrivateKey(seed).export({ type: "pkcs8", format: "der" });
    const again = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
    const message = Buffer.from("SINTETICO");
    const signature = sign(null, message, { key: again, context: Buffer.from("altro") });
    expect(both(key, message, signature)).toBe(false);
  });
});
