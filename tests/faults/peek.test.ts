import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { cursorLength } from "#libs/seal/cursor";
import { CoreWorld } from "#tests/support/coreWorld";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { world?: CoreWorld } = {};
const world = (): CoreWorld => {
  if (state.world === undefined) throw new Error("the core did not start");
  return state.world;
};

beforeAll(async () => {
  if (problem === undefined) state.world = await CoreWorld.start(1);
});
afterAll(() => state.world?.stop());

/** Two rooms get every C12 of the owner; this one in full. */
const room = "gdf_cremona";

async function look(after: string, peek: boolean) {
  const query = { mode: "actual", after, waitMs: 0, copiesMax: 10, peek } as const;
  const outcome = await world().core.handOut(room, query);
  if (outcome.kind !== "feed") throw new Error(outcome.code);
  return outcome;
}

async function waitFor(incidents: readonly string[]): Promise<void> {
  const before = world().core.waiting(room);
  for (const incident of incidents) {
    await world().sendUpdate(incident, 1, "C12");
    await world().decideAll(world().instance(), incident);
  }
  await until(() => world().core.waiting(room) === before + incidents.length, "the copies");
}

async function nothingWaits(): Promise<void> {
  const { cursor } = await look("", false);
  await look(cursor, false);
  await until(() => world().core.waiting(room) === 0, "nothing to wait");
}

describe("a look at a feed that is no receipt", () => {
  testWithServer(
    "goes on after any copy, as often as one likes, and confirms none of them",
    async () => {
      await waitFor(["C12-1", "C12-2", "C12-3"]);
      const { copies } = await look("", true);
      expect(copies).toHaveLength(3);
      for (const [index, { cursor }] of copies.entries()) {
        const next = await look(cursor, true);
        const deliveries = next.copies.map(({ delivery }) => delivery);
        expect(deliveries).toEqual(copies.slice(index + 1).map(({ delivery }) => delivery));
      }
      expect(world().core.waiting(room)).toBe(3);
    },
  );

  testWithServer(
    "gives each copy a cursor of one length, that confirms just this copy and those before it",
    async () => {
      const { copies, cursor } = await look("", true);
      expect(new Set([...copies, { cursor }].map((one) => one.cursor.length))).toEqual(
        new Set([cursorLength]),
      );
      const [first, second, third] = copies;
      const rest = await look(second?.cursor ?? "", false);
      expect(rest.copies.map(({ delivery }) => delivery)).toEqual([third?.delivery]);
      expect(world().core.waiting(room)).toBe(1);
      // What was confirmed meanwhile still tells where to go on.
      const again = await look(first?.cursor ?? "", true);
      expect(again.copies.map(({ delivery }) => delivery)).toEqual([third?.delivery]);
      await nothingWaits();
    },
  );

  testWithServer(
    "gives no copy that was decided under other rules, and has it decided again",
    async () => {
      await waitFor(["C12-4"]);
      const asked = world().core.asked.length;
      world().changeRules();
      expect((await look("", true)).copies).toEqual([]);
      expect(world().core.asked.slice(asked)).toMatchObject([{ room }]);
    },
  );
});
