import { sha256Hex } from "#libs/seal/bytes";
import { parseCanonical } from "#libs/seal/canonical";
import type { RuleSetLeaf } from "#libs/seal/leaf";
import type { LifeRecord } from "./lifeMachine.ts";
import { revocationSchema } from "./ruleSetLife.ts";

/** Largest rule set, bytes of its canonical JSON. */
export const ruleSetBytesMax = 4_194_304;

const isStated = (member: string | undefined): member is string => member !== undefined;

/**
 * What a leaf says to the pure machine, with the bytes that lie beside it (the signed ones, unpacked); undefined for a
 * refusal, and when it lacks what its state must have.
 */
export function lifeRecordOf(leaf: RuleSetLeaf, part: Uint8Array): LifeRecord | undefined {
  if (leaf.state === "revoked") return revokedOf(leaf, part);
  const { version } = leaf;
  if (version === undefined) return undefined;
  const set = { document: leaf.document, version };
  const { plan_table, vectors, role, key, instance, from } = leaf;
  switch (leaf.state) {
    case "drafted":
      return isStated(key) ? { state: leaf.state, ...set, key } : undefined;
    case "analysed":
      return isStated(plan_table) ? { state: leaf.state, ...set, plan_table } : undefined;
    case "simulated":
      return isStated(vectors) ? { state: leaf.state, ...set, vectors } : undefined;
    case "signed":
      return isStated(role) && isStated(key) ? { state: leaf.state, ...set, role, key } : undefined;
    case "staged":
      return stagedOf(leaf, set, part);
    case "acknowledged":
      return isStated(instance) && isStated(plan_table)
        ? { state: leaf.state, ...set, instance, plan_table }
        : undefined;
    case "activated":
      return isStated(from) ? { state: leaf.state, ...set, from } : undefined;
    case "superseded":
    case "expired":
      return { state: leaf.state, ...set };
    case "refused":
      return undefined;
  }
}

function stagedOf(
  leaf: RuleSetLeaf,
  set: { readonly document: string; readonly version: number },
  part: Uint8Array,
): LifeRecord | undefined {
  const { rule_set, plan_table, not_before, expires, to_version, lifts } = leaf;
  if (sha256Hex(part) !== set.document || !isStated(rule_set) || !isStated(plan_table)) {
    return undefined;
  }
  if (!isStated(not_before) || !isStated(expires)) return undefined;
  const terms = { rule_set, plan_table, not_before, expires };
  const more = { ...(to_version && { to_version }), ...(lifts && { lifts }) };
  return { state: "staged", ...set, ...terms, ...more };
}

/** What cannot be read was still meant to deny: it then denies everything. */
function revokedOf(
  { document: digest, role, key }: RuleSetLeaf,
  part: Uint8Array,
): LifeRecord | undefined {
  if (role === undefined || key === undefined) return undefined;
  const parsed = revocationSchema.safeParse(parseCanonical(part));
  const isWhole = parsed.success && sha256Hex(part) === digest;
  const what = isWhole ? parsed.data.what : ({ all: true } as const);
  return { state: "revoked", document: digest, role, key, what };
}
