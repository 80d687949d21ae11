import {
  type ComponentKind,
  componentKinds,
  type DataClass,
  dataClasses,
  enumTable,
  isComponentKind,
  type Leaf,
  leafAt,
  leavesOf,
} from "#libs/incident/catalogue";
import { type Attributes, allGroups, type Group, groupsOf } from "#libs/incident/groups";
import type { Presence } from "#libs/seal/parts";

/** Words by which fields are asked for: a data class of the catalogue, or a group of law.md (b). */
export const fieldClassWords: readonly string[] = [...dataClasses, ...allGroups];

/** Classes and groups of some fields, one bit each in the order of their lists. */
export interface FieldClasses {
  readonly classes: number;
  readonly groups: number;
}

export const noClasses: FieldClasses = { classes: 0, groups: 0 };

/** The bit of a word of {@link fieldClassWords}; undefined for another word. */
export function bitOfWord(word: string): FieldClasses | undefined {
  const byClass = (dataClasses as readonly string[]).indexOf(word);
  if (byClass >= 0) return { classes: 1 << byClass, groups: 0 };
  const byGroup = (allGroups as readonly string[]).indexOf(word);
  return byGroup < 0 ? undefined : { classes: 0, groups: 1 << byGroup };
}

export const dataClassesIn = (mask: number): readonly DataClass[] =>
  dataClasses.filter((_, bit) => (mask & (1 << bit)) !== 0);

export const groupsIn = (mask: number): readonly Group[] =>
  allGroups.filter((_, bit) => (mask & (1 << bit)) !== 0);

/** Leaves of one component: bit n is the nth leaf of its kind (none has more than 31). */
export type LeafBits = number;

/** What decides of the classes of a component's fields, as far as the log says it. */
export interface ComponentNature {
  readonly kind: ComponentKind;
  readonly attributes: Attributes;
  /** Sets that were asked for before. */
  readonly known: Map<LeafBits, FieldClasses>;
}

/** The nature of a component that a part names; undefined where the catalogue does not know its kind. */
export function natureOf(presence: Omit<Presence, "ref" | "paths">): ComponentNature | undefined {
  const { kind, place = "sensitive", roles = [], minor = true } = presence;
  if (kind === undefined || !isComponentKind(kind)) return undefined;
  const attributes = { place, roles: roles.filter(isRole), minor, ...unused };
  return { kind, attributes, known: new Map() };
}

/** The nature of a component of which the log says nothing but a path: most sensitive. */
export const unknownNature = (path: string): ComponentNature | undefined =>
  natureOf({ kind: leafAt(path)?.kind });

/** Classes and groups of some leaves of one component. */
export function classesOf(nature: ComponentNature, leaves: LeafBits): FieldClasses {
  const known = nature.known.get(leaves);
  if (known !== undefined) return known;
  const found = leavesOf(nature.kind)
    .filter((_, bit) => (leaves & (1 << bit)) !== 0)
    .map((leaf) => classesOfLeaf(leaf, nature.attributes))
    .reduce(uniteClasses, noClasses);
  nature.known.set(leaves, found);
  return found;
}

export const uniteClasses = (a: FieldClasses, b: FieldClasses): FieldClasses => ({
  classes: a.classes | b.classes,
  groups: a.groups | b.groups,
});

/** The bit of a path within its kind; 0 for what stands in a copy's head and is no leaf. */
export const leafBit = (path: string): LeafBits => bits.get(path) ?? 0;

/** Leaves of a kind that no sender states and that stand for others: to leave them out withholds nothing. */
export const standIns = (kind: ComponentKind): LeafBits => standInsByKind.get(kind) ?? 0;

/** Neither decides of a group. */
const unused = { basis: "assessment", source: "unstated" } as const;

const isRole = (word: string): word is Attributes["roles"][number] =>
  Object.hasOwn(enumTable("PersonRole"), word);

function classesOfLeaf({ dataClass }: Leaf, attributes: Attributes): FieldClasses {
  const groups = groupsOf(dataClass, attributes).map((group) => bitOfWord(group) ?? noClasses);
  return [bitOfWord(dataClass) ?? noClasses, ...groups].reduce(uniteClasses, noClasses);
}

const bits: ReadonlyMap<string, LeafBits> = new Map(
  componentKinds.flatMap((kind) =>
    leavesOf(kind).map(({ path }, bit): [string, LeafBits] => [path, 1 << bit]),
  ),
);

const isStandIn = ({ derived, path, kind }: Leaf): boolean =>
  derived && path !== "incident.category" && kind !== "charge";

const standInsByKind: ReadonlyMap<ComponentKind, LeafBits> = new Map(
  componentKinds.map((kind): [ComponentKind, LeafBits] => [
    kind,
    leavesOf(kind).reduce((sum, leaf, bit) => sum | (isStandIn(leaf) ? 1 << bit : 0), 0),
  ]),
);
