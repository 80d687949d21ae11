import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { TokenBucket } from "./tokenBucket.ts";

test("never lets more through than the burst and what the time since then allows", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -500, max: 5_000 }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 10 }),
      (stepsMs, ratePerS, burst) => {
        const bucket = new TokenBucket(ratePerS, burst);
        let nowMs = 0;
        let elapsedMs = 0;
        let passed = 0;
        for (const stepMs of stepsMs) {
          nowMs += stepMs;
          elapsedMs += Math.max(0, stepMs);
          if (bucket.take(nowMs) === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (elapsedMs / 1_000) * ratePerS + 1e-6);
      },
    ),
  );
});

test("says after how many seconds it lets one through, and then does", () => {
  const bucket = new TokenBucket(0.5, 1);
  expect(bucket.take(0)).toBe(0);
  expect(bucket.take(0)).toBe(2);
  expect(bucket.take(2_000)).toBe(0);
});
