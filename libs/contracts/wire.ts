import protobuf from "protobufjs/minimal.js"; // the runtime of the generated code
import { raccordo } from "./generated/raccordo.js";

const { v1 } = raccordo;

/** Largest protobuf message that is read, in bytes; a larger one is refused unread. */
export const wireBytesMax = 1_048_576;

type Generated = typeof v1;

/** Names of the messages of proto/raccordo/v1. */
export type MessageName = {
  [N in keyof Generated]: Generated[N] extends new () => unknown ? N : never;
}[keyof Generated];

/** protobufjs adds `_field`, `$unknowns` and the name of a oneof (a union of literals): none is a field. */
type FieldName<T, K extends keyof T> = K extends `_${string}` | `$${string}`
  ? never
  : NonNullable<T[K]> extends string
    ? string extends NonNullable<T[K]>
      ? K
      : never
    : K;

type Plain<V> = V extends string | number | boolean | Uint8Array
  ? V
  : V extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : { readonly [K in keyof V as FieldName<V, K>]: Plain<NonNullable<V[K]>> };

/**
 * A message as a plain object: a scalar or list that was not sent has its proto3 default; a message,
 * an `optional` field or a member of a oneof that was not sent is absent. Enums are wire numbers.
 */
export type Wire<N extends MessageName> = Plain<InstanceType<Generated[N]>>;

interface Coder {
  encode(message: object): protobuf.Writer;
  decode(reader: protobuf.Reader): object;
}

// Looked at when it is asked for: to have every generated class compared with Coder took half of the compiler's time.
const messages: object = v1;

function coderOf(name: MessageName): Coder {
  const found: unknown = Reflect.get(messages, name);
  if (!isCoder(found)) throw new Error(`the generated code does not have ${name}`);
  return found;
}

function isCoder(value: unknown): value is Coder {
  return typeof value === "function" && "encode" in value && "decode" in value;
}

/** protobuf bytes of a message. */
export function encodeWire<N extends MessageName>(name: N, value: Wire<N>): Uint8Array {
  return coderOf(name).encode(value).finish();
}

/**
 * The message in `bytes`, or undefined when they are malformed or too large. Fields that the contract
 * does not name are dropped here, whatever protobufjs' global default says: no later version of a
 * sender can bring a value past a rule that does not know it.
 */
export function decodeWire<N extends MessageName>(name: N, bytes: Uint8Array): Wire<N> | undefined {
  if (bytes.byteLength > wireBytesMax) return undefined;
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = true;
  try {
    // The generated decoder fills exactly the fields that Wire<N> is computed from.
    return plain(coderOf(name).decode(reader)) as Wire<N>;
  } catch {
    return undefined;
  }
}

/** Copies fields with their defaults, which protobufjs keeps on the prototype, and drops nulls. */
function plain(value: unknown): unknown {
  // A copy: a received buffer may be one slice of a larger one.
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const name in value) {
    const field: unknown = Reflect.get(value, name);
    if (field !== null && field !== undefined) copy[name] = plain(field);
  }
  return copy;
}
