import { createHmac, type KeyObject } from "node:crypto";
import { derivationLabel, lengthPrefixed, type Mode, secretKey } from "./bytes.ts";

/** Bytes of every key, root and seed. */
export const keyBytes = 32;

/** What the root of a room is derived into (clarification 21). */
export type RoomKeyLabel = "naming" | "alias" | "feed" | "operator" | "pseudonym";

/** The two random keys of one incident, as the vault gives them; destroying both ends all derived from them. */
export interface IncidentKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array;
}

/**
 * HKDF-SHA256 to 32 bytes; info = length-prefixed ("raccordo/v1", label, context…), no salt.
 * Throws RangeError on a root shorter than 32 bytes: an empty secret must never pass as a key.
 * A root's bytes are never changed after its first use: what is extracted from them is kept beside them.
 */
export function deriveKey(root: Uint8Array, label: string, ...context: readonly string[]): Buffer {
  if (root.length < keyBytes) throw new RangeError(`a root has at least ${keyBytes} bytes`);
  const info = lengthPrefixed(derivationLabel, label, ...context);
  // RFC 5869, 2.3, for one block of output: T(1) = HMAC(PRK, info ‖ 0x01). A test holds it against Node's.
  return createHmac("sha256", extracted(root)).update(info).update(firstBlock).digest();
}

const firstBlock = Buffer.of(1);
const noSalt = secretKey(Buffer.alloc(keyBytes));
const pseudorandomKeys = new WeakMap<Uint8Array, KeyObject>();

/** RFC 5869, 2.2; as long as the root itself, no longer. A decision derives hundreds of keys of two roots. */
function extracted(root: Uint8Array): KeyObject {
  const known = pseudorandomKeys.get(root);
  if (known !== undefined) return known;
  const made = secretKey(createHmac("sha256", noSalt).update(root).digest());
  pseudorandomKeys.set(root, made);
  return made;
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
  return deriveKey(rootOf(keys), label, ...context);
}

/**
 * What stands in for an incident's two keys once the sensitive one is destroyed: made of the ordinary key alone, so it
 * opens nothing that was sealed under both. Under it a room can still be told what to drop.
 */
export function keysLeft(ordinary: Uint8Array): IncidentKeys {
  return { ordinary, sensitive: deriveKey(assertKey(ordinary), "sensitive-destroyed") };
}

const incidentRoots = new WeakMap<IncidentKeys, Uint8Array>();

function rootOf(keys: IncidentKeys): Uint8Array {
  const known = incidentRoots.get(keys);
  if (known !== undefined) return known;
  const made = lengthPrefixed(assertKey(keys.ordinary), assertKey(keys.sensitive));
  incidentRoots.set(keys, made);
  return made;
}

/** Returns `key`; throws RangeError unless it has exactly 32 bytes. */
export function assertKey(key: Uint8Array): Uint8Array {
  if (key.length !== keyBytes) throw new RangeError(`a key has ${keyBytes} bytes`);
  return key;
}
