import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jetstreamManager } from "@nats-io/jetstream";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import type { StartedChild } from "#tests/support/childProcess";
import { until } from "#tests/support/until";

let fixture: AuditFixture;
let audit: StartedChild;
beforeAll(async () => {
  fixture = await startAuditFixture();
  await fixture.configure();
  audit = fixture.start();
  await audit.ready;
  await recordConfiguration(fixture);
  for (const n of [1, 2, 3]) {
    const incident = syntheticId(`incident ${n}`);
    await recordDecision(fixture, { incident, event: syntheticId(`event ${n}`) });
  }
  await until(() => fixture.announcements.at(-1)?.size === 5, "five leaves");
});
afterAll(() => fixture?.close());

async function status(): Promise<string> {
  const { http } = await audit.ready;
  return (await fetch(`http://127.0.0.1:${http}/status`)).text();
}

/** Changes the stream of the log, with the one credential in the system that may. */
async function change(settings: object): Promise<void> {
  const manager = await jetstreamManager(await fixture.as("audit"), { checkAPI: false });
  await manager.streams.update(`AUDIT_${fixture.year}`, settings);
}

/** True when none came in the time of five. */
async function isSilent(): Promise<boolean> {
  const before = fixture.announcements.length;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return fixture.announcements.length === before;
}

describe("settings that are not as they must be", () => {
  test("stop the announcements and are an alarm that names the fix; put right, it goes on", async () => {
    await change({ max_msgs: 1_000 });
    await until(async () => (await status()).includes("settings-drift"), "the alarm");
    expect(await status()).toContain(`AUDIT_${fixture.year}: maxMessages is \\"1000\\"`);
    expect(await status()).toContain("set maxMessages of");
    expect(audit.log()).toContain('"settings-drift"');
    // One may have been on its way.
    await until(isSilent, "silence");
    await change({ max_msgs: -1 });
    await until(async () => !(await isSilent()), "announcements");
    expect(await status()).not.toContain("settings-drift");
  });

  test("a stream that lost leaves meanwhile halts the next life: nothing is skipped or announced", async () => {
    await change({ max_msgs: 2, discard: "old" });
    await change({ max_msgs: -1, discard: "new" });
    audit.child.kill("SIGKILL");
    await audit.ended;
    const before = fixture.announcements.length;
    audit = fixture.start();
    await audit.ready;
    expect(JSON.parse(await status())).toMatchObject({
      halted: "log-stream-trimmed",
      alarms: [
        {
          code: "log-stream-trimmed",
          fix: {
            it: expect.stringContaining("raccordo audit restore-stream"),
            en: expect.stringContaining("raccordo audit restore-stream"),
          },
        },
      ],
    });
    const { http } = await audit.ready;
    expect((await fetch(`http://127.0.0.1:${http}/health/live`)).status).toBe(503);
    await until(isSilent, "silence");
    // The first life may have had one on its way; after the halt there is none.
    expect(fixture.announcements.slice(before).length).toBeLessThanOrEqual(1);
  });
});

describe("a log's stream that was made by somebody without its guards", () => {
  /** Each lets entries be taken out or lost; the server lets none of them be put right by an update. */
  const unguarded = {
    ...{ denyDelete: false, denyPurge: false, allowRollup: true },
    persistMode: "async",
  } as const;
  let open: AuditFixture;
  beforeAll(async () => {
    open = await startAuditFixture({ logMadeWith: unguarded });
    await open.configure();
  });
  afterAll(() => open?.close());

  test("is never announced, and each guard that lacks is an alarm that says what to do", async () => {
    const started = open.start();
    await until(() => started.log().includes('"persist-mode"'), "the alarms");
    const alarms = started
      .log()
      .split("\n")
      .filter((line) => line.includes('"settings-drift"'));
    for (const guard of ["deny-delete", "deny-purge", "allow-rollup", "persist-mode"]) {
      expect(alarms.filter((line) => line.includes(`"${guard}"`))).toHaveLength(1);
    }
    expect(open.announcements).toEqual([]);
  });
});
