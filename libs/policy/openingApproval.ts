import { z } from "zod";
import { readerRoles, readPurposes } from "#libs/seal/leafSchema";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { type Officer, openOrder } from "./demandOrders.ts";

/** What a second officer signs: that this person may open this one field, for this purpose. */
export const openingApprovalSchema = z.strictObject({
  format: z.literal("raccordo-opening-approval/1"),
  year: z.int().min(2020).max(2199),
  index: z.int().min(0),
  path: z.string().regex(/^[a-z]{2,16}\.[a-z][a-z0-9_]{0,39}$/),
  ref: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .exactOptional(),
  /** Account or reference of who opens: it reaches policy, never the log. */
  reader: z.string().min(1).max(128),
  role: z.enum(readerRoles),
  purpose: z.enum(readPurposes),
  issued: z.iso.datetime({ precision: 3 }),
});
export type OpeningApproval = z.infer<typeof openingApprovalSchema>;

/** Who opens what and why, as it is held against the approval. */
export type ApprovedOpening = Omit<OpeningApproval, "format" | "issued">;

/** The approval as the log names it: SHA-256 of the order, the role and the key of the second officer. */
export interface Approval {
  readonly order: string;
  readonly role: Officer["role"];
  readonly key: string;
}

export type ApprovalRefusal = "approval-missing" | "approval-wrong" | "approval-expired";

/**
 * The approval that `document` gives to this opening, or why it gives none: signed by one of `officers` in another role
 * than the reader's, for the very same field, reader and purpose, at most `withinMs` ago.
 */
export function approvalOf(
  document: SignedDocument | undefined,
  opening: ApprovedOpening,
  officers: readonly Officer[],
  { nowMs, withinMs }: { readonly nowMs: number; readonly withinMs: number },
): Approval | ApprovalRefusal {
  if (document === undefined) return "approval-missing";
  const others = officers.filter(({ role }) => role !== opening.role);
  const opened = openOrder(document, openingApprovalSchema, others, nowMs);
  if (opened === "order-expired") return "approval-expired";
  if (typeof opened === "string") return "approval-wrong";
  const { order, by, digest } = opened;
  if (!isSame(order, opening)) return "approval-wrong";
  if (nowMs - Date.parse(order.issued) > withinMs) return "approval-expired";
  return { order: digest, role: by.role, key: by.key };
}

const isSame = (order: OpeningApproval, opening: ApprovedOpening): boolean =>
  membersOf(order) === membersOf(opening);

const membersOf = ({ year, index, path, ref, reader, role, purpose }: ApprovedOpening): string =>
  JSON.stringify([year, index, path, ref, reader, role, purpose]);
