import { z } from "zod";
import { readerRoles, readPurposes, readRuleSetsMax, readScopes } from "#libs/seal/leafSchema";
import { jsonIn, type RecordAnswer, recordAnswers } from "./recordMessages.ts";

/** RFC 3339 UTC with milliseconds, of this century, and a time that there is. */
export const timeSchema = z
  .string()
  .regex(/^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .refine((text) => isInstant(text));
const isInstant = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
};

/** What whoever is about to read the log asks policy to record first: closed codes, times, digests and counts. */
const readRequestSchema = z
  .strictObject({
    /** Drawn by the asker: asking again with it records nothing twice. */
    id: z.string().regex(/^[0-9a-f]{32}$/),
    /** Account or reference of the person; the log gets a keyed pseudonym of it and nothing else. */
    reader: z.string().min(1).max(128),
    role: z.enum(readerRoles),
    purpose: z.enum(readPurposes),
    scope: z.enum(readScopes),
    entries: z.int().min(0),
    period: z
      .strictObject({ from: timeSchema, to: timeSchema })
      .refine(({ from, to }) => from < to)
      .exactOptional(),
    rule_sets: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .min(1)
      .max(readRuleSetsMax)
      .exactOptional(),
    /** Pseudonym of an incident. */
    incident: z
      .string()
      .regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
      .exactOptional(),
    slot: z.int().min(0).max(255).exactOptional(),
  })
  // Deciding again is of a period, by rule sets that are named.
  .refine(
    ({ scope, period, rule_sets: ruleSets }) =>
      scope !== "replay" || (period !== undefined && ruleSets !== undefined),
  );
export type ReadRequest = z.infer<typeof readRequestSchema>;

/** Why a reading was not recorded, and must not take place. */
export const readRefusals = ["malformed", "purpose-unknown", "id-taken"] as const;
export type ReadRefusal = (typeof readRefusals)[number];

export type ReadAnswer = RecordAnswer<ReadRefusal>;

/** The request in `bytes`, or why it is none. */
export function readRequestIn(bytes: Uint8Array): ReadRequest | "malformed" | "purpose-unknown" {
  const parsed = readRequestSchema.safeParse(jsonIn(bytes));
  if (parsed.success) return parsed.data;
  const isPurpose = parsed.error.issues.every(({ path }) => path[0] === "purpose");
  return isPurpose ? "purpose-unknown" : "malformed";
}

/** The answer in `bytes`; undefined for anything else. */
export const readAnswerIn = recordAnswers(readRefusals);

export function readMessageOf(value: ReadRequest | ReadAnswer): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
