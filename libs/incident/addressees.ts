import type { Category, ConversionNote, IncidentEvent } from "./event.ts";
import { answerKinds } from "./event.ts";

/**
 * Categories in which the sender names the competent room, and no other may know: domestic violence (C05) and health
 * aid (C08), law.md (d). [P]: proposal, to be confirmed by the controllers. The rules say so by `addressee: named`.
 */
export const categoriesByAddressee: ReadonlySet<Category> = new Set<Category>(["C05", "C08"]);

/**
 * What a sender is told of the rooms that its message names: `addressee-missing` where the category needs one and the
 * message names none (it then reaches only rooms that were named before, or nobody), `addressee-unknown` for each
 * name that no room has. `rooms`: ids of all rooms; empty where they are not known. The message is accepted either way.
 */
export function addresseeNotes(
  event: IncidentEvent,
  rooms: readonly string[],
): readonly ConversionNote[] {
  if (answerKinds.includes(event.kind)) return [];
  const { addressees = [], category } = event;
  if (addressees.length === 0) {
    const isNeeded = category !== undefined && categoriesByAddressee.has(category);
    return isNeeded ? [{ code: "addressee-missing", pointer: "/addressees" }] : [];
  }
  return addressees.flatMap((name, index) =>
    rooms.length === 0 || rooms.includes(name)
      ? []
      : [{ code: "addressee-unknown", pointer: `/addressees/${index}` }],
  );
}
