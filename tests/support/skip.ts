import { test } from "@jest/globals";

/** The part of jest's `test` that a conditional test needs. */
export type TestFunction = (
  title: string,
  body: () => void | Promise<void>,
  timeoutMs?: number,
) => void;

/** `title`, marked so that `npm test` can print why the test did not run. */
export function skippedTitle(title: string, reason: string): string {
  return `${title} (skipped: ${reason})`;
}

/**
 * `test` when `condition` holds. Otherwise a variant that skips visibly: the reason stands in the
 * title, is printed and counted by `npm test`, and with CI=true must be on the short list of
 * scripts/ci-allowed-skips.json. Say in `reason` what is missing, e.g. "strace is not installed".
 */
export function testIf(condition: boolean, reason: string): TestFunction {
  if (condition) return test;
  return (title, body, timeoutMs) => {
    test.skip(skippedTitle(title, reason), body, timeoutMs);
  };
}
