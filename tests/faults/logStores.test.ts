import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { isIncidentLeaf } from "#libs/seal/leaf";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verified } from "#tests/support/auditLog";
import type { StartedChild } from "#tests/support/childProcess";
import { natsServerProblem } from "#tests/support/natsServer";
import { restore } from "#tests/support/restoring";
import { testIf } from "#tests/support/skip";
import { attachStrace, straceProblem } from "#tests/support/strace";
import { parseStrace, straceOptions } from "#tests/support/straceLog";
import { UnsyncedDisk } from "#tests/support/unsyncedDisk";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const untraced = problem ?? straceProblem();
const testTraced = testIf(untraced === undefined, untraced ?? "");
const slowMs = 300_000;

const state: { fixture?: AuditFixture; running: StartedChild[] } = { running: [] };
const fixture = (): AuditFixture => {
  if (state.fixture === undefined) throw new Error("the fixture did not start");
  return state.fixture;
};
const copies = mkdtempSync(join(tmpdir(), "raccordo-stores-"));
const recorded: string[] = [];

beforeAll(async () => {
  if (problem !== undefined) return;
  state.fixture = await startAuditFixture();
  await state.fixture.configure();
}, slowMs);
afterAll(async () => {
  await state.fixture?.close();
  rmSync(copies, { recursive: true, force: true });
}, slowMs);

async function record(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const event = syntheticId(`event ${recorded.length}`);
    const incident = syntheticId(`incident ${recorded.length}`);
    // While the server comes back nothing is acknowledged.
    await until(async () => {
      const outcome = await recordDecision(fixture(), { incident, event });
      return outcome.kind === "appended";
    }, "the acknowledgement");
    recorded.push(event);
  }
}

const stream = () => `AUDIT_${fixture().year}`;
/** Asks until the server answers: it may just be coming back. */
const lastSequence = (): Promise<number> =>
  until(async () => {
    const found = await fixture()
      .log.info(stream())
      .catch(() => undefined);
    return found?.lastSequence;
  }, "the stream");
const covered = async () => {
  const size = await lastSequence();
  await until(() => fixture().announcements.at(-1)?.size === size, `a checkpoint of ${size}`);
};

async function start(): Promise<StartedChild> {
  const audit = fixture().start();
  state.running.push(audit);
  await audit.ready;
  return audit;
}

async function killAll(): Promise<void> {
  for (const audit of state.running.splice(0)) {
    audit.child.kill("SIGKILL");
    await audit.ended;
  }
}

async function expectWhole(): Promise<void> {
  expect((await verified(fixture())).findings).toEqual([]);
  const events = (await leavesOf(fixture())).flatMap((leaf) =>
    isIncidentLeaf(leaf) ? [leaf.event] : [],
  );
  expect(events).toEqual(recorded);
}

describe("the stream and the tiles, each without the other", () => {
  testWithServer(
    "two sequencers by mistake, real processes on one folder, do no harm: one log, every entry once; either goes on alone",
    async () => {
      await start();
      await recordConfiguration(fixture());
      const second = await start();
      await record(20);
      await covered();
      second.child.kill("SIGKILL");
      await second.ended;
      await record(5);
      await covered();
      await expectWhole();
      for (const { log } of state.running) expect(log()).not.toContain("log-halted");
    },
    slowMs,
  );

  testTraced(
    "a power cut of the NATS server, with every write dropped that was not synced: each acknowledged message is there, byte for byte",
    async () => {
      const { server } = fixture();
      const before = join(copies, "before");
      cpSync(server.storeDir, before, { recursive: true });
      const file = join(copies, "nats.log");
      const tracer = await attachStrace([server.pid], straceOptions(file), true);
      await record(12);
      await covered();
      await tracer.detach();
      const acknowledged = await messages();
      await server.kill();
      const disk = new UnsyncedDisk(server.storeDir, before);
      for (const event of parseStrace(readFileSync(file, "latin1"))) disk.apply(event);
      rmSync(server.storeDir, { recursive: true });
      mkdirSync(server.storeDir);
      disk.writeTo(server.storeDir);
      await server.restart();
      await until(async () => (await messages()).length === acknowledged.length, "the stream");
      expect(await messages()).toEqual(acknowledged);
      await record(1);
      await covered();
      await expectWhole();
    },
    slowMs,
  );

  testWithServer(
    "a NATS store that was put back, older than the tiles: it halts with log-stream-shorter and says nothing; with its tail restored from the tiles it goes on, one log",
    async () => {
      const { server } = fixture();
      const older = join(copies, "older");
      await server.kill();
      cpSync(server.storeDir, older, { recursive: true });
      await server.restart();
      await record(6);
      await covered();
      await killAll();
      const signed = await lastSequence();
      await server.kill();
      rmSync(server.storeDir, { recursive: true });
      renameSync(older, server.storeDir);
      await server.restart();
      await until(async () => (await lastSequence()) === signed - 6, "the older stream");

      const heard = fixture().announcements.length;
      const halted = await start();
      expect(await statusOf(halted)).toMatchObject({
        halted: "log-stream-shorter",
        alarms: [{ fix: { it: expect.stringContaining("raccordo audit restore-stream") } }],
      });
      expect(fixture().announcements).toHaveLength(heard);
      await killAll();
      // One of the lost messages goes back; then nobody is there to go on, nor to say what was done.
      const killed = await restore(fixture(), "restore", { "entry-restored": "kill" });
      expect(killed.ended.signal).toBe("SIGKILL");
      expect(await lastSequence()).toBe(signed - 5);
      const { year } = fixture();
      const ranges = [{ year, from: signed - 5, to: signed, digests_only: 0 }];
      const restored = await restore(fixture(), "restore");
      expect(restored.reports.at(-1)).toEqual({ event: "restored", ranges });
      await start();
      await record(3);
      await covered();
      await expectWhole();
      const notices = (await leavesOf(fixture())).filter(({ kind }) => kind === "notice");
      expect(notices).toMatchObject([
        { code: "stream_restored", of: year, range: { from: signed - 5, to: signed } },
      ]);
    },
    slowMs,
  );
});

async function statusOf(audit: StartedChild): Promise<unknown> {
  const { http } = await audit.ready;
  return (await fetch(`http://127.0.0.1:${http}/status`)).json();
}

/** Every message of the stream: its subject and its bytes. */
async function messages(): Promise<readonly string[]> {
  const found: string[] = [];
  const last = await lastSequence();
  for (let sequence = 1; sequence <= last; sequence += 1) {
    const message = await fixture().log.firstFrom(stream(), "audit.>", sequence);
    if (message === undefined) return found;
    found.push(`${message.subject} ${Buffer.from(message.data).toString("base64")}`);
  }
  return found;
}
