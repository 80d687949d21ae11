import proj4 from "proj4"; // projections; the EU grid is LAEA on GRS80, tested with the published points
import type { Point } from "./event.ts";

/** Metres in EPSG:3035 (ETRS89-LAEA Europe), the projection of the EU statistical grid. */
export interface ProjectedPoint {
  readonly eastM: number;
  readonly northM: number;
}

// WGS84 and ETRS89 differ by less than a metre in Europe: no datum shift, as EPSG's transformation 1149 has none.
const toLaea = proj4(
  "+proj=longlat +ellps=GRS80 +no_defs",
  "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs",
);
const degreesPerE7 = 1e-7;

/** Cells that a place can be coarsened to, by the prefix of their INSPIRE codes; sizes in metres. */
const cellSizesM = { "1km": 1_000, "100m": 100 } as const;
export type CellSize = keyof typeof cellSizesM;
/** The grid ends before 10,000 km north and east of its origin. */
const gridM = 10_000_000;

/** Projects a point to EPSG:3035. */
export function projectToLaea(point: Point): ProjectedPoint {
  const [eastM, northM] = toLaea.forward([
    point.lon_e7 * degreesPerE7,
    point.lat_e7 * degreesPerE7,
  ]);
  return { eastM, northM };
}

/**
 * INSPIRE code of the cell that holds a position, e.g. `1kmN2571E4321` or `100mN25713E43210`: the cell's lower
 * left corner in units of its size. Undefined outside the area where the grid is defined.
 */
export function cellOf(position: ProjectedPoint, size: CellSize = "1km"): string | undefined {
  const { northM, eastM } = position;
  if (!isOnGrid(northM) || !isOnGrid(eastM)) return undefined;
  const cellM = cellSizesM[size];
  return `${size}N${Math.floor(northM / cellM)}E${Math.floor(eastM / cellM)}`;
}

/**
 * Corners of a cell, from its INSPIRE code: the lower left one, then round by the right. Undefined for a text that is no
 * code of a cell.
 */
export function cellCorners(code: string): readonly Point[] | undefined {
  const [, size, north, east] = /^(1km|100m)N(\d{1,5})E(\d{1,5})$/.exec(code) ?? [];
  if (size !== "1km" && size !== "100m") return undefined;
  const cellM = cellSizesM[size];
  const [southM, westM] = [Number(north) * cellM, Number(east) * cellM];
  if (!isOnGrid(southM) || !isOnGrid(westM)) return undefined;
  const [northM, eastM] = [southM + cellM, westM + cellM];
  return [
    pointAt({ eastM: westM, northM: southM }),
    pointAt({ eastM, northM: southM }),
    pointAt({ eastM, northM }),
    pointAt({ eastM: westM, northM }),
  ];
}

function pointAt({ eastM, northM }: ProjectedPoint): Point {
  const [lon, lat] = toLaea.inverse([eastM, northM]);
  return { lat_e7: Math.round(lat / degreesPerE7), lon_e7: Math.round(lon / degreesPerE7) };
}

/** Centroid by area of a polygon in the projected plane; the mean of its vertices when it has no area. */
export function centroidOf(polygon: readonly Point[]): ProjectedPoint | undefined {
  const ring = polygon.map(projectToLaea);
  const [origin] = ring;
  if (origin === undefined) return undefined;
  // Relative to the first vertex: with coordinates in the millions the products would lose the metres.
  const local = ring.map(({ eastM, northM }) => ({
    x: eastM - origin.eastM,
    y: northM - origin.northM,
  }));
  const mean = meanOf(local);
  const { area, x, y } = momentsOf(local);
  const centre = Math.abs(area) < 1 ? mean : { x: x / (3 * area), y: y / (3 * area) };
  return { eastM: origin.eastM + centre.x, northM: origin.northM + centre.y };
}

interface Local {
  readonly x: number;
  readonly y: number;
}

function meanOf(points: readonly Local[]): Local {
  const x = points.reduce((sum, point) => sum + point.x, 0);
  const y = points.reduce((sum, point) => sum + point.y, 0);
  return { x: x / points.length, y: y / points.length };
}

/** Twice the signed area, and the first moments belonging to it. */
function momentsOf(ring: readonly Local[]): Local & { readonly area: number } {
  const sums = { area: 0, x: 0, y: 0 };
  let before = ring[ring.length - 1];
  for (const point of ring) {
    if (before !== undefined) {
      const cross = before.x * point.y - point.x * before.y;
      sums.area += cross;
      sums.x += (before.x + point.x) * cross;
      sums.y += (before.y + point.y) * cross;
    }
    before = point;
  }
  return sums;
}

function isOnGrid(metres: number): boolean {
  return metres >= 0 && metres < gridM;
}
