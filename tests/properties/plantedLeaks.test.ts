import { describe, expect, test } from "@jest/globals";
import { fastSecrets } from "#tests/support/pairs/fastSecrets";
import { leaks } from "#tests/support/pairs/leaks";
import { searchLeak } from "#tests/support/pairs/pairs";
import { shipped } from "#tests/support/patto";

const rules = shipped();
/** A leak that needs more pairs than this would hide among the hundred thousand for too long. */
const pairsMax = 2_000;

describe("a leak planted behind the real functions is found", () => {
  test("there are many, of every kind", () => {
    expect(Object.keys(leaks).length).toBeGreaterThanOrEqual(20);
  });

  test.each(Object.entries(leaks))(`within ${pairsMax} pairs: %s`, (_, leak) => {
    const engine = { rules, secretsOf: (step: number) => fastSecrets(String(step)), ...leak };
    const wirePercent = leak.received === undefined ? 0 : 100;
    const run = searchLeak(engine, { pairs: pairsMax, seed: 7, wirePercent, isQuick: true });
    expect(run.failed).toBe(true);
    expect(run.counterexample).not.toBeNull();
  });
});
