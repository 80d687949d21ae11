import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Point } from "#libs/incident/event";
import { cellCorners, cellOf, projectToLaea } from "#libs/incident/grid";
import { hasWebGl } from "./hasWebGl.ts";
import type { PlaceSquare } from "./placeShapes.ts";

interface PlaceDrawingProps {
  readonly point: Point;
  readonly squares: readonly PlaceSquare[];
}

/**
 * A point and the squares that hold it: a map where the browser has WebGL, a drawing everywhere else and until the map is
 * there. Nothing is asked of anybody: there are no streets. The list and the table beside it say the same.
 */
export function PlaceDrawing({ point, squares }: PlaceDrawingProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [isMapped, setMapped] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null || !hasWebGl()) return undefined;
    let isGone = false;
    let remove: (() => void) | undefined;
    const words = {
      "Map.Title": t("exchange.field.place.sheet"),
      "NavigationControl.ZoomIn": t("exchange.field.place.zoomIn"),
      "NavigationControl.ZoomOut": t("exchange.field.place.zoomOut"),
    };
    void import("./placeMap.ts").then(({ placeMapIn }) => {
      if (isGone) return;
      remove = placeMapIn(element, { point, squares, words }, () => setMapped(true));
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, [point, squares, t]);
  const shapes = squares.map(({ precision, code }) =>
    t(`exchange.field.place.${precision}`, { code }),
  );
  return (
    <>
      {!isMapped && (
        <Drawing
          point={point}
          squares={squares}
          label={t("exchange.field.place.map", { shapes: shapes.join(", ") })}
        />
      )}
      {/* The library gives the inner one classes of its own, which a change of ours would take away. */}
      <div className={isMapped ? undefined : "raccordo-map-waiting"}>
        <div ref={place} className="raccordo-map" />
      </div>
    </>
  );
}

/** Around the square of 1 km, in metres. */
const marginM = 60;
const sideM = 1_000;

function Drawing({ point, squares, label }: PlaceDrawingProps & { readonly label: string }) {
  const at = projectToLaea(point);
  const [corner] = cellCorners(cellOf(at) ?? "") ?? [];
  const origin = projectToLaea(corner ?? point);
  // The grid's north is up: at our longitudes it is the map's to a few degrees.
  const placed = (one: Point) => {
    const { eastM, northM } = projectToLaea(one);
    return [eastM - origin.eastM + marginM, sideM - (northM - origin.northM) + marginM] as const;
  };
  const [x, y] = placed(point);
  const size = sideM + 2 * marginM;
  return (
    <svg className="raccordo-place" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      {squares.map(({ precision, code, corners }) => (
        <polygon
          key={code}
          className={precision}
          points={corners.map((one) => placed(one).join(",")).join(" ")}
        />
      ))}
      <circle cx={x} cy={y} r={14} />
      <path d={`M${marginM} ${size - 20}h${sideM}`} />
      <text x={size / 2} y={size - 28}>
        1 km
      </text>
    </svg>
  );
}
