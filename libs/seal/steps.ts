/** Work that stops now and then (milliseconds), so that who drives it can let other work have its turn. */
export type Steps<T> = Generator<undefined, T>;

/** Drives work to its end at one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
