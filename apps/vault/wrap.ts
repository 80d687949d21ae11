import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { KeyName, RandomSource } from "./keyStore.ts";

export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** The key that wraps incident keys, and its number. */
export interface EpochKey {
  readonly epoch: number;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** What a wrapped key is bound to: moved to another row, column or mode it does not open. */
export interface WrapPlace extends KeyName {
  readonly generation: number;
  readonly part: "ordinary" | "sensitive";
}

/**
 * nonce ‖ AES-256-GCM ciphertext ‖ tag. A random 96-bit nonce is safe for 2^32 wraps under one key
 * (NIST SP 800-38D, 8.3): two a row, so for two thousand million incidents an epoch.
 */
export function wrapKey(
  epochKey: EpochKey,
  place: WrapPlace,
  key: Uint8Array,
  random: RandomSource,
): Uint8Array {
  const nonce = random(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", epochKey.key, nonce);
  cipher.setAAD(boundTo(epochKey.epoch, place));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** The key again; undefined when it was wrapped for another place, under another key, or altered. */
export function unwrapKey(
  epochKey: EpochKey,
  place: WrapPlace,
  wrapped: Uint8Array,
): Uint8Array | undefined {
  if (wrapped.length !== nonceBytes + keyBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", epochKey.key, wrapped.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(epochKey.epoch, place));
  decipher.setAuthTag(wrapped.subarray(-tagBytes));
  try {
    const body = wrapped.subarray(nonceBytes, -tagBytes);
    return Uint8Array.from(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    return undefined;
  }
}

/** Tells whether a store was opened with the epoch key that it was made with, and nothing else about it. */
export function epochCheck({ epoch, key }: EpochKey): Uint8Array {
  return createHmac("sha256", key).update(`raccordo/vault/epoch-check/1/${epoch}`).digest();
}

function boundTo(epoch: number, { mode, incident, generation, part }: WrapPlace): Uint8Array {
  return Buffer.from(
    JSON.stringify(["raccordo/vault/wrap/1", mode, incident, generation, part, epoch]),
  );
}
