import { z } from "zod";
import { sha256Hex } from "#libs/seal/bytes";
import { demandDaysMax, demandKinds, demandReasons, reviewerRoles } from "#libs/seal/orderLeaves";
import { type SignedDocument, verifySigned } from "#libs/seal/signedDocument";
import type { Room } from "./decision.ts";
import { roomId } from "./roomSchema.ts";

/** Who may take data back, and say that it was confirmed, in the name of a titolare: signed with the configuration. */
export const officerSchema = z.strictObject({
  titolare: z.string().min(1).max(120),
  role: z.enum(reviewerRoles),
  /** Raw Ed25519 public key, base64url; the private one stays with the person. */
  key: z.string().length(43),
});
export type Officer = z.infer<typeof officerSchema>;

/** An order counts from when it was signed, and no longer than this: a drawer full of old ones is no power. */
export const orderMsMax = 7 * 86_400_000;
const clockMsMax = 300_000;

const mode = z.enum(["actual", "exercise"]);
/** Pseudonym of an incident in the log. */
const incident = z.string().regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
const place = z.strictObject({ year: z.int().min(2020).max(2199), seq: z.int().min(1) });
const issued = z.iso.datetime({ precision: 3 });

/** What a person of the giving titolare signs to take one datum back. */
export const demandOrderSchema = z.strictObject({
  format: z.literal("raccordo-demand-order/1"),
  mode,
  incident,
  /** Room in whose name it is demanded. */
  room: roomId,
  /** Reference of the component; absent: the only one of the titolare that ever had the field. */
  ref: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .exactOptional(),
  path: z.string().regex(/^[a-z]{2,16}\.[a-z][a-z0-9_]{0,39}$/),
  kind: z.enum(demandKinds),
  reason: z.enum(demandReasons),
  days: z.int().min(1).max(demandDaysMax),
  issued,
});
export type DemandOrder = z.infer<typeof demandOrderSchema>;

/** What a person of either titolare signs: that `room` confirmed the demand to the office, outside the system. */
export const confirmationOrderSchema = z.strictObject({
  format: z.literal("raccordo-confirmation-order/1"),
  /** Place of the leaf that tells the demand. */
  notice: place,
  room: roomId,
  issued,
});
export type ConfirmationOrder = z.infer<typeof confirmationOrderSchema>;

/** An order whose signature holds: what it says, who signed it, and SHA-256 of its bytes, hex. */
export interface OpenedOrder<T> {
  readonly order: T;
  readonly by: Pick<Officer, "role" | "key">;
  readonly digest: string;
}

/** `not-authorised`: no key of a titolare concerned stands below it; `order-expired`: signed too long ago, or ahead. */
export type OrderRefusal = "malformed" | "not-authorised" | "order-expired";

/** What the document says before anybody has looked at who signed it. */
export function readOrder<T>(document: SignedDocument, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(document.body)).data;
  } catch {
    return undefined;
  }
}

/**
 * Opens a signed order at `nowMs` where one of `officers` has signed it. Which officers may is the caller's to say: those
 * of the titolare concerned ({@link officersOf}). Signatures of anybody else count for nothing.
 */
export function openOrder<T extends { readonly issued: string }>(
  document: SignedDocument,
  schema: z.ZodType<T>,
  officers: readonly Officer[],
  nowMs: number,
): OpenedOrder<T> | OrderRefusal {
  const order = readOrder(document, schema);
  if (order === undefined) return "malformed";
  const verified = verifySigned(document, officers, 1);
  if (verified.kind === "refused") return "not-authorised";
  const [signer] = verified.by;
  const by = officers.find(({ role, key }) => role === signer?.role && key === signer.key);
  if (by === undefined) return "not-authorised";
  const ageMs = nowMs - Date.parse(order.issued);
  if (ageMs > orderMsMax || ageMs < -clockMsMax) return "order-expired";
  const { role, key } = by;
  return { order, by: { role, key }, digest: sha256Hex(Buffer.from(document.body, "utf8")) };
}

/** Officers of the titolari of these rooms. */
export function officersOf(
  officers: readonly Officer[],
  rooms: readonly Pick<Room, "id" | "titolare">[],
  ids: readonly (string | undefined)[],
): readonly Officer[] {
  const titolari = new Set(rooms.filter(({ id }) => ids.includes(id)).map((room) => room.titolare));
  return officers.filter(({ titolare }) => titolari.has(titolare));
}
