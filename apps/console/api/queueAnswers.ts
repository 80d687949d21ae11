import { z } from "zod";
import { signedDocumentSchema } from "#libs/policy/documents";
import { anomalyFaults, holdReasons, readerRoles, readPurposes } from "#libs/seal/leafSchema";
import { emergencyReasons, reviewerRoles, reviewOutcomes } from "#libs/seal/orderLeaves";

const place = { year: z.int(), index: z.int() };
/** Where the reading stands in the log: written before the answer. */
const read = z.strictObject(place);
const mode = z.enum(["actual", "exercise"]);

/** Broken glasses of one's own rooms, the newest first. */
export const reviewListSchema = z.strictObject({
  reviews: z.array(
    z.strictObject({
      /** Place of the entry that tells of the broken glass. */
      ...{ ...place, at: z.string(), mode, room: z.string() },
      emergency: z.enum(emergencyReasons),
      /** Until when it is to be reviewed. */
      due: z.string(),
      overdue: z.boolean(),
      review: z
        .strictObject({
          ...{ outcome: z.enum(reviewOutcomes), role: z.enum(reviewerRoles), at: z.string() },
        })
        .nullable(),
    }),
  ),
  more: z.boolean(),
  read,
});

const waiting = z.strictObject({ open: z.int(), overdue: z.int() });

/** How much waits for a person. */
export const dutyCountsSchema = z.strictObject({
  ...{ reviews: waiting, recalls: waiting, retention: waiting },
  read,
});

export const anomalyListSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  volume: z.array(
    z.strictObject({
      rule: z.enum(["volume_above", "volume_below"]),
      ...{ room: z.string(), day: z.string(), count: z.int(), usual: z.number() },
    }),
  ),
  off_territory: z.array(
    z.strictObject({ room: z.string(), decisions: z.int(), off_territory: z.int() }),
  ),
  refusals: z.array(z.strictObject({ room: z.string(), refusals: z.int(), before: z.int() })),
  /** Messages in the log's own stream that were no entries. */
  faults: z.array(
    z.strictObject({ ...place, at: z.string(), fault: z.enum(anomalyFaults).nullable() }),
  ),
  /** Who read how much, by pseudonym: all of them, and the rule by which it is unusually much. */
  readers: z.array(
    z.strictObject({
      /** Pseudonym. */
      reader: z.string(),
      ...{ role: z.enum(readerRoles).nullable(), purpose: z.enum(readPurposes).nullable() },
      ...{ readings: z.int(), entries: z.int(), openings: z.int() },
      rule: z.enum(["readings", "openings", "entries"]).nullable(),
    }),
  ),
  /** Own rooms about which something was decided, and never anything released: filtered everywhere. */
  filtered: z.array(
    z.strictObject({
      ...{ room: z.string(), decisions: z.int() },
      reasons: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
    }),
  ),
  /** The period has more entries than are looked at: numbers are at least these. */
  more: z.boolean(),
  read,
});

/** A document that a person has signed, passed on as it came. */
export const signedOrderSchema = z.strictObject({ order: signedDocumentSchema });

/** One field, with the approval that a second officer has signed (libs/policy/openingApproval.ts). */
export const approvedFieldSchema = z.strictObject({
  path: z.string().max(60),
  ref: z.string().max(32).exactOptional(),
  approval: signedDocumentSchema,
});

export const holdOrderSchema = z.strictObject({
  of: mode,
  /** Pseudonym. */
  incident: z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
  reason: z.enum(holdReasons),
});

export const reviewDoneSchema = z.strictObject({
  outcome: z.enum(["reviewed", "reviewed-before"]),
  /** What the review found; of one that stood before, its own. */
  found: z.enum(reviewOutcomes),
});
export const confirmationDoneSchema = z.strictObject({
  outcome: z.enum(["confirmed", "confirmed-before"]),
});
export const holdDoneSchema = z.strictObject({
  outcome: z.enum(["recorded", "same"]),
  /** Messages that are kept beyond their age, and that were gone before; null: not known yet. */
  ...{ kept: z.int().nullable(), gone: z.int().nullable() },
  /** Until when it counts unless a privacy officer signs for it; null: until it is ended. */
  until: z.string().nullable(),
});
/** `same`: it was over before; `others`: so many holds of others still keep the data. */
export const holdReleasedSchema = z.strictObject({
  ...{ outcome: z.enum(["recorded", "same"]), others: z.int() },
});
