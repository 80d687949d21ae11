import { z } from "zod";
import { isRoom } from "#libs/eventlog/subjects";
import { isWebhookUrl } from "#libs/policy/webhookUrl";
import { processConfig } from "#libs/runtime/config";
import { secretPattern } from "./webhook/signature.ts";

const natsUser = z.strictObject({
  /** nkey seed of the room's own user, in the room's own account. */
  seed: z.string().regex(/^SU[A-Z2-7]{56}$/),
  inbox_prefix: z.string().regex(/^_INBOX_[A-Za-z0-9_]{1,64}$/),
});

const perMinute = z.int().min(1).max(1_000_000);

const limits = z.strictObject({
  /**
   * What the room may ask over time, each kind counted by itself; after a pause a sixth of it at once. Above it: 429.
   * The first two come from the room's file.
   */
  submit_per_minute_max: perMinute.default(600),
  /** Bytes of one message; above it: 413. */
  submit_bytes_max: z.int().min(1).max(262_144).default(262_144),
  polls_per_minute_max: perMinute.default(3_000),
  receipts_per_minute_max: perMinute.default(3_000),
  /** Streams opened, not copies in them. */
  streams_per_minute_max: perMinute.default(60),
  /** Messages and receipts in work at the same time; above it: 503. */
  in_work_max: z.int().min(1).max(1_000).default(32),
  /** Long polls that wait at the same time; above it: 503. */
  polls_max: z.int().min(1).max(100).default(4),
  /** Copies in one answer of the feed. */
  copies_max: z.int().min(1).max(256).default(32),
  /** Streams open at the same time; above it: 503. */
  streams_max: z.int().min(1).max(100).default(4),
  /** Copies over one stream; after them the room comes back, and by that confirms them. */
  stream_copies_max: z.int().min(1).max(100_000).default(1_000),
});

/** Protocols that this build speaks; each is loaded only where a room speaks it. */
export const protocolNames = ["raccordo-native/1", "cap/1.2", "scheda112/1"] as const;
export type ProtocolName = (typeof protocolNames)[number];

/** Where copies of a room are sent, as its room file says. */
const webhook = z.strictObject({
  url: z.string().max(2_000).refine(isWebhookUrl),
  timeout_ms: z.int().min(100).max(30_000),
  ttl_ms: z.int().min(100).max(604_800_000),
  modes: z
    .array(z.enum(["actual", "exercise"]))
    .min(1)
    .max(2)
    .refine((modes) => new Set(modes).size === modes.length),
  /** The newest first; a second one only while a rotation is under way. */
  secrets: z.array(z.string().regex(secretPattern)).min(1).max(2),
});

const room = z.strictObject({
  id: z.string().refine(isRoom),
  /** SHA-256, hex, of the room's bearer key: the key itself is never here. Without a file the only credential. */
  key_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The room's credentials as they are rotated (libs/runtime/credentials.ts); followed while the edge runs. */
  credentials_file: z.string().min(1).max(1_000).optional(),
  protocols: z.array(z.enum(protocolNames)).min(1),
  /** ISTAT codes of the room's comuni, for messages that name none. */
  municipalities: z.array(z.string().regex(/^istat:\d{6}$/)).max(400),
  /** Ids of all rooms, as names that a message may address; empty: a name that no room has is not noted. */
  addressees: z.array(z.string().refine(isRoom)).max(256).default([]),
  /** Needed as soon as the process hosts a second room: an account is one room. */
  nats: natsUser.optional(),
  limits: limits.prefault({}),
  webhook: webhook.exactOptional(),
});

/**
 * Configuration of one edge: the rooms of one titolare. The shared member `nats` names the server, and the
 * user of a room that has no `nats` of its own.
 */
export const adapterConfig = processConfig({
  rooms: z
    .array(room)
    .min(1)
    .max(64)
    .refine((rooms) => new Set(rooms.map(({ id }) => id)).size === rooms.length)
    .refine((rooms) => new Set(rooms.map((one) => one.key_sha256)).size === rooms.length)
    .refine((rooms) => rooms.filter(({ nats }) => nats === undefined).length <= 1),
  http: z.strictObject({
    host: z.string().min(1).max(200).default("127.0.0.1"),
    /** 0: any free port; the port taken is reported to the supervisor. */
    port: z.int().min(0).max(65_535),
    connections_max: z.int().min(1).max(10_000).default(256),
    /** Files of the edge's own key and certificate chain (PEM), followed: a renewed one counts without a restart. */
    tls: z.strictObject({ key_file: z.string().min(1), cert_file: z.string().min(1) }).optional(),
  }),
  stream: z
    .strictObject({
      /** Between two comments that keep a stream open, counted from its start, whatever else it says. */
      heartbeat_ms: z.int().min(50).max(60_000).default(15_000),
      /** After how long a room whose stream ended shall open another. */
      retry_ms: z.int().min(100).max(60_000).default(3_000),
      /** How long a reader may take nothing before its stream is ended. */
      slow_ms_max: z.int().min(100).max(300_000).default(30_000),
      /** Longest life of one stream. */
      age_ms_max: z.int().min(1_000).max(86_400_000).default(3_600_000),
    })
    .prefault({}),
  core: z
    .strictObject({
      /** How long an answer of the core may take; the wait of a poll comes on top. */
      timeout_ms: z.int().min(100).max(60_000).default(5_000),
    })
    .prefault({}),
}).refine(
  ({ production, rooms: all }) =>
    !production || all.every((one) => one.webhook?.url.startsWith("http:") !== true),
  { path: ["rooms"], message: "webhook-not-https" },
);

export type AdapterConfig = z.infer<typeof adapterConfig>;
export type RoomConfig = AdapterConfig["rooms"][number];
export type StreamConfig = AdapterConfig["stream"];
