import type { Bilingual } from "#libs/incident/fieldLabels";
import type { Period } from "#libs/pack/period";
import type { Severity } from "#libs/policy/analysis/finding";
import type { BacktestResult } from "#libs/policy/backtest";
import type { MatrixRow } from "#libs/policy/matrixTable";
import type { DiffSentence } from "#libs/policy/words/diffSentences";

/** A file of rules as somebody proposes it. */
export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

/** What is asked of the thread; bodies are the signed text of rule sets. */
export type RulesTask =
  | { readonly kind: "table"; readonly body: string }
  | { readonly kind: "diff"; readonly before: string; readonly after: string }
  /** Reads and compiles files. */
  | {
      readonly kind: "propose";
      readonly files: readonly RuleFile[];
      readonly inForce: string | undefined;
    }
  /** Analyses what was proposed, and compares it with what is in force. */
  | { readonly kind: "judge"; readonly day: string }
  /** Looks at leaves and documents of rules, and at no decision's parts. */
  | { readonly kind: "survey"; readonly period: Period }
  /** Decides again, under what was proposed, what own rooms sent about own incidents. */
  | { readonly kind: "replay"; readonly period: Period; readonly own: readonly string[] };

export interface RuleArticle {
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly law: readonly string[];
  readonly text: string;
}

export interface ToldDiff {
  readonly sentences: readonly DiffSentence[];
  readonly more: number;
  readonly reasons: number;
}

export interface RuleFault {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: Bilingual;
}

export interface ToldFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly agreement: string;
  readonly rule: string | null;
  readonly message: Bilingual;
}

export type RulesAnswer =
  | {
      readonly kind: "table";
      /** Undefined where today's program does not compile the document. */
      readonly table:
        | {
            readonly ruleSet: string;
            readonly rows: readonly MatrixRow[];
            readonly articles: readonly RuleArticle[];
          }
        | undefined;
    }
  | { readonly kind: "diff"; readonly diff: ToldDiff | undefined }
  | {
      readonly kind: "propose";
      readonly proposed:
        | { readonly ok: false; readonly faults: readonly RuleFault[] }
        | { readonly ok: true; readonly ruleSet: string };
    }
  | {
      readonly kind: "judge";
      readonly findings: readonly ToldFinding[];
      readonly changes: ToldDiff;
    }
  | {
      readonly kind: "survey";
      readonly decisions: number;
      readonly first: string | undefined;
      readonly last: string | undefined;
      readonly ruleSets: readonly string[];
    }
  | {
      readonly kind: "replay";
      readonly result: BacktestResult;
      readonly damaged: number;
      readonly rulesUnknown: number;
    };
