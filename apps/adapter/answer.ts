import { type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import type { CoreProblem } from "./gateway.ts";

/** A failure of the core as it is told: no answer means "ask again with the same id". */
export function coreFailure(
  failure: CoreProblem | { readonly kind: "unreachable" },
): ProblemAnswer {
  if (failure.kind === "unreachable") return problem("core-unreachable");
  const { code, errors, retryAfterS } = failure;
  return { kind: "problem", code, errors, ...(retryAfterS > 0 ? { retryAfterS } : {}) };
}
