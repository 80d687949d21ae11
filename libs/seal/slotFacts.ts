import { isAscending, parseIncidentParts, partsBytesMax, type SlotValue } from "./parts.ts";
import { incidentPartsSchema } from "./partsSchema.ts";
import { scannerOf } from "./scan.ts";

/** What became of one room's copy, of all that the decision says of the room. */
export interface SlotFacts
  extends Pick<SlotValue, "delivery" | "sealed_sha256" | "not_handed_out"> {
  readonly slot: number;
}

const value = "/slots/*/value";
const pointers = {
  slot: "/slots/*/slot",
  delivery: `${value}/delivery`,
  sealed: `${value}/sealed_sha256`,
  ended: `${value}/not_handed_out/*`,
} as const;
const scan = scannerOf(incidentPartsSchema, Object.values(pointers));

/**
 * Checks parts of an incident's leaf exactly as {@link parseIncidentParts} does, and gives what became of each room's
 * copy; undefined where they are malformed, over the limit or out of order.
 */
export function slotFactsOf(bytes: Uint8Array): readonly SlotFacts[] | undefined {
  if (bytes.length > partsBytesMax) return undefined;
  const noted = scan(bytes);
  if (noted === undefined) {
    return parseIncidentParts(bytes)?.slots.map(({ slot, value: of }) => ({ ...of, slot }));
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const slots: { -readonly [Name in keyof SlotFacts]: SlotFacts[Name] }[] = [];
  for (const { pointer, from, to } of noted) {
    const found = text.toString("latin1", from, to);
    const last = slots.at(-1);
    // Canonical order puts a room's number before its value.
    if (pointer === pointers.slot) slots.push({ slot: Number(found) });
    else if (last === undefined) throw new Error("a value before its room");
    else if (pointer === pointers.delivery) last.delivery = found;
    else if (pointer === pointers.sealed) last.sealed_sha256 = found;
    else last.not_handed_out = [...(last.not_handed_out ?? []), found];
  }
  return isAscending(slots) ? slots : undefined;
}
