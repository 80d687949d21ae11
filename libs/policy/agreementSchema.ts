import { createHash } from "node:crypto";
import { z } from "zod";
import type { Category, Mode, Purpose, Regime } from "#libs/incident/event";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import {
  agreementId,
  citation,
  clausesSchema,
  fieldKey,
  line,
  period,
  ruleId,
  syntheticRemarks,
  wordOf,
} from "./clauseSchema.ts";
import { articlesForTheLog } from "./loggable.ts";
import { byText } from "./order.ts";
import { isoDate, istatCode, roomId } from "./roomSchema.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";
import { handlingCodes } from "./vocabulary.ts";

/** `room:<id>`, `kind:<kind>`, `group:<name>` of this agreement. */
const selector = z
  .string()
  .regex(/^(room|kind|group):[a-z][a-z0-9_]{1,31}$/, "room:, kind: or group:");
/**
 * In `to` also `owner`: the room whose incident it is, as far as it is that; `owner:room:<id>` and the like name
 * whose incidents. Where a room is the owner, such a rule comes before one that reaches it as any other room.
 */
const ownerSelector = z
  .string()
  .regex(
    /^owner:(room|kind|group):[a-z][a-z0-9_]{1,31}$/,
    "owner:room:, owner:kind:, owner:group:",
  );
const receiver = z.union([z.literal("owner"), ownerSelector, selector]);

export const ruleSchema = z.strictObject({
  id: ruleId,
  cites: citation,
  /** Of a grant or a break-glass rule: the rule of the agreement whose fields it starts from, path by path. */
  extends: ruleId.exactOptional(),
  when: z.strictObject({
    from: z.array(selector).min(1).max(64),
    to: z.array(receiver).min(1).max(64),
    category: z.array(wordOf<Category>("Category")).min(1).max(19),
    territory: z.union([
      z.literal("any"),
      z.literal("receiver"),
      z.array(istatCode).min(1).max(400),
    ]),
    /** Left out only in a prohibition, which then holds whatever the sender states. */
    purpose: wordOf<Purpose>("Purpose").exactOptional(),
    regime: wordOf<Regime>("Regime").exactOptional(),
    /** Whether the owner of the incident must have named the receiver as the competent room. Left out: it does not matter. */
    addressee: z.enum(["named", "not-named"]).exactOptional(),
    /** Left out: in both. */
    mode: z.array(wordOf<Mode>("Mode")).min(1).max(2).exactOptional(),
  }),
  /**
   * `break-glass` speaks only while its receiver has the incident in charge and has declared an emergency on it
   * (D.Lgs. 51/2018 art. 7, vital interest); purpose and regime are then those of the release, not of the incident.
   */
  deliver: z.enum(["allow", "forbid", "break-glass"]),
  fields: z.record(fieldKey, clausesSchema),
  handling: z.array(z.enum(handlingCodes)).max(handlingCodes.length),
  review: z.strictObject({ by: isoDate, owner: z.enum(["dpo", "operations"]) }),
});

/** Rules in one agreement. */
export const rulesMax = 1_000;

export const agreementSchema = z.strictObject({
  format: z.literal("raccordo-agreement/1"),
  agreement: z.strictObject({
    id: agreementId,
    title: line(200),
    /** Stands only where nobody signed anything: the whole agreement is invented, for demonstration. */
    invented: z.literal(true).exactOptional(),
    signed: z.union([isoDate, z.literal("unknown")]),
    document_sha256: z.union([z.string().regex(/^[0-9a-f]{64}$/), z.literal("unknown")]),
    /** Both days included, in Italy. */
    in_force: z.strictObject(period),
    renewals: z
      .array(
        z.strictObject({
          ...period,
          kind: z.enum(["tacit", "express"]),
          article: line(80),
          recorded: isoDate,
          synthetic: z.boolean(),
        }),
      )
      .max(32),
    parties: z
      .array(z.strictObject({ room: roomId, by: line(160), synthetic: z.boolean() }))
      .min(2)
      .max(256),
    groups: z.record(z.string().regex(/^[a-z][a-z0-9_]{1,31}$/), z.array(roomId).min(1).max(256)),
    /** Agreements whose rule gives way where both have one for the same exchange. */
    precedence_over: z.array(line(64)).max(32),
    /** Register of the document's articles (`art. 6`): where it is there, a rule cites one of these. */
    articles: z.array(line(80)).min(1).max(400).exactOptional(),
    synthetic: syntheticRemarks,
  }),
  rules: z.array(ruleSchema).min(1).max(rulesMax),
});

export type Agreement = z.infer<typeof agreementSchema>;
export type Rule = z.infer<typeof ruleSchema>;

const agreementFileSchema = agreementSchema.superRefine(articlesForTheLog);

/** Reads one agreement file; errors name their line and column. */
export function parseAgreement(text: string): Parsed<Agreement> {
  return parseStrictYaml(text, agreementFileSchema);
}

/** SHA-256, hex, of the agreement's canonical JSON: what is signed. YAML is only its editor. */
export function agreementHash(agreement: Agreement): string {
  return createHash("sha256")
    .update(canonicalBytes(inOrder(agreement)))
    .digest("hex");
}

/** Parties, rules and the clauses of a field have no order: the same agreement has one hash. */
function inOrder(source: Agreement): Agreement {
  const parties = source.agreement.parties.toSorted((a, b) => byText(a.room, b.room));
  return {
    ...source,
    agreement: { ...source.agreement, parties },
    rules: rulesInOrder(source.rules),
  };
}

/** Rules by id, the clauses of a field by their text: for hashes that know no order of a file. */
export function rulesInOrder<R extends Rule>(rules: readonly R[]): R[] {
  const ordered = rules.map((rule) => ({
    ...rule,
    fields: Object.fromEntries(
      Object.entries(rule.fields).map(([path, clauses]) => [
        path,
        clauses.toSorted((a, b) => byText(canonicalJson(a), canonicalJson(b))),
      ]),
    ),
  }));
  return ordered.toSorted((a, b) => byText(a.id, b.id));
}
