import { z } from "zod";
import { roomKinds } from "#libs/policy/roomSchema";

const code = z.string().nullable();
const bytes = z.number();
const figure = z.number().nullable();

const faultCodes = [
  ...(["process_away", "part_failing", "log_away", "log_halted", "log_behind", "alarm"] as const),
  ...(["releases_stopped", "decisions_wait", "rules", "disk_low"] as const),
  ...(["edge_away", "nobody_comes_in", "copies_dead", "copies_wait", "credential_ends"] as const),
] as const;

const fault = z.strictObject({
  severity: z.enum(["failing", "warning"]),
  code: z.enum(faultCodes),
  /** What it is about; of rooms only one's own. */
  ...{ process: code, room: code },
  /** A code of the process that says it, or a time. */
  ...{ detail: code, amount: figure },
  /** What a person does about it, in the words of the process that says it. */
  fix: z.strictObject({ it: z.string(), en: z.string() }).nullable(),
});
export type FoundFault = z.infer<typeof fault>;

/** The installation as a whole: shown to whoever administers any of its titolari. */
export const installationSchema = z.strictObject({
  at: z.string(),
  faults: z.array(fault),
  processes: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(["up", "not_ready", "away"]),
      parts: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), code: z.string() })),
      ...{ started_at: code, restarts: figure, memory_bytes: figure },
    }),
  ),
  /** Null where the sequencer does not answer. */
  log: z
    .strictObject({
      ...{ year: figure, halted: code },
      /** Entries in the stream, in a signed checkpoint (L1), cosigned by the quorum of witnesses (L2). */
      ...{ in_stream: figure, signed: z.number(), cosigned: figure },
      ...{ lag_s: figure, announced_s: figure, quorum: code },
      witnesses: z.array(z.strictObject({ name: z.string(), state: z.string(), size: z.number() })),
    })
    .nullable(),
  queues: z.strictObject({
    ...{ unsigned_entries: figure, feeds_behind: figure },
    /** Why decisions wait, and why nothing is released; null: they do not. */
    ...{ decisions_wait: code, releases_stopped: code },
    /** Incidents whose keys are wrapped under an older epoch key than the newest. */
    keys_behind: figure,
  }),
  versions: z.strictObject({
    ...{ raccordo: code, node: z.string(), configuration: z.int(), rule_set: figure },
  }),
});

export const roomStateSchema = z.strictObject({
  ...{ room: z.string(), slot: z.int(), kind: z.enum(roomKinds) },
  municipalities: z.array(z.string()),
  edge: z.enum(["reachable", "core_away", "away", "unknown"]),
  presence: z.enum(["connected", "away", "unknown"]),
  /** When the room last asked for copies, since its edge started. */
  last_asked_at: code,
  waiting: z.strictObject({ actual: z.number(), exercise: z.number() }).nullable(),
  oldest_waiting_s: figure,
  has_webhook: z.boolean(),
  dead_copies: figure,
  /** `last_ends`: when the last one that counts ends, where that is soon. */
  credentials: z.strictObject({ counting: z.int(), last_ends: code }).nullable(),
});
export type RoomStateAnswer = z.infer<typeof roomStateSchema>;

/** Rooms of the viewer's own titolare. */
export const roomListSchema = z.strictObject({ at: z.string(), rooms: z.array(roomStateSchema) });

export const webhookSchema = z.object({
  state: z.enum(["ok", "retrying", "disabled", "off"]),
  ...{ retrying: z.int(), dead: z.int(), expired: z.int() },
});
export const deadLettersSchema = z.object({
  dead_letters: z.array(
    z.object({
      delivery: z.string(),
      mode: z.enum(["actual", "exercise"]),
      state: z.enum(["dead", "expired"]),
      ...{ since: z.string(), code: z.string(), tries: z.int() },
    }),
  ),
});

export const roomDetailSchema = z.strictObject({
  ...{ at: z.string(), room: roomStateSchema },
  /** Never a key or its digest. Null where the installation keeps none that can be read. */
  credentials: z
    .array(
      z.strictObject({
        ...{ id: z.string(), kind: z.enum(["bearer", "certificate"]) },
        ...{ from: z.string(), until: code, state: z.enum(["counts", "ended", "later"]) },
      }),
    )
    .nullable(),
  /** Whether the edge could be asked as the room: `key_not_kept` after a key that was shown once and kept nowhere. */
  asked_edge: z.enum(["answered", "key_not_kept", "away", "no_webhook"]),
  webhook: webhookSchema.nullable(),
  dead_letters: deadLettersSchema.shape.dead_letters.nullable(),
});

export const rotationSchema = z.strictObject({
  id: z.string(),
  /** Shown this once; kept nowhere. */
  key: z.string(),
  /** Until when the keys before it count; null where there were none. */
  others_until: code,
  /** Where the change stands in the log: written before it. */
  recorded: z.strictObject({ year: z.int(), index: z.int() }),
});
export const revocationSchema = z.strictObject({
  /** Credentials that count still. */
  counting: z.int(),
  recorded: z.strictObject({ year: z.int(), index: z.int() }),
});
export const askedSchema = z.strictObject({
  asked: z.literal(true),
  /** Where it stands in the log who asked: written before it. */
  recorded: z.strictObject({ year: z.int(), index: z.int() }),
});

export const rotationOrderSchema = z.strictObject({
  /** Hours for which the keys before it still count. */
  overlap_h: z.int().min(0).max(168),
  /** Names of the credentials that counted when it was decided; where others do now, nothing is done. */
  seen: z.array(z.string().max(40)).max(32).exactOptional(),
});

export const storageKinds = [
  ...(["log_entries", "log_proofs", "log_parts", "streams", "index"] as const),
  ...(["keys", "process_logs", "other"] as const),
] as const;

export const storageSchema = z.strictObject({
  at: z.string(),
  disk: z.strictObject({ free: bytes, size: bytes }),
  kinds: z.array(z.strictObject({ kind: z.enum(storageKinds), bytes })),
  /** Of feeds only those of one's own rooms; `feeds_of_others` is their sum. */
  streams: z.array(z.strictObject({ name: z.string(), bytes })).nullable(),
  feeds_of_others: bytes.nullable(),
  growth: z.array(z.strictObject({ day: z.string(), bytes })),
  /** Null until a day has been watched. */
  forecast: z
    .strictObject({
      watched_days: z.number(),
      per_day: bytes,
      /** Days until the disk is full at the mean, the fastest and the slowest rate seen; null: it does not fill. */
      ...{ days: figure, days_at_fastest: figure, days_at_slowest: figure },
    })
    .nullable(),
});
