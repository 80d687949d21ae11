import { z } from "zod";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { ruleSchema, rulesInOrder } from "./agreementSchema.ts";
import { agreementId, line, period, syntheticRemarks } from "./clauseSchema.ts";
import { articlesForTheLog } from "./loggable.ts";
import { roomId } from "./roomSchema.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";

/** Longest grant, both days included (law.md (d), operation grant). */
export const grantDaysMax = 30;

/**
 * A joint operation on reasoned request (L. 65/1986 art. 3; Patto art. 15): for named rooms and at most thirty days,
 * rules that come before those of the agreement it stands under. Never above a ceiling or a prohibition.
 */
export const grantSchema = z.strictObject({
  format: z.literal("raccordo-grant/1"),
  grant: z.strictObject({
    id: agreementId,
    kind: z.literal("joint-operation"),
    /** The agreement whose parties these rooms are. */
    agreement: agreementId,
    title: line(200),
    /** The reasoned request, in words without any person's. */
    reason: line(600),
    requested_by: roomId,
    /** Both days included, in Italy. */
    in_force: z.strictObject(period),
    /** Two who approved, of different roles; they are the two who sign the rule set. */
    approvers: z
      .array(z.strictObject({ role: z.enum(["dpo", "operations"]), titolare: line(120) }))
      .length(2)
      .refine(([a, b]) => a?.role !== b?.role, "two different roles"),
    synthetic: syntheticRemarks,
  }),
  rules: z.array(ruleSchema).min(1).max(64),
});

export type Grant = z.infer<typeof grantSchema>;

const grantFileSchema = grantSchema.superRefine(articlesForTheLog);

/** Reads one grant file; errors name their line and column. */
export function parseGrant(text: string): Parsed<Grant> {
  return parseStrictYaml(text, grantFileSchema);
}

/** SHA-256, hex, of the grant's canonical JSON; the order of rules does not count. */
export function grantHash(source: Grant): string {
  return sha256Hex(canonicalBytes({ ...source, rules: rulesInOrder(source.rules) }));
}
