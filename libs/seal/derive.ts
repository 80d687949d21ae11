import { hkdfSync } from "node:crypto";
import { derivationLabel, lengthPrefixed, type Mode } from "./bytes.ts";

/** Bytes of every key, root and seed. */
export const keyBytes = 32;

/** What the root of a room is derived into (clarification 21). */
export type RoomKeyLabel = "naming" | "alias" | "feed" | "operator";

/** The two random keys of one incident, as the vault gives them; destroying both ends all derived from them. */
export interface IncidentKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array;
}

/**
 * HKDF-SHA256 to 32 bytes; info = length-prefixed ("raccordo/v1", label, context…), no salt.
 * Throws RangeError on a root shorter than 32 bytes: an empty secret must never pass as a key.
 */
export function deriveKey(root: Uint8Array, label: string, ...context: readonly string[]): Buffer {
  if (root.length < keyBytes) throw new RangeError(`a root has at least ${keyBytes} bytes`);
  const info = lengthPrefixed(derivationLabel, label, ...context);
  return Buffer.from(hkdfSync("sha256", root, new Uint8Array(0), info, keyBytes));
}

/** One of the keys of a room (or of `_core`) from its root, for one mode and one epoch (0, 1, …). */
export function roomKey(root: Uint8Array, label: RoomKeyLabel, mode: Mode, epoch: number): Buffer {
  if (!Number.isSafeInteger(epoch) || epoch < 0) throw new RangeError("epochs count from 0");
  return deriveKey(assertKey(root), label, mode, String(epoch));
}

/** A key that dies with either key of the incident: nobody who holds only one of them can make it. */
export function incidentKey(
  keys: IncidentKeys,
  label: string,
  ...context: readonly string[]
): Buffer {
  const root = lengthPrefixed(assertKey(keys.ordinary), assertKey(keys.sensitive));
  return deriveKey(root, label, ...context);
}

/** Returns `key`; throws RangeError unless it has exactly 32 bytes. */
export function assertKey(key: Uint8Array): Uint8Array {
  if (key.length !== keyBytes) throw new RangeError(`a key has ${keyBytes} bytes`);
  return key;
}
