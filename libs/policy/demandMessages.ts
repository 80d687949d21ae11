import { z } from "zod";
import { demandKinds, demandReasons } from "#libs/seal/orderLeaves";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { signedDocumentSchema } from "./documents.ts";

const room = z.string().regex(/^[a-z][a-z0-9]{0,31}([_-][a-z0-9]{1,31}){0,6}$/);
const id = z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
const hex128 = z.string().regex(/^[0-9a-f]{32}$/);
const path = z.string().regex(/^[a-z]{2,16}\.[a-z][a-z0-9_]{0,39}$/);
const time = z.string().max(24);
const mode = z.enum(["actual", "exercise"]);
const place = z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) });

/** What the administration hands to policy: the order that a person of the titolare signed, and which incident it is. */
export const demandRequestSchema = z.strictObject({
  order: signedDocumentSchema,
  /** Id of the incident; only who has the room's keys can make it of the room's own name for it. */
  incident: id,
});
export interface DemandRequest {
  readonly order: SignedDocument;
  readonly incident: string;
}

/** Why a demand was not made. `unknown` tells no stranger whether the incident or the datum exists. */
export const demandRefusals = [
  ...(["malformed", "unknown", "ambiguous", "not-recallable", "shredded"] as const),
  ...(["not-authorised", "order-expired"] as const),
] as const;
type DemandRefusal = (typeof demandRefusals)[number];

/** `demanded-before`: it stands already, nothing new was written; `busy`: ask again. */
export const demandAnswerSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.enum(["demanded", "demanded-before"]),
    until: time,
    /** Rooms that ever got the datum. */
    rooms: z.array(room).max(256),
  }),
  z.strictObject({ outcome: z.literal("refused"), code: z.enum(demandRefusals) }),
  z.strictObject({ outcome: z.literal("busy") }),
]);
/** A demand that was not made. */
export const demandRefused = (code: DemandRefusal): DemandAnswer => ({ outcome: "refused", code });
export type DemandAnswer = z.infer<typeof demandAnswerSchema>;

/** Where a demand stands with one room that ever got the datum. */
export const demandStates = [
  /** The room accepted the condition in a receipt, or told the privacy officer. */
  "confirmed",
  /** It has the withdrawal, and confirmed nothing yet. */
  "delivered",
  /** The withdrawal lies in its feed. */
  "waiting",
  /** It had been withdrawn before the demand: no copy tells the room of it. */
  "withdrawn-before",
  /** The room has it still: nothing could be withdrawn yet, or the keys are gone. */
  "held",
] as const;
export type DemandState = (typeof demandStates)[number];

const demandRow = z.strictObject({
  /** Place of the leaf that tells the demand: its number for people. */
  notice: place,
  at: time,
  mode,
  /** Pseudonym of the incident. */
  incident: id,
  ref: hex128,
  path,
  kind: z.enum(demandKinds),
  reason: z.enum(demandReasons),
  /** Room in whose name it was demanded; absent where the configuration does not know its number any more. */
  room: room.exactOptional(),
  until: time,
  rooms: z
    .array(
      z.strictObject({ slot: z.int(), room: room.exactOptional(), state: z.enum(demandStates) }),
    )
    .max(256),
  /** Some room has not confirmed. */
  open: z.boolean(),
  /** Some room has not confirmed, and the time is over. */
  overdue: z.boolean(),
});
export type DemandRow = z.infer<typeof demandRow>;

/** The newest first; `more`: older ones are left out. */
export const demandListSchema = z.strictObject({
  demands: z.array(demandRow).max(200),
  more: z.boolean(),
});
export type DemandList = z.infer<typeof demandListSchema>;

/** A signed order that says that a room confirmed a demand outside the system. */
export const confirmRequestSchema = z.strictObject({ order: signedDocumentSchema });
export type ConfirmRequest = Pick<DemandRequest, "order">;

export const confirmAnswerSchema = z.strictObject({
  outcome: z.enum([
    ...(["confirmed", "confirmed-before", "unknown", "malformed", "busy"] as const),
    ...(["not-authorised", "order-expired"] as const),
  ]),
});
export type ConfirmAnswer = z.infer<typeof confirmAnswerSchema>;

export function demandBytes(
  value: DemandRequest | DemandAnswer | DemandList | ConfirmRequest | ConfirmAnswer,
): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
