import canonicalize from "canonicalize"; // RFC 8785 by the author of the RFC's JS reference; no dependencies

/**
 * A value that has exactly one canonical JSON form here: no null, no float, no undefined.
 * Integers stay within ±(2^53 − 1); larger numbers and decimals travel as strings.
 */
export type CanonicalValue =
  | string
  | number
  | boolean
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * RFC 8785 (JCS) text of `value`. Every digest, MAC and commitment of Raccordo is over its UTF-8 bytes.
 * Throws when the value leaves the profile above: a caller that sends such a value has a defect.
 */
export function canonicalJson(value: CanonicalValue): string {
  assertProfile(value, 0);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("value has no canonical JSON form");
  return text;
}

/** UTF-8 bytes of {@link canonicalJson}. */
export function canonicalBytes(value: CanonicalValue): Buffer {
  return Buffer.from(canonicalJson(value), "utf8");
}

/** True only if `bytes` are the canonical form of the value they hold: one value, one encoding. */
export function isCanonical(bytes: Uint8Array): boolean {
  return parseCanonical(bytes) !== undefined;
}

/** Parses canonical bytes; undefined when they are not UTF-8, not JSON, or not in canonical form. */
export function parseCanonical(bytes: Uint8Array): CanonicalValue | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text) as CanonicalValue;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const depthMax = 32;

function assertProfile(value: unknown, depth: number): void {
  if (depth > depthMax) throw new RangeError(`deeper than ${depthMax} levels`);
  if (typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    assertInteger(value);
    return;
  }
  if (typeof value !== "object" || value === null) {
    throw new TypeError(
      `${value === null ? "null" : typeof value} is outside the canonical profile`,
    );
  }
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    assertProfile(child, depth + 1);
  }
}

function assertInteger(value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw new RangeError("only safe integers are in the canonical profile");
  }
}
