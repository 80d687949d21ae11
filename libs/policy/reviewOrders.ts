import { z } from "zod";
import { reviewOutcomes } from "#libs/seal/orderLeaves";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { signedDocumentSchema } from "./documents.ts";

const place = { year: z.int().min(2020).max(2199), seq: z.int().min(1) };

/** What an officer of the titolare whose room broke the glass signs: what the review found. */
export const reviewOrderSchema = z.strictObject({
  format: z.literal("raccordo-review-order/1"),
  /** Place of the leaf that tells the broken glass. */
  notice: z.strictObject(place),
  outcome: z.enum(reviewOutcomes),
  issued: z.iso.datetime({ precision: 3 }),
});

/** A review that its officer has signed: whoever passes it on needs no power of their own. */
export const signedReviewSchema = z.strictObject({ order: signedDocumentSchema });

export const signedReviewOf = (order: SignedDocument): Uint8Array =>
  Buffer.from(JSON.stringify({ order }), "utf8");
