import { z } from "zod";
import { emergencyReasons, reviewerRoles, reviewOutcomes } from "#libs/seal/orderLeaves";

const place = { year: z.int().min(2020).max(2199), seq: z.int().min(1) };

/** What the administration asks policy to record of one broken glass. */
export const reviewRequestSchema = z.strictObject({
  notice: z.strictObject(place),
  outcome: z.enum(reviewOutcomes),
  role: z.enum(reviewerRoles),
});
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** The answer to it; `busy`: it may or may not be recorded, ask again. */
export const reviewAnswerSchema = z.strictObject({
  outcome: z.enum([
    ...(["reviewed", "reviewed-before", "unknown", "malformed", "busy"] as const),
    /** Of a signed review: no officer of the room's titolare stands below it; signed too long ago, or ahead. */
    ...(["not-authorised", "order-expired"] as const),
  ]),
  /** What the review found; of one that stood before, its own. */
  found: z.enum(reviewOutcomes).exactOptional(),
});
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

/** One broken glass for the list: when, which room, why, and its review. No person, no place, no incident. */
const emergencyRow = z.strictObject({
  notice: z.strictObject(place),
  at: z.string().max(24),
  mode: z.enum(["actual", "exercise"]),
  /** Undefined where the configuration does not know the number any more. */
  room: z.string().max(64).exactOptional(),
  emergency: z.enum(emergencyReasons),
  review: z
    .strictObject({
      outcome: z.enum(reviewOutcomes),
      role: z.enum(reviewerRoles),
      at: z.string().max(24),
    })
    .exactOptional(),
  /** Nobody reviewed it within 24 hours. */
  overdue: z.boolean(),
});
export type EmergencyRow = z.infer<typeof emergencyRow>;

/** The newest first; `more`: older ones are left out. */
export const emergencyListSchema = z.strictObject({
  emergencies: z.array(emergencyRow).max(1_000),
  more: z.boolean(),
});
export type EmergencyList = z.infer<typeof emergencyListSchema>;

/** A JSON message as its schema says; undefined for anything else. */
export function messageIn<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function messageOf(value: ReviewRequest | ReviewAnswer | EmergencyList): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
