import type { ConversionNote, IncidentEvent } from "./event.ts";

/**
 * What the sender of a declared emergency is told in the answer, whatever will come of it: it opens something only
 * while its room has the incident in charge. The edge does not know who has, so it says the condition; what was opened
 * comes as a copy, and the head of each copy says whether the incident is in charge.
 */
export function emergencyNotes({ kind }: IncidentEvent): readonly ConversionNote[] {
  if (kind !== "break_glass") return [];
  return [{ code: "emergency-counts-in-charge", pointer: "/emergency" }];
}
