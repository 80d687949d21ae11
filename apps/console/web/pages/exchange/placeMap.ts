import "maplibre-gl/dist/maplibre-gl.css";
import {
  type LngLatBoundsLike,
  Map as MapView,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Point } from "#libs/incident/event";
import type { PlaceSquare } from "./placeShapes.ts";

interface PlaceMap {
  readonly point: Point;
  readonly squares: readonly PlaceSquare[];
  /** Names of the map and its controls, by the library's keys. */
  readonly words: Readonly<Record<string, string>>;
}

type Position = [longitude: number, latitude: number];

const positionOf = ({ lat_e7, lon_e7 }: Point): Position => [lon_e7 / 1e7, lat_e7 / 1e7];

/**
 * A map in an element; this file and the library are loaded with the first one only. It has no tiles, no glyphs and no sprites,
 * and asks nobody for anything but its worker, from where the page itself comes.
 */
export function placeMapIn(element: HTMLElement, map: PlaceMap, loaded: () => void): () => void {
  allowWorker();
  setWorkerUrl(new URL(workerUrl, location.href).href);
  const view = new MapView({
    container: element,
    style: styleOf(map),
    bounds: boundsOf(map),
    fitBoundsOptions: { padding: 24, maxZoom: 17 },
    attributionControl: false,
    // Whoever scrolls the dialog does not want to move the map: buttons and keys do.
    scrollZoom: false,
    locale: { ...map.words },
  });
  view.addControl(new NavigationControl({ showCompass: false }));
  view.addControl(new ScaleControl({ unit: "metric" }));
  view.once("load", () => {
    loaded();
    view.resize();
  });
  return () => view.remove();
}

function boundsOf({ point, squares }: PlaceMap): LngLatBoundsLike {
  const all = [point, ...squares.flatMap(({ corners }) => corners)].map(positionOf);
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Squares told apart by dashes, not by colour alone; the point above them. */
function styleOf({ point, squares }: PlaceMap): StyleSpecification {
  const polygons = squares.map(({ precision, corners }) => {
    const ring = [...corners, ...corners.slice(0, 1)].map(positionOf);
    return {
      ...{ type: "Feature" as const, properties: { precision } },
      geometry: { type: "Polygon" as const, coordinates: [ring] },
    };
  });
  const spot = { type: "Point" as const, coordinates: positionOf(point) };
  const lineOf = (precision: "zone" | "cell", dashes: number[]) => ({
    ...({ id: precision, type: "line", source: "squares" } as const),
    filter: ["==", ["get", "precision"], precision] as ["==", ["get", string], string],
    paint: { "line-color": "#17324d", "line-width": 3, "line-dasharray": dashes },
  });
  return {
    version: 8,
    sources: {
      squares: { type: "geojson", data: { type: "FeatureCollection", features: polygons } },
      point: { type: "geojson", data: { type: "Feature", properties: {}, geometry: spot } },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#f5f6f7" } },
      {
        ...({ id: "inside", type: "fill", source: "squares" } as const),
        paint: { "fill-color": "#0066cc", "fill-opacity": 0.12 },
      },
      lineOf("zone", [3, 2]),
      lineOf("cell", [1, 0]),
      {
        ...({ id: "point", type: "circle", source: "point" } as const),
        paint: { "circle-radius": 7, "circle-color": "#a3001e" },
      },
    ],
  };
}

declare global {
  interface Window {
    /** Of some browsers: every address of a script or worker passes a policy, or is refused. */
    readonly trustedTypes?: {
      readonly defaultPolicy: unknown;
      createPolicy(
        name: "default",
        rules: { createScriptURL(address: string): string | null },
      ): unknown;
    };
  }
}

/** Lets the library's own worker start, by its exact address, and nothing else. */
function allowWorker(): void {
  const { trustedTypes } = window;
  if (trustedTypes === undefined || trustedTypes.defaultPolicy !== null) return;
  const allowed = new URL(workerUrl, location.href).href;
  trustedTypes.createPolicy("default", {
    createScriptURL: (address) => (address === allowed ? address : null),
  });
}
