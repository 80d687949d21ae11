import { z } from "zod";
import { reviewerRoles } from "#libs/seal/orderLeaves";
import type { Room } from "./decision.ts";
import { protocols } from "./roomWords.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";
import { isWebhookUrl } from "./webhookUrl.ts";

const limit = (max: number) => z.int().min(1).max(max);

/** Id of a room: stands in account names and subjects, hence its alphabet. `_core` is not a room. */
export const roomId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,31}$/, "lower case letters, digits, underscore");
export const istatCode = z.string().regex(/^istat:\d{6}$/, "istat: and six digits");
export const isoDate = z.iso.date();

export const roomKinds = [
  "polizia_locale",
  "questura",
  "carabinieri",
  "guardia_di_finanza",
  "cur_112",
] as const satisfies readonly Room["kind"][];

/** Formats in which a webhook may send copies. */
export const webhookFormats = ["native"] as const;

/** A week, after which law.md (f) lets nothing wait that could not be delivered. */
const undeliveredSecondsMax = 604_800;

/** Where a room wants its copies sent; its adapter does, one request a copy. */
const webhookSchema = z.strictObject({
  /** Its query may hold what only the receiver understands; it is never logged. */
  url: z.string().max(2_000).refine(isWebhookUrl, "https:, or http: to this machine; no user name"),
  /** How long one answer may take, end included. */
  timeout_s: z.int().min(1).max(30),
  /** Age of a copy after which a try that failed is the last one. */
  ttl_s: z.int().min(1).max(undeliveredSecondsMax),
  modes: z
    .array(z.enum(["actual", "exercise"]))
    .min(1)
    .max(2),
  format: z.enum(webhookFormats),
});

/** One file of deploy/rooms: a room is data. Slot numbers are never reused (at most 256 rooms a log). */
export const roomSchema = z.strictObject({
  format: z.literal("raccordo-room/1"),
  id: roomId,
  slot: z.int().min(0).max(255),
  kind: z.enum(roomKinds),
  name: z.string().min(1).max(120),
  titolare: z.string().min(1).max(120),
  municipalities: z.array(istatCode).max(400),
  protocols: z.array(z.enum(protocols)).min(1).max(protocols.length),
  limits: z.strictObject({
    submit_bytes_max: limit(262_144),
    submit_per_minute_max: limit(6_000),
    waiting_copies_max: limit(1_000_000),
  }),
  /** Who of the room's titolare may take data back: role and raw Ed25519 public key, base64url. Absent: nobody. */
  officers: z
    .array(z.strictObject({ role: z.enum(reviewerRoles), key: z.string().length(43) }))
    .max(8)
    .exactOptional(),
  /** Absent: the room fetches its copies. */
  webhook: webhookSchema.exactOptional(),
  /** What in this file is invented for demonstration, in words. */
  synthetic: z.array(z.string().min(1).max(200)).max(16),
});

export type RoomFile = z.infer<typeof roomSchema>;

/** Reads one room file. */
export function parseRoom(text: string): Parsed<RoomFile> {
  return parseStrictYaml(text, roomSchema);
}

/** The part of a room file that decisions depend on. */
export function roomOf(file: RoomFile): Room {
  const { id, slot, kind, titolare, municipalities } = file;
  return { id, slot, kind, titolare, municipalities };
}
