import { z } from "zod";
import { holdReasons } from "#libs/seal/leafSchema";
import { roomId } from "./roomSchema.ts";

const about = {
  mode: z.enum(["actual", "exercise"]),
  /** Pseudonym of the incident in the log. */
  incident: z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
};
const issued = z.iso.datetime({ precision: 3 });

/**
 * What a privacy officer signs to have an incident's data kept beyond their term in the name of `room`'s titolare: it
 * makes a hold of that titolare which nobody has signed for one that stands until it is ended, or is such a hold itself.
 */
export const holdOrderSchema = z.strictObject({
  format: z.literal("raccordo-hold-order/1"),
  ...about,
  room: roomId,
  reason: z.enum(holdReasons),
  issued,
});
export type HoldOrder = z.infer<typeof holdOrderSchema>;

/**
 * What a privacy officer signs to end a legal hold, after which data whose term is over are destroyed. It names the
 * leaf of the hold: an order on one hold says nothing about another one on the same incident.
 */
export const holdReleaseSchema = z.strictObject({
  format: z.literal("raccordo-hold-release/1"),
  ...about,
  /** Place of the leaf that placed the hold. */
  hold: z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) }),
  issued,
});
export type HoldRelease = z.infer<typeof holdReleaseSchema>;
