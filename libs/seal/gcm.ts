import { createCipheriv, createDecipheriv } from "node:crypto";
import { secretKey } from "./bytes.ts";
import { assertKey } from "./derive.ts";

/** AES-256-GCM as used everywhere here: nonce of 12 bytes, then the ciphertext, then a tag of 16. */
export const nonceBytes = 12;
const tagBytes = 16;

/** What a box is longer than its content, bytes. */
export const boxOverheadBytes = nonceBytes + tagBytes;

/** Seals `plaintext` to nonce ‖ ciphertext ‖ tag. A nonce must never serve twice under one key. */
export function sealBox(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Buffer {
  if (nonce.length !== nonceBytes) throw new RangeError(`a nonce has ${nonceBytes} bytes`);
  const cipher = createCipheriv("aes-256-gcm", secretKey(assertKey(key)), nonce, {
    authTagLength: tagBytes,
  });
  cipher.setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Content of a box; undefined if a byte of it, the key or the associated data differ. */
export function openBox(key: Uint8Array, aad: Uint8Array, box: Uint8Array): Buffer | undefined {
  if (box.length < boxOverheadBytes) return undefined;
  const nonce = box.subarray(0, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", secretKey(assertKey(key)), nonce, {
    authTagLength: tagBytes,
  });
  decipher.setAAD(aad);
  decipher.setAuthTag(box.subarray(box.length - tagBytes));
  const content = decipher.update(box.subarray(nonceBytes, box.length - tagBytes));
  try {
    return Buffer.concat([content, decipher.final()]);
  } catch {
    return undefined; // the tag does not match
  }
}
