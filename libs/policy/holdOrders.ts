import { z } from "zod";

/**
 * What a privacy officer signs to end a legal hold, after which data whose term is over are destroyed. It names the
 * leaf of the hold: an order on one hold says nothing about the next one on the same incident.
 */
export const holdReleaseSchema = z.strictObject({
  format: z.literal("raccordo-hold-release/1"),
  mode: z.enum(["actual", "exercise"]),
  /** Pseudonym of the incident in the log. */
  incident: z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
  /** Place of the leaf that placed the hold. */
  hold: z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) }),
  issued: z.iso.datetime({ precision: 3 }),
});
export type HoldRelease = z.infer<typeof holdReleaseSchema>;
