import { degreesFromE7 } from "#libs/incident/degrees";
import type { Point } from "#libs/incident/event";

/** An element to be written: text, or elements inside. */
export type Written = string;

/** Characters that XML 1.0 has no form for, and halves of pairs: they become U+FFFD. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Any text as the text of an element. */
const escaped = (text: string): string =>
  text.replace(impossible, "\ufffd").replace(/[&<>"'\r]/g, (found) => escapes[found] ?? "");

export const element = (name: string, text: string): Written =>
  `<${name}>${escaped(text)}</${name}>`;

/** An element for a text that may be missing or empty: CAP has no empty elements. */
export const optional = (name: string, text: string | undefined): Written =>
  text === undefined || text.trim() === "" ? "" : element(name, text);

export const group = (name: string, ...children: readonly Written[]): Written =>
  `<${name}>${children.join("")}</${name}>`;

/** `eventCode`, `parameter` and `geocode` are pairs. */
export const pair = (name: string, valueName: string, value: string): Written =>
  group(name, element("valueName", valueName), element("value", value));

/**
 * A canonical time as CAP 1.2 section 3.3.2 wants it: whole seconds and an offset, which for UTC is
 * `-00:00`; never `Z`.
 */
export const capTime = (utc: string): string => `${utc.slice(0, 19)}-00:00`;

/** Identifier, sender and addresses may not hold blanks, commas, `<` and `&` (section 3.2.1). */
export const capName = (text: string): string => {
  const name = text.replace(/[^\p{L}\p{N}._:/+@#-]/gu, "_");
  return name === "" ? "_" : name;
};

/** Decimal degrees without exponent, at most seven decimals. */
export const capPoint = ({ lat_e7, lon_e7 }: Point): string =>
  `${degreesText(lat_e7)},${degreesText(lon_e7)}`;

function degreesText(e7: number): string {
  const degrees = degreesFromE7(e7);
  return Number.isInteger(degrees) ? String(degrees) : degrees.toFixed(7).replace(/0+$/, "");
}
