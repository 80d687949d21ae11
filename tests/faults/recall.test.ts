import { describe, expect } from "@jest/globals";
import type { PolicyPorts } from "#apps/policy/ports";
import type { Component } from "#libs/incident/event";
import { demandBytes } from "#libs/policy/demandMessages";
import { coreOfFile } from "#tests/support/coreOfFile";
import {
  confirmationOf,
  force,
  later,
  otherForce,
  place,
  RecallWorld,
  sender,
  signed,
  statesOf,
  witness,
  year,
} from "#tests/support/recallWorld";

const { core, testWithServer } = await coreOfFile();
const world = new RecallWorld(core);
const {
  readerOf,
  nameOf,
  pseudonymOf,
  deskOf,
  decideAll,
  send,
  leavesOf,
  refOf,
  orderOf,
  ask,
  demand,
  rowsOf,
  lastLeaf,
  accept,
} = world;

describe("a datum that should not have been given", () => {
  testWithServer("is withdrawn from every room that has it, with the demand", async () => {
    const [reader, other] = [readerOf(force), readerOf(otherForce)];
    await send("R1", { upsert: [place("Via Sintetica 1"), witness] });
    const first = await reader.one();
    await reader.next(); // asking again confirms it; the other force leaves its copy lying
    expect(JSON.stringify(first)).toContain("Via Sintetica 1");

    const answer = await demand("R1", "place.street");
    expect(answer).toMatchObject({ outcome: "demanded" });
    await decideAll("R1");

    const told = await reader.one();
    expect(told.withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
    expect(told.handling.filter((code) => /^recall-unlawful-by-20\d{6}$/.test(code))).toHaveLength(
      1,
    );
    const late = await other.one();
    expect(JSON.stringify(late)).not.toContain("Via Sintetica 1");
    expect(late.handling.some((code) => code.startsWith("recall-"))).toBe(true);

    const [row] = await rowsOf("R1");
    expect(row).toMatchObject({ kind: "recall", path: "place.street", room: sender, open: true });
    await accept(force, told.delivery);
    const [after] = await rowsOf("R1");
    expect(statesOf(after)[force]).toBe("confirmed");
    expect(after?.overdue).toBe(false);
    expect((await rowsOf("R1", later(6)))[0]?.overdue).toBe(true);

    for (const { room: id, state: stands } of after?.rooms ?? []) {
      if (stands === "confirmed") continue;
      const notice = row?.notice ?? { year, seq: 1 };
      const bytes = demandBytes({ order: confirmationOf(notice, id ?? "", sender) });
      expect(await deskOf().confirm(bytes)).toEqual({ outcome: "confirmed" });
      expect(await deskOf().confirm(bytes)).toEqual({ outcome: "confirmed-before" });
    }
    expect((await rowsOf("R1", later(6)))[0]).toMatchObject({ open: false, overdue: false });
  });

  testWithServer(
    "rooms that never got it see nothing of its recall, nor are they woken",
    async () => {
      const strangers = ["gdf_cremona", "pl_limitrofo"].map((id) => readerOf(id));
      await send("R2", { upsert: [place("Via Sintetica 2")] });
      await demand("R2", "place.street");
      await decideAll("R2");
      for (const stranger of strangers) expect(await stranger.next()).toEqual([]);
      const leaves = await leavesOf("R2");
      const recall = leaves.at(-1);
      expect(recall?.leaf.kind).toBe("recall");
      for (const { slot, value } of recall?.parts.slots ?? []) {
        const isHolder = value.delivery !== undefined;
        const got = (await rowsOf("R2"))[0]?.rooms.map((one) => one.slot);
        expect([slot, got?.includes(slot)]).toEqual([slot, isHolder]);
      }
    },
  );

  testWithServer("is not given again with the next message, only another value is", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("R3", { upsert: [place("Via Sintetica 3")] });
    await reader.one();
    await demand("R3", "place.street");
    await decideAll("R3");
    await reader.one();
    await send("R3", { kind: "update", upsert: [place("Via Sintetica 3"), witness] });
    expect(JSON.stringify(await reader.next())).not.toContain("Via Sintetica 3");
    await send("R3", { kind: "update", upsert: [place("Via Sintetica 30")] });
    const corrected = await reader.one();
    expect(JSON.stringify(corrected)).toContain("Via Sintetica 30");
    expect(corrected.handling.some((code) => code.startsWith("recall-"))).toBe(false);
  });

  testWithServer("is demanded once, however often and by how many at once", async () => {
    await send("R4", { upsert: [place("Via Sintetica 4")] });
    const both = await Promise.all([demand("R4", "place.street"), demand("R4", "place.street")]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["demanded", "demanded-before"]);
    await decideAll("R4");
    expect(await demand("R4", "place.street")).toMatchObject({ outcome: "demanded-before" });
    await decideAll("R4");
    expect(await rowsOf("R4")).toHaveLength(1);
  });

  testWithServer("nobody had: the demand is recorded, and nobody has to confirm", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("R5", { upsert: [place("Via Sintetica 5"), witness] });
    await reader.one();
    expect(await demand("R5", "person.family_name")).toMatchObject({
      outcome: "demanded",
      rooms: [],
    });
    await decideAll("R5");
    expect(await reader.next()).toEqual([]);
    expect(await rowsOf("R5")).toMatchObject([{ rooms: [], open: false }]);
  });

  testWithServer("withdrawn before by its sender: the room is asked all the same", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("R6", { upsert: [place("Via Sintetica 6"), witness] });
    await reader.one();
    const ref = await refOf("R6", "place.street");
    const bare: Component = { ...place(""), fields: { sensitivity: "public" } };
    await send("R6", { kind: "update", upsert: [bare] });
    await reader.one();
    await demand("R6", "place.street", { ref, kind: "rectification", reason: "inaccurate" });
    await decideAll("R6");
    expect(await reader.next()).toEqual([]);
    const [row] = await rowsOf("R6");
    expect(row?.kind).toBe("rectification");
    expect(statesOf(row)[force]).toBe("withdrawn-before");
    expect(row?.open).toBe(true);
  });
});

describe("a datum of an incident whose sensitive key is destroyed", () => {
  testWithServer("is taken from every room that has a copy, and from nobody else", async () => {
    const [reader, stranger] = [readerOf(force), readerOf("gdf_cremona")];
    await reader.next();
    await stranger.next();
    await send("L1", { upsert: [place("Via Sintetica 31"), witness] });
    await reader.one();
    await core().keyStore.shred(nameOf("L1"), "sensitive");

    expect(await demand("L1", "place.street")).toMatchObject({ outcome: "demanded" });
    await decideAll("L1");
    const told = await reader.one();
    expect(told.withdrawn.map(({ kind, paths }) => [kind, paths])).toEqual([
      ["place", ["place.street"]],
    ]);
    expect(told.components).toEqual([]);
    expect(told.handling).toEqual([expect.stringMatching(/^recall-unlawful-by-20\d{6}$/)]);
    // What another room had waiting died with the key; only the withdrawal comes.
    const late = await readerOf(otherForce).next();
    expect(JSON.stringify(late)).not.toContain("Via Sintetica 31");
    expect(late.at(-1)?.withdrawn).toHaveLength(1);
    expect(await stranger.next()).toEqual([]);
    await accept(force, told.delivery);
    expect(statesOf((await rowsOf("L1"))[0])[force]).toBe("confirmed");
  });

  testWithServer(
    "is told also after a kill between record and release, and after the rules have changed",
    async () => {
      const reader = readerOf(force);
      await reader.next();
      await send("L2", { upsert: [place("Via Sintetica 32")] });
      const had = await reader.one();
      await reader.next();
      await core().keyStore.shred(nameOf("L2"), "sensitive");
      await demand("L2", "place.street");
      const seam = (name: string) =>
        name === "recorded" ? Promise.reject(new Error("killed")) : Promise.resolve();
      await expect(decideAll("L2", { seam })).rejects.toThrow("killed");
      expect(await reader.next()).toEqual([]);
      await decideAll("L2");
      const told = await readerUnderOtherRules(reader);
      expect(told.withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
      expect(told.incident).toBe(had.incident);
      expect(told.withdrawn[0]?.alias).toBe(
        had.components.find(({ kind }) => kind === "place")?.alias,
      );
    },
  );

  testWithServer("is withdrawn too where the key went between demand and decision", async () => {
    const reader = readerOf(force);
    await reader.next();
    await send("L3", { upsert: [place("Via Sintetica 33")] });
    await reader.one();
    await demand("L3", "place.street");
    await core().keyStore.shred(nameOf("L3"), "sensitive");
    await decideAll("L3");
    expect((await reader.one()).withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
    expect(await rowsOf("L3")).toMatchObject([{ open: true }]);
  });
});

/** Reads one copy while whatever waits was made under rules that are no longer in force. */
async function readerUnderOtherRules(reader: ReturnType<typeof readerOf>) {
  const { rules } = core().rules;
  core().setRules({ ...rules, hash: "ab".repeat(32) });
  try {
    return await reader.one();
  } finally {
    core().setRules(rules);
  }
}

describe("a demand", () => {
  testWithServer("of another titolare, or about nothing, is answered alike", async () => {
    await send("R7", { upsert: [place("Via Sintetica 7")] });
    const unknown = { outcome: "refused", code: "unknown" };
    expect(await demand("R7", "place.street", { room: force })).toEqual(unknown);
    expect(await demand("R7", "place.street", { room: "pl_limitrofo" })).toEqual(unknown);
    expect(await demand("R7", "place.street", { room: "nessuna" })).toEqual({
      ...{ outcome: "refused", code: "not-authorised" },
    });
    expect(await demand("R7", "place.street", { ref: "0".repeat(32) })).toEqual(unknown);
    const nowhere = pseudonymOf("R7-mai");
    expect(await demand("R7", "place.street", { incident: nowhere })).toEqual(unknown);
    const order = signed(await orderOf("R7", "place.street"), sender);
    expect(await ask("R7-mai", order)).toEqual(unknown);
    await decideAll("R7");
    expect(await rowsOf("R7")).toEqual([]);
  });

  testWithServer("that is none, or of what the core itself says, is refused", async () => {
    await send("R8", { upsert: [place("Via Sintetica 8")] });
    const ref = await refOf("R8", "place.street");
    expect(await deskOf().demand(Buffer.from("{}"))).toEqual({
      outcome: "refused",
      code: "malformed",
    });
    const derived = await demand("R8", "place.zone", { ref });
    expect(derived).toEqual({ outcome: "refused", code: "not-recallable" });
    const head = await demand("R8", "incident.category", {
      ref: await refOf("R8", "incident.category"),
    });
    expect(head).toEqual({ outcome: "refused", code: "not-recallable" });
  });

  testWithServer(
    "about an incident whose keys are destroyed is refused, and nothing leaves",
    async () => {
      const reader = readerOf(force);
      await reader.next();
      await send("R9", { upsert: [place("Via Sintetica 9")] });
      await reader.one();
      const vault: PolicyPorts["vault"] = {
        create: () => Promise.resolve({ kind: "shredded" }),
        get: () => Promise.resolve({ kind: "shredded" }),
        getToSeal: () => Promise.resolve({ kind: "shredded" }),
      };
      expect(await demand("R9", "place.street", {}, deskOf({ vault }))).toEqual({
        outcome: "refused",
        code: "shredded",
      });
      // Destroyed between the demand and its decision: decided without keys, and nobody gets anything.
      expect(await demand("R9", "place.street")).toMatchObject({ outcome: "demanded" });
      await decideAll("R9", { vault });
      expect(await reader.next()).toEqual([]);
    },
  );

  testWithServer("stands in the log as leaves that audit takes, without a value", async () => {
    for (const kind of ["demand", "confirmation"] as const) {
      expect((await lastLeaf(kind)).kind).toBe(kind);
    }
  });
});
