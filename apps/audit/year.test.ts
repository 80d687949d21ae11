import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { AppendOutcome } from "#libs/eventlog/port";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verifiedFamily } from "#tests/support/auditLog";
import { type StartedChild, seamFired } from "#tests/support/childProcess";
import { until } from "#tests/support/until";

let fixture: AuditFixture;
let audit: StartedChild;
const incident = syntheticId("over the year");

beforeAll(async () => {
  fixture = await startAuditFixture();
  await fixture.configure();
});
afterAll(() => fixture?.close());

/** Moves the process's clock by whole years. */
function setYear(year: number): void {
  const now = new Date();
  const then = new Date(now);
  then.setUTCFullYear(year);
  writeFileSync(fixture.clockFile, String(then.getTime() - now.getTime()));
}

const decide = (event: string, more: object = {}): Promise<AppendOutcome> =>
  recordDecision(fixture, { incident, event: syntheticId(event), ...more });

/** The incident's newest leaf in the new year. */
let newest = 0;

function appended(outcome: AppendOutcome): number {
  if (outcome.kind !== "appended") throw new Error(`the leaf was not appended: ${outcome.kind}`);
  return outcome.sequence;
}

const sizeOf = async (year: number): Promise<number> =>
  (await fixture.log.info(`AUDIT_${year}`))?.lastSequence ?? 0;

describe("the roll-over of the year", () => {
  test("happens by audit's clock alone: a stream of the next year that is empty is no new year", async () => {
    audit = fixture.start();
    await audit.ready;
    await recordConfiguration(fixture);
    await decide("first");
    await until(() => fixture.announcements.at(-1)?.size === 3, "three leaves");
    expect(await fixture.log.info(`AUDIT_${fixture.year + 1}`)).toBeUndefined();
  });

  test("killed after sealing: nothing is writable, and the next life goes on from there", async () => {
    audit.child.kill("SIGKILL");
    await audit.ended;
    await decide("while nobody sequences", { head: { year: fixture.year, seq: 3 } });
    const dying = fixture.start({ "year-sealed": "kill" });
    setYear(fixture.year + 1);
    expect((await dying.ended).signal).toBe("SIGKILL");
    expect(seamFired(fixture.seamDir, "year-sealed", dying.pid)).toBe(true);
    expect(await decide("too late")).toEqual({ kind: "sealed" });
    expect(await fixture.log.info(`AUDIT_${fixture.year + 1}`)).toBeUndefined();

    audit = fixture.start();
    await audit.ready;
    await until(() => fixture.announcements.at(-1)?.year === fixture.year + 1, "the next year");
    const [genesis] = await leavesOf(fixture, fixture.year + 1);
    const { years } = await verifiedFamily(fixture, [fixture.year]);
    expect(genesis).toMatchObject({
      kind: "genesis",
      year: fixture.year + 1,
      previous: {
        year: fixture.year,
        last_sequence: await sizeOf(fixture.year),
        root: years[0]?.checkpoint?.root.toString("hex"),
      },
    });
  });

  test("an incident's chain goes on in the new year, and both years verify together", async () => {
    const year = fixture.year + 1;
    const before = { year: fixture.year, seq: await sizeOf(fixture.year) };
    // A sign of life may stand before it: for the process a year has passed.
    newest = appended(await decide("in the new year", { head: before, year }));
    await until(() => (fixture.announcements.at(-1)?.size ?? 0) >= newest, "the leaf");
    const report = await verifiedFamily(fixture, [fixture.year, year]);
    expect(report.years.map(({ findings }) => findings)).toEqual([[], []]);
    expect(report.ok).toBe(true);
    expect(report.years[1]?.meaning.genesisLink).toBe("checked");
  });

  test("a clock that goes back chooses no year", async () => {
    setYear(fixture.year - 1);
    const before = fixture.announcements.length;
    await until(() => fixture.announcements.length > before + 3, "announcements");
    expect(fixture.announcements.at(-1)?.year).toBe(fixture.year + 1);
  });

  test("a year that the server's configuration does not know is not begun: the old one stays open", async () => {
    setYear(fixture.year + 2);
    const { http } = await audit.ready;
    const status = async () => await (await fetch(`http://127.0.0.1:${http}/status`)).text();
    await until(async () => (await status()).includes("next-year-not-permitted"), "the alarm");
    const head = { year: fixture.year + 1, seq: newest };
    const sequence = appended(await decide("still open", { head, year: fixture.year + 1 }));
    await until(() => (fixture.announcements.at(-1)?.size ?? 0) >= sequence, "the leaf");
  });
});
