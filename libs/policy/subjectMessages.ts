import { z } from "zod";

const text = (max: number) => z.string().min(1).max(max);
const id = z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
const mode = z.enum(["actual", "exercise"]);

/** A person who asks for access: a whole name or a tax code. Never stored, never logged. */
export const askingPersonSchema = z
  .strictObject({
    family_name: text(80).exactOptional(),
    given_name: text(80).exactOptional(),
    birth_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .exactOptional(),
    tax_code: text(32).exactOptional(),
  })
  .refine(
    (person) =>
      person.tax_code !== undefined ||
      (person.family_name !== undefined && person.given_name !== undefined),
  );

/**
 * Where a search goes on: which of the titolare's rooms, and from which sequence of EVENTS, or of what legal holds keep
 * where it says so.
 */
const cursor = z.strictObject({
  room: z.int().min(0).max(255),
  from: z.int().min(1),
  held: z.literal(true).exactOptional(),
});
export type SubjectCursor = z.infer<typeof cursor>;

/** One step of a search over the living incidents of one titolare. */
export const subjectRequestSchema = z.strictObject({
  /** The entry of the log that tells of the search: without it nothing is opened. */
  read: z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) }),
  titolare: text(200),
  person: askingPersonSchema,
  cursor: cursor.exactOptional(),
});
export type SubjectRequest = z.infer<typeof subjectRequestSchema>;

const incident = z.strictObject({ mode, /** Pseudonym in the log. */ incident: id });
export type SearchedIncident = z.infer<typeof incident>;

const match = incident.extend({
  /** The room that stated the person, and its own name for the incident. */
  room: text(64),
  name: z.string().max(200),
  /** Reference of the component in the log. */
  ref: z.string().regex(/^[0-9a-f]{32}$/),
  match: z.enum(["certain", "possible"]),
});
export type SubjectFinding = z.infer<typeof match>;

/** Messages that one step looks at. */
export const subjectStepMax = 256;

export const subjectAnswerSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("searched"),
    matches: z.array(match).max(10_000),
    /** Incidents of which a message was read whole. */
    open: z.array(incident).max(subjectStepMax),
    /** Incidents of which a message could not be read, or not its sensitive part: the keys are destroyed. */
    closed: z.array(incident).max(subjectStepMax),
    /** Absent at the end. */
    next: cursor.exactOptional(),
  }),
  z.strictObject({
    outcome: z.literal("refused"),
    code: z.enum(["malformed", "not-recorded", "titolare-unknown"]),
  }),
  z.strictObject({ outcome: z.literal("busy") }),
]);
export type SubjectAnswer = z.infer<typeof subjectAnswerSchema>;

export function subjectBytes(value: SubjectRequest | SubjectAnswer): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
