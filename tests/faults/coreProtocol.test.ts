import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { type AppendOutcome, storeFailedReason } from "#libs/eventlog/port";
import { auditChain } from "#libs/eventlog/subjects";
import type { ReleasedView } from "#libs/incident/view";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};

beforeAll(async () => {
  if (problem === undefined) state.core = await startCore();
});
afterAll(() => state.core?.stop());

const event = syntheticReport;

async function copiesOf(room: string): Promise<readonly ReleasedView[]> {
  const outcome = await core().feed(room, "actual");
  if (outcome.kind !== "feed") throw new Error(outcome.code);
  return outcome.copies.map(({ view }) => JSON.parse(Buffer.from(view).toString("utf8")));
}

async function leavesOf(incident: string): Promise<number> {
  const pseudonym = incidentPseudonym(core().secrets.logPseudonym, "actual", incident);
  const chain = auditChain(2026, "actual", pseudonym);
  let count = 0;
  let from = 1;
  for (;;) {
    const message = await core().log.firstFrom("AUDIT_2026", chain, from);
    if (message === undefined) return count;
    count += 1;
    from = message.sequence + 1;
  }
}

describe("the core protocol", () => {
  testWithServer(
    "a report that a room sends reaches another room, filtered, after it was recorded",
    async () => {
      const accepted = await core().submit("pl_cremona", event("X-1"));
      expect(accepted.kind).toBe("accepted");
      const incident = core().incident("pl_cremona", "actual", "X-1");
      expect(
        await core().policy().advance({ mode: "actual", incident }, Number.MAX_SAFE_INTEGER),
      ).toEqual({ kind: "done" });
      expect(await leavesOf(incident)).toBe(1);
      const copies = await until(async () => {
        const found = await copiesOf("questura_cremona");
        return found.length > 0 ? found : undefined;
      }, "the copy");
      expect(copies).toHaveLength(1);
      const text = JSON.stringify(copies);
      expect(text).toContain("Via Sintetica");
      expect(text).not.toContain("SINTETICO");
    },
  );

  testWithServer("two instances that decide the same event at once record it once", async () => {
    await core().submit("pl_cremona", event("X-2"));
    const incident = core().incident("pl_cremona", "actual", "X-2");
    const name = { mode: "actual", incident } as const;
    const instances = Array.from({ length: 4 }, () => core().policy());
    await Promise.all(instances.map((instance) => instance.advance(name, Number.MAX_SAFE_INTEGER)));
    expect(await leavesOf(incident)).toBe(1);
  });

  testWithServer(
    "the same message again gets the same receipt, other content under its id is refused",
    async () => {
      const first = event("X-3");
      const accepted = await core().submit("pl_cremona", first);
      const again = await core().submit("pl_cremona", first);
      expect(accepted).toMatchObject({ kind: "accepted", repeated: false });
      expect(again).toMatchObject({ kind: "accepted", repeated: true });
      if (accepted.kind !== "accepted" || again.kind !== "accepted") throw new Error("refused");
      expect(again.receipt.signature).toBe(accepted.receipt.signature);
      const other = await core().submit("pl_cremona", { ...first, incident: { id: "X-4" } });
      expect(other).toMatchObject({ kind: "refused", code: "message-id-reused" });
    },
  );

  testWithServer(
    "a log without room is waited for: nothing is released, nothing is lost",
    async () => {
      await core().submit("pl_cremona", event("X-full"));
      const incident = core().incident("pl_cremona", "actual", "X-full");
      const name = { mode: "actual", incident } as const;
      const all = Number.MAX_SAFE_INTEGER;
      const waiting = core().waiting("questura_cremona");
      const audit: { isFull: boolean; answer: AppendOutcome } = {
        ...{ isFull: true, answer: { kind: "full" } },
      };
      const instance = core().policy({
        log: logBut(core().log, {
          append: (subject, data, options) =>
            audit.isFull && subject.startsWith("audit.")
              ? Promise.resolve(audit.answer)
              : core().log.append(subject, data, options),
        }),
      });
      const told = await instance.advance(name, all);
      expect(told).toEqual({ kind: "waiting", why: "log-full" });
      // So does a server whose disk is full: each time, until it is started again.
      audit.answer = { kind: "unknown", reason: storeFailedReason };
      expect(await instance.advance(name, all)).toEqual(told);
      expect(await leavesOf(incident)).toBe(0);
      expect(core().waiting("questura_cremona")).toBe(waiting);
      audit.isFull = false;
      expect(await instance.advance(name, all)).toEqual({ kind: "done" });
      await until(() => core().waiting("questura_cremona") > waiting, "the copy");
      expect(await leavesOf(incident)).toBe(1);
    },
  );

  testWithServer(
    "an instance that stalls between deciding and recording wakes up and changes nothing",
    async () => {
      await core().submit("pl_cremona", event("X-5"));
      const incident = core().incident("pl_cremona", "actual", "X-5");
      const name = { mode: "actual", incident } as const;
      let wake: () => void = () => undefined;
      const asleep = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let fired = 0;
      const stalled = core().policy({
        seam: async (seam) => {
          if (seam !== "decided" || fired > 0) return;
          fired += 1;
          await asleep;
        },
      });
      const late = stalled.advance(name, Number.MAX_SAFE_INTEGER);
      await until(async () => (fired > 0 ? true : undefined), "the seam");
      await core().submit("pl_cremona", event("X-5", { kind: "update", category: "C01" }));
      await core().policy().advance(name, Number.MAX_SAFE_INTEGER);
      wake();
      expect(await late).toEqual({ kind: "done" });
      expect(await leavesOf(incident)).toBe(2);
    },
  );

  testWithServer(
    "an update that touches only what a room may not have sends it nothing",
    async () => {
      await core().submit("pl_cremona", event("X-6"));
      const incident = core().incident("pl_cremona", "actual", "X-6");
      const name = { mode: "actual", incident } as const;
      await core().policy().advance(name, Number.MAX_SAFE_INTEGER);
      const before = (await until(async () => copiesOf("cc_cremona"), "copies")).length;
      const phone = {
        kind: "person",
        id: "b",
        fields: { roles: ["reporter"], minor: false, phone: "000 000" },
      } as const;
      await core().submit("pl_cremona", event("X-6", { kind: "update", upsert: [phone] }));
      await core().policy().advance(name, Number.MAX_SAFE_INTEGER);
      expect(await leavesOf(incident)).toBe(2);
      expect((await copiesOf("cc_cremona")).length).toBe(before);
    },
  );
});

describe("the limit of events of an incident", () => {
  testWithServer(
    "message 1,001 is refused by name, and message 1 is still answered with its receipt",
    async () => {
      const first = event("L-1");
      const accepted = await core().submit("pl_cremona", first);
      const more = Array.from({ length: 999 }, () => event("L-1", { kind: "update", upsert: [] }));
      for (let start = 0; start < more.length; start += 100) {
        const batch = more.slice(start, start + 100);
        await Promise.all(batch.map((update) => core().submit("pl_cremona", update)));
      }
      const over = await core().submit("pl_cremona", event("L-1", { kind: "update", upsert: [] }));
      expect(over).toMatchObject({ kind: "refused", code: "too-many-events" });
      const again = await core().submit("pl_cremona", first);
      expect(again).toMatchObject({ kind: "accepted", repeated: true });
      expect(accepted.kind).toBe("accepted");
    },
  );
});
