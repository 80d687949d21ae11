import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { LoadedSystem, progress } from "#tests/support/loadedSystem";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithSystem = testIf(problem === undefined, problem ?? "");
const state: { loaded?: LoadedSystem } = {};
const loaded = (): LoadedSystem => {
  if (state.loaded === undefined) throw new Error("the system did not start");
  return state.loaded;
};
const slowMs = 180_000;
const yearMs = 366 * 24 * 60 * 60 * 1_000;

beforeAll(async () => {
  if (problem === undefined) state.loaded = await LoadedSystem.start();
}, slowMs);
afterAll(() => state.loaded?.stop(), slowMs);

/** One system for all of it, in this order: each test also finds what the earlier ones have left. */
describe("nothing is lost, doubled, reordered or released without record, when -9 ends", () => {
  testWithSystem(
    "each process between two durable steps",
    async () => {
      const { system } = loaded();
      const fired: string[] = [];
      const dies = async (
        name: string,
        ...seams: readonly Parameters<typeof system.fired>[1][]
      ) => {
        for (const [index, seam] of seams.entries()) {
          await system.fired(name, seam, seams[index + 1]);
          fired.push(seam);
        }
      };
      await loaded().underLoad(async () => {
        await Promise.all([
          dies("vault", "vault-created"),
          dies("exchange", "submit-published", "handed-out"),
          dies("policy", "decided", "recorded", "released"),
        ]);
      });
      expect(fired.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        ...["decided", "handed-out", "recorded", "released", "submit-published", "vault-created"],
      ]);
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "audit at any time, and between signing a checkpoint and announcing it",
    async () => {
      const { system } = loaded();
      await loaded().underLoad(async (load) => {
        await progress(load);
        system.arm("audit", "checkpoint-signed");
        const before = system.pid("audit");
        process.kill(before, "SIGKILL");
        const second = await system.fired("audit", "checkpoint-signed");
        expect(second).not.toBe(before);
      });
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "every other process once, at any time",
    async () => {
      const { system } = loaded();
      const others = system.processes().filter((name) => name !== "nats" && name !== "audit");
      expect(others).toHaveLength(9);
      const isAdapter = (name: string) => name.startsWith("adapter-");
      await loaded().underLoad(async (load) => {
        for (const name of others.filter((one) => !isAdapter(one))) {
          await system.kill(name);
          await progress(load);
        }
        await Promise.all(others.filter(isAdapter).map((name) => system.kill(name)));
      });
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "nats-server",
    async () => {
      await loaded().underLoad(async (load) => {
        await progress(load);
        await loaded().system.kill("nats");
      });
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "everything at once, and it is started again on the same folder",
    async () => {
      await loaded().underLoad(async (load) => {
        await progress(load);
        await loaded().system.crash();
      });
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "audit between the seal of a year and the first leaf of the next",
    async () => {
      const { system } = loaded();
      await loaded().underLoad(async (load) => {
        await progress(load);
        system.arm("audit", "year-sealed");
        await system.kill("audit");
        system.moveAuditClock(yearMs);
        await system.fired("audit", "year-sealed");
      });
      expect(await loaded().wrong()).toEqual([]);
    },
    slowMs,
  );
});
