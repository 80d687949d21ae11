import type { Leaf, LeafPath } from "#libs/incident/catalogue";
import { enumTable, leafAt, leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { pseudonymSources } from "#libs/incident/derive";
import type { LeafValue, Point } from "#libs/incident/event";
import type { Clause } from "./agreementSchema.ts";
import type { Plan } from "./plan.ts";
import { facetsOf, speaksOf } from "./plan.ts";

/** What a plan makes of one leaf of one component, and why nothing where it withholds. */
export type Treatment =
  | { readonly released: true; readonly by: Clause["do"] }
  | { readonly released: false; readonly why: "not-named" | "no-clause" | "not-in-charge" };

/** Decides one leaf: every facet of the component needs a clause that speaks of it and is open. */
export function treat(
  plan: Plan,
  component: RuledComponent,
  leaf: Leaf,
  isInCharge: boolean,
): Treatment {
  const clauses = plan.clauses.get(leaf.path);
  if (clauses === undefined) return { released: false, why: "not-named" };
  const facets = component.kind === "person" ? facetsOf(component.attributes.roles) : [partyOfNone];
  const chosen = facets.map((facet) =>
    clauses.find((clause) => speaksOf(clause, facet) && hasAttributes(clause, component)),
  );
  const [first] = chosen;
  if (first === undefined || chosen.includes(undefined))
    return { released: false, why: "no-clause" };
  if (!isInCharge && chosen.some((clause) => clause?.once === "in-charge")) {
    return { released: false, why: "not-in-charge" };
  }
  return { released: true, by: first.do };
}

/**
 * The leaves of a component that a plan releases, by name. Built up from named leaves of the catalogue and
 * members of the contract only: nothing is ever deleted from a copy, so nothing unknown can ride along.
 */
export function project(
  plan: Plan,
  component: RuledComponent,
  isInCharge: boolean,
  pseudonym: Pseudonym,
): Readonly<Record<string, LeafValue>> {
  const fields: Record<string, LeafValue> = {};
  for (const leaf of leavesOf(component.kind)) {
    const source = pseudonymSources[leaf.path];
    const stated = leafValue(component, source === undefined ? leaf : sourceLeaf(source));
    if (stated === undefined || !treat(plan, component, leaf, isInCharge).released) continue;
    const value = source === undefined ? stated : made(pseudonym, leaf.path, stated);
    if (value !== undefined) fields[leaf.name] = value;
  }
  return fields;
}

/** Makes the value of a leaf that means something to one receiver only. */
export type Pseudonym = (path: LeafPath, value: string) => string | undefined;

const made = (pseudonym: Pseudonym, path: LeafPath, value: LeafValue): string | undefined =>
  typeof value === "string" ? pseudonym(path, value) : undefined;

function sourceLeaf(path: LeafPath): Leaf {
  const leaf = leafAt(path);
  if (leaf === undefined) throw new Error("a pseudonym of a leaf that is not in the catalogue");
  return leaf;
}

/** A leaf's value, rebuilt by its type; undefined when there is none, or not one of the contract. */
export function leafValue(component: RuledComponent, leaf: Leaf): LeafValue | undefined {
  if (!Object.hasOwn(component.fields, leaf.name)) return undefined;
  const value = component.fields[leaf.name];
  if (!leaf.repeated) return itemOf(leaf, value);
  if (!Array.isArray(value)) return undefined;
  return leaf.type === "Point"
    ? allOf(value.map(pointOf))
    : allOf(value.map((item) => wordOf(leaf, item)));
}

function itemOf(leaf: Leaf, value: LeafValue | undefined): LeafValue | undefined {
  if (leaf.type === "Point") return pointOf(value);
  if (leaf.type === "bool") return typeof value === "boolean" ? value : undefined;
  if (leaf.type === "uint32") return isCount(value) ? value : undefined;
  return wordOf(leaf, value);
}

/** A string; an enum's word only if the contract knows it. */
function wordOf(leaf: Leaf, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return leaf.shape !== "enum" || Object.hasOwn(enumTable(leaf.type), value) ? value : undefined;
}

function pointOf(value: unknown): Point | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("lat_e7" in value && "lon_e7" in value)) return undefined;
  const { lat_e7, lon_e7 } = value;
  return isInteger(lat_e7) && isInteger(lon_e7) ? { lat_e7, lon_e7 } : undefined;
}

function allOf<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isCount(value: unknown): value is number {
  return isInteger(value) && value >= 0;
}

function hasAttributes(clause: Clause, { attributes }: RuledComponent): boolean {
  const { place, minor } = clause.if ?? {};
  return (
    (place === undefined || place === attributes.place) &&
    (minor === undefined || minor === attributes.minor)
  );
}

const partyOfNone = { as: "party", roles: [] } as const;
