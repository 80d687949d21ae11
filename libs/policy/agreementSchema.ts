import { createHash } from "node:crypto";
import { z } from "zod";
import { enumTable } from "#libs/incident/catalogue";
import type { Category, PersonRole, Purpose, Regime } from "#libs/incident/event";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import { byText } from "./order.ts";
import { isoDate, istatCode, roomId } from "./roomSchema.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";
import { handlingCodes } from "./vocabulary.ts";

/** A word of one of the model's enums. */
const wordOf = <T extends string>(name: string) =>
  z.custom<T>(
    (value) => typeof value === "string" && Object.hasOwn(enumTable(name), value),
    `not a ${name} of the model`,
  );

const line = (charsMax: number) => z.string().min(1).max(charsMax);
const period = { from: isoDate, to: isoDate };

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

export const clauseSchema = z.strictObject({
  /** Declared decision inputs: what a receiver may infer from getting the leaf or not. */
  if: z
    .strictObject({
      place: z.enum(["public", "sensitive"]).exactOptional(),
      /** A role other than reporter: every such role of the person is in the list. Reporter is a grant of its own. */
      roles: z.array(wordOf<PersonRole>("PersonRole")).min(1).max(8).exactOptional(),
      minor: z.boolean().exactOptional(),
    })
    .exactOptional(),
  once: z.literal("in-charge").exactOptional(),
  do: z.enum(["keep", "generalise", "count", "mask", "pseudonymise"]),
  as: line(40).exactOptional(),
});

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/_-]{1,79}$/, "letters, digits, / _ -"),
  /** The text is the agreement's own words: what the rule is held against. */
  cites: z.strictObject({ article: line(80), law: z.array(line(160)).max(8), text: line(1200) }),
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
  }),
  deliver: z.enum(["allow", "forbid"]),
  fields: z.record(z.string().max(80), z.array(clauseSchema).min(1).max(16)),
  handling: z.array(z.enum(handlingCodes)).max(handlingCodes.length),
  review: z.strictObject({ by: isoDate, owner: z.enum(["dpo", "operations"]) }),
});

export const agreementSchema = z.strictObject({
  format: z.literal("raccordo-agreement/1"),
  agreement: z.strictObject({
    id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,63}$/, "capitals, digits, -"),
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
    /** What in this file is invented or assumed, in words shown to its signers. */
    synthetic: z.array(line(300)).max(32),
  }),
  rules: z.array(ruleSchema).min(1).max(1000),
});

export type Agreement = z.infer<typeof agreementSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Clause = z.infer<typeof clauseSchema>;

/** Reads one agreement file; errors name their line and column. */
export function parseAgreement(text: string): Parsed<Agreement> {
  return parseStrictYaml(text, agreementSchema);
}

/** SHA-256, hex, of the agreement's canonical JSON: what is signed. YAML is only its editor. */
export function agreementHash(agreement: Agreement): string {
  return createHash("sha256")
    .update(canonicalBytes(inOrder(agreement)))
    .digest("hex");
}

/** Parties, rules and the clauses of a field have no order: the same agreement has one hash. */
function inOrder(source: Agreement): Agreement {
  const rules = source.rules.map((rule) => ({
    ...rule,
    fields: Object.fromEntries(
      Object.entries(rule.fields).map(([path, clauses]) => [
        path,
        clauses.toSorted((a, b) => byText(canonicalJson(a), canonicalJson(b))),
      ]),
    ),
  }));
  const parties = source.agreement.parties.toSorted((a, b) => byText(a.room, b.room));
  return {
    ...source,
    agreement: { ...source.agreement, parties },
    rules: rules.toSorted((a, b) => byText(a.id, b.id)),
  };
}
