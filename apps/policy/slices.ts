import { setImmediate as nextTurn } from "node:timers/promises";

/** Other work has its turn after so long: decisions flow while a rule set is compiled. */
const sliceMs = 5;

/** Drives work that stops now and then, and lets whatever else is due go first every few milliseconds. */
export async function inSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    since = performance.now();
  }
}
