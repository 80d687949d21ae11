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
      message.respond(encodeWire("CopyReply", { outcome: "released" }));
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

const placeOf = (delivery: string) =>
  feedPlace({ mode: "actual", room: auditRooms[1], alias: syntheticId("alias"), delivery });

describe("feeds are compared with the log", () => {
  test("a recorded copy and the tombstone of one are as they should be", async () => {
    for (const name of ["good", "handed out"]) {
      const { copy, decision } = release(name);
      await recordDecision(fixture, decision);
      await putCopy(fixture.log, copy);
    }
    const { copy } = release("handed out");
    const headers = new Map([["Raccordo-Sealed-Sha256", sha256Hex(copy.sealed)]]);
    await fixture.log.overwrite(placeOf(copy.delivery).subject, headers);
    // Long enough for several comparisons and for the time that a copy may be missing.
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    expect(await notices()).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("a copy that was recorded and never released is asked of policy, and noted when it comes", async () => {
    const { copy, decision } = release("lost");
    await recordDecision(fixture, decision);
    await until(() => asked.some(({ delivery }) => delivery === copy.delivery), "the request");
    expect(asked[0]).toMatchObject({ room: auditRooms[1], event: decision.event, mode: "actual" });
    expect(await noticed("release_missing")).toMatchObject({ slot: 1, delivery: copy.delivery });
    await putCopy(fixture.log, copy);
    expect(await noticed("release_repeated")).toMatchObject({ delivery: copy.delivery });
  });

  test("one that the room has reported is not asked for again", async () => {
    const { copy, decision } = release("reported");
    const at = new Date().toISOString();
    await recordDecision(fixture, decision);
    await recordSystem(fixture, syntheticId("receipts"), {
      leaf: {
        kind: "receipts",
        at,
        clock: "synced",
        of: "actual",
        slot: 1,
        range: { from: 1, to: 1 },
        count: 1,
      },
      entries: [{ mode: "actual", delivery: copy.delivery, kind: "delivered", at }],
    });
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    expect(asked.map(({ delivery }) => delivery)).not.toContain(copy.delivery);
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
    const { sequence } = (await recordDecision(fixture, other.decision)) as { sequence: number };
    await putCopy(fixture.log, { ...other.copy, sealed: Buffer.from("SINTETICO other bytes") });
    const { copy } = release("good");
    const headers = new Map([["Raccordo-Sealed-Sha256", "0".repeat(64)]]);
    await fixture.log.overwrite(placeOf(copy.delivery).subject, headers);
    await until(async () => {
      const found = (await notices()).filter(({ code }) => code === "feed_differs");
      const of = (delivery: string) => found.some((leaf) => leaf.delivery === delivery);
      return of(other.copy.delivery) && of(copy.delivery);
    }, "both notices");
    const differing = (await notices()).find(({ delivery }) => delivery === other.copy.delivery);
    expect(differing).toMatchObject({ sequence });
  });

  test("a new life finds the same and notes nothing twice", async () => {
    const before = await notices();
    audit.child.kill("SIGKILL");
    await audit.ended;
    audit = fixture.start();
    await audit.ready;
    await until(async () => (await alarms()).includes("feed-differs"), "the alarm again");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await notices()).toEqual(before);
    expect((await verified(fixture)).findings).toEqual([]);
  });
});
