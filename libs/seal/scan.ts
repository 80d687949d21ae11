import { matchOf } from "./patternMatch.ts";
import type { ArraySchema, ObjectSchema, Schema } from "./shape.ts";

/**
 * Reads one value from `at` on; gives the place behind it, or −1. `noted` takes what {@link scannerOf} was asked to note.
 */
type Scan = (bytes: Uint8Array, at: number, noted: Noted[]) => number;

/** A value that was passed: which of the wanted pointers, and where it stands (strings without quotation marks, lists and objects with their brackets). */
export interface Noted {
  readonly pointer: string;
  readonly from: number;
  readonly to: number;
}

/**
 * A check in one walk over the bytes, nothing made of them: what it notes where `bytes` are the canonical form (RFC
 * 8785, our profile) of a value that conforms to `schema`. Undefined says nothing: escapes, negative numbers and whatever
 * else is rare is left to the parser, as is every refusal. All that enters the log comes this way first; it takes a
 * quarter of the time of parsing, printing again and comparing.
 *
 * `wanted`: JSON pointers into the schema to note, `*` for any item of a list. Told in the order in which the values end.
 */
export function scannerOf(
  schema: Schema,
  wanted: readonly string[] = [],
): (bytes: Uint8Array) => readonly Noted[] | undefined {
  const scan = compiled(schema, "", new Set(wanted));
  return (bytes) => {
    const noted: Noted[] = [];
    return scan(bytes, 0, noted) === bytes.length ? noted : undefined;
  };
}

const [quote, comma, zero, nine] = [0x22, 0x2c, 0x30, 0x39];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

function compiled(schema: Schema, pointer: string, wanted: ReadonlySet<string>): Scan {
  const scan = unnoted(schema, pointer, wanted);
  if (!wanted.has(pointer)) return scan;
  return (bytes, at, noted) => {
    const end = scan(bytes, at, noted);
    const inside = bytes[at] === quote ? 1 : 0;
    if (end >= 0) noted.push({ pointer, from: at + inside, to: end - inside });
    return end;
  };
}

function unnoted(schema: Schema, pointer: string, wanted: ReadonlySet<string>): Scan {
  if ("type" in schema && schema.type === "array") return list(schema, pointer, wanted);
  if ("type" in schema && schema.type === "object") return members(schema, pointer, wanted);
  return scalar(schema);
}

function scalar(schema: Exclude<Schema, ArraySchema | ObjectSchema>): Scan {
  if ("const" in schema) return oneOf([JSON.stringify(schema.const)]);
  if ("enum" in schema) return oneOf(schema.enum.map((word) => JSON.stringify(word)));
  switch (schema.type) {
    case "boolean":
      return oneOf(["false", "true"]);
    case "integer":
      return integer(schema.minimum, schema.maximum);
    case "string":
      return text(schema.pattern, schema.maxLength);
  }
}

function members(schema: ObjectSchema, pointer: string, wanted: ReadonlySet<string>): Scan {
  // Canonical order is that of the names' UTF-16 units; what is optional may be missing, nothing else may stand there.
  const known = Object.keys(schema.properties)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const { [name]: of } = schema.properties;
      if (of === undefined) throw new Error("a property without a schema");
      const scan = compiled(of, `${pointer}/${name}`, wanted);
      const isRequired = schema.required.includes(name);
      return { key: Buffer.from(`${JSON.stringify(name)}:`), scan, isRequired };
    });
  return (bytes, begin, noted) => {
    if (bytes[begin] !== openBrace) return -1;
    let at = begin + 1;
    for (const one of known) {
      const end = member(one, bytes, { at, isFirst: at === begin + 1 }, noted);
      if (end < 0) return -1;
      at = end;
    }
    return bytes[at] === closeBrace ? at + 1 : -1;
  };
}

interface Member {
  readonly key: Uint8Array;
  readonly scan: Scan;
  readonly isRequired: boolean;
}

/** The place behind the member, or where it would stand if it may be missing. */
function member(
  { key, scan, isRequired }: Member,
  bytes: Uint8Array,
  { at, isFirst }: { readonly at: number; readonly isFirst: boolean },
  noted: Noted[],
): number {
  const from = isFirst ? at : at + 1;
  const isThere = (isFirst || bytes[at] === comma) && standsAt(key, bytes, from);
  if (isThere) return scan(bytes, from + key.length, noted);
  return isRequired ? -1 : at;
}

function list(schema: ArraySchema, pointer: string, wanted: ReadonlySet<string>): Scan {
  const { minItems = 0, maxItems } = schema;
  const scan = compiled(schema.items, `${pointer}/*`, wanted);
  return (bytes, begin, noted) => {
    if (bytes[begin] !== openBracket) return -1;
    if (bytes[begin + 1] === closeBracket) return minItems === 0 ? begin + 2 : -1;
    let at = begin;
    let count = 0;
    do {
      at = scan(bytes, at + 1, noted);
      count += 1;
    } while (at >= 0 && bytes[at] === comma && count < maxItems);
    return at >= 0 && bytes[at] === closeBracket && count >= minItems ? at + 1 : -1;
  };
}

function oneOf(words: readonly string[]): Scan {
  const all = words.map((word) => Buffer.from(word));
  return (bytes, at) => {
    for (const word of all) if (standsAt(word, bytes, at)) return at + word.length;
    return -1;
  };
}

function standsAt(word: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < word.length; i += 1) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** Digits that a safe integer surely holds. */
const digitsMax = 15;

function integer(minimum: number, maximum: number): Scan {
  return (bytes, begin) => {
    let at = begin;
    let value = 0;
    for (; at - begin < digitsMax; at += 1) {
      const digit = bytes[at] ?? 0;
      if (digit < zero || digit > nine) break;
      value = value * 10 + digit - zero;
    }
    const next = bytes[at] ?? 0;
    const isWhole = at > begin && (next < zero || next > nine);
    const isPlain = bytes[begin] !== zero || at === begin + 1;
    return isWhole && isPlain && value >= minimum && value <= maximum ? at : -1;
  };
}

function text(pattern: string, lengthMax: number): Scan {
  const match = matchOf(pattern) ?? (() => -1);
  // What names characters beyond ASCII may have to go through the expression itself.
  const isAscii = /^[\x20-\x7e]*$/.test(pattern);
  const byExpression = isAscii ? () => -1 : expressionScan(pattern, lengthMax);
  return (bytes, at) => {
    if (bytes[at] !== quote) return -1;
    const end = match(bytes, at + 1);
    const isPassed = end >= 0 && end - at - 1 <= lengthMax && bytes[end] === quote;
    return isPassed ? end + 1 : byExpression(bytes, at);
  };
}

const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `at`: where a quotation mark stands. */
function expressionScan(pattern: string, lengthMax: number) {
  const expression = new RegExp(pattern, "u");
  // Of UTF-16 units; none takes more than three bytes.
  const bytesMax = 3 * lengthMax;
  return (bytes: Uint8Array, begin: number): number => {
    const from = begin + 1;
    let at = from;
    for (; bytes[at] !== quote; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x20 || byte === 0x5c || at - from >= bytesMax) return -1;
    }
    const value = decoded(bytes.subarray(from, at));
    return value !== undefined && value.length <= lengthMax && expression.test(value) ? at + 1 : -1;
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
