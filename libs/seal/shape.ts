import type { CanonicalValue } from "./canonical.ts";

/**
 * The part of JSON Schema 2020-12 that our stored records are described in. The same table is published as
 * a JSON Schema and read by our own parser, so that the two cannot drift apart.
 */
export type Schema =
  | { readonly const: string | number }
  | { readonly enum: readonly string[] }
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly type: "string"; readonly pattern: string; readonly maxLength: number }
  | ArraySchema
  | ObjectSchema;

export interface ArraySchema {
  readonly type: "array";
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems: number;
}

export interface ObjectSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** An object that has exactly these members; those named in `optional` may be absent. */
export function exactly(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): ObjectSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

/** JSON pointer of the first place where `value` departs from `schema`; undefined if it conforms. */
export function firstFault(
  schema: Schema,
  value: CanonicalValue | undefined,
  pointer = "",
): string | undefined {
  if ("const" in schema) return value === schema.const ? undefined : pointer;
  if ("enum" in schema) return isOneOf(schema.enum, value) ? undefined : pointer;
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : pointer;
    case "integer":
      return isWithin(schema.minimum, schema.maximum, value) ? undefined : pointer;
    case "string":
      return isPatterned(schema.pattern, schema.maxLength, value) ? undefined : pointer;
    case "array":
      return firstFaultInArray(schema, value, pointer);
    case "object":
      return firstFaultInObject(schema, value, pointer);
  }
}

function firstFaultInArray(
  schema: ArraySchema,
  value: CanonicalValue | undefined,
  pointer: string,
): string | undefined {
  if (!isList(value)) return pointer;
  if (value.length > schema.maxItems || value.length < (schema.minItems ?? 0)) return pointer;
  for (const [index, item] of value.entries()) {
    const fault = firstFault(schema.items, item, `${pointer}/${index}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function firstFaultInObject(
  schema: ObjectSchema,
  value: CanonicalValue | undefined,
  pointer: string,
): string | undefined {
  if (typeof value !== "object" || isList(value)) return pointer;
  if (!schema.required.every((name) => Object.hasOwn(value, name))) return pointer;
  for (const [name, member] of Object.entries(value)) {
    // The name itself may be a person's: the fault is told at the parent.
    const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (known === undefined) return pointer;
    const fault = firstFault(known, member, `${pointer}/${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isList(value: CanonicalValue | undefined): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function isOneOf(words: readonly string[], value: CanonicalValue | undefined): boolean {
  return typeof value === "string" && words.includes(value);
}

function isWithin(
  minimum: number,
  maximum: number,
  value: CanonicalValue | undefined,
): value is number {
  return Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
}

function isPatterned(
  pattern: string,
  lengthMax: number,
  value: CanonicalValue | undefined,
): boolean {
  if (typeof value !== "string" || value.length > lengthMax) return false;
  return compiled(pattern).test(value);
}

const expressions = new Map<string, RegExp>();

/** The schemas hold a few dozen patterns; each is compiled once. */
function compiled(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(pattern, "u");
  expressions.set(pattern, expression);
  return expression;
}
