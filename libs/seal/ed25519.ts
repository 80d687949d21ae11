import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { sha256 } from "./bytes.ts";
import { assertKey } from "./derive.ts";

/** DER that stands before the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** Raw public key (32 bytes) of a seed of 32 random bytes. */
export function publicKeyOf(seed: Uint8Array): Buffer {
  const spki = createPublicKey(privateObject(seed)).export({ type: "spki", format: "der" });
  return spki.subarray(spkiPrefix.length);
}

/** Key id: the first eight bytes of the SHA-256 of the raw public key, 16 hex digits. */
export function keyIdOf(publicKey: Uint8Array): string {
  return sha256(assertKey(publicKey)).toString("hex", 0, 8);
}

/** A key that signs many times: parsed once, with what names it. */
export interface SigningKey {
  readonly keyId: string;
  /** Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array): Buffer;
}

/** The signing key of a seed of 32 random bytes. */
export function signingKey(seed: Uint8Array): SigningKey {
  const privateKey = privateObject(seed);
  return {
    keyId: keyIdOf(publicKeyOf(seed)),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** Ed25519 signature, 64 bytes. */
export function signBytes(seed: Uint8Array, bytes: Uint8Array): Buffer {
  return sign(null, bytes, privateObject(seed));
}

/** True if `signature` over `bytes` verifies under the raw public key. */
export function signatureHolds(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const der = Buffer.concat([spkiPrefix, assertKey(publicKey)]);
  return verify(null, bytes, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
}

/** Private key object of a seed of 32 bytes. */
export function privateObject(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([pkcs8Prefix, assertKey(seed)]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}
