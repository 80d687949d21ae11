import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { releaseMissing } from "#apps/policy/copyRequests";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { epochHeader, tombstoneHeaders } from "#libs/eventlog/feedHeaders";
import type { EventLog } from "#libs/eventlog/port";
import { aliasFilter, feedPlace, feedStream, reportSubject } from "#libs/eventlog/subjects";
import { canonicalBytes } from "#libs/seal/canonical";
import { incidentPseudonym } from "#libs/seal/ids";
import { parseReceiptParts } from "#libs/seal/parts";
import { CoreWorld, recordReceipts } from "#tests/support/coreWorld";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { world?: CoreWorld } = {};
const world = (): CoreWorld => {
  if (state.world === undefined) throw new Error("the core did not start");
  return state.world;
};

beforeAll(async () => {
  if (problem === undefined) state.world = await CoreWorld.start(1);
});
afterAll(() => state.world?.stop());

/** Acknowledges copies without keeping them, as a server does that is killed before it writes them. */
const forgetful = (log: EventLog): EventLog =>
  logBut(log, {
    append: (subject, data, options) =>
      subject.startsWith("feed.")
        ? Promise.resolve({ kind: "appended", sequence: 1 })
        : log.append(subject, data, options),
  });

/** Lets something happen between the look into the feeds and the first write to one. */
function overtakenBy(log: EventLog, meanwhile: () => Promise<void>): EventLog {
  let happened = false;
  return logBut(log, {
    append: async (subject, data, options) => {
      if (subject.startsWith("feed.") && !happened) {
        happened = true;
        await meanwhile();
      }
      return log.append(subject, data, options);
    },
  });
}

/** As an instance sees the feeds that released the lost copies itself: it does not look for them. */
const sureOfItsCopies = (log: EventLog): EventLog =>
  logBut(log, {
    last: async (stream, filter) => {
      const found = await log.last(stream, filter);
      if (found !== undefined || !stream.startsWith("FEED_")) return found;
      const data = Buffer.from("given");
      const storedAt = "2026-11-22T10:00:00.000Z";
      return { stream, subject: filter, sequence: 1, storedAt, headers: new Map(), data };
    },
  });

describe("copies that the server acknowledged and lost", () => {
  testWithServer("come again before anything newer of their incident, as audit asks", async () => {
    const incident = "C01-lost";
    const lossy = world().instance({ log: forgetful(world().core.log) });
    await world().sendUpdate(incident, 1, "C01");
    await world().sendUpdate(incident, 2, "C01");
    await world().decideAll(lossy, incident);
    await world().sendUpdate(incident, 3, "C01");
    await world().decideAll(world().instance(), incident);
    await world().pollAll();
    const { core } = world();
    const { mode, incident: id } = world().name(incident);
    const pseudonym = incidentPseudonym(core.secrets.logPseudonym, mode, id);
    const { leaves } = await world().seen();
    for (const { leaf } of leaves) {
      const missing = { mode, pseudonym, event: leaf.event };
      expect(await releaseMissing(core.ports(), missing)).toBe("done");
    }
    expect(await world().settle()).toEqual([]);
    const { rooms } = await world().seen();
    expect(rooms.find(({ room }) => room === "questura_cremona")?.received).toHaveLength(3);
    // What could no longer be given as it was recorded was decided anew, in a leaf that audit takes.
    const kinds = await kindsOf(`audit.2026.${mode}.i.${pseudonym}.>`);
    expect(kinds).toContain("redecision");
    expect(kinds).not.toContain("anomaly");
  });

  testWithServer(
    "come again on top of what lies in the feed when they are looked for, never behind a newer one",
    async () => {
      const incident = "C01-overtaken";
      const { core } = world();
      await world().sendUpdate(incident, 1, "C01");
      await world().decideAll(world().instance({ log: forgetful(core.log) }), incident);
      await world().sendUpdate(incident, 2, "C01");
      const { mode, incident: id } = world().name(incident);
      const pseudonym = incidentPseudonym(core.secrets.logPseudonym, mode, id);
      const { leaves } = await world().seen();
      const first = leaves.find(({ leaf }) => leaf.incident === pseudonym);
      const overtaking = overtakenBy(core.log, async () => {
        // Another instance that takes the lost copy for released decides the next event meanwhile.
        const other = world().instance({ log: sureOfItsCopies(core.log) });
        await world().decideAll(other, incident);
      });
      const missing = { mode, pseudonym, event: first?.leaf.event ?? "" };
      expect(await releaseMissing(core.ports({ log: overtaking }), missing)).toBe("busy");
      expect(await releaseMissing(core.ports(), missing)).toBe("done");
      expect(await world().settle()).toEqual([]);
    },
  );

  testWithServer(
    "what nobody can open does not keep the copies before it unconfirmed",
    async () => {
      const { core } = world();
      await world().sendUpdate("C12-unreadable", 1, "C12");
      await world().decideAll(world().instance(), "C12-unreadable");
      const before = core.waiting("gdf_cremona");
      const alias = world().alias("gdf_cremona", "C12-unreadable");
      const place = feedPlace({
        mode: "actual",
        room: "gdf_cremona",
        alias,
        delivery: "f".repeat(32),
      });
      await core.log.append(place.subject, Buffer.from("nobody can open this"), {
        expect: { sequence: 0, filter: place.chain },
        headers: new Map([[epochHeader, core.rules.hash]]),
      });
      await until(() => core.waiting("gdf_cremona") > before, "both to wait");
      const first = await core.feed("gdf_cremona", "actual");
      if (first.kind !== "feed") throw new Error(first.code);
      expect(first.copies).toHaveLength(1);
      const second = await core.feed("gdf_cremona", "actual", first.cursor);
      expect(second).toMatchObject({ kind: "feed", copies: [] });
      await until(() => core.waiting("gdf_cremona") === 1, "the readable one to be confirmed");
    },
  );

  testWithServer(
    "a cursor does not count for a delivery that was given again at another place",
    async () => {
      const { core } = world();
      const room = "questura_cremona";
      await world().pollAll();
      await world().pollAll();
      await until(() => core.waiting(room) === 0, "nothing to wait");
      for (const incident of ["C12-before", "C12-again"]) {
        await world().sendUpdate(incident, 1, "C12");
        await world().decideAll(world().instance(), incident);
      }
      await until(() => core.waiting(room) === 2, "both copies");
      const first = await core.feed(room, "actual");
      if (first.kind !== "feed") throw new Error(first.code);
      const delivery = first.copies.at(-1)?.delivery ?? "";
      const alias = world().alias(room, "C12-again");
      const { subject } = feedPlace({ mode: "actual", room, alias, delivery });
      const elsewhere = tombstoneHeaders({ sequence: 999_999, sealedSha256: "0".repeat(64) });
      await core.log.overwrite(subject, elsewhere);
      await until(() => core.waiting(room) === 1, "the tombstone");
      const second = await core.feed(room, "actual", first.cursor);
      if (second.kind !== "feed") throw new Error(second.code);
      const { delivery: before, view } = first.copies[0] ?? {};
      expect(second.copies).toMatchObject([{ delivery: before, view }]);
      expect(second.copies).toHaveLength(1);
    },
  );

  testWithServer(
    "a room that does not fetch until its feed is full keeps no other room waiting",
    async () => {
      const { core } = world();
      const incident = "C12-full";
      const isFull = (subject: string) => subject.startsWith("feed.actual.gdf_cremona.");
      const full = logBut(core.log, {
        append: (subject, data, options) =>
          isFull(subject)
            ? Promise.resolve({ kind: "full" })
            : core.log.append(subject, data, options),
      });
      for (const number of [1, 2]) {
        await world().sendUpdate(incident, number, "C12");
        // Each by an instance that remembers nothing: it finds the copy missing, and goes on all the same.
        await world().decideAll(world().instance({ log: full }), incident);
      }
      const alias = world().alias("gdf_cremona", incident);
      const filter = aliasFilter("actual", "gdf_cremona", alias);
      expect(await core.log.last(feedStream("gdf_cremona"), filter)).toBeUndefined();
      const other = aliasFilter(
        "actual",
        "questura_cremona",
        world().alias("questura_cremona", incident),
      );
      expect(await core.log.last(feedStream("questura_cremona"), other)).toBeDefined();
      const { mode, incident: id } = world().name(incident);
      const pseudonym = incidentPseudonym(core.secrets.logPseudonym, mode, id);
      for (const { leaf } of (await world().seen()).leaves) {
        if (leaf.incident !== pseudonym) continue;
        await releaseMissing(core.ports(), { mode, pseudonym, event: leaf.event });
      }
      await world().decideAll(world().instance(), incident);
      expect(await core.log.last(feedStream("gdf_cremona"), filter)).toBeDefined();
    },
  );

  testWithServer("a flood of receipts is recorded to the last entry", async () => {
    const { core } = world();
    const subject = reportSubject({ mode: "actual", room: "gdf_cremona", kind: "receipts" });
    const named: string[] = [];
    for (let batch = 0; batch < 3; batch += 1) {
      const entries = Array.from({ length: 400 }, (_, index) => {
        const delivery = `${"a".repeat(12)}8aaa8${String(batch * 1_000 + index).padStart(15, "0")}`;
        named.push(delivery);
        return { mode: "actual", delivery, kind: "delivered", at: "2026-11-22T10:00:00.000Z" };
      });
      const kept = await core.log.appendAnyway(subject, canonicalBytes({ v: 1, entries }));
      expect(kept.kind).toBe("appended");
    }
    const covered = await recordReceipts(core, core.log);
    expect(covered).not.toContain(false);
    expect(await receipted()).toEqual(expect.arrayContaining(named));
  });
});

/** Kinds of the leaves that audit makes of these messages of the log. */
async function kindsOf(filter: string): Promise<readonly string[]> {
  const { log, secrets } = world().core;
  const kinds: string[] = [];
  let from = 1;
  for (;;) {
    const message = await log.firstFrom("AUDIT_2026", filter, from);
    if (message === undefined) return kinds;
    kinds.push(entryOf(message, 2026, secrets.macs).read.kind);
    from = message.sequence + 1;
  }
}

async function receipted(): Promise<readonly string[]> {
  const { log } = world().core;
  const deliveries: string[] = [];
  let from = 1;
  for (;;) {
    const message = await log.firstFrom("AUDIT_2026", "audit.2026.system.k.receipts.>", from);
    if (message === undefined) return deliveries;
    const parts = parseReceiptParts(decodeAuditMessage(message.data)?.parts ?? new Uint8Array());
    deliveries.push(...(parts?.entries ?? []).map(({ value }) => value.delivery));
    from = message.sequence + 1;
  }
}
