/** Limits of one message in JSON, whatever its protocol. Each is met before the next is used. */
export const jsonLimits = {
  bytesMax: 262_144,
  /** Nested arrays and objects; a message of the model needs five. */
  depthMax: 16,
  /** Characters of one number as written. */
  numberCharactersMax: 32,
} as const;

/** Limits of one canonical event. Signed configuration may lower them, never raise them. */
export const eventLimits = {
  componentsMax: 64,
  removalsMax: 64,
  territoryMax: 16,
  verticesMax: 2_000,
  /** RFC 8785 JSON of the event. */
  canonicalBytesMax: 131_072,
  /** A message sent longer ago is answered 410: its incident may be shredded already. */
  sentAgeMaxMs: 30 * 24 * 3_600_000,
  /** Clocks of rooms may be ahead by this much. */
  sentAheadMaxMs: 5 * 60_000,
  /** Events of one incident, so that a fold stays small. */
  incidentEventsMax: 1_000,
  /** Of these from one room that does not own the incident: its answers never keep the owner from writing. */
  answersMax: 100,
  /** What it may send besides, so that a charge can always be ended. */
  lastAnswersMax: 20,
  /** Components of one incident, removed ones included: the free-text guard compares with each of them. */
  incidentComponentsMax: 4_096,
} as const;
