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
export function firstFault(schema: Schema, value: CanonicalValue | undefined): string | undefined {
  // The pointer is put together on the way back from a fault: of the millions of values that conform none needs one.
  if ("const" in schema) return value === schema.const ? undefined : "";
  if ("enum" in schema) return isOneOf(schema.enum, value) ? undefined : "";
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "";
    case "integer":
      return isWithin(schema.minimum, schema.maximum, value) ? undefined : "";
    case "string":
      return isPatterned(schema.pattern, schema.maxLength, value) ? undefined : "";
    case "array":
      return firstFaultInArray(schema, value);
    case "object":
      return firstFaultInObject(schema, value);
  }
}

function firstFaultInArray(
  schema: ArraySchema,
  value: CanonicalValue | undefined,
): string | undefined {
  if (!isList(value)) return "";
  if (value.length > schema.maxItems || value.length < (schema.minItems ?? 0)) return "";
  for (const [index, item] of value.entries()) {
    const fault = firstFault(schema.items, item);
    if (fault !== undefined) return `/${index}${fault}`;
  }
  return undefined;
}

function firstFaultInObject(
  schema: ObjectSchema,
  value: CanonicalValue | undefined,
): string | undefined {
  if (typeof value !== "object" || isList(value)) return "";
  if (!schema.required.every((name) => Object.hasOwn(value, name))) return "";
  for (const name of Object.keys(value)) {
    // The name itself may be a person's: the fault is told at the parent.
    const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (known === undefined) return "";
    const fault = firstFault(known, value[name]);
    if (fault !== undefined) return `/${name}${fault}`;
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
