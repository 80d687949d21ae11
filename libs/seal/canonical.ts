import type { Steps } from "./steps.ts";

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
  // One walk that checks and prints: half of what a general printer after a check costs, and every digest and MAC
  // of a decision goes through it. A property holds it against the reference implementation of the RFC's author.
  return printed(value, 0);
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
    const text = textOf(bytes);
    const value = JSON.parse(text) as CanonicalValue;
    return isPlainlyCanonical(value, text) || canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The value of bytes that are known to be canonical: by `scannerOf`, or because they were parsed before. */
export function canonicalValueOf(bytes: Uint8Array): CanonicalValue {
  return JSON.parse(textOf(bytes)) as CanonicalValue;
}

/** {@link parseCanonical} of long documents, stopping after each member near the top. */
export function* parseCanonicalInSteps(bytes: Uint8Array): Steps<CanonicalValue | undefined> {
  try {
    const text = textOf(bytes);
    const value = JSON.parse(text) as CanonicalValue;
    yield undefined;
    return (yield* printedInSteps(value, 0)) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * True where the engine prints the value just as it was read, its members are in order and nothing is outside the
 * profile: then it is what {@link canonicalJson} would print, at half its price. Every entry of the log comes this way,
 * into it and at each check. False says nothing: escapes and numbers as names are left to the printer.
 */
function isPlainlyCanonical(value: unknown, text: string): boolean {
  return !text.includes("\\u") && JSON.stringify(value) === text && isInOrder(value, 0);
}

function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null || depth >= depthMax) return false;
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1));
  let before: string | undefined;
  for (const name of Object.keys(value)) {
    if (before !== undefined && name < before) return false;
    if (!isInOrder(Reflect.get(value, name), depth + 1)) return false;
    before = name;
  }
  return true;
}

const textOf = (bytes: Uint8Array): string => utf8Decoder.decode(bytes);

const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const depthMax = 32;

function printed(value: unknown, depth: number): string {
  if (depth > depthMax) throw new RangeError(`deeper than ${depthMax} levels`);
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return whole(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) break;
      return Array.isArray(value) ? printedList(value, depth) : printedObject(value, depth);
  }
  const name = value === null ? "null" : typeof value;
  throw new TypeError(`${name} is outside the canonical profile`);
}

function printedList(items: readonly unknown[], depth: number): string {
  let text = "";
  for (const item of items) text += `${text === "" ? "" : ","}${printed(item, depth + 1)}`;
  return `[${text}]`;
}

/** Members in the order of their names' UTF-16 units, as RFC 8785 3.2.3 asks: JavaScript's own. */
function printedObject(value: object, depth: number): string {
  let text = "";
  for (const name of Object.keys(value).sort(byUnits)) {
    const member: unknown = Reflect.get(value, name);
    text += `${text === "" ? "" : ","}${quoted(name)}:${printed(member, depth + 1)}`;
  }
  return `{${text}}`;
}

/** A rule stands in the list of an agreement, which stands in the list of a document. */
const stepsDepthMax = 4;

function* printedInSteps(value: unknown, depth: number): Steps<string> {
  if (depth >= stepsDepthMax || typeof value !== "object" || value === null) {
    yield undefined;
    return printed(value, depth);
  }
  const texts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) texts.push(yield* printedInSteps(item, depth + 1));
    return `[${texts.join(",")}]`;
  }
  for (const name of Object.keys(value).sort(byUnits)) {
    const member: unknown = Reflect.get(value, name);
    texts.push(`${quoted(name)}:${yield* printedInSteps(member, depth + 1)}`);
  }
  return `{${texts.join(",")}}`;
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : 1);

/** Anything but printable ASCII without quotation mark and backslash. */
const needsEscape = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/** RFC 8785 3.2.2.2 takes its escapes from ECMAScript; a lone surrogate has no UTF-8 and is refused. */
function quoted(text: string): string {
  // Most of what is printed are names, ids and digests: a sixth of the time of the general way.
  if (!needsEscape.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("text holds a lone surrogate");
  return JSON.stringify(text);
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw new RangeError("only safe integers are in the canonical profile");
  }
  return String(value);
}
