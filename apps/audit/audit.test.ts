import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { auditPlace, noticePlace } from "#libs/eventlog/subjects";
import { httpSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verified } from "#tests/support/auditLog";
import { type StartedChild, seamFired } from "#tests/support/childProcess";
import { until } from "#tests/support/until";

let fixture: AuditFixture;
let audit: StartedChild;
beforeAll(async () => {
  fixture = await startAuditFixture();
});
afterAll(() => fixture?.close());

/** Waits until policy would hear that everything written so far is covered. */
async function covered(): Promise<number> {
  const state = await fixture.log.info(`AUDIT_${fixture.year}`);
  const size = state?.lastSequence ?? 0;
  await until(() => (fixture.announcements.at(-1)?.size ?? 0) >= size, `a checkpoint of ${size}`);
  return size;
}

/** Decisions of many incidents at the same time, each incident's one after the other. */
async function decide(prefix: string, incidents: number, each: number): Promise<void> {
  const chains = Array.from({ length: incidents }, async (_, i) => {
    const incident = syntheticId(`${prefix} ${i}`);
    let seq: number | undefined;
    for (let n = 0; n < each; n += 1) {
      const event = syntheticId(`${prefix} ${i} ${n}`);
      const head = seq === undefined ? {} : { head: { year: fixture.year, seq } };
      const outcome = await recordDecision(fixture, { incident, event, ...head });
      if (outcome.kind !== "appended") throw new Error(outcome.kind);
      seq = outcome.sequence;
    }
  });
  await Promise.all(chains);
}

async function kill(child: StartedChild): Promise<void> {
  child.child.kill("SIGKILL");
  await child.ended;
}

describe("the log of a new installation", () => {
  test("begins with a genesis leaf once there is a configuration, and is announced", async () => {
    audit = fixture.start();
    await until(() => audit.log().includes('"waiting"'), "audit to wait for the configuration");
    await fixture.configure();
    const { http } = await audit.ready;
    const first = await until(() => fixture.announcements[0], "the announcement");
    expect(first).toMatchObject({ size: 1, year: fixture.year });
    const answer = await fetch(`http://127.0.0.1:${http}/status`);
    expect(await answer.json()).toMatchObject({ halted: null, size: 1, alarms: [] });
    expect(await leavesOf(fixture)).toMatchObject([{ kind: "genesis", year: fixture.year }]);
  });

  test("is announced again while nothing happens", async () => {
    const before = fixture.announcements.length;
    await until(() => fixture.announcements.length >= before + 3, "three announcements");
    const times = fixture.announcements.slice(before).map(({ at }) => at);
    expect(new Set(times).size).toBe(times.length);
  });
});

describe("what is recorded becomes a leaf", () => {
  test("each in its order, under load, and everything verifies", async () => {
    await recordConfiguration(fixture);
    await decide("load", 20, 10);
    const size = await covered();
    expect(size).toBe(202);
    const report = await verified(fixture);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ size, entries: size });
    expect(report.meaning).toMatchObject({ incidents: 20, partsChecked: size });
  });

  test("what is none is an anomaly with its hash, and nothing stops", async () => {
    const { year } = fixture;
    const id = syntheticId("garbage");
    const place = auditPlace({ year, mode: "actual", pseudonym: id, event: id });
    const notice = noticePlace({ year, kind: "configuration", id });
    const expect0 = { expect: { sequence: 0, filter: place.chain } };
    await fixture.log.append(place.subject, Buffer.from("SINTETICO garbage"), expect0);
    await fixture.log.append(notice.subject, Buffer.alloc(0), {
      expect: { sequence: 0, filter: notice.chain },
    });
    // A true message, published a second time under another subject.
    const stored = await fixture.log.firstFrom(`AUDIT_${year}`, `audit.${year}.actual.i.>`, 1);
    const other = auditPlace({ year, mode: "exercise", pseudonym: id, event: id });
    await fixture.log.append(other.subject, stored?.data ?? Buffer.alloc(0), {
      expect: { sequence: 0, filter: other.chain },
    });
    await decide("after garbage", 1, 1);
    const size = await covered();
    const leaves = await leavesOf(fixture);
    expect(leaves).toHaveLength(size);
    expect(leaves.slice(-4)).toMatchObject([
      { kind: "anomaly", fault: "malformed", sequence: size - 3 },
      { kind: "anomaly", fault: "writer", sequence: size - 2 },
      { kind: "anomaly", fault: "mac", sequence: size - 1 },
      { kind: "exchange" },
    ]);
    expect((await verified(fixture)).findings).toEqual([]);
  });

  test("auditors read tiles over HTTP and never parts", async () => {
    const { http } = await audit.ready;
    const base = `http://127.0.0.1:${http}/${fixture.year}`;
    const { vkey, size } = await verified(fixture);
    const report = await verifyLog(httpSource(base), vkey, { readParts: false });
    expect(report).toMatchObject({ findings: [], size, entries: size });
    for (const path of ["parts/000", `parts/000.p/${size}`, "tile/../parts/000", "checkpoints/1"]) {
      expect((await fetch(`${base}/${path}`)).status).toBe(404);
    }
    expect((await fetch(`${base}/tile/%2e%2e/parts/000.p/${size}`)).status).toBe(404);
  });
});

describe("a killed audit process", () => {
  test("loses nothing and signs nothing twice, wherever it was killed", async () => {
    await kill(audit);
    for (let round = 0; round < 3; round += 1) {
      const dying = fixture.start({ "checkpoint-signed": "kill" });
      const { signal } = await Promise.all([dying.ended, decide(`killed ${round}`, 5, 4)]).then(
        ([ended]) => ended,
      );
      expect(signal).toBe("SIGKILL");
      expect(seamFired(fixture.seamDir, "checkpoint-signed", dying.pid)).toBe(true);
    }
    audit = fixture.start();
    await audit.ready;
    const size = await covered();
    const report = await verified(fixture);
    expect(report.findings).toEqual([]);
    expect(report.size).toBe(size);
    const leaves = await leavesOf(fixture);
    const events = leaves.flatMap((leaf) => ("event" in leaf ? [leaf.event] : []));
    expect(new Set(events).size).toBe(events.length);
    expect(events).toHaveLength(200 + 1 + 60);
  });

  test("sizes that were announced never shrink over all these lives", () => {
    const sizes = fixture.announcements.map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    const rootOf = new Map(fixture.announcements.map(({ size, root }) => [size, root]));
    for (const { size, root } of fixture.announcements) expect(rootOf.get(size)).toBe(root);
  });
});

describe("two audit processes at once", () => {
  test("make one log", async () => {
    const second = fixture.start();
    await second.ready;
    await decide("two writers", 20, 15);
    const size = await covered();
    const report = await verified(fixture);
    expect(report.findings).toEqual([]);
    expect(report.size).toBe(size);
    const rootOf = new Map(fixture.announcements.map(({ size: at, root }) => [at, root]));
    for (const { size: at, root } of fixture.announcements) expect(rootOf.get(at)).toBe(root);
    for (const one of [audit, second]) {
      const { http } = await one.ready;
      const status = async () =>
        (await (await fetch(`http://127.0.0.1:${http}/status`)).json()) as object;
      await until(async () => JSON.stringify(await status()).includes(`"size":${size}`), "both");
      expect(await status()).toMatchObject({ halted: null, alarms: [] });
    }
    second.child.kill("SIGTERM");
    expect(await second.ended).toEqual({ code: 0, signal: null });
  });
});
