import type { LeafValue, Point } from "#libs/incident/event";
import type { ViewComponent } from "#libs/incident/view";
import { gridName, placeName } from "./profile.ts";
import { istatName } from "./rules.ts";
import { capName, capPoint, element, group, pair, type Written } from "./write.ts";

const carried: ReadonlySet<string> = new Set([
  ...["point", "radius_m", "accuracy_m", "polygon", "street", "number"],
  ...["municipality", "zone", "cell"],
]);

/** True for a path of a leaf that an area is written from. */
export const isCarriedPlaceLeaf = (path: string): boolean =>
  path.startsWith("place.") && carried.has(path.slice("place.".length));

/**
 * A place as an area: a ring for a polygon, a circle for a point (CAP has no points), codes for a comune
 * and a cell of the grid. Method, confidence, kind and sensitivity of the place have no element in CAP.
 */
export function areaOf({ alias, fields }: ViewComponent): Written {
  const { polygon, point, municipality, zone, cell } = fields;
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === "string" ? value : undefined;
  };
  const street = [text("street"), text("number")].flatMap((part) => part ?? []).join(" ");
  return group(
    "area",
    element("areaDesc", street.trim() === "" ? "Luogo dell'evento" : street),
    ringOf(polygon),
    circleOf(point, fields["radius_m"] ?? fields["accuracy_m"]),
    typeof municipality === "string" ? istat(municipality) : "",
    ...[zone, cell].map((code) =>
      typeof code === "string" ? pair("geocode", gridName, code) : "",
    ),
    pair("geocode", placeName, capName(alias)),
  );
}

const istat = (code: string): Written =>
  pair("geocode", istatName.toUpperCase(), code.replace(/^istat:/, ""));

/** A closed ring of at least three corners; fewer are no area, and CAP has no lines. */
function ringOf(value: LeafValue | undefined): Written {
  const points = Array.isArray(value) ? value.filter(isPoint) : [];
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  const isClosed = first.lat_e7 === last.lat_e7 && first.lon_e7 === last.lon_e7;
  const ring = isClosed && points.length > 1 ? points : [...points, first];
  return ring.length < 4 ? "" : element("polygon", ring.map(capPoint).join(" "));
}

/** CAP's radius is in kilometres; without one the circle is the point. */
function circleOf(value: LeafValue | undefined, radiusM: LeafValue | undefined): Written {
  if (!isPoint(value)) return "";
  const metres = typeof radiusM === "number" ? radiusM : 0;
  return element("circle", `${capPoint(value)} ${kilometres(metres)}`);
}

/** Exact: thousandths, without a float in between. */
function kilometres(metres: number): string {
  const digits = String(metres).padStart(4, "0");
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

const isPoint = (value: unknown): value is Point =>
  typeof value === "object" && value !== null && "lat_e7" in value && "lon_e7" in value;
