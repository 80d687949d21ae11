import { describe, expect } from "@jest/globals";
import { readChain, readLeaves } from "#apps/policy/chain";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { incidentPseudonym } from "#libs/seal/ids";
import { coreOfFile } from "#tests/support/coreOfFile";
import { syntheticReport } from "#tests/support/reports";

const { core, testWithServer } = await coreOfFile();

const end = Number.MAX_SAFE_INTEGER;

describe("the end of a year", () => {
  testWithServer(
    "an instance that sleeps over it does not record again what another one has recorded before",
    async () => {
      const incident = core().incident("pl_cremona", "actual", "Y-0");
      const name = { mode: "actual", incident } as const;
      await core().submit("pl_cremona", syntheticReport("Y-0"));
      const asleep = Promise.withResolvers<void>();
      const fired = Promise.withResolvers<void>();
      const years = [2028];
      await core().admin.ensureStream(auditYearStream(2028, demonstrationLimits));
      const stalled = core().policy({
        openYears: () => years,
        seam: (seam) => {
          fired.resolve();
          return seam === "decided" && years.length === 1 ? asleep.promise : Promise.resolve();
        },
      });
      const late = stalled.advance(name, end);
      await fired.promise;
      await core()
        .policy({ openYears: () => [2028] })
        .advance(name, end);
      await core().admin.seal("AUDIT_2028");
      await core().admin.ensureStream(auditYearStream(2029, demonstrationLimits));
      years.unshift(2029);
      asleep.resolve();
      expect(await late).toEqual({ kind: "done" });
      const pseudonym = incidentPseudonym(core().secrets.logPseudonym, "actual", incident);
      const of = { mode: "actual", pseudonym } as const;
      expect(await readLeaves(core().log, core().secrets.macs, years, of)).toHaveLength(1);
    },
  );

  testWithServer(
    "an incident that goes on is chained from the sealed year into the new one, and loses nothing",
    async () => {
      const name = {
        mode: "actual",
        incident: core().incident("pl_cremona", "actual", "Y-1"),
      } as const;
      await core().submit("pl_cremona", syntheticReport("Y-1"));
      await core().policy().advance(name, end);

      await core().admin.seal("AUDIT_2026");
      await core().submit("pl_cremona", syntheticReport("Y-1", { kind: "update" }));
      const sealedYears: number[] = [];
      const years = [2026];
      const policy = core().policy({
        openYears: () => years.filter((year) => !sealedYears.includes(year)),
        yearSealed: (year) => sealedYears.push(year),
      });
      expect(await policy.advance(name, end)).toEqual({ kind: "waiting", why: "year-sealed" });
      expect(sealedYears).toEqual([2026]);

      // The same instance goes on: what it remembers of the time without a year must not mislead it.
      expect(await policy.advance(name, end)).toEqual({ kind: "waiting", why: "year-sealed" });
      await core().admin.ensureStream(auditYearStream(2027, demonstrationLimits));
      years.unshift(2027);
      sealedYears.length = 0;
      expect(await policy.advance(name, end)).toEqual({ kind: "done" });
      const pseudonym = incidentPseudonym(core().secrets.logPseudonym, "actual", name.incident);
      const of = { mode: "actual", pseudonym } as const;
      const { head } = await readChain(core().log, core().secrets.macs, [2027, 2026], of);
      expect(head?.year).toBe(2027);
      expect(head?.leaf.h).toEqual({ year: 2026, seq: 1 });
      const leaves = await readLeaves(core().log, core().secrets.macs, [2027, 2026], of);
      expect(leaves.map(({ year }) => year)).toEqual([2026, 2027]);

      await core().submit("pl_cremona", syntheticReport("Y-1", { kind: "update" }));
      await core()
        .policy({ openYears: () => [2027, 2026] })
        .advance(name, end);
      const third = await readChain(core().log, core().secrets.macs, [2027, 2026], of);
      expect(third.head?.leaf.h).toEqual({ year: 2027, seq: head?.sequence });
    },
  );
});
