import type { Room } from "#libs/policy/decision";
import {
  compileReadInSteps,
  type DocumentRefusal,
  type OpenedRuleSet,
  type RuleSetDocument,
  readInSteps,
} from "#libs/policy/documents";
import { unloggableIn } from "#libs/policy/loggable";
import type { BuiltProjectors } from "#libs/policy/projectorBuild";
import { projectorsInSteps } from "#libs/policy/projectorBuild";
import { type Validity, validitySchema } from "#libs/policy/ruleSetLife";
import { planTableHash, vectorHolds } from "#libs/policy/vectors";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import type { RuleSetRefusal } from "#libs/seal/leafSchema";
import type { SignedDocument, Signer } from "#libs/seal/signedDocument";
import type { Steps } from "#libs/seal/steps";
import { inSlices } from "./slices.ts";

export interface OpenSetPorts {
  readonly signers: readonly Signer[];
  readonly rooms: readonly Room[];
  /** True in operation: what demonstration signers approved is then refused. */
  readonly production: boolean;
}

/** What is kept of a rule set that runs. What it was read from and tried with is many times as much. */
export interface KeptRuleSet extends Omit<OpenedRuleSet, "kind" | "ruleSet"> {
  readonly terms: SetTerms;
  /** SHA-256 of its golden vectors, hex. */
  readonly vectors: string;
}

/** What a rule set says of itself, beside its rules. */
type SetTerms = Pick<
  RuleSetDocument,
  "version" | "author" | "not_before" | "expires" | "rollback" | "lifts" | "demonstration"
>;

/** A rule set that this instance can run: signed, compiled, and deciding its vectors as its signers saw them. */
export interface ReadySet {
  readonly kind: "ready";
  readonly opened: KeptRuleSet;
  readonly planTable: string;
  /** Generated projectors, or why the interpreter decides. */
  readonly built: BuiltProjectors;
  readonly validity: Validity;
  /** Where (JSON Pointer) a rule cites an article that a leaf cannot hold: what it decides cannot be recorded. */
  readonly unloggable?: string;
}

export interface RefusedSet {
  readonly kind: "refused";
  readonly why: RuleSetRefusal;
  /** Where in the document: JSON Pointer, or agreement and rule, or the number of the vector. */
  readonly place?: string;
}

/**
 * Opens, compiles and tries a rule set, as every instance does by itself before it acknowledges one. Decisions go on
 * meanwhile, by the rules in force: what is returned is complete, and nobody sees a part of it.
 */
export function openSet(
  ports: OpenSetPorts,
  document: SignedDocument,
): Promise<ReadySet | RefusedSet> {
  return inSlices(openInSteps(ports, document));
}

/** {@link openSet}, stopping after each rule that is read or compiled, each vector and each few components tried. */
export function* openInSteps(
  ports: OpenSetPorts,
  document: SignedDocument,
): Steps<ReadySet | RefusedSet> {
  const read = yield* readInSteps(document, ports.signers);
  const opened = read.kind === "refused" ? read : yield* compileReadInSteps(read, ports.rooms);
  if (opened.kind === "refused") return refusedFor(opened);
  const { rules, ruleSet } = opened;
  const isInvented = ruleSet.agreements.some(({ agreement }) => agreement.invented === true);
  if (ports.production && (ruleSet.demonstration || isInvented)) {
    return { kind: "refused", why: "demonstration" };
  }
  yield undefined;
  const planTable = planTableHash(rules);
  if (planTable !== ruleSet.plan_table) return { kind: "refused", why: "plan_table_differs" };
  for (const [index, vector] of ruleSet.vectors.entries()) {
    yield undefined;
    if (!vectorHolds(rules, vector)) {
      return { kind: "refused", why: "vectors_differ", place: `/vectors/${index}` };
    }
  }
  const built = yield* projectorsInSteps(rules);
  const validity = validitySchema.parse(ruleSet);
  const unloggable = unloggableIn(ruleSet);
  const ready = { kind: "ready", opened: keptOf(opened), planTable, built, validity } as const;
  return unloggable === undefined ? ready : { ...ready, unloggable };
}

function keptOf({ ruleSet, rules, bytes, document, by, agreement }: OpenedRuleSet): KeptRuleSet {
  const { version, author, not_before, expires, rollback, lifts, demonstration } = ruleSet;
  const terms = {
    ...{ version, author, not_before, expires, demonstration },
    ...(rollback !== undefined && { rollback }),
    ...(lifts !== undefined && { lifts }),
  };
  const vectors = sha256Hex(canonicalBytes(ruleSet.vectors));
  return { rules, bytes, document, by, agreement, terms, vectors };
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
