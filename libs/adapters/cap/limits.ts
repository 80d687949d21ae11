/** Limits of one CAP message, above those of the canonical event. Each is met before the next is used. */
export const capLimits = {
  bytesMax: 262_144,
  depthMax: 64,
  elementsMax: 20_000,
  attributesPerElementMax: 64,
  /** UTF-16 units of the text of one element. */
  textUnitsMax: 65_536,
  /** Places of one message: an update names the rest of `place-1` … `place-32` as removed. */
  placesMax: 32,
  notesMax: 64,
  findingsMax: 32,
} as const;
