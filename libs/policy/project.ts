import type { Leaf, LeafPath } from "#libs/incident/catalogue";
import { enumTable, leafAt, leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { pseudonymSources } from "#libs/incident/derive";
import type { LeafValue, Point } from "#libs/incident/event";
import type { Cap } from "./ceilings.ts";
import { isCapped } from "./ceilings.ts";
import type { Clause } from "./clauseSchema.ts";
import type { Precision } from "./lattice.ts";
import { meet, precisionOf } from "./lattice.ts";
import type { Plan } from "./plan.ts";
import { facetsOf, speaksOf } from "./plan.ts";

/** What a plan makes of one leaf of one component, and why nothing where it withholds. */
export type Treatment =
  | { readonly released: true; readonly by: Exclude<Precision, { readonly do: "withhold" }> }
  | {
      readonly released: false;
      readonly why: "not-named" | "no-clause" | "not-in-charge" | "ceiling";
    };

/** A plan under the ceilings of one exchange. */
export interface CappedPlan {
  readonly plan: Plan;
  readonly cap: Cap;
}

/** Decides one leaf: no ceiling, and every facet of the component has a clause that speaks of it and is open. */
export function treat(
  { plan, cap }: CappedPlan,
  component: RuledComponent,
  leaf: Leaf,
  isInCharge: boolean,
): Treatment {
  const clauses = plan.clauses.get(leaf.path);
  if (clauses === undefined) return { released: false, why: "not-named" };
  if (isCapped(cap, component, leaf)) return { released: false, why: "ceiling" };
  const facets = facetsOf(component.attributes.roles);
  const chosen = facets.map((facet) =>
    clauses.find((clause) => speaksOf(clause, facet) && hasAttributes(clause, component)),
  );
  const spoken = chosen.filter((clause) => clause !== undefined);
  if (spoken.length < facets.length) return { released: false, why: "no-clause" };
  if (!isInCharge && spoken.some((clause) => clause.once === "in-charge")) {
    return { released: false, why: "not-in-charge" };
  }
  const by = spoken.map(precisionOf).reduce(meet);
  return by.do === "withhold" ? { released: false, why: "no-clause" } : { released: true, by };
}

/**
 * The leaves of a component that a plan releases, by name. Built up from named leaves of the catalogue and
 * members of the contract only: nothing is ever deleted from a copy, so nothing unknown can ride along.
 */
export function project(
  capped: CappedPlan,
  component: RuledComponent,
  isInCharge: boolean,
  makers: Makers,
): Readonly<Record<string, LeafValue>> {
  const fields: Record<string, LeafValue> = {};
  for (const leaf of leavesOf(component.kind)) {
    if (!hasSource(component, leaf)) continue;
    const treatment = treat(capped, component, leaf, isInCharge);
    if (!treatment.released) continue;
    const value = releasedValue(component, leaf, treatment.by, makers);
    if (value !== undefined) fields[leaf.name] = value;
  }
  return fields;
}

/** How values come about that mean something to one receiver or one rule only. */
export interface Makers {
  /** A pseudonym of the source's value for the receiver; undefined where there is none. */
  readonly pseudonym: (path: LeafPath, value: string) => string | undefined;
  /** Residents of a grid cell; 0 where the table does not know it. */
  readonly residents: (cell: string) => number;
}

/** True when there is something to decide about: a valid value, or one of which the leaf is made. */
export function hasSource(component: RuledComponent, leaf: Leaf): boolean {
  if (leaf.path === areaPath) return areaOf(component, everyoneLives, 0) !== undefined;
  return leafValue(component, sourceOf(leaf)) !== undefined;
}

function releasedValue(
  component: RuledComponent,
  leaf: Leaf,
  by: Precision,
  makers: Makers,
): LeafValue | undefined {
  if (leaf.path === areaPath) {
    const { residentsMin } = by;
    return residentsMin === undefined
      ? undefined
      : areaOf(component, makers.residents, residentsMin);
  }
  const source = sourceOf(leaf);
  const stated = leafValue(component, source);
  if (pseudonymSources[leaf.path] === undefined) return stated;
  return typeof stated === "string" ? makers.pseudonym(leaf.path, stated) : undefined;
}

/** The one leaf whose precision depends on how many people live there. */
export const areaPath = "place.area";
const everyoneLives = () => Number.MAX_SAFE_INTEGER;

/** The smallest of 100 m cell, 1 km cell and comune in which at least so many people live. */
export function areaOf(
  { fields }: Pick<RuledComponent, "fields">,
  residents: Makers["residents"],
  residentsMin: number,
): string | undefined {
  const { cell, zone, municipality } = fields;
  const areas = [cell, zone].filter((area) => typeof area === "string");
  const area = areas.find((candidate) => residents(candidate) >= residentsMin);
  return area ?? (typeof municipality === "string" ? municipality : undefined);
}

/** The leaf that a pseudonym is made of; every other leaf is its own. */
export function sourceOf(leaf: Leaf): Leaf {
  return leafAt(pseudonymSources[leaf.path] ?? leaf.path) ?? leaf;
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

/** A point of the contract, rebuilt; undefined for anything else. */
export function pointOf(value: unknown): Point | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { lat_e7, lon_e7 }: Partial<Record<keyof Point, unknown>> = value;
  return isInteger(lat_e7) && isInteger(lon_e7) ? { lat_e7, lon_e7 } : undefined;
}

/** All items, or none of them when one is not of the contract. */
export function allOf<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
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
  const { place, minor, basis, source } = clause.if ?? {};
  return (
    (place === undefined || place === attributes.place) &&
    (minor === undefined || minor === attributes.minor) &&
    (basis === undefined || basis === attributes.basis) &&
    (source === undefined || source.includes(attributes.source))
  );
}
