import { leafAt } from "./catalogue.ts";
import type { Component, IncidentEvent } from "./event.ts";
import type { Finding } from "./validate.ts";

/**
 * Shapes of personal data that do not belong in a text which a rule may release: tax code, e-mail
 * address, IBAN, plate, telephone number. Linear-time patterns on short texts (a leaf has a `max`).
 */
const shapes: readonly RegExp[] = [
  /[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]/i,
  /[^\s@]@[^\s@.]+\.[a-z]{2}/i,
  /\bIT\d{2} ?[A-Z]\d{3}/i,
  /\b[A-Z]{2} ?\d{3} ?[A-Z]{2}\b/i,
  /(?:\+|\b00|\b)\d(?:[ ./-]?\d){7,}/,
];

/** Leaves whose own meaning is such a value: their class decides on them, not this guard. */
const ownValue = new Set([
  "vehicle.plate",
  "person.tax_code",
  "person.document",
  "person.phone",
  "person.email",
]);

/**
 * Free-text guard of submit, the same for all receivers (clarification 26): findings for every text
 * leaf in which a personal datum was typed where it does not belong. Notes are never releasable and
 * are not judged. The sender is told the place, never the text.
 */
export function guardTexts(event: IncidentEvent): readonly Finding[] {
  return event.upsert.flatMap((component, index) => guardComponent(component, `/upsert/${index}`));
}

function guardComponent(component: Component, pointer: string): readonly Finding[] {
  return Object.entries(component.fields).flatMap(([name, value]): readonly Finding[] => {
    const path = `${component.kind}.${name}`;
    if (typeof value !== "string" || !isReleasableText(path)) return [];
    const typed = shapes.some((shape) => shape.test(value));
    return typed ? [{ pointer: `${pointer}/${name}`, code: "text-not-releasable" }] : [];
  });
}

function isReleasableText(path: string): boolean {
  const leaf = leafAt(path);
  if (leaf === undefined || leaf.shape === "enum" || ownValue.has(path)) return false;
  return (
    leaf.textFormat === "name" || leaf.textFormat === "token" || leaf.textFormat === "reference"
  );
}
