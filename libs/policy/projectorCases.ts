import type { ComponentKind, Leaf } from "#libs/incident/catalogue";
import { enumTable, leavesOf } from "#libs/incident/catalogue";
import type { LeafValue, PersonRole } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import type { Clause } from "./clauseSchema.ts";
import type { CappedPlan } from "./project.ts";
import { allRoles, allSources } from "./vocabulary.ts";

/**
 * Attributes of which every component of a kind has the like, as far as this plan and its ceilings can tell: an
 * attribute that none of them mentions has one value here, roles that always stand together stand for one another.
 */
export function attributesFor(capped: CappedPlan, kind: ComponentKind): readonly Attributes[] {
  const paths = new Set(leavesOf(kind).map(({ path }) => path));
  const named = [...capped.plan.clauses].filter(([path]) => paths.has(path));
  const clauses = named.flatMap(([, list]) => list);
  const asksBasis = clauses.some((clause) => clause.if?.basis !== undefined);
  const isPerson = kind === "person";
  const places = kind === "place" ? (["public", "sensitive"] as const) : sensitive;
  const bases = asksBasis ? (["fact", "assessment"] as const) : assessment;
  const sources = sourcesFor(capped, clauses);
  const firsts = places.flatMap((place) =>
    bases.flatMap((basis) => sources.map((source) => ({ place, basis, source }))),
  );
  const persons = (isPerson ? roleSets(clauses) : [[]]).flatMap((roles) =>
    (isPerson ? [true, false] : [true]).map((minor) => ({ roles, minor })),
  );
  return firsts.flatMap((first) => persons.map((person) => ({ ...first, ...person })));
}

const sensitive = ["sensitive"] as const;
const assessment = ["assessment"] as const;
/** Sources that a clause or a ceiling names, and one that none does. */
function sourcesFor(
  { cap }: CappedPlan,
  clauses: readonly Clause[],
): readonly Attributes["source"][] {
  const named = allSources.filter(
    (source) =>
      cap.sources.has(source) || clauses.some((clause) => clause.if?.source?.includes(source)),
  );
  const other = allSources.find((source) => !named.includes(source));
  return other === undefined ? named : [other, ...named];
}

/** Every set of roles, one role for all that the same clauses name; the reporter always for itself. */
function roleSets(clauses: readonly Clause[]): readonly (readonly PersonRole[])[] {
  const alike = (role: PersonRole) =>
    role === "reporter" ? role : clauses.map((clause) => clause.if?.roles?.includes(role)).join();
  const first = [...Map.groupBy(allRoles, alike).values()].map((roles) => roles.slice(0, 1));
  return Array.from({ length: 2 ** first.length }, (_, chosen) =>
    first.filter((_role, at) => (chosen >> at) % 2 === 1).flat(),
  );
}

/** Fields in which each leaf of a kind has a value, is malformed in each way, or is not there. */
export function fieldsFor(kind: ComponentKind): readonly Readonly<Record<string, unknown>>[] {
  const columns = leavesOf(kind).map((leaf) => [leaf.name, valuesOf(leaf)] as const);
  const rows = Math.max(0, ...columns.map(([, values]) => values.length));
  const shifted = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map(([name, values], at) => [name, values[(row + at) % values.length]]),
    ),
  );
  const whole = Object.fromEntries(columns.map(([name, values]) => [name, values[0]]));
  return [whole, {}, ...shifted];
}

const point = { lat_e7: 1, lon_e7: -2 };
const wrong: readonly unknown[] = ["\u0000", 1.5, -1, true, null, {}, [], { lat_e7: 1 }, [null]];

/** A valid value first, then others, then what a leaf of this type may not hold. */
function valuesOf(leaf: Leaf): readonly unknown[] {
  const valid = itemsOf(leaf);
  const lists: readonly unknown[] = [valid, valid.slice(0, 1), [...valid, 0]];
  return leaf.repeated ? [...lists, valid[0], ...wrong] : [...valid, valid, ...wrong];
}

function itemsOf(leaf: Leaf): readonly LeafValue[] {
  if (leaf.type === "Point") return [point, { ...point, lat_e7: 0 }];
  if (leaf.type === "bool") return [true, false];
  if (leaf.type === "uint32") return [7, 0];
  if (leaf.shape !== "enum") return [`SINTETICO ${leaf.name}`, ""];
  const words = Object.keys(enumTable(leaf.type));
  return [...words.slice(0, 1), ...words.slice(-1), "toString"];
}
