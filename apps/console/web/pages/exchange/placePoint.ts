import type { TFunction } from "i18next";
import type { Point } from "#libs/incident/event";

/** Whether an opened value is coordinates. */
export function isPoint(value: unknown): value is Point {
  if (typeof value !== "object" || value === null) return false;
  if (!("lat_e7" in value && "lon_e7" in value)) return false;
  return typeof value.lat_e7 === "number" && typeof value.lon_e7 === "number";
}

/** Coordinates in degrees, to about a metre. */
export function pointText(t: TFunction, language: string, { lat_e7, lon_e7 }: Point): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 5 });
  const [lat, lon] = [format.format(lat_e7 / 1e7), format.format(lon_e7 / 1e7)];
  return t("exchange.field.place.point", { lat, lon });
}
