import { describe, expect, test } from "@jest/globals";
import { allStreams, demonstrationLimits } from "#libs/eventlog/streams";
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
      for (const { fix } of faults) expect(fix).toContain(name);
    }
  });
});
