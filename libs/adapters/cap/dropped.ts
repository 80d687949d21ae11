import type { ConversionNote, EventKind } from "#libs/incident/event";
import { categoryName, istatOf } from "./rules.ts";
import type { CapElement } from "./structure.ts";
import { one, withoutIndexes } from "./structure.ts";

/**
 * What becomes of the elements that the canonical model does not have. Free text is never forwarded:
 * it may hold anybody's name. Addresses on the web are never fetched.
 */
const dropped: Readonly<Record<string, string>> = {
  source: "text-dropped",
  note: "text-dropped",
  event: "text-dropped",
  audience: "text-dropped",
  senderName: "text-dropped",
  headline: "text-dropped",
  description: "text-dropped",
  instruction: "text-dropped",
  contact: "text-dropped",
  areaDesc: "text-dropped",
  parameter: "parameter-dropped",
  web: "reference-dropped",
  resource: "reference-dropped",
  // Who receives is decided by the agreements alone, and shown by them.
  restriction: "addressing-not-applied",
  addresses: "addressing-not-applied",
  code: "value-dropped",
  language: "value-dropped",
  category: "value-dropped",
  responseType: "value-dropped",
  urgency: "value-dropped",
  effective: "value-dropped",
  expires: "value-dropped",
  eventCode: "value-dropped",
  geocode: "value-dropped",
  altitude: "value-dropped",
  ceiling: "value-dropped",
};

/** A note for each kind of element whose content is not in the event. */
export function dropNotes(alert: CapElement, kind: EventKind): readonly ConversionNote[] {
  const children =
    kind === "cancel" ? alert.children.filter(({ name }) => name !== "info") : alert.children;
  return children.flatMap(notesOf);
}

function notesOf(element: CapElement): readonly ConversionNote[] {
  if (isCarried(element)) return [];
  const code = dropped[element.name];
  if (code !== undefined) return [{ code, pointer: withoutIndexes(element.pointer) }];
  return element.children.flatMap(notesOf);
}

const isCarried = (element: CapElement): boolean =>
  (element.name === "eventCode" && one(element, "valueName") === categoryName) ||
  (element.name === "geocode" && istatOf(element) !== undefined);
