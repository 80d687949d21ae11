import { z } from "zod";

/** A range of a year's log that its stream has lost and gets back, or got back. */
export const restoredRange = z.strictObject({
  year: z.int(),
  /** Sequences of the stream, both of them in the range. */
  from: z.int().min(1),
  to: z.int().min(1),
  /** Of these the messages themselves are gone: anomalies, of which the log keeps the digest only. */
  digests_only: z.int().min(0),
});
export type RestoredRange = z.infer<typeof restoredRange>;

/**
 * Why nothing is written. `differs`: the stream holds something else than was signed. `trimmed`: entries lack at its
 * beginning or between others. `sealed`: its year is over and it takes no more. `log-damaged`: the tiles are not what
 * was signed. `not-restorable`: an entry of which no message can be made that gives it again. `unsigned`: no
 * configuration of this installation's signers is at hand. `drift`: the settings of a stream are not ours.
 */
export const restoreRefusals = [
  "differs",
  "trimmed",
  "sealed",
  "log-damaged",
  "not-restorable",
  "unsigned",
  "drift",
] as const;
export type RestoreRefusal = (typeof restoreRefusals)[number];

/** What the process that writes a lost stream again tells whoever started it, one message each. */
export const restoreReport = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("progress"),
    step: z.enum(["verified", "compared", "restored"]),
    year: z.int(),
    done: z.int(),
    of: z.int(),
  }),
  /** Everything was compared: this lacks. Empty: nothing does. */
  z.strictObject({ event: z.literal("lacks"), ranges: z.array(restoredRange) }),
  /** Everything that lacked is there again, and the log says so; with what an earlier run had begun. */
  z.strictObject({ event: z.literal("restored"), ranges: z.array(restoredRange) }),
  z.strictObject({
    event: z.literal("refused"),
    why: z.enum(restoreRefusals),
    /** A stream, or a file of the log; never content. */
    about: z.string(),
    sequence: z.int().optional(),
  }),
]);
export type RestoreReport = z.infer<typeof restoreReport>;
