import { describe, expect } from "@jest/globals";
import { DemandDesk } from "#apps/policy/demandDesk";
import type { Component } from "#libs/incident/event";
import { demandBytes } from "#libs/policy/demandMessages";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalJson } from "#libs/seal/canonical";
import { coreOfFile } from "#tests/support/coreOfFile";
import { room } from "#tests/support/patto";
import {
  confirmationOf,
  dayMs,
  force,
  keyOfOfficer,
  later,
  otherForce,
  place,
  RecallWorld,
  role,
  sender,
  signed,
  statesOf,
  witness,
} from "#tests/support/recallWorld";
import { until } from "#tests/support/until";

const { core, testWithServer } = await coreOfFile();
const world = new RecallWorld(core);
const {
  readerOf,
  deskOf,
  decideAll,
  send,
  refOf,
  orderOf,
  ask,
  demand,
  rowsOf,
  confirm,
  lastLeaf,
} = world;
const mode = "actual" as const;

describe("a room that confirms by a message of its own", () => {
  testWithServer("is recorded once, and told alike whenever it says so again", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("C1", { upsert: [place("Via Sintetica 21")] });
    await reader.one();
    await demand("C1", "place.street");
    await decideAll("C1");
    const { delivery } = await reader.one();
    const both = await Promise.all([confirm(force, delivery), confirm(force, delivery)]);
    const notes = both.map((one) => (one.kind === "confirmed" ? one.notes : [one.code]));
    expect(notes.toSorted()).toEqual([[], ["confirmation-repeated"]]);
    expect(await confirm(force, delivery)).toEqual({
      kind: "confirmed",
      notes: ["confirmation-repeated"],
    });
    const [row] = await rowsOf("C1");
    expect(statesOf(row)[force]).toBe("confirmed");
    const leaf = await lastLeaf("confirmation");
    expect(leaf).toMatchObject({ role: "room", slot: room(force).slot, notice: row?.notice });
  });

  testWithServer("after its time is recorded all the same, and told that it is late", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("C2", { upsert: [place("Via Sintetica 22")] });
    await reader.one();
    await demand("C2", "place.street");
    await decideAll("C2");
    const { delivery } = await reader.one();
    const late = { kind: "confirmed", notes: ["confirmation-late"] };
    expect(await confirm(force, delivery, later(6))).toEqual(late);
    expect(statesOf((await rowsOf("C2"))[0])[force]).toBe("confirmed");
  });

  testWithServer("which had lost the datum before names the copy that took it then", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("C3", { upsert: [place("Via Sintetica 23"), witness] });
    const had = await reader.one();
    const ref = await refOf("C3", "place.street");
    const bare: Component = { ...place(""), fields: { sensitivity: "public" } };
    await send("C3", { kind: "update", upsert: [bare] });
    const { delivery } = await reader.one();
    expect(await confirm(force, delivery)).toMatchObject({ code: "demand-unknown" });
    await demand("C3", "place.street", { ref });
    await decideAll("C3");
    expect(await confirm(force, had.delivery)).toMatchObject({ code: "demand-unknown" });
    expect(await confirm(force, delivery)).toEqual({ kind: "confirmed", notes: [] });
    expect(statesOf((await rowsOf("C3"))[0])[force]).toBe("confirmed");
  });

  testWithServer(
    "learns nothing of demands that are not its own: one refusal for all",
    async () => {
      const [reader, other] = [readerOf(force), readerOf(otherForce)];
      await reader.next();
      await other.next();
      await send("C4", { upsert: [place("Via Sintetica 24"), witness] });
      const had = await reader.one();
      const before = await confirm(force, had.delivery);
      await demand("C4", "person.family_name");
      await decideAll("C4");
      // A datum that this room never got was taken back: its answer is what it was before.
      expect(await confirm(force, had.delivery)).toEqual(before);
      await demand("C4", "place.street");
      await decideAll("C4");
      const theirs = await until(
        async () => (await other.next()).find(({ withdrawn }) => withdrawn.length > 0),
        "the other room's withdrawal",
      );
      const strange = `${"0".repeat(12)}80008${"0".repeat(15)}`;
      const wrong = [strange, theirs.delivery, had.delivery];
      for (const delivery of wrong) expect(await confirm(force, delivery)).toEqual(before);
      const own = (await reader.one()).delivery;
      expect(await confirm(force, own, {}, "exercise")).toEqual(before);
      expect(await confirm(force, "Via Sintetica")).toMatchObject({
        code: "confirmation-malformed",
      });
      expect(
        (await rowsOf("C4")).flatMap(({ rooms }) => rooms.map(({ state: at }) => at)),
      ).not.toContain("confirmed");
      // Refused confirmations are reported like every refusal, and by code alone.
      const told = await core().log.last("REPORTS", `report.${mode}.${force}.refusals`);
      expect(Buffer.from(told?.data ?? []).toString("utf8")).toContain('"code":"demand-unknown"');
    },
  );
});

describe("the order to take a datum back", () => {
  testWithServer(
    "without the signature of its own titolare is nobody's, and changes nothing",
    async () => {
      await send("R10", { upsert: [place("Via Sintetica 10")] });
      const refused = (code: string) => ({ outcome: "refused", code });
      const order = await orderOf("R10", "place.street");
      const unsigned = { body: canonicalJson(order), signatures: [] };
      expect(await ask("R10", unsigned)).toEqual(refused("not-authorised"));
      expect(await ask("R10", signed(order, force))).toEqual(refused("not-authorised"));
      const good = signed(order, sender);
      const other = { ...good, body: canonicalJson({ ...order, days: 30 }) };
      expect(await ask("R10", other)).toEqual(refused("not-authorised"));
      const old = { ...order, issued: new Date(Date.now() - 8 * dayMs).toISOString() };
      expect(await ask("R10", signed(old, sender))).toEqual(refused("order-expired"));
      const nobody = new DemandDesk(core().ports(), { rooms: core().rules.rooms, officers: [] });
      expect(await ask("R10", good, nobody)).toEqual(refused("not-authorised"));
      await decideAll("R10");
      expect(await rowsOf("R10")).toEqual([]);
    },
  );

  testWithServer(
    "is carried out once, and the log says by whose order: replayed it takes nothing back",
    async () => {
      const reader = readerOf(force);
      await reader.next();
      await send("R11", { upsert: [place("Via Sintetica 11")] });
      await reader.one();
      const order = signed(await orderOf("R11", "place.street"), sender);
      expect(await ask("R11", order)).toMatchObject({ outcome: "demanded" });
      await decideAll("R11");
      await reader.one();
      // The right value was sent since: the same order, put in again, does not take that back.
      await send("R11", { kind: "update", upsert: [place("Via Sintetica 110")] });
      await reader.one();
      expect(await ask("R11", order)).toMatchObject({ outcome: "demanded-before" });
      await decideAll("R11");
      expect(await reader.next()).toEqual([]);
      const read = await lastLeaf("demand");
      const key = keyOfOfficer(sender);
      expect(read).toMatchObject({ role, key, order: sha256Hex(Buffer.from(order.body)) });
    },
  );

  testWithServer(
    "is confirmed by an office of its titolare or of the room's, and by no other",
    async () => {
      await send("R12", { upsert: [place("Via Sintetica 12")] });
      await demand("R12", "place.street");
      await decideAll("R12");
      const [row] = await rowsOf("R12");
      if (row === undefined) throw new Error("no demand");
      const confirmBy = (by: string) =>
        deskOf().confirm(demandBytes({ order: confirmationOf(row.notice, force, by) }));
      expect(await confirmBy(otherForce)).toEqual({ outcome: "not-authorised" });
      expect(await confirmBy(force)).toEqual({ outcome: "confirmed" });
      expect(await confirmBy(sender)).toEqual({ outcome: "confirmed-before" });
      expect(await lastLeaf("confirmation")).toMatchObject({
        ...{ role, key: keyOfOfficer(force) },
      });
    },
  );
});
