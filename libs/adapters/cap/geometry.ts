import type { Point } from "#libs/incident/event";
import type { ProblemCode } from "#libs/incident/problems";

/** A value in canonical form, or the code of why its text is none. */
export type Read<T> =
  | { readonly kind: "value"; readonly value: T; readonly rounded: boolean }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/** Plain decimals, latitude first; exponents, signs of infinity and blanks inside a pair are none. */
const pair = /^([-+]?\d{1,3}(?:\.\d{1,18})?),([-+]?\d{1,3}(?:\.\d{1,18})?)$/;
const kilometres = /^\d{1,6}(?:\.\d{1,18})?$/;

const refused = (code: ProblemCode): Read<never> => ({ kind: "refused", code });

/**
 * CAP 1.2 section 3.2.4: at least four pairs, the last equal to the first. The ring stays closed.
 * Whether the degrees exist and are not swapped is asked of every format alike, by `validateEvent`.
 */
export function readPolygon(text: string): Read<readonly Point[]> {
  const points: Point[] = [];
  let rounded = false;
  for (const word of words(text)) {
    const point = pointOf(word);
    if (point === undefined) return refused("cap-polygon-malformed");
    points.push(point.point);
    rounded ||= point.rounded;
  }
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return refused("cap-polygon-malformed");
  if (points.length < 4) return refused("cap-polygon-too-short");
  if (first.lat_e7 !== last.lat_e7 || first.lon_e7 !== last.lon_e7) {
    return refused("cap-polygon-open");
  }
  return { kind: "value", value: points, rounded };
}

export interface Circle {
  readonly point: Point;
  /** Whole metres; 0 is the point itself. */
  readonly radiusM: number;
}

/** CAP 1.2 section 3.2.4: `latitude,longitude radius`, the radius in kilometres. */
export function readCircle(text: string): Read<Circle> {
  const [centre, radius, ...more] = words(text);
  const point = centre === undefined ? undefined : pointOf(centre);
  if (point === undefined || radius === undefined || more.length > 0 || !kilometres.test(radius)) {
    return refused("cap-circle-malformed");
  }
  const radiusM = Math.round(Number(radius) * 1_000);
  return { kind: "value", value: { point: point.point, radiusM }, rounded: point.rounded };
}

const words = (text: string): readonly string[] => text.split(/[ \t\r\n]+/).filter(Boolean);

function pointOf(word: string): { readonly point: Point; readonly rounded: boolean } | undefined {
  const found = pair.exec(word);
  if (found === null) return undefined;
  const [, lat = "", lon = ""] = found;
  return {
    point: { lat_e7: e7(lat), lon_e7: e7(lon) },
    rounded: decimals(lat) > 7 || decimals(lon) > 7,
  };
}

/** Adding 0 turns −0, which canonical JSON cannot tell from 0, into 0. */
const e7 = (degrees: string): number => Math.round(Number(degrees) * 1e7) + 0;

const decimals = (degrees: string): number => (degrees.split(".")[1] ?? "").length;
