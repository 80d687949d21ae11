/** Limits of one native message, above those of the canonical event. Each is met before the next is used. */
export const nativeLimits = {
  bytesMax: 262_144,
  /** Nested arrays and objects; a message of the model needs five. */
  depthMax: 16,
  /** Characters of one number as written. */
  numberCharactersMax: 32,
  notesMax: 64,
  findingsMax: 32,
} as const;
