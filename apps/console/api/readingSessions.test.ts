import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ReadRequest } from "#libs/policy/readMessages";
import { type Reading, ReadingSessions } from "./readingSessions.ts";

const limits = { msMax: 1_000, entries: 20, readingsMax: 3 };
const reading = (reader: string, more: Partial<Reading> = {}): Reading => ({
  ...{ reader, role: "privacy_officer", purpose: "supervision", scope: "search" },
  ...more,
});

/** A log in memory that can be away, and a clock. */
function sessions() {
  const leaves: ReadRequest[] = [];
  const state: { nowMs: number; isAway: boolean } = { nowMs: 0, isAway: false };
  const made = new ReadingSessions(
    async (request) => {
      // Others come in meanwhile.
      await Promise.resolve();
      if (state.isAway) return undefined;
      leaves.push(request);
      return { year: 2026, index: leaves.length - 1 };
    },
    limits,
    () => state.nowMs,
  );
  return { made, leaves, state };
}

const step = fc.record({
  reader: fc.constantFrom("a", "b"),
  purpose: fc.constantFrom("supervision" as const, "lawfulness" as const),
  entries: fc.integer({ min: 0, max: 30 }),
});
/** Questions that come at once, after a while, with or without a log that takes records. */
const round = fc.record({
  steps: fc.array(step, { maxLength: 4 }),
  waitMs: fc.constantFrom(0, 0, 0, 400, 1_000),
  isAway: fc.boolean(),
});

/** What was opened under each leaf, and when it was written. */
class Opened {
  readonly #sums = new Map<number, number>();
  readonly #writtenMs = new Map<number, number>();

  check(leaf: ReadRequest | undefined, index: number, entries: number, nowMs: number): void {
    const sum = (this.#sums.get(index) ?? 0) + entries;
    this.#sums.set(index, sum);
    expect(sum).toBeLessThanOrEqual(leaf?.entries ?? -1);
    const writtenMs = this.#writtenMs.get(index) ?? nowMs;
    this.#writtenMs.set(index, writtenMs);
    expect(nowMs - writtenMs).toBeLessThan(limits.msMax);
  }
}

async function play(rounds: readonly (typeof round extends fc.Arbitrary<infer R> ? R : never)[]) {
  const { made, leaves, state } = sessions();
  const opened = new Opened();
  for (const { steps, waitMs, isAway } of rounds) {
    state.isAway = isAway;
    state.nowMs += waitMs;
    const places = await Promise.all(
      steps.map(({ reader, purpose, entries }) =>
        made.cover(reading(reader, { purpose }), { entries }),
      ),
    );
    for (const [at, { reader, purpose, entries }] of steps.entries()) {
      const place = places[at];
      if (place === undefined) expect(isAway).toBe(true);
      else {
        expect(leaves[place.index]).toMatchObject({ reader, purpose });
        opened.check(leaves[place.index], place.index, entries, state.nowMs);
      }
    }
  }
}

describe("readings that go on", () => {
  test("are never answered beyond what a leaf said beforehand, nor longer, nor while none can be written", async () => {
    await fc.assert(fc.asyncProperty(fc.array(round, { maxLength: 12 }), play), { numRuns: 200 });
  });

  test("of one viewer and one kind stand under one leaf, however many ask at once", async () => {
    const { made, leaves } = sessions();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => made.cover(reading("a"), { entries: 2 })),
    );
    expect(leaves).toHaveLength(1);
    expect(new Set(all.map((one) => one?.index))).toEqual(new Set([0]));
  });

  test("of another purpose, role, scope, period, incident or slot are readings of their own", async () => {
    const { made, leaves } = sessions();
    const period = { from: "2026-01-01T00:00:00.000Z", to: "2026-01-02T00:00:00.000Z" };
    for (const more of [
      {},
      { purpose: "lawfulness" },
      { role: "operations" },
      { scope: "statistics" },
      { period },
      { incident: "a" },
      { slot: 1 },
    ] as const) {
      await made.cover(reading("a", more), { entries: 1 });
    }
    expect(leaves).toHaveLength(7);
  });

  test("that look at the whole log are not added up, and a longer log needs a new leaf", async () => {
    const { made, leaves } = sessions();
    for (const entries of [100, 110, 120, 121]) {
      await made.cover(reading("a"), { entries, isWhole: true });
    }
    expect(leaves.map(({ entries }) => entries)).toEqual([120, 141]);
  });
});
