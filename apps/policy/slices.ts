import { setImmediate as nextTurn } from "node:timers/promises";
import type { Steps } from "#libs/seal/steps";

/** Other work has its turn after so long: decisions flow while a rule set is compiled. */
export const sliceMs = 5;

/** Drives work that stops now and then, and lets whatever else is due go first every few milliseconds. */
export async function inSlices<T>(
  steps: Steps<T>,
  nowMs: () => number = () => performance.now(),
): Promise<T> {
  let since = nowMs();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (nowMs() - since < sliceMs) continue;
    await nextTurn();
    since = nowMs();
  }
}
