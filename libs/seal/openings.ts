import { type CanonicalValue, canonicalBytes, canonicalJson, parseCanonical } from "./canonical.ts";
import type { NumberedRoom } from "./counts.ts";
import type { IncidentLeaf } from "./leaf.ts";
import { type Opened, openSlotOpening } from "./openParts.ts";
import type { SlotOpening, SlotValue } from "./parts.ts";
import { canonicalOf, type Facts, type IncidentParts, partDigest, type Salted } from "./parts.ts";
import { factsPartSchema, slotOpeningSchema } from "./partsSchema.ts";
import { exactly, firstFault, type Schema } from "./shape.ts";
import { countWord, yearWord } from "./words.ts";

/**
 * What a titolare is handed to verify the log about itself: one canonical JSON line for each thing, in the order of
 * the log. `slot`: the decision for one of its rooms. `facts`: on what a message of its own was decided. `document`:
 * a signed configuration, which says which number is whose room.
 */
export type OpeningLine =
  | { readonly year: number; readonly index: number; readonly slot: SlotOpening }
  | { readonly year: number; readonly index: number; readonly facts: Salted<Facts> }
  | { readonly year: number; readonly index: number; readonly document: string };

const place = { year: yearWord, index: countWord };
/** Largest signed configuration in a line, characters. */
const documentCharsMax = 786_432;
const text: Schema = { type: "string", pattern: "^[^\\x00-\\x1f]*$", maxLength: documentCharsMax };
const lineSchemas = [
  exactly({ ...place, slot: slotOpeningSchema }),
  exactly({ ...place, facts: factsPartSchema }),
  exactly({ ...place, document: text }),
];

/** Lines of one incident's leaf for the rooms of one titolare, and whether facts of its own had to stay back. */
export interface LeafOpenings {
  readonly lines: readonly OpeningLine[];
  readonly factsWithheld: boolean;
}

/** The openings of one leaf for the rooms of one titolare, and nothing of any other's. */
export function openingsOf(
  at: { readonly year: number; readonly index: number },
  leaf: Pick<IncidentLeaf, "kind">,
  parts: IncidentParts,
  rooms: readonly NumberedRoom[],
): LeafOpenings {
  const own = new Set(rooms.map(({ slot }) => slot));
  const lines: OpeningLine[] = parts.slots
    .filter(({ slot }) => own.has(slot))
    .map((slot) => ({ ...at, slot }));
  const { facts } = parts;
  const isSender = rooms.some(({ id }) => id === facts.value.sender);
  if (leaf.kind !== "exchange" || !isSender) return { lines, factsWithheld: false };
  if (!isAboutOwn(facts.value, rooms)) return { lines, factsWithheld: true };
  return { lines: [...lines, { ...at, facts }], factsWithheld: false };
}

/**
 * True where the facts say nothing of what another room wrote or did: which fields it stated, that it has the incident
 * in charge, that it declared an emergency. They are salted as one, so they are shown whole or not at all; what a
 * rule would have told of it anyway is in the room's own slot.
 */
export function isAboutOwn(facts: Facts, rooms: readonly NumberedRoom[]): boolean {
  const own = new Set(rooms.map(({ id }) => id));
  const { owner, assignment, emergencies, fields } = facts;
  if (owner === undefined) return false;
  const named = [
    ...assignment,
    ...(emergencies ?? []),
    ...fields.map((one) => one.author ?? owner),
  ];
  return named.every((room) => own.has(room));
}

/** One line without its end. */
export function formatOpening(line: OpeningLine): string {
  return canonicalJson(canonicalOf(line));
}

/** The opening in a line; undefined unless it is canonical and of one of the three forms. */
export function parseOpening(line: string): OpeningLine | undefined {
  const value = parseCanonical(Buffer.from(line, "utf8"));
  if (value === undefined) return undefined;
  const fits = lineSchemas.some((schema) => firstFault(schema, value) === undefined);
  return fits ? (value as CanonicalValue & OpeningLine) : undefined;
}

/** Checks the opening of one room's slot against its leaf. */
export function openSlotLine(leaf: IncidentLeaf, opening: SlotOpening): Opened<SlotValue> {
  return openSlotOpening(leaf, canonicalBytes(canonicalOf(opening)), opening.slot);
}

/** Checks facts that were handed over against their leaf. */
export function openFactsLine(leaf: IncidentLeaf, facts: Salted<Facts>): Opened<Facts> {
  return partDigest("facts", facts) === leaf.facts
    ? { value: facts.value }
    : { problem: "differs" };
}
