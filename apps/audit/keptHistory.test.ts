import { expect, test } from "@jest/globals";
import { KeptHistory, keptEveryEntries, keptEveryMs } from "./keptHistory.ts";

test("of a thousand checkpoints a minute one is kept, and none is forgotten for longer than a minute", () => {
  const history = new KeptHistory();
  const kept = Array.from({ length: 3_000 }, (_, n) => n).filter((n) =>
    history.keeps(n + 1, (n * keptEveryMs) / 1_000),
  );
  expect(kept).toEqual([0, 1_000, 2_000]);
});

test("however fast a log grows, it never goes on for 16,384 entries and a batch without one that is kept", () => {
  const history = new KeptHistory();
  const kept = Array.from({ length: 100 }, (_, n) => (n + 1) * 1_000).filter((size) =>
    history.keeps(size, 0),
  );
  const steps = kept.map((size, at) => size - (kept[at - 1] ?? 0));
  expect(kept[0]).toBe(1_000);
  expect(Math.max(...steps)).toBeLessThan(keptEveryEntries + 1_000);
});

test("the first checkpoint after a start is kept, whatever was kept before", () => {
  expect(new KeptHistory().keeps(7, 0)).toBe(true);
});
