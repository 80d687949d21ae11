import { equalBytes, fromBase64url, keyedDigest, secretKey } from "./bytes.ts";
import { type CanonicalValue, canonicalBytes } from "./canonical.ts";
import { assertKey, deriveKey, type IncidentKeys, incidentKey } from "./derive.ts";

/** One field of one component of one event. `ref` is the component's log reference. */
export interface FieldName {
  readonly event: string;
  readonly ref: string;
  readonly path: string;
}

/** What opens one commitment and no other. */
export interface CommitmentOpening {
  readonly k: Uint8Array;
  readonly path: string;
  readonly value: CanonicalValue;
}

/**
 * Key of one commitment: HKDF of the incident's key of that part (ordinary or sensitive) by event, component
 * and path. Revealing it opens this field of this event; the component is in it, since else the key of
 * one person's name would open every person's name of the event.
 */
export function commitmentKey(partKey: Uint8Array, name: FieldName): Buffer {
  return deriveKey(assertKey(partKey), "commit", name.event, name.ref, name.path);
}

/** Keyed commitment to a field's value, base64url (43 characters); noise once the key is destroyed. */
export function commitmentTo(partKey: Uint8Array, name: FieldName, value: CanonicalValue): string {
  return digest(commitmentKey(partKey, name), name.path, value).toString("base64url");
}

/** True if `opening` is what was committed to in `c`. */
export function commitmentHolds(opening: CommitmentOpening, c: string): boolean {
  const stated = fromBase64url(c, 32);
  if (stated === undefined) return false;
  return equalBytes(stated, digest(opening.k, opening.path, opening.value));
}

/**
 * Keyed digest of the *released* value of a field, 32 hex digits: tells policy, without any payload, whether
 * a room already holds it. Comparable within one room and one component, nowhere else.
 */
export function valueMac(
  keys: IncidentKeys,
  room: string,
  ref: string,
  path: string,
  valueBytes: Uint8Array,
): string {
  return valueMacs(keys, room)(ref, path, valueBytes);
}

/** {@link valueMac} for the many values of one room: its key is derived once. */
export function valueMacs(
  keys: IncidentKeys,
  room: string,
): (ref: string, path: string, value: Uint8Array | string) => string {
  const key = secretKey(incidentKey(keys, "value-mac", room));
  return (ref, path, value) =>
    keyedDigest(key, "value-mac", ref, path, value).toString("hex", 0, 16);
}

function digest(k: Uint8Array, path: string, value: CanonicalValue): Buffer {
  return keyedDigest(k, "commit", path, canonicalBytes(value));
}
