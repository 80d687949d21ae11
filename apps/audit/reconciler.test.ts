import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { feedPlace } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import type { Leaf } from "#libs/seal/leaf";
import {
  type AuditFixture,
  auditRooms,
  putCopy,
  recordConfiguration,
  recordDecision,
  recordSystem,
  startAuditFixture,
  syntheticCopy,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verified } from "#tests/support/auditLog";
import type { StartedChild } from "#tests/support/childProcess";
import { until } from "#tests/support/until";

let fixture: AuditFixture;
let audit: StartedChild;
/** What audit asked policy for. */
const asked: { readonly room: string; readonly event: string; readonly delivery: string }[] = [];

beforeAll(async () => {
  fixture = await startAuditFixture();
  await fixture.configure();
  const requests = fixture.policy.subscribe("release.missing");
  void (async () => {
    for await (const message of requests) {
      const request = decodeWire("CopyRequest", message.data);
      const [delivery = ""] = request?.deliveries ?? [];
      if (request !== undefined) asked.push({ ...request, delivery });
      message.respond(encodeWire("CopyReply", { outcome: "released", late: false }));
    }
  })();
  audit = fixture.start();
  await audit.ready;
  await recordConfiguration(fixture);
});
afterAll(() => fixture?.close());

const isNotice = (leaf: Leaf) => leaf.kind === "notice";
const notices = async () => (await leavesOf(fixture)).filter(isNotice);
const noticed = (code: string) =>
  until(async () => (await notices()).find((leaf) => leaf.code === code), `a notice ${code}`);

async function alarms(): Promise<string> {
  const { http } = await audit.ready;
  return (await fetch(`http://127.0.0.1:${http}/status`)).text();
}

const release = (name: string) => {
  const copy = syntheticCopy(name);
  const decision = { incident: syntheticId(name), event: syntheticId(`event ${name}`) };
  return { copy, decision: { ...decision, slot: copy.slot } };
};

/** Replaces a copy by its tombstone, as exchange does after handing it out. */
const bury = (delivery: string, digest: string) => {
  const alias = syntheticId("alias");
  const { subject } = feedPlace({ mode: "actual", room: auditRooms[1], alias, delivery });
  return fixture.log.overwrite(subject, new Map([["Raccordo-Sealed-Sha256", digest]]));
};

function recordReceipt(delivery: string) {
  const at = new Date().toISOString();
  const range = { from: 1, to: 1 };
  return recordSystem(fixture, syntheticId("receipts"), {
    leaf: { kind: "receipts", at, clock: "synced", of: "actual", slot: 1, range, count: 1 },
    entries: [{ mode: "actual", delivery, kind: "delivered", at }],
  });
}

describe("feeds are compared with the log", () => {
  test("what is there, was handed out or was reported is not asked for; what is missing is", async () => {
    for (const name of ["good", "handed out"]) {
      const { copy, decision } = release(name);
      await recordDecision(fixture, decision);
      await putCopy(fixture.log, copy);
    }
    const { copy: handedOut } = release("handed out");
    await bury(handedOut.delivery, sha256Hex(handedOut.sealed));
    const reported = release("reported");
    await recordDecision(fixture, reported.decision);
    await recordReceipt(reported.copy.delivery);
    const lost = release("lost");
    await recordDecision(fixture, lost.decision);
    await until(() => asked.some(({ delivery }) => delivery === lost.copy.delivery), "the request");
    // All others are older than the lost one: they would have been asked for before.
    expect(new Set(asked.map(({ delivery }) => delivery))).toEqual(new Set([lost.copy.delivery]));
    expect(asked[0]).toMatchObject({ room: auditRooms[1], event: lost.decision.event });
    expect(await noticed("release_missing")).toMatchObject({
      slot: 1,
      delivery: lost.copy.delivery,
    });
    await putCopy(fixture.log, lost.copy);
    expect(await noticed("release_repeated")).toMatchObject({ delivery: lost.copy.delivery });
    expect(await notices()).toHaveLength(2);
  });

  test("a copy without a record is an alarm and stands in the log", async () => {
    const planted = syntheticCopy("planted");
    await putCopy(fixture.log, planted);
    expect(await noticed("feed_differs")).toMatchObject({
      slot: 1,
      delivery: planted.delivery,
      sha256: sha256Hex(planted.sealed),
    });
    expect(await alarms()).toContain("feed-differs");
  });

  test("so are other bytes than were recorded, and a tombstone of other bytes", async () => {
    const other = release("other bytes");
    const recorded = await recordDecision(fixture, other.decision);
    if (recorded.kind !== "appended") throw new Error(recorded.kind);
    await putCopy(fixture.log, { ...other.copy, sealed: Buffer.from("SINTETICO other bytes") });
    const { copy } = release("good");
    await bury(copy.delivery, "0".repeat(64));
    await until(async () => {
      const found = (await notices()).filter(({ code }) => code === "feed_differs");
      const of = (delivery: string) => found.some((leaf) => leaf.delivery === delivery);
      return of(other.copy.delivery) && of(copy.delivery);
    }, "both notices");
    const differing = (await notices()).find(({ delivery }) => delivery === other.copy.delivery);
    expect(differing).toMatchObject({ sequence: recorded.sequence });
  });

  test("a new life finds the same and notes nothing twice", async () => {
    const before = await notices();
    audit.child.kill("SIGKILL");
    await audit.ended;
    audit = fixture.start();
    await audit.ready;
    await until(async () => (await alarms()).includes("feed-differs"), "the alarm again");
    // The notes of the first comparison stand before the copy that the next one misses.
    const lost = release("lost later");
    await recordDecision(fixture, lost.decision);
    await until(() => asked.some(({ delivery }) => delivery === lost.copy.delivery), "the request");
    await until(async () => (await notices()).length > before.length, "its notice");
    expect((await notices()).slice(0, -1)).toEqual(before);
    expect((await verified(fixture)).findings).toEqual([]);
  });
});
