import { z } from "zod";
import { processConfig } from "#libs/runtime/config";
import { demonstrationUser } from "./demonstration/users.ts";
import { claimsSchema } from "./login/roles.ts";

const signer = z.strictObject({
  role: z.string().min(1).max(40),
  key: z.string().length(43),
});

const limits = z.strictObject({
  /** What one viewer may ask over time; after a pause a sixth of it at once. Above it: 429. */
  requests_per_minute_max: z.int().min(1).max(100_000).default(600),
  /** Attempts with keys that are none, of one address. Above it: 429, whatever is shown. */
  attempts_per_minute_max: z.int().min(1).max(1_000).default(20),
  /** Questions in work at the same time, of all viewers; above it: 503. */
  in_work_max: z.int().min(1).max(100).default(8),
  /** Threads that read the index: so many long questions at once hold the others up. */
  index_threads_max: z.int().min(1).max(16).default(2),
  /** A question to the index that takes longer is broken off, its thread ended and replaced: 503. */
  index_question_ms_max: z.int().min(100).max(3_600_000).default(60_000),
  /** Streams open at the same time, of one viewer and of all; above it: 503. */
  streams_of_viewer_max: z.int().min(1).max(100).default(2),
  streams_max: z.int().min(1).max(1_000).default(16),
  /** Entries in a period that is packed; above it: 422. */
  export_entries_max: z.int().min(1).max(10_000_000).default(1_000_000),
  /** For how long one recorded reading covers further questions of its kind. */
  reading_ms_max: z.int().min(100).max(3_600_000).default(600_000),
  /** Entries that one recorded reading covers, at least. */
  reading_entries: z.int().min(1).max(1_000_000).default(5_000),
});

/** Who says who somebody is at the page; keys (viewers_file) work beside it. */
const login = z.discriminatedUnion("kind", [
  /** The embedded issuer, with made-up users. Never in production. */
  z.strictObject({
    kind: z.literal("demonstration"),
    users: z.array(demonstrationUser).min(1).max(50),
    /** Passwords tried for one account. Above it nothing is looked at. */
    attempts_per_minute_max: z.int().min(1).max(1_000).default(10),
  }),
  /** The issuer of whoever runs the installation: any that speaks OpenID Connect. */
  z.strictObject({
    kind: z.literal("issuer"),
    issuer: z.url().max(300),
    client_id: z.string().min(1).max(200),
    client_secret: z.string().min(1).max(500),
    /** PEM of the only authorities from which its certificate may come; absent: those that Node knows. */
    ca: z.string().min(1).max(500_000).exactOptional(),
    scope: z.string().min(1).max(300).default("openid"),
    claims: claimsSchema.prefault({}),
    /** Origin at which browsers reach the console, where something stands in front of it. */
    address: z.url().max(200).exactOptional(),
  }),
]);

const sessions = z.strictObject({
  /** A session ends when nothing was asked for so long, and in any case at its age. */
  idle_ms_max: z
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(30 * 60_000),
  age_ms_max: z
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(8 * 3_600_000),
  of_viewer_max: z.int().min(1).max(100).default(5),
  total_max: z.int().min(1).max(100_000).default(1_000),
});

/** Configuration of the console's API: it holds no key but that of its own user of the server. */
export const consoleConfig = processConfig({
  signers: z.array(signer).min(1).max(32),
  /** Folder of the logs of all years, each with its parts. */
  log_dir: z.string().min(1),
  /** The signed configuration: rooms, and the key of the log. */
  configuration_file: z.string().min(1),
  /** Whose cosignatures make an answer L2 (c2sp.org/tlog-policy); where there is none yet, everything is L1. */
  witness_policy_file: z.string().min(1),
  /** Who may come in (libs/runtime/viewerKeys.ts); read at each request. */
  viewers_file: z.string().min(1),
  /** Index of the log, made and kept by this process. */
  search_file: z.string().min(1),
  /** Private folder in which packs are made. */
  work_dir: z.string().min(1),
  /** Where the sequencer says how its witnesses are. */
  audit_url: z.url().max(200),
  http: z.strictObject({
    host: z.literal("127.0.0.1"),
    /** 0: any free port; the port taken is reported to the supervisor. */
    port: z.int().min(0).max(65_535),
    connections_max: z.int().min(1).max(1_000).default(64),
  }),
  stream: z
    .strictObject({
      heartbeat_ms: z.int().min(50).max(60_000).default(15_000),
      retry_ms: z.int().min(100).max(60_000).default(3_000),
      slow_ms_max: z.int().min(100).max(300_000).default(30_000),
      age_ms_max: z.int().min(1_000).max(86_400_000).default(3_600_000),
      /** Between two looks at the signed checkpoint. */
      look_ms: z.int().min(50).max(60_000).default(1_000),
    })
    .prefault({}),
  limits: limits.prefault({}),
  /** Of Raccordo, as whoever starts it knows it. */
  version: z.string().max(40).exactOptional(),
  /** Absent: keys only. */
  login: login.exactOptional(),
  sessions: sessions.prefault({}),
  /** Folder of the page, as it was built; absent: no page. */
  web_dir: z.string().min(1).exactOptional(),
});

export type ConsoleConfig = z.infer<typeof consoleConfig>;
export type LoginConfig = NonNullable<ConsoleConfig["login"]>;
export type ConsoleLimits = ConsoleConfig["limits"];
