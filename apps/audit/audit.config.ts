import { z } from "zod";
import { demonstrationLimits, type StreamLimits } from "#libs/eventlog/streams";
import { processConfig } from "#libs/runtime/config";
import { commitsPlaceSchema } from "#libs/tilestore/commitsPlace";
import { parsePolicy } from "#libs/tlog/tlogPolicy";

/** 32 bytes in base64url without padding. */
const key = z.string().length(43);

const limitNames = [
  "eventsBytesMax",
  "eventBytesMax",
  "leafBytesMax",
  "feedBytesMax",
  "copyBytesMax",
  "reportsBytesMax",
  "reportBytesMax",
  "quarantineBytesMax",
  "quarantinedBytesMax",
  "heldBytesMax",
  "cacheBytesMax",
  "replicas",
] as const satisfies readonly (keyof StreamLimits)[];

/** File of the audit process (clarification 21): checkpoint key, copies of the MAC keys. */
export const auditConfig = processConfig({
  /** People who may sign configuration and rules. */
  signers: z
    .array(z.strictObject({ role: z.string().min(1).max(40), key }))
    .min(2)
    .max(32),
  /** Seed of the Ed25519 key that checkpoints and announcements are signed with. */
  checkpoint_seed: key,
  /** Seed of the ML-DSA-44 key that checkpoints are signed with as well; absent: an installation from before it. */
  checkpoint_ml_dsa_seed: key.optional(),
  /** Who cosigns the log; absent: nobody, and it never reaches L2. */
  witnesses: z
    .strictObject({
      /** Text of a policy (c2sp.org/tlog-policy). */
      policy: z
        .string()
        .refine((text) => parsePolicy(Buffer.from(text, "utf8")).ok, "not-a-policy"),
      /** Of each request to a witness. */
      timeout_ms: z.int().min(10).max(60_000).default(2_000),
      /** How long a checkpoint may wait for its quorum before it is an alarm and a notice. */
      missing_after_ms: z.int().min(100).max(86_400_000).default(30_000),
    })
    .optional(),
  /** Authority that stamps the checkpoint's time (RFC 3161), off the path of messages; absent: nobody. */
  timestamps: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      every_ms: z.int().min(1_000).max(86_400_000).default(3_600_000),
    })
    .optional(),
  macs: z.strictObject({ policy: key, audit: key, console: key }),
  /** The log of each year lies in `<log_dir>/<year>`. */
  log_dir: z.string().min(1),
  /** Where the signed checkpoints are committed. Never restored from a backup. */
  commits: commitsPlaceSchema.default({ kind: "sqlite" }),
  /** Address at which tiles are served; loopback unless a proxy stands before it. */
  http: z.strictObject({ host: z.string().default("127.0.0.1"), port: z.int().min(0).max(65_535) }),
  /**
   * How long entries wait for company before they are sequenced. A batch costs three syncs whatever its size; where
   * they are slow it waits up to four times as long.
   */
  batch_wait_ms: z.int().min(0).max(1_000).default(6),
  /** How often the settings of server and streams are read back. */
  settings_every_ms: z.int().min(100).max(60_000).default(5_000),
  /** How often the feeds are compared with the log. */
  reconcile_every_ms: z.int().min(100).max(3_600_000).default(5_000),
  /** How long a recorded copy may be missing in its feed before policy is asked for it. */
  release_grace_ms: z.int().min(100).max(600_000).default(5_000),
  /** Longest time in which the log says nothing: then it writes that it lives (audit-log of the rooms, `heartbeat`). */
  heartbeat_every_ms: z.int().min(100).max(3_600_000).default(600_000),
  /** How often it is looked whether a month is to be counted. */
  counts_look_ms: z.int().min(100).max(3_600_000).default(60_000),
  /** Sizes that the streams were created with; those not named are the shipped ones. */
  stream_limits: z
    .partialRecord(z.enum(limitNames), z.int().min(1))
    .default({})
    .transform((given): StreamLimits => ({ ...demonstrationLimits, ...given })),
  /** System user of the server, to read `sync_interval` back. */
  system: z
    .strictObject({ seed: z.string().length(58), inbox_prefix: z.string().min(1) })
    .optional(),
}).refine(({ production, system }) => !production || system !== undefined, {
  path: ["system"],
  message: "needed-in-production",
});
export type AuditConfig = z.infer<typeof auditConfig>;
