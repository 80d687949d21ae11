import { z } from "zod";
import { holdReasons, readerRoles } from "#libs/seal/leafSchema";
import { type SignedDocument, type Signer, verifySigned } from "#libs/seal/signedDocument";
import { signedDocumentSchema } from "./documents.ts";
import { erasureGrounds } from "./erasureGrounds.ts";
import { roomId } from "./roomSchema.ts";
import type { RetirementAnswer } from "./yearRetirement.ts";

const mode = z.enum(["actual", "exercise"]);
/** Pseudonym of an incident in the log. */
const incident = z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);

/**
 * What the administration asks policy to record: data are kept beyond their term, for some days. That they are kept
 * until somebody ends it, or no longer, takes a signed order (holdOrders.ts): the latter is refused here.
 */
export const holdRequestSchema = z.strictObject({
  of: mode,
  incident,
  state: z.enum(["placed", "released"]),
  reason: z.enum(holdReasons),
  /** Account or reference of the person; the log gets a keyed pseudonym of it and nothing else. */
  by: z.string().min(1).max(128),
  role: z.enum(readerRoles),
  /** Room in whose name they are kept: its titolare's officers alone may end it. */
  room: roomId.exactOptional(),
});

export type HoldRequest = z.infer<typeof holdRequestSchema>;

/**
 * `same`: it stood so before; `busy`: it may or may not be recorded, ask again. The others refuse an order:
 * `not-signed`, `not-authorised` and `order-expired` for what stands below it, `hold-over` where the hold that it is
 * about is over. A hold that nobody signs is `not-signed` where the days for such holds are used up.
 */
export const holdAnswerSchema = z.strictObject({
  outcome: z.enum([
    ...(["recorded", "same", "malformed", "busy"] as const),
    ...(["not-signed", "not-authorised", "order-expired", "hold-over"] as const),
  ]),
  /** Of a hold that stands: messages that are kept beyond the age of EVENTS; absent: not known yet. */
  kept: z.int().min(0).exactOptional(),
  /** Messages of which the log knows and that were gone before. */
  gone: z.int().min(0).exactOptional(),
  /** Of a hold that nobody has signed for: until when it counts. */
  until: z.iso.datetime().exactOptional(),
  /** Of an end: so many holds of others still keep the data; absent: none. */
  others: z.int().min(1).exactOptional(),
});
export type HoldAnswer = z.infer<typeof holdAnswerSchema>;

/** An order to destroy an incident's keys at once. Two people of different roles sign it: nothing brings them back. */
export const erasureOrderSchema = z.strictObject({
  format: z.literal("raccordo-erasure-order/1"),
  mode,
  incident,
  ground: z.enum(erasureGrounds),
});
export type ErasureOrder = z.infer<typeof erasureOrderSchema>;

/** `held`: a legal hold forbids it; `unknown`: no incident with this pseudonym has keys or messages. */
export const erasureAnswerSchema = z.strictObject({
  outcome: z.enum(["done", "unknown", "held", "busy", "refused"]),
  /** Why it was refused: what is wrong with the document or its signatures. */
  code: z.string().max(40).exactOptional(),
});
export type ErasureAnswer = z.infer<typeof erasureAnswerSchema>;

/** What the log cannot tell of retention: quarantine is no part of it. */
export const retentionLiveSchema = z.strictObject({
  quarantine: z.strictObject({
    messages: z.int().min(0),
    /** Store time of the eldest. */
    eldest: z.iso.datetime().exactOptional(),
  }),
  holds: z.array(
    z.strictObject({
      of: mode,
      incident,
      kept: z.int().min(0).exactOptional(),
      gone: z.int().min(0).exactOptional(),
    }),
  ),
});
export type RetentionLive = z.infer<typeof retentionLiveSchema>;

/** The order in a signed document, or the code of why it is none; `least`: signatures of different roles needed. */
export function openErasureOrder(
  document: SignedDocument,
  signers: readonly Signer[],
  least?: number,
): ErasureOrder | { readonly refused: string } {
  const verified = verifySigned(document, signers, least);
  if (verified.kind === "refused") return { refused: verified.why };
  return erasureOrderSchema.safeParse(verified.value).data ?? { refused: "schema" };
}

/** A value of `schema` in JSON bytes; undefined for anything else. */
export function retentionMessageIn<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

/** The signed document in JSON bytes; undefined for anything else. */
export const signedOrderIn = (bytes: Uint8Array): SignedDocument | undefined =>
  retentionMessageIn(bytes, signedDocumentSchema);

export const retentionMessageOf = (
  value:
    | HoldAnswer
    | ErasureAnswer
    | RetentionLive
    | RetirementAnswer
    | SignedDocument
    | HoldRequest,
): Uint8Array => Buffer.from(JSON.stringify(value), "utf8");
