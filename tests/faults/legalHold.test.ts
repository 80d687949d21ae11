import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { readLeaves } from "#apps/policy/chain";
import { readEvent } from "#apps/policy/context";
import { openField } from "#apps/policy/fieldOpenings";
import { heldMessage } from "#apps/policy/heldMessages";
import { Retention } from "#apps/policy/retention";
import { heldFilter } from "#libs/eventlog/subjects";
import { termsOf } from "#libs/policy/retentionSchema";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { endHolds } from "#tests/support/endedHolds";
import { eventsDropped } from "#tests/support/eventsDropped";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";

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

const owner = "pl_cremona";
const hourMs = 3_600_000;
/** Copies that nobody fetches do not keep the keys here. */
const terms = { ...termsOf(undefined), undelivered: hourMs };
const nameOf = (incident: string) =>
  ({ mode: "actual", incident: core().incident(owner, "actual", incident) }) as const;
const pseudonymOf = (incident: string) =>
  incidentPseudonym(core().secrets.logPseudonym, "actual", nameOf(incident).incident);
const chainOf = (incident: string) =>
  readLeaves(core().log, core().secrets.macs, [2026], {
    ...{ mode: "actual", pseudonym: pseudonymOf(incident) },
  });
const keysOf = async (incident: string) => (await core().keyStore.get(nameOf(incident))).outcome;
const keptOf = (incident: string) =>
  core().log.countSubjects("HELD", heldFilter("actual", nameOf(incident).incident));

async function closed(incident: string): Promise<void> {
  for (const kind of ["report", "close"] as const) {
    await core().submit(owner, { ...syntheticReport(incident), kind });
  }
  const decided = await core().policy().advance(nameOf(incident), Number.MAX_SAFE_INTEGER);
  expect(decided).toEqual({ kind: "done" });
}

/** A policy that has just started, and what it does so many days later than now. */
function started(days = 0, over: Partial<ConstructorParameters<typeof Retention>[0]> = {}) {
  let monotonicMs = 0;
  const ports = { ...core().ports(), destroyer: core().destroyer, ...over };
  const retention = new Retention(ports, {
    ...{ terms, nowMs: () => Date.now(), monotonicMs: () => monotonicMs },
    pause: () => Promise.resolve(),
    storeNowMs: () => Date.now() + days * 24 * hourMs,
  });
  const pass = async () => {
    await retention.pass();
    monotonicMs += 7 * 60_000;
    await retention.pass();
  };
  return { retention, pass };
}

const hold = (incident: string) =>
  started().retention.holds.place(
    {
      ...{ of: "actual", incident: pseudonymOf(incident), by: "SINTETICO" },
      ...{ reason: "judicial_request", role: "privacy_officer" },
    },
    new Date().toISOString(),
  );
const ended = (incident: string) =>
  endHolds(started().retention.holds, { of: "actual", incident: pseudonymOf(incident) });

describe("the messages of an incident under a legal hold", () => {
  testWithServer(
    "outlive the stream they came in, can be opened one field at a time, and go with the keys when it is released",
    async () => {
      await closed("L-1");
      await closed("L-2");
      expect(await hold("L-1")).toBe("recorded");
      await started().pass();
      expect([await keptOf("L-1"), await keptOf("L-2")]).toEqual([2, 0]);
      await eventsDropped(core());

      // Another process, which never saw the incident in EVENTS, forty days later.
      const late = started(40);
      await late.pass();
      expect([await keysOf("L-1"), await keptOf("L-1")]).toEqual(["ok", 2]);
      const about = { of: "actual", incident: pseudonymOf("L-1") };
      expect(late.retention.heldIncidents()).toEqual([{ ...about, kept: 2, gone: 0 }]);
      expect(late.retention.figures(Date.now())[0]).toMatchObject({ held: 1, incomplete: 0 });
      const [first] = await chainOf("L-1");
      if (first === undefined) throw new Error("no decision");
      const message = await heldMessage(core().log, first.leaf);
      const answer = await core().keyStore.get(nameOf("L-1"));
      if (message === undefined || answer.outcome !== "ok") throw new Error("not kept");
      const read = readEvent(message, answer.keys);
      expect([read.sequence, read.author]).toEqual([first.leaf.events_seq, owner]);
      const opened = await openField(
        core().ports(),
        {
          ...{ year: first.year, index: first.sequence - 1, path: "person.family_name" },
          ...{ id: "0".repeat(32), reader: "SINTETICO", role: "privacy_officer" },
          purpose: "criminal_proceedings",
        },
        new Date().toISOString(),
      );
      expect(opened).toMatchObject({ outcome: "opened", opening: { value: "SINTETICO" } });

      expect(await ended("L-1")).toEqual(["recorded"]);
      await started(40).pass();
      expect([await keysOf("L-1"), await keptOf("L-1")]).toEqual(["shredded", 0]);
    },
  );

  testWithServer("are each kept once when policy dies while it copies them", async () => {
    await closed("L-3");
    await hold("L-3");
    const dying = () => Promise.reject(new Error("killed"));
    await expect(started(0, { seam: dying }).pass()).rejects.toThrow("killed");
    expect(await keptOf("L-3")).toBe(1);
    await Promise.all([started().pass(), started().pass()]);
    expect(await keptOf("L-3")).toBe(2);
    expect((await core().log.info("HELD"))?.messages).toBe(2);
    await ended("L-3");
    await started(40).pass();
    expect(await keptOf("L-3")).toBe(0);
  });

  testWithServer("that were gone before are counted, and said to be gone", async () => {
    await closed("L-4");
    const seen = started();
    await seen.pass();
    await eventsDropped(core());
    await hold("L-4");
    const counted = await seen.retention.keepHeld("actual", pseudonymOf("L-4"));
    expect(counted).toEqual({ kept: 0, gone: 2 });
    const unknown = await started().retention.keepHeld("actual", pseudonymOf("L-4"));
    expect(unknown).toEqual({ kept: 0, gone: 2 });
    await ended("L-4");
  });

  testWithServer("are an alarm while there is no room for them", async () => {
    await closed("L-5");
    await hold("L-5");
    const log = logBut(core().log, {
      append: (subject, data, options) =>
        subject.startsWith("held.")
          ? Promise.resolve({ kind: "full" })
          : core().log.append(subject, data, options),
    });
    const full = started(0, { log });
    await full.pass();
    expect(full.retention.figures(Date.now())[0]).toMatchObject({ held: 1, incomplete: 1 });
    const roomy = started();
    await roomy.pass();
    expect(roomy.retention.figures(Date.now())[0]).toMatchObject({ held: 1, incomplete: 0 });
  });

  testWithServer("do not become more once the incident's term is over", async () => {
    await started(40).pass();
    const update = { ...syntheticReport("L-5"), kind: "update" } as const;
    expect(await core().submit(owner, update)).toMatchObject({ code: "incident-shredded" });
    expect(await keysOf("L-5")).toBe("ok");
  });
});
