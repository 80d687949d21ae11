import { createCipheriv, createDecipheriv } from "node:crypto";
import { keyedDigest, secretKey } from "./bytes.ts";
import { assertKey, deriveKey } from "./derive.ts";
import { isId } from "./ids.ts";

const aliasPattern = /^[0-9a-f]{32}$/;

/**
 * What one room calls an incident: one AES-256 block over the 16 bytes of the id under the room's alias
 * key. A permutation of 128 bits on distinct inputs is all that is needed here, so no mode and no nonce:
 * the core inverts it without a table. Throws RangeError if `id` is not an id of ours.
 */
export function aliasOf(aliasKey: Uint8Array, id: string): string {
  if (!isId(id)) throw new RangeError("only ids have aliases");
  const key = secretKey(assertKey(aliasKey));
  const block = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  return Buffer.concat([block.update(id, "hex"), block.final()]).toString("hex");
}

/**
 * The id behind an alias. Undefined if it is malformed or decrypts to something that is not an id:
 * one in 64 foreign aliases passes that test, so the caller asks the room's feed for it too.
 */
export function idOfAlias(aliasKey: Uint8Array, alias: string): string | undefined {
  if (!aliasPattern.test(alias)) return undefined;
  const key = secretKey(assertKey(aliasKey));
  const block = createDecipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  const id = Buffer.concat([block.update(alias, "hex"), block.final()]).toString("hex");
  return isId(id) ? id : undefined;
}

/** What one room calls a component of an incident, 32 hex digits; two rooms' aliases do not meet. */
export function componentAlias(
  ordinaryKey: Uint8Array,
  room: string,
  author: string,
  kind: string,
  componentId: string,
): string {
  return componentAliases(ordinaryKey, room)(author, kind, componentId);
}

/** Names a component by its author, kind and the author's own id of it. */
export type ComponentNaming = (author: string, kind: string, componentId: string) => string;

/** {@link componentAlias} for the many components of one room: its key is derived once. */
export function componentAliases(ordinaryKey: Uint8Array, room: string): ComponentNaming {
  const key = secretKey(deriveKey(assertKey(ordinaryKey), "component-alias", room));
  return (author, kind, componentId) =>
    truncated(keyedDigest(key, "component-alias", author, kind, componentId));
}

/**
 * What the log calls a component, 32 hex digits. The sender's own id of it may be a plate:
 * it never reaches the log, and this reference dies with the incident's keys.
 */
export function componentRef(
  ordinaryKey: Uint8Array,
  author: string,
  kind: string,
  componentId: string,
): string {
  return componentRefs(ordinaryKey)(author, kind, componentId);
}

/** {@link componentRef} for the many components of an incident: the key is derived once. */
export function componentRefs(ordinaryKey: Uint8Array): ComponentNaming {
  const key = secretKey(deriveKey(assertKey(ordinaryKey), "component-ref"));
  return (author, kind, componentId) =>
    truncated(keyedDigest(key, "component-ref", author, kind, componentId));
}

function truncated(digest: Buffer): string {
  return digest.subarray(0, 16).toString("hex");
}
