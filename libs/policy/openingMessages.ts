import { z } from "zod";
import { type FieldOpening, formatFieldOpening, parseFieldOpening } from "#libs/seal/fieldOpening";
import { readerRoles, readPurposes } from "#libs/seal/leafSchema";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { signedDocumentSchema } from "./documents.ts";
import { messageIn } from "./emergencyMessages.ts";
import { readRefusals } from "./readMessages.ts";

/** Which field of which entry is to be revealed, by whom and why. The reading is recorded before anything is opened. */
const openingRequestSchema = z.strictObject({
  /** Drawn by the asker: asking again with it records nothing twice. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Account or reference of the person; the log gets a keyed pseudonym of it and nothing else. */
  reader: z.string().min(1).max(128),
  role: z.enum(readerRoles),
  purpose: z.enum(readPurposes),
  year: z.int().min(2020).max(2199),
  /** Index of the entry, from 0. */
  index: z.int().min(0),
  path: z
    .string()
    .max(57)
    .regex(/^[a-z]{2,16}\.[a-z][a-z0-9_]{0,39}$/),
  /** Reference of the component in the log; needed where several components have the field. */
  ref: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .exactOptional(),
  /** The signature of a second officer, where the configuration asks for one (openingApproval.ts). */
  approval: signedDocumentSchema.exactOptional(),
});
export type OpeningRequest = Omit<z.infer<typeof openingRequestSchema>, "approval"> & {
  readonly approval?: SignedDocument;
};

/**
 * Why nothing was opened. `approval-…`: a second officer must sign, and has not, or not this, or too long ago. Of the entry: `entry-unknown`, `entry-without-fields` (no message of a room). Of the field:
 * `field-not-stated`, `component-unclear` (name one of `refs`). Of the data behind the log: `keys-destroyed`,
 * `message-expired` (no longer kept), `message-unreadable` (damaged, or not what was committed to).
 */
export const openingRefusals = [
  ...readRefusals,
  ...(["entry-unknown", "entry-without-fields", "field-not-stated", "component-unclear"] as const),
  ...(["approval-missing", "approval-wrong", "approval-expired"] as const),
  ...(["keys-destroyed", "message-expired", "message-unreadable"] as const),
] as const;
export type OpeningRefusal = (typeof openingRefusals)[number];

const readPlaceSchema = z.strictObject({ year: z.int(), seq: z.int().min(1) });

/** `read`: where the log says that it was asked; absent where nothing was recorded, because nothing could be opened. */
const openingAnswerSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("opened"),
    read: readPlaceSchema,
    opening: z
      .string()
      .transform((text) => parseFieldOpening(text))
      .refine((opening): opening is FieldOpening => opening !== undefined),
  }),
  z.strictObject({
    outcome: z.literal("refused"),
    code: z.enum(openingRefusals),
    read: readPlaceSchema.exactOptional(),
    refs: z.array(z.string().regex(/^[0-9a-f]{32}$/)).exactOptional(),
  }),
  z.strictObject({ outcome: z.literal("busy") }),
]);
export type OpeningAnswer =
  | {
      readonly outcome: "opened";
      readonly read: { readonly year: number; readonly seq: number };
      readonly opening: FieldOpening;
    }
  | {
      readonly outcome: "refused";
      readonly code: OpeningRefusal;
      readonly read?: { readonly year: number; readonly seq: number };
      readonly refs?: readonly string[];
    }
  | { readonly outcome: "busy" };

/** The request in `bytes`; undefined for anything else. */
export const openingRequestIn = (bytes: Uint8Array): OpeningRequest | undefined =>
  messageIn(bytes, openingRequestSchema);

export const openingRequestOf = (request: OpeningRequest): Uint8Array =>
  Buffer.from(JSON.stringify(request), "utf8");

/** The answer in `bytes`; undefined for anything else. */
export const openingAnswerIn = (bytes: Uint8Array): OpeningAnswer | undefined =>
  messageIn(bytes, openingAnswerSchema);

export function openingAnswerOf(answer: OpeningAnswer): Uint8Array {
  const said =
    answer.outcome === "opened"
      ? { ...answer, opening: formatFieldOpening(answer.opening) }
      : answer;
  return Buffer.from(JSON.stringify(said), "utf8");
}
