import { z } from "zod";
import { degreesToE7 } from "#libs/incident/degrees";
import type { ConversionNote } from "#libs/incident/event";
import type { JsonNode } from "#libs/incident/jsonGate";
import type { Finding } from "#libs/incident/validate";
import { cardSchema, derivedMembers, latitude, longitude } from "./schema.ts";

/** A card reduced to what its schema names, ready to be checked by it. */
export interface Pruned {
  readonly value: unknown;
  readonly notes: readonly ConversionNote[];
  readonly findings: readonly Finding[];
}

interface Walk {
  readonly notes: ConversionNote[];
  readonly findings: Finding[];
}

/** A word that nobody knows: the value is left out of what contains it. */
const dropped = Symbol("dropped");

/** Drops unknown members and unknown words of optional members with a note, as native JSON does. */
export function prune(root: JsonNode): Pruned {
  const walk: Walk = { notes: [], findings: [] };
  return { value: pruneValue(root, cardSchema, "", walk), ...walk };
}

function pruneValue(node: JsonNode, schema: unknown, pointer: string, walk: Walk): unknown {
  if (schema instanceof z.ZodOptional) return pruneValue(node, schema.unwrap(), pointer, walk);
  if (node.type === "object") return pruneObject(node.members, schema, pointer, walk);
  if (node.type === "array") return pruneList(node.items, schema, pointer, walk);
  if (node.type === "number") return pruneNumber(node.digits, schema, pointer, walk);
  if (node.type === "boolean") return node.value;
  if (node.type === "null") return null;
  const text = node.text.normalize("NFC");
  const isUnknown = schema instanceof z.ZodEnum && !schema.options.includes(text);
  return isUnknown ? dropped : text;
}

type Members = ReadonlyMap<string, JsonNode>;

function pruneObject(members: Members, schema: unknown, pointer: string, walk: Walk): unknown {
  // null is of no type of the schema: it will say what is wrong.
  if (!(schema instanceof z.ZodObject)) return null;
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  const entries = [...members].flatMap(([name, child]): [string, unknown][] => {
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member === undefined) {
      foreignMember(name, pointer, walk);
      return [];
    }
    const value = pruneValue(child, member, `${pointer}/${name}`, walk);
    if (value !== dropped) return [[name, value]];
    if (member instanceof z.ZodOptional) walk.notes.push({ code: "value-unknown", pointer });
    else walk.findings.push({ pointer: `${pointer}/${name}`, code: "value-unknown" });
    return [];
  });
  return Object.fromEntries(entries);
}

/** What we compute is refused: to drop it would let the sender believe that it was heard. */
function foreignMember(name: string, pointer: string, walk: Walk): void {
  if (derivedMembers.has(name)) {
    walk.findings.push({ pointer: `${pointer}/${name}`, code: "derived-field-stated" });
  } else {
    // The name itself may be a person's: the pointer stops at the parent.
    walk.notes.push({ code: "member-unknown", pointer });
  }
}

function pruneList(
  items: readonly JsonNode[],
  schema: unknown,
  pointer: string,
  walk: Walk,
): unknown {
  if (!(schema instanceof z.ZodArray)) return null;
  const max: unknown = schema.meta()?.["maxItems"];
  if (typeof max !== "number") throw new Error("a list of the schema has no limit");
  if (items.length > max) {
    const isScalar = schema.element instanceof z.ZodString;
    walk.findings.push({ pointer, code: isScalar ? "value-out-of-range" : "too-many-components" });
    return [];
  }
  return items.map((item, index) => pruneValue(item, schema.element, `${pointer}/${index}`, walk));
}

function pruneNumber(digits: string, schema: unknown, pointer: string, walk: Walk): number {
  const isDegrees = schema === latitude || schema === longitude;
  if (isDegrees && degreesToE7(digits) === undefined) {
    walk.findings.push({ pointer, code: "coordinates-too-precise" });
  }
  const value = Number(digits);
  return value === 0 ? 0 : value; // -0 is no canonical value
}
