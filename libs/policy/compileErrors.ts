import type { PlanErrorCode } from "./plan.ts";

export type CompileErrorCode =
  | PlanErrorCode
  | "DUPLICATE_ID"
  | "UNKNOWN_ROOM"
  | "UNKNOWN_SELECTOR"
  | "EMPTY_PERIOD"
  | "UNMAPPED_CATEGORY"
  | "GROUND_NOT_STATED"
  | "GROUND_NOT_ADMITTED"
  | "FORBID_WITH_FIELDS"
  | "BREAK_GLASS_GROUND"
  | "EXTENDS_MISPLACED"
  | "UNKNOWN_BASE"
  | "UNKNOWN_AGREEMENT"
  | "PRECEDENCE_CIRCLE"
  | "GRANT_TOO_LONG"
  | "GRANT_SELECTOR"
  | "GRANT_NOT_ALLOW"
  | "TERRITORY_ENDED"
  | "OVERLAPPING_RULES";

export interface CompileError {
  readonly code: CompileErrorCode;
  readonly agreement: string;
  readonly rule?: string;
  readonly path?: string;
}
