import { z } from "zod";
import { dataClasses } from "#libs/incident/catalogue";
import { standings } from "#libs/policy/permissionStanding";
import { termNames, termStarts } from "#libs/policy/retentionSchema";
import { revocationReasons } from "#libs/policy/revocationReasons";
import { holdReasons, readerRoles } from "#libs/seal/leafSchema";

const read = z.strictObject({ year: z.int(), index: z.int() });
const words = z.array(z.string());
const term = z.enum(termNames);
const reason = z.enum(revocationReasons);
const dataClass = z.enum(dataClasses);

/** What the software does by itself; closed words, each with a sentence at the page. */
export const measureWords = [
  ...(["default_deny", "two_signatures", "recorded_before_release"] as const),
  ...(["append_only_log", "witnesses", "second_signature"] as const),
  ...(["keys_per_incident", "keys_destroyed", "accounts_per_room"] as const),
  ...(["log_without_names", "reads_recorded"] as const),
] as const;
/** What the operator of the installation must do. */
export const dutyWords = [
  ...(["disk_encryption", "clock", "cluster", "backups", "witness_agreements"] as const),
  ...(["legal_review", "receivers_systems", "information"] as const),
] as const;
/** What the software cannot do. */
export const limitWords = [
  ...(["bytes_not_unsent", "free_text", "inference", "receiver_memory", "demonstration"] as const),
] as const;

/** On which signed documents an answer rests. */
const basis = {
  /** Of which moment is told, RFC 3339 UTC. */
  at: z.string(),
  /** Null: no rule set was in force yet. */
  rules: z
    .strictObject({
      ...{ version: z.int(), hash: z.string(), not_before: z.string(), expires: z.string() },
      /** Place of the entry that put them in force. */
      ...{ year: z.int(), index: z.int(), demonstration: z.boolean() },
      /** In force at that moment: begun and not expired. */
      valid: z.boolean(),
    })
    .nullable(),
  /** Emergency revocations that stood over them. */
  revocations: z.array(
    z.strictObject({
      ...{ year: z.int(), index: z.int(), since: z.string(), reason: reason.nullable() },
      ...{ all: z.boolean(), agreements: words, rooms: words },
      rules: z.array(z.strictObject({ agreement: z.string(), rule: z.string() })),
    }),
  ),
  configuration: z.strictObject({ version: z.int() }),
  titolare: z.string().nullable(),
  rooms: z.array(z.strictObject({ id: z.string(), titolare: z.string(), kind: z.string() })),
  terms: z.array(
    z.strictObject({
      ...{ term, ms: z.int(), from: z.enum(termStarts) },
      ...{ source: z.string().nullable(), proposal: z.boolean() },
    }),
  ),
  /** Legal holds that stood at that moment: of data of one's own, or in one's own name. */
  holds: z.array(
    z.strictObject({
      /** Place of the entry that placed it, and when it did. */
      ...{ year: z.int(), index: z.int(), since: z.string() },
      ...{ mode: z.enum(["actual", "exercise"]), reason: z.enum(holdReasons) },
      ...{ role: z.enum(readerRoles) },
      /** In whose name; null where nobody was named. */
      room: z.string().nullable(),
      /** Until when it counts unless a privacy officer signs for it; null: until it is ended. */
      until: z.string().nullable(),
    }),
  ),
  /** The terms that end no data while such a hold stands. */
  held_terms: z.array(term),
  measures: z.array(z.enum(measureWords)),
  read,
} as const;

export const processingRegisterSchema = z.strictObject({
  processings: z.array(
    z.strictObject({
      ...{ agreement: z.string(), title: z.string(), kind: z.enum(["agreement", "grant"]) },
      isInvented: z.boolean(),
      periods: z.array(z.strictObject({ from: z.string(), to: z.string() })),
      standing: z.enum(standings),
      revoked: z.array(
        z.strictObject({
          ...{ rule: z.string(), since: z.string(), reason: reason.nullable() },
          ...{ senders: words, recipients: words },
        }),
      ),
      ...{ purpose: z.string().nullable(), regime: z.string().nullable(), law: words },
      articles: z.array(z.strictObject({ article: z.string(), text: z.string() })),
      ...{ rules: words, categories: words, subjects: words, classes: z.array(dataClass) },
      ...{ senders: words, recipients: words, handling: words, terms: z.array(term) },
    }),
  ),
  ...basis,
});

export const dpiaInventorySchema = z.strictObject({
  fields: z.array(
    z.strictObject({
      ...{ path: z.string(), kind: z.string(), name: z.string(), dataClass, shape: z.string() },
      isDerived: z.boolean(),
      levels: z.array(z.int()).length(2),
      terms: z.array(term),
      grants: z.array(
        z.strictObject({
          ...{ receiver: z.string(), agreement: z.string(), rule: z.string() },
          ...{ article: z.string(), categories: words },
          transform: z.enum(["keep", "generalise", "count", "mask", "pseudonymise"]),
          ...{ as: z.string().nullable(), conditions: words },
          ...{ isEmergencyOnly: z.boolean(), isInChargeOnly: z.boolean() },
        }),
      ),
    }),
  ),
  duties: z.array(z.enum(dutyWords)),
  limits: z.array(z.enum(limitWords)),
  ...basis,
});
