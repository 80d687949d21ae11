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
const slowMs = 120_000;

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
      // Reports are rare: while a kind of loss has not happened, more is lost, and more is played.
      const [few, many] = [4, 40];
      for (let round = 0; round < few || (leastCount() === 0 && round < many); round += 1) {
        const rate = round < few ? 0.25 : 0.5;
        await playHistory(world(), history(20 + round, 2, rate, round % 2 === 0));
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
