import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { PolicySeam } from "#apps/policy/ports";
import { CoreWorld, playHistory, recordReceipts } from "#tests/support/coreWorld";
import type { Loss } from "#tests/support/lossyLog";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const seed = Number(process.env["RACCORDO_SEED"] ?? "1");
const state: { world?: CoreWorld } = {};
const world = (): CoreWorld => {
  if (state.world === undefined) throw new Error("the core did not start");
  return state.world;
};
const slowMs = 300_000;

beforeAll(async () => {
  if (problem === undefined) state.world = await CoreWorld.start(seed);
});
afterAll(() => state.world?.stop());

const history = (offset: number, instances: number, lossRate: number, changeRules: boolean) => ({
  seed: seed * 1_000 + offset,
  instances,
  incidents: 4,
  eventsEach: 5,
  lossRate,
  changeRules,
});

describe("nothing is lost, doubled, reordered or released without record", () => {
  for (const instances of [2, 4]) {
    testWithServer(
      `when ${instances} instances of policy decide the same incidents at once`,
      async () => {
        await playHistory(world(), history(instances, instances, 0, false));
        expect(await world().settle()).toEqual([]);
      },
      slowMs,
    );

    testWithServer(
      `when ${instances} instances decide and the rules change meanwhile`,
      async () => {
        await playHistory(world(), history(10 + instances, instances, 0, true));
        expect(await world().settle()).toEqual([]);
      },
      slowMs,
    );
  }

  const stages: readonly PolicySeam[] = ["decided", "recorded", "released"];
  for (const stage of stages) {
    for (const changed of [false, true]) {
      const meanwhile = changed ? "went on under new rules" : "went on";
      testWithServer(
        `when an instance stalls at "${stage}" and wakes up after others ${meanwhile}`,
        async () => {
          expect(await stall(stage, changed)).toEqual([]);
        },
        slowMs,
      );
    }
  }

  testWithServer(
    "when acknowledgements of EVENTS, AUDIT, FEED and REPORTS are lost, written or not or late",
    async () => {
      const losses: readonly Loss[] = ["written", "not-written", "written-late"];
      const { exchangeLog, policyLog } = world();
      const leastCount = () =>
        Math.min(
          ...losses.flatMap((loss) => [
            exchangeLog.count(/^EVENTS$/, loss),
            exchangeLog.count(/^REPORTS$/, loss),
            policyLog.count(/^AUDIT_/, loss),
            policyLog.count(/^FEED_/, loss),
          ]),
        );
      for (let round = 0; round < 4; round += 1) {
        await playHistory(world(), history(20 + round, 2, 0.25, round % 2 === 0));
      }
      // Reports are rarer than the rest: the confirmations of some polls are lost on purpose.
      for (let number = 1; leastCount() === 0 && number <= 12; number += 1) {
        await loseConfirmation(number);
      }
      expect(await world().settle()).toEqual([]);
      expect(leastCount()).toBeGreaterThan(0);
    },
    slowMs,
  );

  testWithServer("and what rooms reported is recorded to the end", async () => {
    const done = async () =>
      (await recordReceipts(world().core, world().policyLog)).every((covered) => covered);
    expect(await until(done, "receipts to be recorded")).toBe(true);
  });
});

/** A copy is handed out without loss; then the poll that would confirm it loses its report. */
async function loseConfirmation(number: number): Promise<void> {
  const { exchangeLog, policyLog } = world();
  [exchangeLog.rate, policyLog.rate] = [0, 0];
  // A stale copy of another incident would hold up the feed.
  expect(await world().settle()).toEqual([]);
  await world().sendUpdate("C01-confirmed", number, "C01");
  await world().decideAll(world().instance(), "C01-confirmed");
  await until(async () => (await world().pollAll()) > 0, "the copy");
  exchangeLog.rate = 1;
  await world().pollAll();
  exchangeLog.rate = 0;
}

/** One instance falls asleep between two durable steps of the second event; another one goes on to the fourth. */
async function stall(stage: PolicySeam, changed: boolean): Promise<readonly string[]> {
  const incident = `C01-stalled-${stage}-${changed}`;
  const asleep = Promise.withResolvers<void>();
  let fired = 0;
  const stalled = world().instance({
    seam: (name) => {
      if (name !== stage) return Promise.resolve();
      fired += 1;
      return fired === 2 ? asleep.promise : Promise.resolve();
    },
  });
  await world().sendUpdate(incident, 1, "C01");
  await world().sendUpdate(incident, 2, "C01");
  const late = world().decideAll(stalled, incident);
  await until(() => fired === 2, `the seam ${stage}`);
  if (changed) world().changeRules();
  const other = world().instance();
  await world().sendUpdate(incident, 3, "C01");
  await world().decideAll(other, incident);
  await world().pollAll();
  await world().sendUpdate(incident, 4, "C01");
  await world().decideAll(other, incident);
  await world().pollAll();
  asleep.resolve();
  await late;
  return world().settle();
}
