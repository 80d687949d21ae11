import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from "node:crypto";
import { derivationLabel, lengthPrefixed } from "./bytes.ts";
import { assertKey, deriveKey, keyBytes } from "./derive.ts";
import { boxOverheadBytes, nonceBytes, openBox, sealBox } from "./gcm.ts";

/** DER that stands before the 32 bytes of an X25519 key (RFC 8410). */
const spkiPrefix = Buffer.from("302a300506032b656e032100", "hex");
const pkcs8Prefix = Buffer.from("302e020100300506032b656e04220420", "hex");

const version = 1;
const headerBytes = 1 + keyBytes;

/** Largest message that quarantine takes, bytes; above what a room's account lets in. */
export const officerPlaintextBytesMax = 524_288;

export type SealedToOfficer =
  | { readonly sealed: Buffer }
  | { readonly refused: "public-key" | "too-large" };
export type OpenedByOfficer =
  | { readonly plaintext: Buffer }
  | { readonly refused: "malformed" | "not-authentic" };

/**
 * Seals to a privacy officer's X25519 public key (32 raw bytes or SPKI DER), so that no process of ours
 * can read what lies in quarantine: ECIES with HKDF-SHA256 and AES-256-GCM. `ephemeral` is a private key of
 * 32 random bytes that serves once. Layout: version byte, ephemeral public key, box. `aad` (mode, room,
 * reason) must be told again to open.
 */
export function sealToOfficer(
  publicKey: Uint8Array,
  ephemeral: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
): SealedToOfficer {
  if (plaintext.length > officerPlaintextBytesMax) return { refused: "too-large" };
  const recipient = rawKey(publicKey, spkiPrefix);
  const sender = officerPublicKey(ephemeral);
  if (recipient === undefined) return { refused: "public-key" };
  const shared = agreed(ephemeral, recipient);
  if (shared === undefined) return { refused: "public-key" };
  // The key serves for this one message, so a fixed nonce cannot repeat under it.
  const key = messageKey(shared, sender, recipient);
  const box = sealBox(key, Buffer.alloc(nonceBytes), boxAad(aad), plaintext);
  return { sealed: Buffer.concat([Buffer.of(version), sender, box.subarray(nonceBytes)]) };
}

/** Opens with the officer's private key (32 raw bytes or PKCS #8 DER). Throws RangeError on another shape of key. */
export function openAsOfficer(
  privateKey: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): OpenedByOfficer {
  const own = rawKey(privateKey, pkcs8Prefix);
  if (own === undefined) throw new RangeError("not an X25519 private key");
  if (sealed[0] !== version || sealed.length < headerBytes + boxOverheadBytes - nonceBytes) {
    return { refused: "malformed" };
  }
  const sender = Buffer.from(sealed.subarray(1, headerBytes));
  const shared = agreed(own, sender);
  if (shared === undefined) return { refused: "malformed" };
  const key = messageKey(shared, sender, officerPublicKey(own));
  const box = Buffer.concat([Buffer.alloc(nonceBytes), sealed.subarray(headerBytes)]);
  const plaintext = openBox(key, boxAad(aad), box);
  return plaintext === undefined ? { refused: "not-authentic" } : { plaintext };
}

/** Raw public key (32 bytes) of a raw X25519 private key. */
export function officerPublicKey(privateKey: Uint8Array): Buffer {
  const spki = createPublicKey(privateObject(privateKey)).export({ type: "spki", format: "der" });
  return spki.subarray(spkiPrefix.length);
}

/** X25519; undefined for a public key of small order, with which the secret would be known to all. */
function agreed(privateKey: Uint8Array, publicKey: Uint8Array): Buffer | undefined {
  try {
    const der = Buffer.concat([spkiPrefix, publicKey]);
    const other = createPublicKey({ key: der, format: "der", type: "spki" });
    return diffieHellman({ privateKey: privateObject(privateKey), publicKey: other });
  } catch {
    return undefined;
  }
}

function messageKey(shared: Buffer, sender: Buffer, recipient: Buffer): Buffer {
  return deriveKey(shared, "officer", sender.toString("hex"), recipient.toString("hex"));
}

function boxAad(aad: Uint8Array): Buffer {
  return lengthPrefixed(derivationLabel, "officer", aad);
}

function privateObject(raw: Uint8Array): KeyObject {
  const der = Buffer.concat([pkcs8Prefix, assertKey(raw)]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** The 32 bytes of a key given raw or in its DER form; undefined for anything else. */
function rawKey(key: Uint8Array, derPrefix: Buffer): Buffer | undefined {
  const bytes = Buffer.from(key);
  if (bytes.length === keyBytes) return bytes;
  const prefixed = bytes.subarray(0, derPrefix.length).equals(derPrefix);
  return prefixed && bytes.length === derPrefix.length + keyBytes
    ? bytes.subarray(derPrefix.length)
    : undefined;
}
