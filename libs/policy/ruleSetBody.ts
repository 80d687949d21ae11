import { agreementHash } from "./agreementSchema.ts";
import { compileRules } from "./compile.ts";
import type { CompileError } from "./compileErrors.ts";
import type { Room } from "./decision.ts";
import type { RuleSetDocument } from "./documents.ts";
import { byText } from "./order.ts";
import { planTableHash, vectorsOf } from "./vectors.ts";

/** What people decide of a rule set; the rest of the document follows from it. */
export type RuleSetTerms = Omit<RuleSetDocument, "format" | "plan_table" | "vectors">;

export type RuleSetBody =
  | { readonly ok: true; readonly body: RuleSetDocument; readonly ruleSet: string }
  | { readonly ok: false; readonly errors: readonly CompileError[] };

/**
 * The document that is to be signed: compiled once here, so that it carries the hash of its plan table and what the
 * rules decide of invented messages. `ruleSet` is the hash of the compiled rules.
 */
export function ruleSetBody(terms: RuleSetTerms, rooms: readonly Room[]): RuleSetBody {
  const compiled = compileRules(terms, rooms);
  if (!compiled.ok) return compiled;
  const { rules } = compiled;
  const agreements = terms.agreements.toSorted((a, b) =>
    byText(agreementHash(a), agreementHash(b)),
  );
  const vectors = [...vectorsOf(rules, rooms, terms.not_before)];
  const life = { plan_table: planTableHash(rules), vectors };
  const body = { format: "raccordo-rule-set/2", ...terms, agreements, ...life } as const;
  return { ok: true, body, ruleSet: rules.hash };
}
