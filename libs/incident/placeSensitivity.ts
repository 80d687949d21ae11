import type { Component, ConversionNote, IncidentEvent } from "./event.ts";

/**
 * Kinds of place that are sensitive whatever the sender calls them (law.md (b), G3: home, school, protected facility;
 * a health facility tells of health). [P]: proposal, to be confirmed by the controllers.
 */
const sensitiveTypes: ReadonlySet<unknown> = new Set([
  "home",
  "school",
  "health_facility",
  "protected_facility",
]);

/** An event with the sensitivity of its places settled, and what its sender is told of it. */
export interface SettledEvent {
  readonly event: IncidentEvent;
  readonly notes: readonly ConversionNote[];
}

/**
 * Settles at ingress, once for all protocols, whether a place is sensitive: one that is called public and is a home,
 * a school, a health or protected facility becomes sensitive, and the sender is told. Never the other way round; a
 * place of which nothing is said counts as sensitive by itself.
 */
export function settlePlaces(event: IncidentEvent): SettledEvent {
  const notes: ConversionNote[] = [];
  const upsert = event.upsert.map((component, index) => {
    if (!isMiscalled(component)) return component;
    notes.push({ code: "place-made-sensitive", pointer: `/upsert/${index}/sensitivity` });
    return { ...component, fields: { ...component.fields, sensitivity: "sensitive" } };
  });
  return notes.length === 0 ? { event, notes } : { event: { ...event, upsert }, notes };
}

function isMiscalled({ kind, fields }: Component): boolean {
  return (
    kind === "place" &&
    fields["sensitivity"] === "public" &&
    sensitiveTypes.has(fields["place_type"])
  );
}
