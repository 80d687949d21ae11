import { test } from "@jest/globals";

/** `test` when `condition` holds, else a skipped one whose title says why: nothing is left out in silence. */
export function testIf(condition: boolean, reason: string): typeof test | typeof test.skip {
  if (condition) return test;
  const skipped: typeof test.skip = Object.assign(
    (...[title, body, timeout]: Parameters<typeof test.skip>) =>
      test.skip(`${String(title)} (skipped: ${reason})`, body, timeout),
    test.skip,
  );
  return skipped;
}
