import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** Bytes of an ML-DSA-44 public key (FIPS 204, table 2). */
export const mlDsaPublicBytes = 1_312;
/** Bytes of an ML-DSA-44 signature (FIPS 204, table 2). */
export const mlDsaSignatureBytes = 2_420;

const seedBytes = 32;
/** DER that stands before a key of ML-DSA-44 (RFC 9881): the seed alone, and the public key. */
const pkcs8SeedPrefix = Buffer.from("3034020100300b060960864801650304031104228020", "hex");
const spkiPrefix = Buffer.from("30820532300b06096086480165030403110382052100", "hex");

/** The private key that FIPS 204 expands from 32 random bytes. Throws RangeError for another length. */
export function mlDsaPrivateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== seedBytes) throw new RangeError("a seed has 32 bytes");
  const der = Buffer.concat([pkcs8SeedPrefix, seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** Raw public key of a seed. */
export function mlDsaPublicKeyOf(seed: Uint8Array): Buffer {
  const spki = createPublicKey(mlDsaPrivateKey(seed)).export({ type: "spki", format: "der" });
  return spki.subarray(spkiPrefix.length);
}

/** The key of the raw bytes. Throws RangeError for another length. */
export function mlDsaPublicKey(raw: Uint8Array): KeyObject {
  if (raw.length !== mlDsaPublicBytes) throw new RangeError("not an ML-DSA-44 public key");
  const der = Buffer.concat([spkiPrefix, raw]);
  return createPublicKey({ key: der, format: "der", type: "spki" });
}
