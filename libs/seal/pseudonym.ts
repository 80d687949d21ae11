import { keyedDigest, secretKey } from "./bytes.ts";
import { assertKey, deriveKey } from "./derive.ts";

/** Within what a pseudonym links; the receiver and the mode are in the key of the room. */
export interface PseudonymUse {
  readonly purpose: string;
  /** Quarter of the year, e.g. `2026Q4`. */
  readonly epoch: string;
}

/**
 * Key of one receiver's pseudonyms for one purpose and one quarter, from the receiver's key `pseudonym` of one mode.
 * It holds no key of an incident: a pseudonym stays computable for as long as this key is, also when the incident
 * that it came with is destroyed.
 */
export function pseudonymKey(roomPseudonymKey: Uint8Array, use: PseudonymUse): Buffer {
  return deriveKey(assertKey(roomPseudonymKey), "pseudonym-use", use.purpose, use.epoch);
}

/**
 * Pseudonyms of identifiers, 32 hex digits: the same plate has the same one within one receiver, mode, purpose and
 * quarter, over incidents; under any other key it has another, which nobody without both keys can bring together.
 */
export function pseudonymTokens(
  roomPseudonymKey: Uint8Array,
  use: PseudonymUse,
): (path: string, value: string) => string {
  const key = secretKey(pseudonymKey(roomPseudonymKey, use));
  return (path, value) =>
    keyedDigest(key, "pseudonym", path, identifierForm(value)).toString("hex", 0, 16);
}

/** How an identifier counts, however it was typed: `zz 000-zz` is `ZZ000ZZ`. */
export function identifierForm(value: string): string {
  const bare = value
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  // Made of signs alone it would be the same as any other such text.
  return bare === "" ? value : bare;
}
