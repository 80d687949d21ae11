import { setImmediate as nextTurn } from "node:timers/promises";
import type { Room } from "#libs/policy/decision";
import {
  compileRuleSet,
  type DocumentRefusal,
  type OpenedRuleSet,
  readRuleSet,
} from "#libs/policy/documents";
import type { BuiltProjectors } from "#libs/policy/projectorBuild";
import { projectorsInSteps } from "#libs/policy/projectorBuild";
import { type Validity, validitySchema } from "#libs/policy/ruleSetLife";
import { planTableHash, vectorHolds } from "#libs/policy/vectors";
import type { RuleSetRefusal } from "#libs/seal/leafSchema";
import type { SignedDocument, Signer } from "#libs/seal/signedDocument";
import { inSlices } from "./slices.ts";

export interface OpenSetPorts {
  readonly signers: readonly Signer[];
  readonly rooms: readonly Room[];
  /** True in operation: what demonstration signers approved is then refused. */
  readonly production: boolean;
}

/** A rule set that this instance can run: signed, compiled, and deciding its vectors as its signers saw them. */
export interface ReadySet {
  readonly kind: "ready";
  readonly opened: OpenedRuleSet;
  readonly planTable: string;
  /** Generated projectors, or why the interpreter decides. */
  readonly built: BuiltProjectors;
  readonly validity: Validity;
}

export interface RefusedSet {
  readonly kind: "refused";
  readonly why: RuleSetRefusal;
  /** Where in the document: JSON Pointer, or agreement and rule, or the number of the vector. */
  readonly place?: string;
}

/** Vectors that are decided before other work has its turn: traffic does not wait for a rule set. */
const vectorsAtOnce = 8;

/** Opens, compiles and tries a rule set, as every instance does by itself before it acknowledges one. */
export async function openSet(
  ports: OpenSetPorts,
  document: SignedDocument,
): Promise<ReadySet | RefusedSet> {
  const read = readRuleSet(document, ports.signers);
  await nextTurn();
  const opened = read.kind === "refused" ? read : compileRuleSet(read, ports.rooms);
  if (opened.kind === "refused") return refusedFor(opened);
  await nextTurn();
  const isInvented = opened.ruleSet.agreements.some(({ agreement }) => agreement.invented === true);
  if (ports.production && (opened.ruleSet.demonstration || isInvented)) {
    return { kind: "refused", why: "demonstration" };
  }
  const { rules, ruleSet } = opened;
  const planTable = planTableHash(rules);
  if (planTable !== ruleSet.plan_table) return { kind: "refused", why: "plan_table_differs" };
  for (const [index, vector] of ruleSet.vectors.entries()) {
    if (index % vectorsAtOnce === 0) await nextTurn();
    if (!vectorHolds(rules, vector)) {
      return { kind: "refused", why: "vectors_differ", place: `/vectors/${index}` };
    }
  }
  const built = await inSlices(projectorsInSteps(rules));
  return { kind: "ready", opened, planTable, built, validity: validitySchema.parse(ruleSet) };
}

/** A refusal of the document in the words of the log. */
export function refusedFor({ why, place, errors }: DocumentRefusal): RefusedSet {
  const [first] = errors;
  const at =
    place ??
    (first && [first.code, first.agreement, first.rule, first.path].filter(Boolean).join(" "));
  return { kind: "refused", why: wordOf[why], ...(at !== undefined && { place: at }) };
}

const wordOf: Readonly<Record<DocumentRefusal["why"], RuleSetRefusal>> = {
  "not-canonical": "not_canonical",
  "signature-missing": "signature_missing",
  "signature-wrong": "signature_wrong",
  "signer-repeated": "signer_repeated",
  "author-signed": "author_signed",
  schema: "schema",
  compile: "compile",
  dates: "dates",
};
