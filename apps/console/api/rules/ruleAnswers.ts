import { z } from "zod";
import { revocationReasons } from "#libs/policy/revocationReasons";
import { ruleSetStandings, ruleWarnings } from "#libs/policy/ruleSetStanding";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const place = { year: z.int(), index: z.int() };
/** Where the reading stands in the log: written before the answer. */
const read = z.strictObject(place);
const bilingual = z.strictObject({ it: z.string(), en: z.string() });

const step = z.strictObject({
  ...place,
  ...{ state: z.string(), at: z.string(), role: z.string().nullable() },
  /** Raw Ed25519 public key of whoever signed, or wrote it. */
  key: z.string().nullable(),
  /** Why it was refused or revoked. */
  reason: z.string().nullable(),
});

const title = z.strictObject({
  kind: z.enum(["agreement", "grant", "ceilings"]),
  ...{ id: z.string(), title: z.string(), from: z.string(), to: z.string() },
  invented: z.boolean(),
  /** Days that are left, counted from today; negative when it is over. */
  days_left: z.int(),
});

const ruleSet = z.strictObject({
  /** SHA-256 of the signed bytes: what people have signed. */
  document: sha256,
  /** Hash of the compiled rules, as decisions name it; null before it was staged. */
  rule_set: sha256.nullable(),
  ...{ version: z.int(), standing: z.enum(ruleSetStandings), author: z.string() },
  ...{ not_before: z.string().nullable(), expires: z.string().nullable() },
  /** From when it decides; null before its activation. */
  effective: z.string().nullable(),
  days_left: z.int().nullable(),
  signatures: z.array(z.strictObject({ role: z.string(), key: z.string() })),
  to_version: z.int().nullable(),
  lifts: z.array(sha256),
  ...{ titles: z.array(title), steps: z.array(step) },
});

const revocation = z.strictObject({
  ...{ document: sha256, ...place, at: z.string(), role: z.string(), key: z.string() },
  /** Null where the document cannot be read: it then denies everything. */
  reason: z.enum(revocationReasons).nullable(),
  /** A set with two signatures ended it. */
  lifted: z.boolean(),
  ...{ all: z.boolean(), agreements: z.array(z.string()), rooms: z.array(z.string()) },
  rules: z.array(z.strictObject({ agreement: z.string(), rule: z.string() })),
});

export const ruleListSchema = z.strictObject({
  sets: z.array(ruleSet),
  revocations: z.array(revocation),
  /** Documents that policy refused, with the reason; nothing of them ever decides. */
  refused: z.array(
    z.strictObject({ document: sha256, version: z.int().nullable(), ...step.shape }),
  ),
  warnings: z.array(z.enum(ruleWarnings)),
  /** Roles and keys of whoever may sign, as this installation names them. */
  signers: z.array(z.strictObject({ role: z.string(), key: z.string() })),
  now: z.string(),
  read,
});

const cell = z.strictObject({ letter: z.string(), roles: z.array(z.string()) });
export const ruleTableSchema = z.strictObject({
  ...{ document: sha256, rule_set: sha256, version: z.int() },
  groups: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      ...{ from: z.string(), to: z.string(), category: z.string() },
      addressee: z.enum(["named", "not-named", "any"]),
      /** Told only of incidents that are its own: who has taken charge of them. */
      as_owner: z.boolean(),
      deliver: z.enum(["allow", "forbid", "break-glass"]),
      territory: z.union([z.enum(["any", "receiver"]), z.array(z.string())]),
      /** In the order of `groups`. */
      cells: z.array(cell),
      ...{ rule: z.string(), article: z.string(), agreement: z.string() },
      invented: z.boolean(),
    }),
  ),
  articles: z.array(
    z.strictObject({
      ...{ agreement: z.string(), rule: z.string(), article: z.string() },
      ...{ law: z.array(z.string()), text: z.string() },
    }),
  ),
  titles: z.array(title),
  read,
});

const sentence = z.strictObject({
  ...{ author: z.string(), receiver: z.string(), kind: z.enum(["field", "title"]) },
  ...{ categories: z.array(z.string()), fields: z.array(z.string()) },
  ...{ names: bilingual, before: bilingual, after: bilingual, conditions: bilingual },
});
export const ruleDiffSchema = z.strictObject({
  before: z.strictObject({ document: sha256, version: z.int() }),
  after: z.strictObject({ document: sha256, version: z.int() }),
  sentences: z.array(sentence),
  /** Sentences beyond those that are told. */
  more: z.int(),
  /** Exchanges refused before and after, for another reason. */
  reasons: z.int(),
  read,
});

const figures = {
  ...{ before: z.int(), after: z.int() },
};
const fault = z.strictObject({
  ...{ file: z.string(), line: z.int().nullable(), column: z.int().nullable() },
  message: bilingual,
});
const finding = z.strictObject({
  ...{ code: z.string(), severity: z.enum(["error", "warning", "information"]) },
  ...{ agreement: z.string(), rule: z.string().nullable(), message: bilingual },
});
export const dryRunSchema = z.discriminatedUnion("outcome", [
  /** The files do not make a rule set: nothing of the log was read. */
  z.strictObject({ outcome: z.literal("faults"), faults: z.array(fault) }),
  z.strictObject({
    outcome: z.literal("tried"),
    /** Hash of the rules that were tried. */
    rule_set: sha256,
    findings: z.array(finding),
    changes: z.strictObject({
      ...{ sentences: z.array(sentence), more: z.int(), reasons: z.int() },
    }),
    traffic: z.strictObject({
      ...{ from: z.string(), to: z.string() },
      /** Decisions on messages that own rooms sent about own incidents. */
      records: z.int(),
      /** Decisions that cannot be decided again, whose rules are unknown, or whose entry is damaged. */
      ...{ not_tried: z.int(), rules_unknown: z.int(), damaged: z.int(), unsure: z.int() },
      /** Decisions that today's program does not repeat under the rules of then. */
      departures: z.int(),
      rows: z.array(
        z.strictObject({
          ...{ room: z.string(), category: z.string(), ...figures },
          ...{ opened: z.int(), closed: z.int() },
          fields: z.array(
            z.strictObject({
              ...{ path: z.string(), name: bilingual, ...figures, more: z.int(), fewer: z.int() },
            }),
          ),
        }),
      ),
    }),
    read,
  }),
]);
export type DryRun = z.infer<typeof dryRunSchema>;

/** What policy said: done, or refused with a code, both recorded by its own leaves. */
export const ruleStepSchema = z.strictObject({
  outcome: z.enum(["done", "refused"]),
  ...{ document: sha256.nullable(), version: z.int().nullable() },
  effective: z.string().nullable(),
  ...{ code: z.string().nullable(), place: z.string().nullable(), missing: z.int().nullable() },
});
