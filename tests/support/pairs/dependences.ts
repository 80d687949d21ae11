import { type ComponentKind, leaves } from "#libs/incident/catalogue";
import type { Fields, LeafValue, Point } from "#libs/incident/event";
import { type CellSize, cellOf, centroidOf, projectToLaea } from "#libs/incident/grid";
import type { Draw } from "./draw.ts";

/**
 * What of a sender's leaves a derived leaf or a declared attribute may depend on, and how much of it it tells. Written
 * by hand from the model's own words, and read from no code: two messages whose classes are the same must look the
 * same to who has only the derived leaf. A derived leaf that stands in no table fails a test.
 */
export interface Dependence {
  /** Path of the derived leaf, or `attribute:<name>`. */
  readonly of: string;
  /** Names of the leaves of the component that it depends on; nothing else of the component may matter. */
  readonly sources: readonly string[];
  /** Two components of one class are told apart by nothing that `of` gives. `observed`: time of the fact. */
  readonly classOf: (fields: Fields, observed: string, world: World) => string;
  /** Other values of the sources, likely of the same class. */
  readonly nudge?: (fields: Fields, draw: Draw) => Fields;
}

/** What the signed rules say of the country: the only facts outside a message that a leaf may be made of. */
export interface World {
  /** INSPIRE code of a cell → residents. */
  readonly residents: ReadonlyMap<string, number>;
  /** Every least number of residents that some rule asks for. */
  readonly residentsMin: readonly number[];
}

const source = { sources: ["source"], classOf: exactly("source") };
const basis = { of: "attribute:basis", sources: ["basis"], classOf: isFact };
const origin = [
  { of: "attribute:source", ...source },
  { of: "attribute:database", sources: ["source"], classOf: isOfDatabase },
];

/** By the kind of component that holds the sources. */
export const dependences: Readonly<Partial<Record<ComponentKind, readonly Dependence[]>>> = {
  incident: [
    { of: "incident.started_quarter", sources: ["started_at"], ...quarter("started_at") },
    { of: "incident.reported_quarter", sources: ["reported_at"], ...quarter("reported_at") },
  ],
  place: [
    // The edge settles that a home, a school or a protected place is never public.
    { of: "attribute:place", sources: ["sensitivity", "place_type"], classOf: isPublic },
    { of: "place.sensitivity", sources: ["sensitivity", "place_type"], classOf: settled },
    { of: "place.zone", sources: ["point", "polygon"], ...cell("1km") },
    { of: "place.cell", sources: ["point", "polygon"], ...cell("100m") },
    { of: "place.area", sources: ["point", "polygon", "municipality"], ...area() },
    ...origin,
  ],
  person: [
    { of: "attribute:roles", sources: ["roles"], classOf: rolesOf, nudge: otherOrder },
    { of: "attribute:minor", sources: ["minor", "birth_date"], classOf: protection },
    counted("minors.present", ["minor", "birth_date"], knownMinority),
    { ...counted("minors.bands", ["minor", "birth_date"], knownBand), nudge: inYear },
    counted("casualties.injured_count", ["injury"], harm),
    counted("casualties.worst_severity", ["injury"], harmful),
    counted("people.count", [], existence),
    basis,
    ...origin,
  ],
  vehicle: [
    { of: "vehicle.plate_token", sources: ["plate"], classOf: exactly("plate") },
    ...origin,
  ],
  risk: [basis, ...origin],
};

/** Derived leaves that come from the head of messages or from answers of rooms, not from components. */
export const fromElsewhere: readonly string[] = [
  ...["incident.category", "incident.same_as", "charge.state", "charge.room", "charge.since"],
];

/** Derived leaves of which nobody said what they depend on. */
export function undeclared(): readonly string[] {
  const declared = new Set(Object.values(dependences).flatMap((list) => list.map(({ of }) => of)));
  return leaves
    .filter((leaf) => leaf.derived && !declared.has(leaf.path))
    .map((leaf) => leaf.path)
    .filter((path) => !fromElsewhere.includes(path));
}

const quarterMs = 15 * 60_000;

function quarter(name: string): Pick<Dependence, "classOf" | "nudge"> {
  const ms = (fields: Fields) => Date.parse(String(fields[name]));
  return {
    classOf: (fields) => (name in fields ? String(Math.floor(ms(fields) / quarterMs)) : "none"),
    nudge: (fields, draw) => {
      if (!(name in fields)) return {};
      const start = Math.floor(ms(fields) / quarterMs) * quarterMs;
      return { [name]: new Date(start + draw.below(quarterMs)).toISOString() };
    },
  };
}

const neverPublic: readonly unknown[] = [
  ...["home", "school", "health_facility", "protected_facility"],
];

/** True of a place that is called public and cannot be. */
export function isMiscalled({ sensitivity, place_type }: Fields): boolean {
  return sensitivity === "public" && neverPublic.includes(place_type);
}

/** What the place is called once the edge has settled it; `unsaid` counts as sensitive, but is not the same leaf. */
function settled(fields: Fields): string {
  if (fields["sensitivity"] === undefined) return "unsaid";
  return fields["sensitivity"] === "public" && !isMiscalled(fields) ? "public" : "sensitive";
}

function isPublic(fields: Fields): string {
  return String(settled(fields) === "public");
}

function cell(size: CellSize): Pick<Dependence, "classOf" | "nudge"> {
  return {
    classOf: (fields) => {
      const centre = isPoint(fields["point"])
        ? projectToLaea(fields["point"])
        : centroidOf(pointsOf(fields["polygon"]));
      return (centre && cellOf(centre, size)) ?? "none";
    },
    nudge: (fields, draw) => nearby(fields, draw, size === "1km" ? 4_000 : 400),
  };
}

/** The first of 100 m cell, 1 km cell and comune with people enough, for each number that is asked for. */
function area(): Pick<Dependence, "classOf" | "nudge"> {
  const [small, large] = [cell("100m"), cell("1km")];
  return {
    classOf: (fields, observed, world) => {
      const cells = [small, large].map(({ classOf }) => classOf(fields, observed, world));
      const comune = String(fields["municipality"]);
      const told = world.residentsMin.map(
        (least) => cells.find((each) => (world.residents.get(each) ?? 0) >= least) ?? comune,
      );
      return told.join();
    },
    nudge: (fields, draw) => {
      const { municipality } = fields;
      const moved = nearby(fields, draw, draw.chance(50) ? 400 : 40_000);
      return municipality === undefined ? moved : { ...moved, municipality };
    },
  };
}

/** The same place some metres away; the outline of a place that has a point is nobody's cell. */
function nearby({ point, polygon }: Fields, draw: Draw, reachE7: number): Fields {
  const moved = ({ lat_e7, lon_e7 }: Point): Point => ({
    lat_e7: lat_e7 + draw.below(reachE7) - reachE7 / 2,
    lon_e7: lon_e7 + draw.below(reachE7) - reachE7 / 2,
  });
  if (!isPoint(point)) return polygon === undefined ? {} : { polygon };
  const outline = [moved(point), moved(point), moved(point)];
  return { point: moved(point), ...(draw.chance(50) && { polygon: outline }) };
}

function isPoint(value: LeafValue | undefined): value is Point {
  return typeof value === "object" && "lat_e7" in value;
}

function pointsOf(value: LeafValue | undefined): readonly Point[] {
  return Array.isArray(value) ? value.filter(isPoint) : [];
}

function rolesOf({ roles }: Fields): string {
  const words = Array.isArray(roles) ? roles.map(String) : [];
  return [...new Set(words)].sort((a, b) => (a < b ? -1 : 1)).join();
}

/** The same roles in another order, some of them said twice. */
function otherOrder({ roles }: Fields, draw: Draw): Fields {
  const words = Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [];
  if (words.length === 0) return {};
  return { roles: draw.shuffled([...words, draw.pick(words)]).slice(0, 8) };
}

/** Completed years on the day of the fact; undefined where the date says nothing. */
function yearsAt(birth: LeafValue | undefined, observed: string): number | undefined {
  if (typeof birth !== "string") return undefined;
  const [born, day] = [new Date(birth), new Date(observed.slice(0, 10))];
  if (born > day) return undefined;
  const isBefore =
    day.getUTCMonth() < born.getUTCMonth() ||
    (day.getUTCMonth() === born.getUTCMonth() && day.getUTCDate() < born.getUTCDate());
  return day.getUTCFullYear() - born.getUTCFullYear() - (isBefore ? 1 : 0);
}

/** What is known of a person's age: stated first, then by birth date. */
function minority({ minor, birth_date }: Fields, observed: string): "minor" | "adult" | "unknown" {
  if (minor !== undefined) return minor === true ? "minor" : "adult";
  const years = yearsAt(birth_date, observed);
  if (years === undefined) return "unknown";
  return years < 18 ? "minor" : "adult";
}

/** Who is not known to be of age is protected as a minor. */
export function protection(fields: Fields, observed: string): "minor" | "adult" {
  return minority(fields, observed) === "adult" ? "adult" : "minor";
}

function knownMinority(fields: Fields, observed: string): string {
  return String(minority(fields, observed) === "minor");
}

function knownBand(fields: Fields, observed: string): string {
  if (minority(fields, observed) !== "minor") return "none";
  const years = yearsAt(fields["birth_date"], observed) ?? 18;
  if (years >= 18) return "unknown";
  return years < 6 ? "small" : years < 14 ? "child" : "youth";
}

/** Another day of the year of birth. */
function inYear(fields: Fields, draw: Draw): Fields {
  const { minor, birth_date, source } = fields;
  const kept = { ...(minor !== undefined && { minor }), ...(source !== undefined && { source }) };
  if (typeof birth_date !== "string") return kept;
  const month = String(draw.below(12) + 1).padStart(2, "0");
  return { ...kept, birth_date: `${birth_date.slice(0, 4)}-${month}-01` };
}

/** Numbers over persons: who is known from a police database alone is not among them. */
function counted(
  of: string,
  sources: readonly string[],
  classOf: Dependence["classOf"],
): Dependence {
  const uncounted: Fields = {};
  return {
    of,
    sources: [...sources, "source"],
    classOf: (fields, observed, world) =>
      classOf(isOfDatabase(fields) === "true" ? uncounted : fields, observed, world),
  };
}

function harmful({ injury }: Fields): string {
  return injury === undefined || injury === "none" ? "none" : String(injury);
}

function harm(fields: Fields): string {
  return String(harmful(fields) !== "none");
}

function existence(fields: Fields): string {
  return String(Object.keys(fields).length > 0);
}

function isFact(fields: Fields): string {
  return String(fields["basis"] === "fact");
}

/** What a police database answered is stopped by law, whatever a rule says. */
function isOfDatabase(fields: Fields): string {
  return String(fields["source"] === "police_database");
}

function exactly(name: string): (fields: Fields) => string {
  return (fields) => String(fields[name]);
}

/** Names of the attributes of which it is said what they depend on. */
export function declaredAttributes(): readonly string[] {
  const all = Object.values(dependences).flatMap((list) => list.map(({ of }) => of));
  return all.flatMap((of) => (of.startsWith("attribute:") ? [of.slice("attribute:".length)] : []));
}
