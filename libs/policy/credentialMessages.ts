import { z } from "zod";
import { readerRoles, roomsMax } from "#libs/seal/leafSchema";
import { jsonIn, type RecordAnswer, recordAnswers } from "./recordMessages.ts";

/**
 * What whoever administers a room may change about it: its credentials, a certificate that is pinned among them, the
 * secret of its webhook, and what that sends again. Each is a code of the notice that tells it.
 */
const roomChanges = [
  ...(["credential_rotated", "credential_revoked", "credential_trusted"] as const),
  ...(["delivery_retried", "webhook_enabled", "secret_rotated", "secret_retired"] as const),
] as const;
/** The same of the keys by which somebody reads the log at the console. */
const viewerChanges = ["viewer_granted", "viewer_revoked"] as const;
export const credentialChanges = [...roomChanges, ...viewerChanges] as const;
export type RoomChange = (typeof roomChanges)[number];
export type ViewerChange = (typeof viewerChanges)[number];
export type CredentialChange = (typeof credentialChanges)[number];

const asker = {
  /** Drawn by the asker: asking again with it records nothing twice. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Account or reference of the person; the log gets a keyed pseudonym of it and nothing else. */
  by: z.string().min(1).max(128),
  role: z.enum(readerRoles),
};

/** What whoever is about to change something asks policy to record first: never a key, never its digest. */
const credentialRequestSchema = z.union([
  z.strictObject({
    ...asker,
    change: z.enum(roomChanges),
    /** Number of the room in the signed configuration. */
    slot: z
      .int()
      .min(0)
      .max(roomsMax - 1),
    /** The copy that is to be tried again. */
    delivery: z
      .string()
      .regex(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
      .exactOptional(),
  }),
  z.strictObject({
    ...asker,
    change: z.enum(viewerChanges),
    /** Reference of who reads; recorded as who asks is. */
    viewer: z.string().min(1).max(128),
  }),
]);
export type CredentialRequest = z.infer<typeof credentialRequestSchema>;

/** Why a change was not recorded; nothing may be changed then. */
export const credentialRefusals = ["malformed", "id-taken", "room-unknown"] as const;
export type CredentialRefusal = (typeof credentialRefusals)[number];

export type CredentialAnswer = RecordAnswer<CredentialRefusal>;

/** The request in `bytes`; undefined for anything else. */
export function credentialRequestIn(bytes: Uint8Array): CredentialRequest | undefined {
  return credentialRequestSchema.safeParse(jsonIn(bytes)).data;
}

/** The answer in `bytes`; undefined for anything else. */
export const credentialAnswerIn = recordAnswers(credentialRefusals);

export const credentialMessageOf = (value: CredentialRequest | CredentialAnswer): Uint8Array =>
  Buffer.from(JSON.stringify(value), "utf8");
