import { describe, expect, test } from "@jest/globals";
import type { StreamSettings } from "#libs/eventlog/port";
import { allStreams, auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { judgeSettings } from "./settings.ts";

const specs = allStreams(["pl_cremona"], 2026, demonstrationLimits);
const asTheyShouldBe = specs.map((spec) => ({ spec, live: spec }));
const server = { serverName: "s1", version: "2.15.1", syncAlways: true, storeBytesMax: 1 };

describe("settings that were read back", () => {
  test("as they must be: no fault, and one digest for the same settings", () => {
    const view = judgeSettings([server], asTheyShouldBe);
    expect(view.faults).toEqual([]);
    expect(judgeSettings([server], asTheyShouldBe).digest).toBe(view.digest);
    const other = judgeSettings([{ ...server, version: "2.15.2" }], asTheyShouldBe);
    expect(other.digest).not.toBe(view.digest);
  });

  test("a server that does not sync every write stops announcements", () => {
    const { faults } = judgeSettings([server, { ...server, syncAlways: false }], asTheyShouldBe);
    expect(faults).toMatchObject([{ setting: "sync_interval", stops: true }]);
  });

  test.each(specs.map(({ name }) => name))("a missing or changed %s is a fault", (name) => {
    const rebuilt = /^(FEED_|KV_)/.test(name);
    for (const live of [undefined, { denyDelete: false, others: ["sources=[]"] }]) {
      const streams = asTheyShouldBe.map((one) => ({
        ...one,
        ...(one.spec.name === name && {
          live: live === undefined ? undefined : { ...one.live, ...live },
        }),
      }));
      const { faults } = judgeSettings([server], streams);
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults) expect(fault).toMatchObject({ where: name, stops: !rebuilt });
      for (const { fix } of faults) expect([fix.it, fix.en].join()).toContain(name);
    }
  });

  const log = auditYearStream(2026, demonstrationLimits);
  const drifts: readonly Partial<StreamSettings>[] = [
    { denyDelete: false },
    { denyPurge: false },
    { persistMode: "async" },
    { allowRollup: true },
    { maxMessages: 1_000 },
    { maxMessagesPerSubject: 1 },
    { maxAgeMs: 60_000 },
    { discard: "old" },
    { sealed: true },
    { storage: "memory" },
    { others: ['republish={"dest":"elsewhere"}'] },
  ];
  test.each(drifts)(
    "the log's stream with %j stops announcements and says what to do, in both languages",
    (drifted) => {
      const { faults } = judgeSettings([server], [{ spec: log, live: { ...log, ...drifted } }]);
      const [setting = ""] = Object.keys(drifted);
      expect(faults).toMatchObject([{ where: log.name, setting, stops: true }]);
      const [fault] = faults;
      expect(fault?.fix.it).toMatch(new RegExp(`^rimetti ${setting} di ${log.name} a `));
      expect(fault?.fix.en).toMatch(new RegExp(`^set ${setting} of ${log.name} back to `));
    },
  );
});
