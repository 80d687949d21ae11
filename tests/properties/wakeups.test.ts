import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import fc from "fast-check";
import type { PlacedEvent } from "#libs/incident/state";
import { casesOf } from "#tests/support/cases";
import { type CoreView, viewCore } from "#tests/support/coreView";
import { leakNames, type Observer, openObserver, watched } from "#tests/support/feedWatch";
import { type HistoryPair, historyPairs } from "#tests/support/historyPairs";
import { natsServerProblem } from "#tests/support/natsServer";
import { play, room, shipped } from "#tests/support/patto";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

const pairs = casesOf(18, 60);
let system: RunningSystem;
let core: CoreView;
let observer: Observer;

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({ limits: { announce_every_ms: 200 }, only: innerAnd(...watched) });
  core = await viewCore(system);
  observer = openObserver(system, core);
}, 120_000);

afterAll(async () => {
  if (problem !== undefined) return;
  observer.end();
  await core.close();
  await system.remove();
});

const sample = (count: number, seed: number, wanted: (pair: HistoryPair) => boolean) =>
  fc.sample(historyPairs.filter(wanted), { numRuns: count, seed });

/** Both histories of a pair, one after the other, as the receiver sees them. */
async function seen({ receiver, left, right }: HistoryPair) {
  const play = (history: readonly PlacedEvent[]) => observer.play(receiver, history);
  return { left: await play(left), right: await play(right) };
}

const isAddressed = ({ isAnswered, receiver }: HistoryPair): boolean =>
  isAnswered && (receiver === "questura_cremona" || receiver === "cc_cremona");

const rules = shipped();

/** A pair of which a leak can be seen: messages are inserted, and the receiver gets several copies. */
const telling = ({ owner, category, receiver, left, right }: HistoryPair): boolean =>
  owner === "pl_cremona" &&
  category === "C03" &&
  receiver === "questura_cremona" &&
  right.length > left.length + 1 &&
  play(rules, left, [room(receiver)])
    .flat()
    .filter(({ view }) => view).length > 2;

describe("what a room sees of the real system over HTTP tells nothing of what it may not have", () => {
  systemTest(
    `${pairs} pairs of histories: the same copies, wake-ups, cursors and lengths`,
    async () => {
      let answers = 0;
      let inserted = 0;
      const any = sample(pairs / 3, 20_261_122, () => true);
      const mostlyAnswered = sample(pairs - any.length, 20_261_123, isAddressed);
      for (const [index, pair] of [...any, ...mostlyAnswered].entries()) {
        const { left, right } = await seen(pair);
        expect({ index, pair: pair.receiver, ...right }).toEqual({
          index,
          pair: pair.receiver,
          ...left,
        });
        answers += left.answers.length;
        inserted += pair.right.length - pair.left.length;
      }
      expect(answers).toBeGreaterThan(pairs);
      expect(inserted).toBeGreaterThan(pairs / 2);
    },
    pairs * 5_000,
  );

  const plantedIn = sample(2, 7, telling);
  const isEqual = ({ left, right }: Awaited<ReturnType<typeof seen>>): boolean =>
    JSON.stringify(left) === JSON.stringify(right);

  /** Up to the first pair that tells. */
  async function areAllEqual(all: readonly HistoryPair[]): Promise<boolean> {
    for (const pair of all) if (!isEqual(await seen(pair))) return false;
    return true;
  }

  systemTest("in the pairs for planted leaks the room is answered, and nothing leaks", async () => {
    for (const pair of plantedIn) {
      const told = await seen(pair);
      expect(told.left.answers.length).toBeGreaterThan(1);
      expect(isEqual(told)).toBe(true);
    }
  });

  for (const leak of leakNames) {
    systemTest(`a double of the feed with ${leak} is caught`, async () => {
      observer.plant(leak);
      try {
        expect(await areAllEqual(plantedIn)).toBe(false);
      } finally {
        observer.plant(undefined);
      }
    });
  }
});
