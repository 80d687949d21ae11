import type { Point } from "./event.ts";

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const decimals = 7;

/**
 * Decimal degrees as written, in units of 10^-7 degrees, exactly: digits are moved, nothing is
 * multiplied. Undefined when they hold more than seven decimals, or more digits than a place on Earth.
 */
export function degreesToE7(digits: string): number | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = decimal.exec(digits) ?? [];
  const all = `${whole}${fraction}`.replace(/^0+/, "");
  if (all === "") return decimal.test(digits) ? 0 : undefined;
  const shift = decimals + Number(exponent) - fraction.length;
  const kept = shift >= 0 ? all.padEnd(all.length + Math.min(shift, 16), "0") : all.slice(0, shift);
  const lost = shift >= 0 ? "" : all.slice(shift);
  if (/[1-9]/.test(lost) || kept.length > 15) return undefined;
  const value = Number(kept);
  return sign === "-" && value !== 0 ? -value : value;
}

/** Decimal degrees as a number whose shortest form has the same digits: JSON prints it exactly. */
export function degreesFromE7(value: number): number {
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return Number(value < 0 ? `-${text}` : text);
}

/** `[lat, lon]`, in this order: the other order of GeoJSON is told apart by the bounds of Italy. */
export function pairOf(point: Point): readonly [number, number] {
  return [degreesFromE7(point.lat_e7), degreesFromE7(point.lon_e7)];
}
