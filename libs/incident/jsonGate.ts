import { jsonLimits } from "./limits.ts";
import type { ProblemCode } from "./problems.ts";
import type { Finding } from "./validate.ts";

/** A JSON value that keeps what JSON.parse loses: the digits of numbers. Objects are maps: no prototype. */
export type JsonNode =
  | { readonly type: "string"; readonly text: string }
  | { readonly type: "number"; readonly digits: string }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  | { readonly type: "array"; readonly items: readonly JsonNode[] }
  | { readonly type: "object"; readonly members: ReadonlyMap<string, JsonNode> };

export type GateResult =
  | { readonly kind: "json"; readonly root: JsonNode; readonly byteOrderMark: boolean }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Reads bytes as one JSON text (RFC 8259), with limits, and refuses what JSON.parse lets through: a
 * repeated name, names that reach a prototype, numbers that a double cannot hold. `names` are those of
 * the schema: a pointer goes as deep as it is made of them, because any other name may be a person's.
 */
export function readJson(bytes: Uint8Array, names: ReadonlySet<string>): GateResult {
  if (bytes.byteLength > jsonLimits.bytesMax) return refused("too-large", "");
  const text = utf8(bytes);
  if (text === undefined) return refused("not-utf8", "");
  const byteOrderMark = text.startsWith("\ufeff");
  const reader: Reader = { text, at: byteOrderMark ? 1 : 0, path: [], names };
  try {
    const root = readValue(reader);
    skipBlanks(reader);
    if (reader.at < text.length) throw new Stop("not-json");
    return { kind: "json", root, byteOrderMark };
  } catch (thrown) {
    if (!(thrown instanceof Stop)) throw thrown;
    return refused(thrown.code, thrown.code === "not-json" ? "" : pointerOf(reader));
  }
}

/** The value as JSON.parse would give it, for messages whose numbers may be doubles. */
export function toPlain(node: JsonNode): unknown {
  switch (node.type) {
    case "object":
      return Object.fromEntries([...node.members].map(([name, value]) => [name, toPlain(value)]));
    case "array":
      return node.items.map(toPlain);
    case "string":
      return node.text;
    case "number":
      return Number(node.digits);
    case "boolean":
      return node.value;
    case "null":
      return null;
  }
}

const refused = (code: ProblemCode, pointer: string): GateResult => ({
  kind: "refused",
  finding: { pointer, code },
});

interface Reader {
  readonly text: string;
  at: number;
  readonly path: (string | number)[];
  readonly names: ReadonlySet<string>;
}

/** Ends the reading at the first fault; it never leaves this file. */
class Stop extends Error {
  constructor(readonly code: ProblemCode) {
    super(code);
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function pointerOf(reader: Reader): string {
  const unknown = reader.path.findIndex(
    (step) => typeof step === "string" && !reader.names.has(step),
  );
  const known = unknown < 0 ? reader.path : reader.path.slice(0, unknown);
  return known.map((step) => `/${step}`).join("");
}

const blanks = /[ \t\n\r]*/y;
/** Unrolled, so that it takes linear time whether it matches or not. */
const stringToken =
  /"[^"\\\p{Cc}]*(?:[\u007f-\u009f][^"\\\p{Cc}]*|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*"/uy;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;

function take(reader: Reader, token: RegExp): string | undefined {
  token.lastIndex = reader.at;
  const found = token.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

const skipBlanks = (reader: Reader): void => void take(reader, blanks);

/** Steps over `mark` and the blanks before it, if it comes next. */
function comes(reader: Reader, mark: string): boolean {
  skipBlanks(reader);
  if (reader.text[reader.at] !== mark) return false;
  reader.at += 1;
  return true;
}

function readValue(reader: Reader): JsonNode {
  if (comes(reader, "{")) return readObject(reader);
  if (comes(reader, "[")) return readArray(reader);
  if (reader.text[reader.at] === '"') return { type: "string", text: readString(reader) };
  const word = take(reader, wordToken);
  if (word !== undefined) {
    return word === "null" ? { type: "null" } : { type: "boolean", value: word === "true" };
  }
  return readNumber(reader);
}

function readString(reader: Reader): string {
  const token = take(reader, stringToken);
  if (token === undefined) throw new Stop("not-json");
  const text: unknown = JSON.parse(token);
  if (typeof text !== "string") throw new Error("a string token holds a string");
  return text;
}

function readNumber(reader: Reader): JsonNode {
  const digits = take(reader, numberToken);
  if (digits === undefined) throw new Stop("not-json");
  const tooLarge = Math.abs(Number(digits)) > Number.MAX_SAFE_INTEGER;
  if (digits.length > jsonLimits.numberCharactersMax || tooLarge) {
    throw new Stop("value-out-of-range");
  }
  return { type: "number", digits };
}

function readArray(reader: Reader): JsonNode {
  checkDepth(reader);
  const items: JsonNode[] = [];
  if (comes(reader, "]")) return { type: "array", items };
  do {
    reader.path.push(items.length);
    items.push(readValue(reader));
    reader.path.pop();
  } while (comes(reader, ","));
  if (!comes(reader, "]")) throw new Stop("not-json");
  return { type: "array", items };
}

function readObject(reader: Reader): JsonNode {
  checkDepth(reader);
  const members = new Map<string, JsonNode>();
  if (comes(reader, "}")) return { type: "object", members };
  do {
    const name = readName(reader, members);
    reader.path.push(name);
    members.set(name, readValue(reader));
    reader.path.pop();
  } while (comes(reader, ","));
  if (!comes(reader, "}")) throw new Stop("not-json");
  return { type: "object", members };
}

const forbiddenNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function readName(reader: Reader, members: ReadonlyMap<string, JsonNode>): string {
  skipBlanks(reader);
  const name = readString(reader);
  if (!comes(reader, ":")) throw new Stop("not-json");
  if (forbiddenNames.has(name)) throw new Stop("forbidden-key");
  if (members.has(name)) throw new Stop("duplicate-key");
  return name;
}

function checkDepth(reader: Reader): void {
  if (reader.path.length >= jsonLimits.depthMax) throw new Stop("too-deep");
}
