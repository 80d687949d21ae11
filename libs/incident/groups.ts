import { minorityOf } from "./age.ts";
import type { ComponentKind, DataClass, Leaf } from "./catalogue.ts";
import { enumTable } from "./catalogue.ts";
import type {
  Component,
  DatumBasis,
  DatumSource,
  Fields,
  IncidentEvent,
  LeafValue,
  PersonRole,
} from "./event.ts";

/** Field groups of law.md (b). */
export const allGroups = [
  "G1",
  "G2",
  "G3",
  "G4",
  "G5",
  "G6",
  "G7",
  "G8",
  "G9",
  "G10",
  "G11",
  "G12",
  "G13",
  "G14",
  "G15",
  "G16",
  "G17",
] as const;
export type Group = (typeof allGroups)[number];

/** The declared attributes of a component: place, roles and minority decide, with the class, the groups of a leaf. */
export interface Attributes {
  readonly place: "public" | "sensitive";
  readonly roles: readonly PersonRole[];
  readonly minor: boolean;
  /** Fact or assessment (D.Lgs. 51/2018 art. 4(1)); what nobody called a fact is an assessment. */
  readonly basis: DatumBasis;
  /** Where the datum comes from; `unstated` where the sender does not say. */
  readonly source: DatumSource | "unstated";
}

/** Sensitivity levels of law.md (b): 0 open … 3 strictly necessary only. G10 and G16 have no field, G14 one flag. */
const levelOfGroup: Readonly<Record<Group, number>> = {
  G1: 0,
  G2: 1,
  G3: 3,
  G4: 2,
  G5: 3,
  G6: 3,
  G7: 2,
  G8: 3,
  G9: 3,
  G10: 4,
  G11: 2,
  G12: 3,
  G13: 2,
  G14: 4,
  G15: 2,
  G16: 4,
  G17: 0,
};

/**
 * Attributes of a component; an unknown sensitivity is taken as sensitive, an unknown age as a minor's.
 * `observed` is the time of the fact at which ages are taken (the event's `observed`, else its `sent`).
 */
export function attributesOf(kind: ComponentKind, fields: Fields, observed: string): Attributes {
  return {
    place: kind === "place" && fields["sensitivity"] === "public" ? "public" : "sensitive",
    roles: kind === "person" ? rolesIn(fields["roles"]) : [],
    minor: kind !== "person" || minorityOf(fields, observed) !== "adult",
    basis: fields["basis"] === "fact" ? "fact" : "assessment",
    source: sourceIn(fields["source"]),
  };
}

/**
 * Groups of a leaf with this class on a component with these attributes; never empty.
 * A decision on the leaf is the meet (most restrictive) of the decisions on its groups.
 */
export function groupsOf(dataClass: DataClass, attributes: Attributes): readonly Group[] {
  switch (dataClass) {
    case "core":
      return ["G1"];
    case "legal":
      return ["G17"];
    case "place":
      return [attributes.place === "public" ? "G2" : "G3"];
    case "person_identity":
    case "person_contact":
      return personGroups(attributes);
    case "person_role":
      return ["G6"];
    case "health":
      return ["G8"];
    case "vehicle_identity":
    case "vehicle_description":
      return ["G7"];
    case "minor":
      return ["G9"];
    case "image":
      return ["G11"];
    case "note":
      return ["G12"];
    case "unit":
    case "operator":
      return ["G13"];
    case "risk":
      return ["G15"];
    case "database_result":
      return ["G14"];
  }
}

/** Highest level among the groups of a leaf as valued in this component. */
export function levelOf(leaf: Leaf, attributes: Attributes): number {
  return Math.max(...groupsOf(leaf.dataClass, attributes).map((group) => levelOfGroup[group]));
}

/** Of the event that states a component: what decides in which part its leaves are sealed. */
export type Stating = Pick<IncidentEvent, "sent"> &
  Partial<Pick<IncidentEvent, "observed" | "category">>;

/** Category of incidents that are alerts about a vehicle (law.md (a), C14): the plate is kept for hours. */
export const alertCategory = "C14";

/**
 * True when the leaf belongs in the part that is sealed under the incident's sensitive key: what is L3, and what has
 * a term as short by itself (law.md (f)), so that it goes with that key: risks for operators, and the plate of an
 * alert. A message without a category may belong to an alert: in doubt the shorter term.
 */
export function isSensitive(leaf: Leaf, component: Component, stating: Stating): boolean {
  if (leaf.dataClass === "risk") return true;
  const { category = alertCategory, observed = stating.sent } = stating;
  if (leaf.dataClass === "vehicle_identity" && category === alertCategory) return true;
  return levelOf(leaf, attributesOf(component.kind, component.fields, observed)) >= 3;
}

function personGroups(attributes: Attributes): readonly Group[] {
  const groups: Group[] = [];
  if (attributes.roles.includes("reporter")) groups.push("G4");
  if (attributes.roles.length === 0 || attributes.roles.some((role) => role !== "reporter")) {
    groups.push("G5");
  }
  if (attributes.minor) groups.push("G9");
  return groups;
}

function sourceIn(value: LeafValue | undefined): DatumSource | "unstated" {
  return typeof value === "string" && isSource(value) ? value : "unstated";
}

function isSource(word: string): word is DatumSource {
  return Object.hasOwn(enumTable("Source"), word);
}

function rolesIn(value: LeafValue | undefined): readonly PersonRole[] {
  return Array.isArray(value) ? (value as readonly PersonRole[]) : [];
}
