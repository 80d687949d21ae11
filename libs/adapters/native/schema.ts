import { z } from "zod";
import {
  type ComponentKind,
  componentKinds,
  type EnumName,
  type EnumValue,
  enumTable,
  type FieldSpec,
  fieldsOf,
  type Leaf,
  leavesOf,
} from "#libs/incident/catalogue";
import { patternOf } from "#libs/incident/formats";
import { eventLimits } from "#libs/incident/limits";

/** Value of one leaf as it stands in native JSON: degrees are decimal, a polygon is pairs. */
export type NativeLeaf =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly (readonly [number, number])[];

/** Values of an enum of the model. The one place where words of the catalogue become its types. */
export function enumSchema<N extends EnumName>(name: N): z.ZodType<EnumValue<N>> {
  return z.enum(Object.keys(enumTable(name)) as EnumValue<N>[]);
}

/** Limits stand in the schema for its readers; validateEvent enforces them, once, for all protocols. */
function textSchema(spec: FieldSpec): z.ZodType<string> {
  const pattern = spec.textFormat && patternOf(spec.textFormat);
  return z.string().meta({
    minLength: 1,
    ...(spec.max === undefined ? {} : { maxLength: spec.max }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(spec.textFormat === "time" ? { format: "date-time" } : {}),
    ...(spec.textFormat === "date" ? { format: "date" } : {}),
  });
}

const headerSpecs = fieldsOf("Event");

function headerText(name: string): z.ZodType<string> {
  const spec = headerSpecs[name];
  if (spec === undefined) throw new Error(`the event has no ${name}`);
  return textSchema(spec);
}

export const categorySchema = enumSchema("Category");
const roleSchema = enumSchema("PersonRole");

/**
 * What stands for a word that this version does not know, where dropping it would widen what others
 * may see: an unmapped category goes to nobody, and a person of an unknown role is not a mere reporter.
 */
export const fallbacks: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [categorySchema, "C00"],
  [roleSchema, "involved"],
]);

export const latitudeSchema = z.number().min(-90).max(90).meta({
  description: "WGS84 decimal degrees, at most 7 decimals",
});
export const longitudeSchema = z.number().min(-180).max(180).meta({
  description: "WGS84 decimal degrees, at most 7 decimals",
});

const polygonSchema = z.array(z.tuple([latitudeSchema, longitudeSchema])).meta({
  description: "[latitude, longitude] pairs, in this order (not that of GeoJSON)",
  maxItems: eventLimits.verticesMax,
});

function scalarSchema(leaf: Leaf): z.ZodType<NativeLeaf> {
  if (leaf.type === "PersonRole") return roleSchema;
  if (leaf.shape === "enum") return z.enum(Object.keys(enumTable(leaf.type)));
  if (leaf.type === "bool") return z.boolean();
  if (leaf.type === "string") return textSchema(leaf);
  if (leaf.type === "uint32") {
    return z
      .int()
      .min(0)
      .max(leaf.max ?? 0xffffffff);
  }
  throw new Error(`native JSON has no form for ${leaf.path} of type ${leaf.type}`);
}

type LeafShape = Record<string, z.ZodType<NativeLeaf | undefined>>;

function leafShape(leaf: Leaf): LeafShape {
  if (leaf.type === "Point" && !leaf.repeated) {
    if (leaf.name !== "point") throw new Error(`native JSON has no form for ${leaf.path}`);
    return { lat: latitudeSchema.optional(), lon: longitudeSchema.optional() };
  }
  if (leaf.type === "Point") return { [leaf.name]: polygonSchema.optional() };
  if (!leaf.repeated) return { [leaf.name]: scalarSchema(leaf).optional() };
  const list: z.ZodType<readonly string[]> = z
    .array(leaf.type === "PersonRole" ? roleSchema : z.enum(Object.keys(enumTable(leaf.type))))
    .meta({ maxItems: leaf.max });
  return { [leaf.name]: list.optional() };
}

/** Members of a component by the leaves of its kind that `wanted` names. */
export function leavesShape(kind: ComponentKind, wanted: (leaf: Leaf) => boolean): LeafShape {
  const shapes = leavesOf(kind).filter(wanted).map(leafShape);
  return Object.assign({}, ...shapes);
}

/** A leaf that a sender may state: derived ones are computed here and nowhere else. */
export const isStatable = (leaf: Leaf): boolean => !leaf.derived || leaf.statable;

/** Kinds of component that a sender may name. */
export const statableKinds = componentKinds.filter((kind) => leavesOf(kind).some(isStatable));

const componentId = z.string().meta({
  minLength: 1,
  maxLength: 64,
  pattern: patternOf("token"),
  description: "The sender's own name of the component; no receiver sees it",
});

function componentSchema(kind: ComponentKind) {
  return z
    .object({ kind: z.literal(kind), id: componentId, ...leavesShape(kind, isStatable) })
    .meta(kind === "place" ? { dependentRequired: { lat: ["lon"], lon: ["lat"] } } : {});
}

const [firstKind, ...otherKinds] = statableKinds;
if (firstKind === undefined) throw new Error("the catalogue has no kind of component");

/**
 * One native message, `application/vnd.raccordo.message+json; version=1`. A member that it does not
 * name is accepted, dropped and told in a note; a component is its full new value.
 */
export const messageSchema = z.object({
  message_id: headerText("message_id"),
  sent: headerText("sent"),
  observed: headerText("observed").optional(),
  mode: enumSchema("Mode"),
  kind: enumSchema("EventKind"),
  incident: z.union([
    z.strictObject({ id: headerText("incident_id") }),
    z.strictObject({ alias: headerText("incident_alias") }),
  ]),
  category: categorySchema.optional(),
  territory: z
    .array(headerText("territory"))
    .meta({ maxItems: eventLimits.territoryMax })
    .optional(),
  purpose: enumSchema("Purpose").optional(),
  regime: enumSchema("Regime").optional(),
  operator_ref: headerText("operator_ref").optional(),
  sender: headerText("sender").optional(),
  addressees: z.array(headerText("addressees")).meta({ maxItems: 8 }).optional(),
  same_as: headerText("same_as").optional(),
  emergency: enumSchema("Emergency").optional(),
  upsert: z
    .array(
      z.discriminatedUnion("kind", [
        componentSchema(firstKind),
        ...otherKinds.map(componentSchema),
      ]),
    )
    .meta({ maxItems: eventLimits.componentsMax })
    .optional(),
  remove: z
    .array(z.object({ kind: z.enum(statableKinds), id: componentId }))
    .meta({ maxItems: eventLimits.removalsMax })
    .optional(),
});

export type NativeMessage = z.infer<typeof messageSchema>;

/** Every name that a pointer may hold. */
export const schemaNames: ReadonlySet<string> = new Set([
  ...Object.keys(messageSchema.shape),
  ...["id", "alias", "kind"],
  ...componentKinds.flatMap((kind) => Object.keys(leavesShape(kind, () => true))),
]);
