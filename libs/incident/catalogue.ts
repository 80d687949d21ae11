import { enumNumbers, messageFields } from "./generated/catalogueData.ts";

/** What the proto options say of one field. `max` counts characters, items or units, by shape. */
export interface FieldSpec {
  readonly type: string;
  readonly shape: "enum" | "message" | "scalar";
  readonly repeated: boolean;
  readonly dataClass?: DataClass;
  readonly derived: boolean;
  readonly statable: boolean;
  readonly textFormat?: TextFormat;
  readonly max?: number;
  readonly oneof?: string;
}

export type EnumName = keyof typeof enumNumbers;
export type EnumValue<N extends EnumName> = Extract<keyof (typeof enumNumbers)[N], string>;

export const dataClasses = [
  "core",
  "legal",
  "place",
  "person_identity",
  "person_contact",
  "person_role",
  "health",
  "vehicle_identity",
  "vehicle_description",
  "minor",
  "image",
  "note",
  "unit",
  "operator",
  "risk",
  "database_result",
] as const;
export type DataClass = (typeof dataClasses)[number];

export type TextFormat =
  | "time"
  | "date"
  | "istat"
  | "token"
  | "name"
  | "text"
  | "phone"
  | "email"
  | "reference"
  | "country"
  | "grid";

export const componentKinds = [
  "incident",
  "place",
  "person",
  "vehicle",
  "unit",
  "casualties",
  "minors",
  "risk",
  "image",
  "note",
  "charge",
  "people",
] as const;
export type ComponentKind = (typeof componentKinds)[number];

/** Path of a leaf of the catalogue: `<component kind>.<field>`, e.g. `place.point`. Keys of rules. */
export type LeafPath = `${ComponentKind}.${string}`;

export interface Leaf extends FieldSpec {
  readonly path: LeafPath;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly dataClass: DataClass;
}

const specs: Readonly<Record<string, Readonly<Record<string, FieldSpec>>>> = messageFields;
const numbers: Readonly<Record<string, Readonly<Record<string, number>>>> = enumNumbers;

/** Fields of a message of the canonical model, by their wire names. Throws on an unknown message. */
export function fieldsOf(message: string): Readonly<Record<string, FieldSpec>> {
  const fields = specs[message];
  if (fields === undefined) throw new Error(`no message ${message} in the model`);
  return fields;
}

/** Values of an enum as they stand in canonical JSON, with their wire numbers. */
export function enumTable(name: string): Readonly<Record<string, number>> {
  const table = numbers[name];
  if (table === undefined) throw new Error(`no enum ${name} in the model`);
  return table;
}

/** The words of every enum of the model, by its name. */
export const enumWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(numbers).map(([name, table]) => [name, new Set(Object.keys(table))]),
);

/** Every leaf of every component, in the order of the contract: the keys that a rule may name. */
export const leaves: readonly Leaf[] = componentKinds.flatMap((kind) =>
  Object.entries(fieldsOf(messageOf(kind))).map(([name, spec]) => toLeaf(kind, name, spec)),
);

const leavesByKind: ReadonlyMap<ComponentKind, readonly Leaf[]> = new Map(
  componentKinds.map((kind) => [kind, leaves.filter((leaf) => leaf.kind === kind)]),
);

const leafByPath: ReadonlyMap<string, Leaf> = new Map(leaves.map((leaf) => [leaf.path, leaf]));

/** The leaf at `path`, or undefined: a path that is not in the catalogue names nothing. */
export function leafAt(path: string): Leaf | undefined {
  return leafByPath.get(path);
}

/** Leaves of one kind of component. */
export function leavesOf(kind: ComponentKind): readonly Leaf[] {
  return leavesByKind.get(kind) ?? [];
}

/** `place` → `Place`: name of the message that holds the fields of a component. */
export function messageOf(kind: ComponentKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** True if `word` names a kind of component. */
export function isComponentKind(word: string): word is ComponentKind {
  return (componentKinds as readonly string[]).includes(word);
}

function toLeaf(kind: ComponentKind, name: string, spec: FieldSpec): Leaf {
  if (spec.dataClass === undefined) throw new Error(`${kind}.${name} has no data class`);
  return { ...spec, path: `${kind}.${name}`, kind, name, dataClass: spec.dataClass };
}
