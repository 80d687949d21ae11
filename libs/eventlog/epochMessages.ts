import { z } from "zod";

/** Which epoch key is to be destroyed. */
const epochRequestSchema = z.strictObject({ epoch: z.int().min(1) });

/** Why an epoch key was not destroyed: it is in use, it is the newest, or there is none. */
export const epochRefusals = ["in-use", "newest", "unknown", "malformed"] as const;
export type EpochRefusal = (typeof epochRefusals)[number];

const epochRow = z.strictObject({
  epoch: z.int().min(1),
  state: z.enum(["newest", "older", "destroyed", "lost"]),
  /** Incidents whose keys are wrapped under it. */
  rows: z.int().min(0),
});
export type EpochRow = z.infer<typeof epochRow>;

/** What the vault says of its epochs; never a key. `failed`: asking again is right. */
const epochAnswerSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("ok"),
    backend: z.enum(["file", "pkcs11"]),
    epochs: z.array(epochRow),
  }),
  z.strictObject({ outcome: z.literal("refused"), code: z.enum(epochRefusals) }),
  z.strictObject({ outcome: z.literal("failed") }),
]);
export type EpochAnswer = z.infer<typeof epochAnswerSchema>;

export const epochRequestOf = (epoch: number): Uint8Array => bytesOf({ epoch });
export const epochAnswerOf = (answer: EpochAnswer): Uint8Array => bytesOf(answer);

/** The number of the epoch; undefined for bytes that are no request. */
export const epochIn = (bytes: Uint8Array): number | undefined =>
  epochRequestSchema.safeParse(jsonIn(bytes)).data?.epoch;
export const epochAnswerIn = (bytes: Uint8Array): EpochAnswer | undefined =>
  epochAnswerSchema.safeParse(jsonIn(bytes)).data;

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), "utf8");

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
