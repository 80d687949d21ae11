import { setImmediate as nextTurn, setTimeout as rest } from "node:timers/promises";
import type { Steps } from "#libs/seal/steps";

/** Other work has its turn after so long: decisions flow while a rule set is compiled. */
export const sliceMs = 3;
/** A turn of others that takes longer than this was no idle one. */
const busyTurnMs = 0.5;
/** A decision asks the log several times, one after the other: it goes on in the rest, not one answer a slice. */
const restMs = 10;

/**
 * Drives work that stops now and then, and lets whatever else is due go first every few milliseconds; where there was
 * something it rests as well.
 */
export async function inSlices<T>(
  steps: Steps<T>,
  nowMs: () => number = () => performance.now(),
): Promise<T> {
  let since = nowMs();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (nowMs() - since < sliceMs) continue;
    const turn = nowMs();
    await nextTurn();
    if (nowMs() - turn > busyTurnMs) await rest(restMs);
    since = nowMs();
  }
}
