/** Repeatable choices out of one number: what scrambles a message is drawn from the seed that fast-check gave. */
export interface Draw {
  /** An integer from 0 to `count` − 1. */
  below(count: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): readonly T[];
}

/** A stream of choices (mulberry32: nothing secret depends on it). */
export function drawOf(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, chance: (percent) => next() * 100 < percent, pick, shuffled };

  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  function shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => [next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}
