import type { KeyObject } from "node:crypto";
import { equalBytes, keyedDigest, secretKey } from "./bytes.ts";
import { assertKey } from "./derive.ts";

/** What a writer vouches for: these bytes under this subject. */
export interface AuditContent {
  /** Id of the writer, as in the configuration leaf. */
  readonly writer: string;
  readonly subject: string;
  readonly leaf: Uint8Array;
  readonly parts: Uint8Array;
}

/**
 * MAC of an AUDIT message, 32 bytes. JetStream writes whatever reply subject a client names, so that only a
 * key tells a leaf of the core from one that somebody smuggled in.
 */
export function leafMac(macKey: Uint8Array, content: AuditContent): Buffer {
  const { writer, subject, leaf, parts } = content;
  return keyedDigest(keyObjectOf(macKey), "leaf-mac", writer, subject, leaf, parts);
}

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Each key serves every entry of a log: its object is made once. */
function keyObjectOf(macKey: Uint8Array): KeyObject {
  const known = keyObjects.get(macKey);
  if (known !== undefined) return known;
  const made = secretKey(assertKey(macKey));
  keyObjects.set(macKey, made);
  return made;
}

/** "writer": no such writer is known. "mac": altered, under another subject, or by another hand. */
export function checkMac(
  keys: ReadonlyMap<string, Uint8Array>,
  content: AuditContent,
  mac: Uint8Array,
): "ok" | "writer" | "mac" {
  const key = keys.get(content.writer);
  if (key === undefined) return "writer";
  return equalBytes(leafMac(key, content), mac) ? "ok" : "mac";
}
