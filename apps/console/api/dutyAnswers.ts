import { z } from "zod";
import { demandStates } from "#libs/policy/demandMessages";
import { retentionStates } from "#libs/policy/retentionReport";
import { holdReasons, readerRoles, readScopes } from "#libs/seal/leafSchema";
import { demandKinds, demandReasons } from "#libs/seal/orderLeaves";

const place = { year: z.int(), index: z.int() };
/** Where the reading stands in the log: written before the answer. */
const read = z.strictObject(place);
const mode = z.enum(["actual", "exercise"]);

/** A file for `raccordo audit verify-opening`. */
export const openedFieldSchema = z.strictObject({
  file: z.strictObject({
    format: z.literal("raccordo-field-opening/1"),
    opening: z.looseObject({ path: z.string(), ref: z.string() }),
    /** The entry, and the text of c2sp.org/tlog-proof@v1. */
    ...{ leaf: z.string(), proof: z.string() },
  }),
  read,
});

export const retentionListSchema = z.strictObject({
  counts: z.record(z.enum(retentionStates), z.int()),
  rows: z.array(
    z.strictObject({
      mode,
      /** Pseudonym. */
      incident: z.string(),
      ...{ part: z.enum(["sensitive", "both"]), state: z.enum(retentionStates), due: z.string() },
      ...{ done: z.string().nullable(), cause: z.string().nullable() },
      hold: z.enum(holdReasons).nullable(),
      /** Own room that had a part in the incident: a hold is placed in its name. */
      room: z.string().nullable(),
      /** Whether a hold stands that an own office ends: another titolare's may stand beside it. */
      held_by_own: z.boolean(),
    }),
  ),
  more: z.boolean(),
  /** Entries of the whole log whose part is gone or does not open them: what they say is not in the list. */
  damaged: z.int(),
  read,
});

export const holdListSchema = z.strictObject({
  holds: z.array(
    z.strictObject({
      ...{ ...place, at: z.string(), mode, incident: z.string() },
      ...{ reason: z.enum(holdReasons), role: z.enum(readerRoles) },
      /** In whose name; null where nobody was named. */
      room: z.string().nullable(),
      /** Whether an own office signs for it, and ends it. */
      own: z.boolean(),
      /** Until when it counts unless a privacy officer signs for it; null: until it is ended. */
      until: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
  read,
});

export const recallListSchema = z.strictObject({
  recalls: z.array(
    z.strictObject({
      /** Place of the entry that tells of the demand. */
      ...place,
      ...{ at: z.string(), mode, incident: z.string(), ref: z.string(), path: z.string() },
      ...{ kind: z.enum(demandKinds), reason: z.enum(demandReasons), until: z.string() },
      /** In whose name it was demanded; null where that is no room of one's own. */
      room: z.string().nullable(),
      /** Rooms that ever got the datum; of another's demand one's own alone. */
      rooms: z.array(
        z.strictObject({
          ...{ slot: z.int(), room: z.string().nullable(), state: z.enum(demandStates) },
        }),
      ),
      ...{ open: z.boolean(), overdue: z.boolean() },
    }),
  ),
  more: z.boolean(),
  read,
});

export const accessRequestListSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      ...{ ...place, at: z.string(), role: z.enum(readerRoles), scope: z.enum(readScopes) },
    }),
  ),
  more: z.boolean(),
  read,
});
