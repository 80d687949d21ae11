import { z } from "zod";

/** What the sequencer's `/status` says of its log, as far as others read it. */
export const logStatusSchema = z.looseObject({
  halted: z.string().nullable(),
  year: z.number().nullable(),
  size: z.number(),
  witnessed: z
    .looseObject({
      quorum: z.string(),
      size: z.number(),
      witnesses: z.array(z.looseObject({ name: z.string(), state: z.string(), size: z.number() })),
    })
    .nullish(),
  alarms: z
    .array(
      z.looseObject({
        code: z.string(),
        about: z.string(),
        fix: z.looseObject({ it: z.string(), en: z.string() }),
      }),
    )
    .default([]),
});

/** L0: in the stream, synced; L1: in a signed checkpoint; L2: cosigned by the quorum of witnesses. */
export type EvidenceLevel = "L0" | "L1" | "L2";

/** The level of an entry, from what the log says of itself. Pure. */
export function levelOf(entry: number, signed: number, cosigned: number): EvidenceLevel {
  if (entry < cosigned) return "L2";
  return entry < signed ? "L1" : "L0";
}
