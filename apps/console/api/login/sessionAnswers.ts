import { z } from "zod";
import { readerRoles } from "#libs/seal/leafSchema";

/** Who has signed in. */
export const sessionSchema = z.strictObject({
  /** Reference of the person, no name. */
  name: z.string(),
  role: z.enum(readerRoles),
  titolare: z.string().nullable(),
  /** Shown in Raccordo-Session by whatever changes something. */
  csrf: z.string(),
  /** Milliseconds until it ends if no person asks for anything, and until it ends in any case. */
  idle_left_ms: z.int().min(0),
  age_left_ms: z.int().min(0),
});

export const sessionEndSchema = z.strictObject({
  /** Where the issuer's own session ends; null where it has no such place. */
  issuer_url: z.string().nullable(),
});
