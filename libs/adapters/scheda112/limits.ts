/** Limits of one card, above those of the canonical event and of any JSON. */
export const cardLimits = {
  /** Positions of one card: an update names the rest of `position-1` … `position-32` as removed. */
  positionsMax: 32,
  /** Whom a card may name as forwarded to; at most eight of them may be rooms of Raccordo. */
  forwardedToMax: 16,
  /** Characters of an AML text: two SMS. */
  amlCharactersMax: 320,
  notesMax: 64,
  findingsMax: 32,
} as const;
