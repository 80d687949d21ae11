import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { QuarantineEnd } from "#apps/policy/quarantineEnd";
import { ownSystemLeaf } from "#apps/policy/systemLeaf";
import { quarantineEndedPlace } from "#libs/eventlog/leafPlaces";
import { demonstrationLimits, quarantineStream } from "#libs/eventlog/streams";
import { auditStream } from "#libs/eventlog/subjects";
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

const hourMs = 3_600_000;
const termMs = 48 * hourMs;
const aged = (quarantineMs: number) =>
  core().admin.ensureAged(quarantineStream({ ...demonstrationLimits, quarantineMs }));

/** The same id with other content, which goes into quarantine. */
async function quarantined(id: string): Promise<void> {
  const named = { message_id: id, sent: new Date().toISOString() };
  await core().submit("pl_cremona", syntheticReport("Q-1", named));
  const other = syntheticReport("Q-1", { ...named, category: "C03" });
  const outcome = await core().submit("pl_cremona", other);
  expect(outcome).toMatchObject({ kind: "refused", code: "message-id-reused" });
}
const lying = async () => (await core().log.info("QUARANTINE"))?.messages;
async function toldEnds(): Promise<unknown> {
  const place = quarantineEndedPlace(2026);
  const message = await core().log.last(auditStream(2026), place.subject);
  const leaf = message && ownSystemLeaf(message, core().secrets.macs);
  return leaf?.kind === "notice" ? leaf.range : undefined;
}

describe("what lies in quarantine", () => {
  testWithServer(
    "is gone from the stream at its term, and the log says so once, whoever looks and however often",
    async () => {
      const first = new QuarantineEnd(core().ports());
      await quarantined("Q-a");
      await first.pass();
      expect(first.state.messages).toBe(1);
      expect(await toldEnds()).toBeUndefined();
      const eldestMs = Date.parse(first.state.eldest ?? "");
      expect(first.overdueMs(eldestMs + termMs, termMs)).toBe(0);
      expect(first.overdueMs(eldestMs + termMs + hourMs, termMs)).toBe(hourMs);
      // The signed term was shortened: `up` gives the stream its new age.
      expect(await aged(200)).toEqual({ kind: "aged" });
      await until(async () => (await lying()) === 0, "quarantine is empty");
      await Promise.all([first.pass(), new QuarantineEnd(core().ports()).pass()]);
      await new QuarantineEnd(core().ports()).pass();
      expect(await toldEnds()).toEqual({ from: 1, to: 1 });
      expect(first.overdueMs(Date.now() + 99 * hourMs, termMs)).toBe(0);

      await quarantined("Q-b");
      await quarantined("Q-c");
      await until(async () => (await lying()) === 0, "quarantine is empty again");
      await new QuarantineEnd(core().ports()).pass();
      expect(await toldEnds()).toEqual({ from: 2, to: 3 });
    },
  );

  testWithServer("is not said to be gone while the log cannot be written", async () => {
    await quarantined("Q-d");
    await until(async () => (await lying()) === 0, "quarantine is empty");
    const log = logBut(core().log, {
      append: () => Promise.resolve({ kind: "unknown", reason: "away" }),
    });
    await new QuarantineEnd({ ...core().ports(), log }).pass();
    expect(await toldEnds()).toEqual({ from: 2, to: 3 });
    await new QuarantineEnd(core().ports()).pass();
    expect(await toldEnds()).toEqual({ from: 4, to: 4 });
  });

  testWithServer("keeps its stream as it is where anything but its age differs", async () => {
    const other = { ...demonstrationLimits, quarantineMs: 300, quarantinedBytesMax: 1_000 };
    const outcome = await core().admin.ensureAged(quarantineStream(other));
    expect(outcome.kind).toBe("drift");
    expect((await core().log.info("QUARANTINE"))?.settings.maxAgeMs).toBe(200);
  });
});
