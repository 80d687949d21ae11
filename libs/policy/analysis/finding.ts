import type { Situation } from "./situations.ts";

/** `error`: the files say what cannot hold. `warning`: somebody should look. `information`: good to know. */
export type Severity = "error" | "warning" | "information";

/** What the analysis can find, with how much it weighs where nothing else is said. */
export const findingSeverities = {
  /** The conditions of the rule can never hold together. */
  UNREACHABLE_RULE: "error",
  /** Where the rule could speak, another one, a prohibition or the law always speaks first. */
  SHADOWED_RULE: "warning",
  /** An agreement in force, and none of its rules ever delivers or forbids anything on the day. */
  NO_RULE_SPEAKS: "warning",
  NOT_IN_FORCE: "warning",
  PERIOD_GAP: "warning",
  GRANT_OUTSIDE_AGREEMENT: "error",
  SUNSET: "warning",
  REVIEW_DUE: "warning",
  ARTICLE_NOT_NAMED: "error",
  ARTICLE_NOT_IN_REGISTER: "error",
  ARTICLE_INVENTED: "error",
  NECESSITY_NOT_CITED: "warning",
  UNUSED_RULE: "warning",
  UNUSED_EXCHANGE: "information",
  UNDECIDED_FIELDS: "information",
  CAPPED_FIELD: "warning",
  ONWARD_MORE: "warning",
  ONWARD_FORBIDDEN_MORE: "information",
  TWO_PRECISIONS: "warning",
  TWO_PRECISIONS_ACROSS: "warning",
  PRECISION_BY_CATEGORY: "information",
  PRECISION_BY_NAMING: "information",
  MANY_RECEIVERS: "warning",
  NO_POPULATION: "warning",
  AREA_NEVER_A_CELL: "warning",
  CELL_BELOW_RESIDENTS: "warning",
  POPULATION_INCONSISTENT: "error",
} as const satisfies Readonly<Record<string, Severity>>;
export type FindingCode = keyof typeof findingSeverities;

/** One thing that the analysis found. `values` are ids, paths, dates and counts: words are the reader's. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Agreement, grant or ceilings; empty where it is about all of them together. */
  readonly agreement: string;
  readonly rule?: string;
  /** A leaf, a selector, an article: what to look for in the file. */
  readonly path?: string;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
  /** A situation that shows it. */
  readonly example?: Situation;
  /** A second one, where it takes two to show it. */
  readonly contrast?: Situation;
}

/** A finding with the weight of its code. */
export function found(code: FindingCode, about: Omit<Finding, "code" | "severity">): Finding {
  return { code, severity: findingSeverities[code], ...about };
}
