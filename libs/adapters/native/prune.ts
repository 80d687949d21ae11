import { z } from "zod";
import { isComponentKind, leafAt } from "#libs/incident/catalogue";
import { degreesToE7 } from "#libs/incident/degrees";
import type { ConversionNote } from "#libs/incident/event";
import type { JsonNode } from "#libs/incident/jsonGate";
import type { ProblemCode } from "#libs/incident/problems";
import type { Finding } from "#libs/incident/validate";
import { fallbacks, latitudeSchema, longitudeSchema, messageSchema } from "./schema.ts";

/** A message reduced to what the schema names, ready to be checked by it. */
export interface Pruned {
  readonly value: unknown;
  readonly notes: readonly ConversionNote[];
  readonly findings: readonly Finding[];
  /** A pointer into `value` as a pointer into the message: items that were dropped shift indexes. */
  readonly toMessage: (pointer: string) => string;
}

interface Walk {
  readonly notes: ConversionNote[];
  readonly findings: Finding[];
  /** By pointer of a pruned list: indexes in the message of the items that were kept. */
  readonly kept: Map<string, readonly number[]>;
}

/** Where a value stands: in the message, and in what is left of it. */
interface Place {
  readonly source: string;
  readonly target: string;
}

/** A word that nobody knows: the value is left out of what contains it. */
const dropped = Symbol("dropped");

/** Drops unknown members and unknown words with a note; never drops what decides who may see. */
export function prune(root: JsonNode): Pruned {
  const walk: Walk = { notes: [], findings: [], kept: new Map() };
  const value = pruneValue(root, messageSchema, { source: "", target: "" }, walk);
  const toMessage = (pointer: string) => translated(pointer, walk.kept);
  return { value, notes: walk.notes, findings: walk.findings, toMessage };
}

const below = (place: Place, source: string | number, target = source): Place => ({
  source: `${place.source}/${source}`,
  target: `${place.target}/${target}`,
});

function pruneValue(node: JsonNode, schema: unknown, place: Place, walk: Walk): unknown {
  if (schema instanceof z.ZodOptional) return pruneValue(node, schema.unwrap(), place, walk);
  if (node.type === "object") return pruneObject(node.members, schema, place, walk);
  if (node.type === "array") return pruneList(node.items, schema, place, walk);
  if (node.type === "number") return pruneNumber(node.digits, schema, place, walk);
  if (node.type === "string") return pruneText(node.text.normalize("NFC"), schema, place, walk);
  return node.type === "boolean" ? node.value : null;
}

type Members = ReadonlyMap<string, JsonNode>;

function pruneObject(members: Members, schema: unknown, place: Place, walk: Walk): unknown {
  const shape = shapeFor(members, schema, place, walk);
  // null is of no type of the schema: it will say what is wrong.
  if (typeof shape !== "object") return shape === "unknown" ? dropped : null;
  const kind = members.get("kind");
  const entries = [...members].flatMap(([name, child]): [string, unknown][] => {
    const member = shape[name];
    if (member === undefined) {
      foreignMember(name, kind, place, walk);
      return [];
    }
    const value = pruneValue(child, member, below(place, name), walk);
    if (value !== dropped) return [[name, value]];
    if (member instanceof z.ZodOptional) note("value-unknown", place, walk);
    else walk.findings.push({ pointer: `${place.source}/${name}`, code: "value-unknown" });
    return [];
  });
  return Object.fromEntries(entries);
}

type Shape = Readonly<Record<string, unknown>>;

/** Members that an object here may have; "unknown" for a component of a kind that nobody knows. */
function shapeFor(
  members: Members,
  schema: unknown,
  place: Place,
  walk: Walk,
): Shape | "unknown" | "mistyped" {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodDiscriminatedUnion) return shapeOfKind(members, schema, place, walk);
  if (schema instanceof z.ZodUnion) {
    const shapes = schema.options.map((option: unknown) =>
      option instanceof z.ZodObject ? option.shape : {},
    );
    return Object.assign({}, ...shapes);
  }
  return "mistyped";
}

function shapeOfKind(
  members: Members,
  union: z.ZodDiscriminatedUnion,
  place: Place,
  walk: Walk,
): Shape | "unknown" {
  const objects = union.options.filter((option) => option instanceof z.ZodObject);
  const kind = members.get("kind");
  const stated = objects.find(({ shape }) => {
    const literal: unknown = shape["kind"];
    return (
      literal instanceof z.ZodLiteral && kind?.type === "string" && literal.value === kind.text
    );
  });
  if (stated !== undefined) return stated.shape;
  if (kind?.type !== "string") return { kind: z.string() };
  if (!isComponentKind(kind.text)) return "unknown";
  walk.findings.push({ pointer: `${place.source}/kind`, code: "derived-field-stated" });
  return { kind: z.string() };
}

/** A leaf that we compute is refused: to drop it would let the sender believe that it was heard. */
function foreignMember(name: string, kind: JsonNode | undefined, place: Place, walk: Walk): void {
  const leaf = kind?.type === "string" ? leafAt(`${kind.text}.${name}`) : undefined;
  if (leaf?.derived === true) {
    walk.findings.push({ pointer: `${place.source}/${name}`, code: "derived-field-stated" });
  } else {
    note("member-unknown", place, walk);
  }
}

function pruneList(items: readonly JsonNode[], schema: unknown, place: Place, walk: Walk): unknown {
  const tooMany = codeAboveLimit(items.length, schema);
  if (tooMany !== undefined) {
    // Looked at no further: what is wrong with ten thousand items helps nobody and takes time.
    walk.findings.push({ pointer: place.source, code: tooMany });
    return [];
  }
  const values: unknown[] = [];
  const kept: number[] = [];
  for (const [index, item] of items.entries()) {
    const value = pruneValue(
      item,
      elementOf(schema, index),
      below(place, index, kept.length),
      walk,
    );
    if (value === dropped) {
      note("value-unknown", place, walk);
    } else {
      values.push(value);
      kept.push(index);
    }
  }
  if (kept.length < items.length) walk.kept.set(place.target, kept);
  return values;
}

/** Limits of lists are those that the schema tells its readers. */
function codeAboveLimit(length: number, schema: unknown): ProblemCode | undefined {
  if (!(schema instanceof z.ZodArray)) return length > 2 ? "member-mistyped" : undefined;
  const max: unknown = schema.meta()?.["maxItems"];
  if (typeof max !== "number") throw new Error("a list of the schema has no limit");
  if (length <= max) return undefined;
  if (schema.element instanceof z.ZodTuple) return "too-many-vertices";
  const isScalar = schema.element instanceof z.ZodString || schema.element instanceof z.ZodEnum;
  return isScalar ? "value-out-of-range" : "too-many-components";
}

function elementOf(schema: unknown, index: number): unknown {
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodTuple ? schema.def.items[index] : undefined;
}

function pruneNumber(digits: string, schema: unknown, place: Place, walk: Walk): number {
  const isDegrees = schema === latitudeSchema || schema === longitudeSchema;
  if (isDegrees && degreesToE7(digits) === undefined) {
    walk.findings.push({ pointer: place.source, code: "coordinates-too-precise" });
  }
  const value = Number(digits);
  return value === 0 ? 0 : value; // -0 is no canonical value
}

function pruneText(text: string, schema: unknown, place: Place, walk: Walk): unknown {
  if (!(schema instanceof z.ZodEnum) || schema.options.includes(text)) return text;
  const fallback = fallbacks.get(schema);
  if (fallback === undefined) return dropped;
  note("value-unknown", { ...place, source: place.source.replace(/\/[^/]*$/, "") }, walk);
  return fallback;
}

function note(code: string, { source }: Place, walk: Walk): void {
  walk.notes.push({ code, pointer: source });
}

function translated(pointer: string, kept: ReadonlyMap<string, readonly number[]>): string {
  let target = "";
  let source = "";
  for (const step of pointer.split("/").slice(1)) {
    const index = kept.get(target)?.[Number(step)];
    target += `/${step}`;
    source += `/${index ?? step}`;
  }
  return source;
}
