/** Longest wait for a condition; generous, because two loaded cores are slow and a pass costs nothing. */
export const untilMsMax = 60_000;

/** A question that costs work is asked less often: what is waited for needs the same processors. */
const restMsMax = 300;

/**
 * Asks `probe` again and again until it answers something other than undefined or false, and gives
 * that answer. Throws "waited … for <what>" after `msMax`; what `probe` throws ends the wait at once. `what` may look
 * at what is there instead, to tell it. `pollMs` is the pause between two questions: longer where whoever is asked
 * counts them, and after a question that took long.
 */
export async function until<T>(
  probe: () => T | Promise<T>,
  what: string | (() => string | Promise<string>),
  msMax: number = untilMsMax,
  pollMs = 20,
): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + msMax;
  for (;;) {
    const askedMs = performance.now();
    const answer = await probe();
    if (isAnswer(answer)) return answer;
    const nowMs = performance.now();
    if (nowMs > end) {
      const told = typeof what === "string" ? what : await what();
      throw new Error(`waited ${msMax} ms for ${told}`);
    }
    const restMs = Math.max(pollMs, Math.min(2 * (nowMs - askedMs), restMsMax));
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, undefined | false> {
  return answer !== undefined && answer !== false;
}
