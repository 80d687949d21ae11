import { z } from "zod";
import { exportPurposes, readerRoles, roomsMax } from "#libs/seal/leafSchema";
import { timeSchema } from "./readMessages.ts";
import { jsonIn, type RecordAnswer, recordAnswers } from "./recordMessages.ts";

/** What whoever has made a pack of the log asks policy to record before the pack leaves: codes, times and digests. */
const exportRequestSchema = z
  .strictObject({
    /** Drawn by the asker: asking again with it records nothing twice. */
    id: z.string().regex(/^[0-9a-f]{32}$/),
    /** Account or reference of the person; the log gets a keyed pseudonym of it and nothing else. */
    by: z.string().min(1).max(128),
    role: z.enum(readerRoles),
    purpose: z.enum(exportPurposes),
    /** Numbers of the rooms whose parts the pack opens, ascending; all of one titolare. */
    of_slots: z
      .array(
        z
          .int()
          .min(0)
          .max(roomsMax - 1),
      )
      .max(roomsMax)
      .refine((slots) => slots.every((slot, at) => at === 0 || slot > (slots[at - 1] ?? slot))),
    from: timeSchema,
    to: timeSchema,
    entries: z.int().min(1),
    /** SHA-256 of the pack, hex. */
    pack: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .refine(({ from, to }) => from < to);
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** Why an export was not recorded; the pack must not leave then. */
export const exportRefusals = ["malformed", "id-taken", "titolari-several"] as const;
export type ExportRefusal = (typeof exportRefusals)[number];

export type ExportAnswer = RecordAnswer<ExportRefusal>;

/** The request in `bytes`; undefined for anything else. */
export function exportRequestIn(bytes: Uint8Array): ExportRequest | undefined {
  return exportRequestSchema.safeParse(jsonIn(bytes)).data;
}

/** The answer in `bytes`; undefined for anything else. */
export const exportAnswerIn = recordAnswers(exportRefusals);

export const exportMessageOf = (value: ExportRequest | ExportAnswer): Uint8Array =>
  Buffer.from(JSON.stringify(value), "utf8");
