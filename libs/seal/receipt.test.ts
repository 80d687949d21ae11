import { describe, expect, test } from "@jest/globals";
import { canonicalBytes } from "#libs/seal/canonical";
import { keyIdOf, publicKeyOf, signBytes, signingKey } from "#libs/seal/ed25519";
import { checkReceipt, signReceipt } from "#libs/seal/receipt";

const seed = Buffer.alloc(32, 1);
const keys = new Map([[keyIdOf(publicKeyOf(seed)), publicKeyOf(seed)]]);
const fields = {
  room: "pl_cremona",
  mode: "actual",
  event: "00112233445586778899aabbccddeeff",
  submission_digest: "0".repeat(64),
  stored_at: "2026-11-22T09:02:01.000Z",
  max_delay_ms: 60_000,
  log_origin: "audit.raccordo.example",
} as const;
const signed = signReceipt(signingKey(seed), fields);

describe("the receipt of a submission", () => {
  test("verifies under the key that the log published, and says what was promised", () => {
    expect(checkReceipt(keys, signed)).toEqual({
      receipt: { ...fields, format: "raccordo-receipt/1", key: keyIdOf(publicKeyOf(seed)) },
    });
  });

  test("does not verify if one byte of it or of its signature differs", () => {
    for (let index = 0; index < signed.body.length; index += 1) {
      const body = Buffer.from(signed.body);
      body[index] = (body[index] ?? 0) ^ 0x01;
      expect(checkReceipt(keys, { ...signed, body })).toHaveProperty("refused");
    }
    const signature = Buffer.from(signed.signature, "base64url");
    signature[0] = (signature[0] ?? 0) ^ 0x01;
    const changed = { body: signed.body, signature: signature.toString("base64url") };
    expect(checkReceipt(keys, changed)).toEqual({ refused: "signature" });
    expect(checkReceipt(keys, { ...signed, signature: "" })).toEqual({ refused: "signature" });
  });

  test("of an unknown key is refused as such", () => {
    expect(checkReceipt(new Map(), signed)).toEqual({ refused: "unknown-key" });
  });

  test("is nothing but a receipt: a signature over other JSON is refused", () => {
    const body = canonicalBytes({ ...fields, format: "other/1", key: keyIdOf(publicKeyOf(seed)) });
    const signature = signBytes(seed, body).toString("base64url");
    expect(checkReceipt(keys, { body, signature })).toEqual({ refused: "malformed" });
  });

  test("is never made with a field outside the format", () => {
    expect(() => signReceipt(signingKey(seed), { ...fields, room: "SINTETICO MARIO" })).toThrow(
      TypeError,
    );
    expect(() => signReceipt(signingKey(seed), { ...fields, stored_at: "yesterday" })).toThrow(
      TypeError,
    );
  });

  test("signs with Ed25519 as RFC 8032 has it (its test 1)", () => {
    const rfc = Buffer.from(
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "hex",
    );
    expect(publicKeyOf(rfc).toString("hex")).toBe(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    );
    expect(signBytes(rfc, Buffer.alloc(0)).toString("hex")).toBe(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
  });
});
