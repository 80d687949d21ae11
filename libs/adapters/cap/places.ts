import type { Component, ConversionNote, Fields } from "#libs/incident/event";
import { readCircle, readPolygon } from "./geometry.ts";
import { istatOf } from "./rules.ts";
import type { CapElement } from "./structure.ts";
import { all, withoutIndexes } from "./structure.ts";

/** A place and the element that it was read from, so that a finding can point there. */
export interface ReadPlace {
  readonly component: Component;
  readonly pointer: string;
}

export interface ReadPlaces {
  readonly places: readonly ReadPlace[];
  readonly territory: readonly string[];
  readonly notes: readonly ConversionNote[];
}

interface Shape {
  readonly pointer: string;
  readonly fields: Fields;
}

/**
 * Places of all `info` blocks. Blocks that repeat an area in another language give it once. Nothing
 * says whether a place is public, so `sensitivity` stays unstated: it counts as sensitive.
 */
export function readPlaces(infos: readonly CapElement[]): ReadPlaces {
  const areas = infos.flatMap((info) => all(info, "area"));
  const shapes = unique(areas.flatMap(shapesOf));
  const notes = areas.flatMap(areaNotes);
  const territory = new Set(areas.flatMap(municipalitiesOf));
  const places = shapes.map(({ pointer, fields }, index) => ({
    pointer,
    component: { kind: "place" as const, id: placeId(index), fields },
  }));
  return { places, territory: [...territory], notes };
}

export const placeId = (index: number): string => `place-${index + 1}`;

function unique(shapes: readonly Shape[]): readonly Shape[] {
  const byValue = new Map<string, Shape>();
  for (const shape of shapes) {
    const key = JSON.stringify(shape.fields);
    if (!byValue.has(key)) byValue.set(key, shape);
  }
  return [...byValue.values()];
}

const municipalitiesOf = (area: CapElement): readonly string[] => [
  ...new Set(all(area, "geocode").flatMap((geocode) => istatOf(geocode) ?? [])),
];

/** One place per shape; a comune belongs to the shapes only when it is the area's only one. */
function shapesOf(area: CapElement): readonly Shape[] {
  const municipalities = municipalitiesOf(area);
  const [municipality, ...others] = municipalities;
  const shared = municipality !== undefined && others.length === 0 ? { municipality } : {};
  const shapes = [
    ...all(area, "polygon").flatMap(polygonFields),
    ...all(area, "circle").flatMap(circleFields),
  ];
  const drawn = shapes.map(({ pointer, fields }) => ({
    pointer,
    fields: { ...fields, ...shared },
  }));
  if (drawn.length > 0 && others.length === 0) return drawn;
  const named = municipalities.map((code) => ({
    pointer: area.pointer,
    fields: { municipality: code },
  }));
  return [...drawn, ...named];
}

function polygonFields({ pointer, text }: CapElement): readonly Shape[] {
  const read = readPolygon(text);
  return read.kind === "value" ? [{ pointer, fields: { polygon: read.value } }] : [];
}

function circleFields({ pointer, text }: CapElement): readonly Shape[] {
  const read = readCircle(text);
  if (read.kind === "refused") return [];
  const { point, radiusM } = read.value;
  return [{ pointer, fields: radiusM === 0 ? { point } : { point, radius_m: radiusM } }];
}

function areaNotes(area: CapElement): readonly ConversionNote[] {
  const rounded = [
    ...all(area, "polygon").map((element) => ({ element, read: readPolygon(element.text) })),
    ...all(area, "circle").map((element) => ({ element, read: readCircle(element.text) })),
  ].filter(({ read }) => read.kind === "value" && read.rounded);
  const notes = rounded.map(({ element }) => ({
    code: "coordinates-rounded",
    pointer: withoutIndexes(element.pointer),
  }));
  if (shapesOf(area).length > 0) return notes;
  return [...notes, { code: "area-without-place", pointer: withoutIndexes(area.pointer) }];
}
