import { bandOf, minorityOf } from "./age.ts";
import type { ComponentKind, LeafPath } from "./catalogue.ts";
import { enumTable, leavesOf } from "./catalogue.ts";
import type { ComponentName, Fields, LeafValue, Point } from "./event.ts";
import type { ProjectedPoint } from "./grid.ts";
import { cellOf, centroidOf, projectToLaea } from "./grid.ts";
import type { Attributes } from "./groups.ts";
import { attributesOf } from "./groups.ts";
import { recalledOf, withoutRecalled } from "./recalled.ts";
import { componentKey, type IncidentState, type StateComponent } from "./state.ts";

/** A component as rules see it: stated and derived leaves, and the declared attributes. */
export interface RuledComponent {
  readonly author: string;
  readonly kind: ComponentKind;
  readonly id: string;
  readonly fields: Fields;
  readonly attributes: Attributes;
}

/** How a derived leaf comes about: the only `do`/`as` by which a rule may name it. */
export interface Derivation {
  readonly do: "keep" | "generalise" | "count" | "pseudonymise";
  readonly as?: string;
}

/** Every derived leaf of the catalogue; one that is not here cannot be named by a rule. */
export const derivations: Readonly<Partial<Record<LeafPath, Derivation>>> = {
  "incident.category": { do: "keep" },
  "incident.started_quarter": { do: "generalise", as: "quarter-hour" },
  "incident.reported_quarter": { do: "generalise", as: "quarter-hour" },
  "incident.same_as": { do: "pseudonymise", as: "receiver-alias" },
  "place.zone": { do: "generalise", as: "zone-eu-1km" },
  "place.cell": { do: "generalise", as: "cell-eu-100m" },
  "place.area": { do: "generalise", as: "area-by-residents" },
  "vehicle.plate_token": { do: "pseudonymise", as: "hmac-receiver" },
  "casualties.injured_count": { do: "count" },
  "casualties.worst_severity": { do: "count" },
  "minors.present": { do: "count" },
  "minors.bands": { do: "count" },
  "charge.state": { do: "keep" },
  "charge.room": { do: "keep" },
  "charge.since": { do: "keep" },
  "people.count": { do: "count" },
};

/**
 * Leaves whose value is made for one receiver, and the leaf that it is made of: the value of the source itself
 * never stands under these paths.
 */
export const pseudonymSources: Readonly<Partial<Record<LeafPath, LeafPath>>> = {
  "incident.same_as": "incident.same_as",
  "vehicle.plate_token": "vehicle.plate",
};

// NUL cannot occur in an id that a room states: a derived component never shares a name with a stated one.
const derivedId = "\u0000derived";

/** The one incident component of a view: category and status are the state's, whatever ids were stated. */
export const incidentName: ComponentName = { kind: "incident", id: derivedId };

/** Names of the components that exist only by derivation, for one author. */
export const derivedNames: readonly ComponentName[] = [
  incidentName,
  { kind: "casualties", id: derivedId },
  { kind: "minors", id: derivedId },
  { kind: "people", id: derivedId },
];

/**
 * What a policy may look at, and nothing else: the components of the state without tombstones, with their
 * derived leaves and attributes.
 *
 * `minors.present` is there, and true, only when somebody is *known* to be a minor (stated, or by birth date at
 * `observed`). A person of unknown age is protected like a minor (attribute `minor`), but is not counted:
 * the leaf must not assert what nobody knows, and its absence never means "no minors".
 */
export function ruledComponents(state: IncidentState): readonly RuledComponent[] {
  const present = [...state.components.values()].filter(isPresent);
  const authors = [...new Set([state.owner, ...present.map((component) => component.author)])];
  const shown = present
    .filter((component) => component.kind !== "incident")
    .map((component) => withDerivedLeaves(asGiven(state, component)));
  const countable = present.filter(isCountable).map((component) => asGiven(state, component));
  const derived = authors.flatMap((author) => derivedFor(state, author, countable));
  return [...shown, ...derived].filter(isPresent).map((component) => ({
    ...component,
    attributes: attributesOf(component.kind, decidingFields(state, component), state.observed),
  }));
}

/** A component without the leaves that were taken back, beside what its author stated. */
interface GivenComponent extends StateComponent {
  readonly stated: Fields;
}

function asGiven(state: IncidentState, component: StateComponent): GivenComponent {
  const { author, fields: stated } = component;
  const recalled = recalledOf(state, author, component);
  return { ...component, fields: withoutRecalled(stated, recalled), stated };
}

/** A leaf that was taken back still decides as it did: to take something back must never open anything. */
function decidingFields(state: IncidentState, component: StateComponent): Fields {
  const { author, fields } = component;
  if (recalledOf(state, author, component) === undefined) return fields;
  const stated = state.components.get(componentKey(author, component));
  return stated === undefined ? fields : statedLeaves(stated);
}

function isPresent(component: StateComponent): boolean {
  return Object.keys(component.fields).length > 0;
}

function derivedFor(
  state: IncidentState,
  author: string,
  countable: readonly GivenComponent[],
): readonly StateComponent[] {
  const own = countable.filter((component) => component.author === author);
  const components: StateComponent[] = [
    { author, kind: "casualties", id: derivedId, fields: casualtiesOf(own) },
    { author, kind: "minors", id: derivedId, fields: minorsOf(own, state.observed) },
    { author, kind: "people", id: derivedId, fields: peopleOf(own) },
  ];
  if (author === state.owner) components.unshift(incidentOf(state, own));
  return components;
}

/** What a police database answered is counted nowhere: a number made of it would tell of it (L. 121/1981 art. 9). */
function isCountable({ fields }: StateComponent): boolean {
  return fields["source"] !== "police_database";
}

function incidentOf(state: IncidentState, own: readonly StateComponent[]): StateComponent {
  const parts = own.filter((component) => component.kind === "incident");
  const facts: Fields = Object.assign({}, ...parts.map((part) => statedLeaves(part)));
  const fields = {
    ...facts,
    ...quarterOf(facts, "started"),
    ...quarterOf(facts, "reported"),
    ...(state.sameAs !== undefined && { same_as: state.sameAs }),
    category: state.category,
    status: state.status,
  };
  return { author: state.owner, ...incidentName, fields };
}

function withDerivedLeaves({ stated, ...component }: GivenComponent): StateComponent {
  const fields = component.kind === "charge" ? component.fields : statedLeaves(component);
  if (component.kind !== "place") return { ...component, fields };
  // A point that was taken back does not make the polygon speak in its stead.
  const isTold = stated["point"] === undefined || fields["point"] !== undefined;
  const centre = isTold ? centreOf(component.fields) : undefined;
  const zone = centre && cellOf(centre, "1km");
  const cell = centre && cellOf(centre, "100m");
  const cells = { ...(zone !== undefined && { zone }), ...(cell !== undefined && { cell }) };
  return { ...component, fields: { ...fields, ...cells } };
}

/** Leaves of the catalogue that a sender may state: a stated value never stands in for a derived one. */
function statedLeaves(component: StateComponent): Fields {
  const statable = leavesOf(component.kind).filter((leaf) => !leaf.derived || leaf.statable);
  const entries = statable.flatMap((leaf) => {
    const value = component.fields[leaf.name];
    return value === undefined ? [] : [[leaf.name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The point, else the polygon's centroid: what the cells of a place are cells of. */
function centreOf(place: Fields): ProjectedPoint | undefined {
  const point = place["point"];
  if (isPoint(point)) return projectToLaea(point);
  const polygon = place["polygon"];
  return isPolygon(polygon) ? centroidOf(polygon) : undefined;
}

const quarterMs = 15 * 60_000;

/** The beginning of the quarter of an hour in which the fact lies (law.md, generalisation functions). */
function quarterOf(facts: Fields, name: "started" | "reported"): Fields {
  const time = facts[`${name}_at`];
  const ms = typeof time === "string" ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(ms)) return {};
  return { [`${name}_quarter`]: new Date(ms - (ms % quarterMs)).toISOString() };
}

function peopleOf(own: readonly StateComponent[]): Fields {
  const count = own.filter((component) => component.kind === "person").length;
  return count === 0 ? {} : { count };
}

/**
 * Counts over the author's persons, for the leaves that none of its casualties components states. A stated count that
 * was taken back does not make the counted one known.
 */
function casualtiesOf(own: readonly GivenComponent[]): Fields {
  const casualties = own.filter((component) => component.kind === "casualties");
  const isStated = (leaf: string) => casualties.some(({ stated }) => stated[leaf] !== undefined);
  const injuries = own
    .filter((component) => component.kind === "person")
    .map((person) => person.fields["injury"])
    .filter(isHarm);
  if (injuries.length === 0) return {};
  const fields: Record<string, LeafValue> = {};
  if (!isStated("injured_count")) fields["injured_count"] = injuries.length;
  if (!isStated("worst_severity")) fields["worst_severity"] = worstOf(injuries);
  return fields;
}

const severity = enumTable("Injury");

function isHarm(injury: LeafValue | undefined): injury is string {
  return typeof injury === "string" && injury !== "none" && severity[injury] !== undefined;
}

function worstOf(injuries: readonly string[]): string {
  return injuries.reduce((worst, injury) =>
    (severity[injury] ?? 0) > (severity[worst] ?? 0) ? injury : worst,
  );
}

/** Who is known to be a minor, as stated and by what is left of it: to take back "of age" tells nobody's age. */
function minorsOf(own: readonly GivenComponent[], observed: string): Fields {
  const minors = own.filter(
    ({ kind, fields, stated }) =>
      kind === "person" &&
      minorityOf(fields, observed) === "minor" &&
      minorityOf(stated, observed) === "minor",
  );
  if (minors.length === 0) return {};
  const found = new Set<string>(minors.map((person) => bandOf(person.fields, observed)));
  return { present: true, bands: Object.keys(enumTable("AgeBand")).filter((b) => found.has(b)) };
}

function isPoint(value: LeafValue | undefined): value is Point {
  return typeof value === "object" && "lat_e7" in value && "lon_e7" in value;
}

function isPolygon(value: LeafValue | undefined): value is readonly Point[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPoint);
}
