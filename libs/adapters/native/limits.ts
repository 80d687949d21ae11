import { jsonLimits } from "#libs/incident/limits";

/** Limits of one native message, above those of the canonical event. */
export const nativeLimits = {
  ...jsonLimits,
  notesMax: 64,
  findingsMax: 32,
} as const;
