import type { Point } from "#libs/incident/event";
import { cellCorners, cellOf, projectToLaea } from "#libs/incident/grid";
import type { components } from "../../api/generated/schema.ts";

type Cell = components["schemas"]["Incident"]["entries"][number]["rooms"][number];

/** How precisely a room got a place; the finest first. */
const precisions = ["point", "cell", "zone", "area"] as const;
export type Precision = (typeof precisions)[number] | "none";

/** What one room got of one place by one entry. */
export interface RoomPrecision {
  readonly room: string;
  readonly precision: Precision;
  /** Paths of everything else of the place that went: a street tells it as well as coordinates. */
  readonly more: readonly string[];
}

/** A square that a room got in the place of a point. */
export interface PlaceSquare {
  readonly precision: "cell" | "zone";
  /** INSPIRE code, as the room got it. */
  readonly code: string;
  readonly corners: readonly Point[];
}

/** What the place `ref` became for each room that an entry shows. */
export function precisionsOf(rooms: readonly Cell[], ref: string): readonly RoomPrecision[] {
  return rooms
    .filter(({ reason }) => reason !== "OWN_EVENT")
    .map(({ room, given }) => {
      const went = given.filter((field) => field.ref === ref).map(({ path }) => path);
      const precision = precisions.find((one) => went.includes(`place.${one}`)) ?? "none";
      return { room, precision, more: went.filter((path) => path !== `place.${precision}`) };
    });
}

/** The squares of the EU grid that hold a point, made as the core makes them for who may not have the point; the larger first. */
export function squaresOf(point: Point): readonly PlaceSquare[] {
  const position = projectToLaea(point);
  const sizes = [["zone", "1km"] as const, ["cell", "100m"] as const];
  return sizes.flatMap(([precision, size]) => {
    const code = cellOf(position, size);
    const corners = code === undefined ? undefined : cellCorners(code);
    return code === undefined || corners === undefined ? [] : [{ precision, code, corners }];
  });
}
