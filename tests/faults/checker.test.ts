import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { EventLog } from "#libs/eventlog/port";
import { type CheckedRoom, type CheckInput, checkExchange } from "#tests/support/checker";
import { CoreWorld } from "#tests/support/coreWorld";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { world?: CoreWorld; seen?: CheckInput } = {};
const world = (): CoreWorld => {
  if (state.world === undefined) throw new Error("the core did not start");
  return state.world;
};
const seen = (): CheckInput => {
  if (state.seen === undefined) throw new Error("nothing was seen");
  return state.seen;
};

beforeAll(async () => {
  if (problem !== undefined) return;
  state.world = await CoreWorld.start(1);
  for (let number = 1; number <= 3; number += 1) await world().sendUpdate("C01-x", number, "C01");
  expect(await world().settle()).toEqual([]);
  state.seen = await world().seen();
});
afterAll(() => state.world?.stop());

/** What is found when one room's part of the picture is another one. */
function foundWith(change: (room: CheckedRoom) => Partial<CheckedRoom>): readonly string[] {
  const rooms = seen().rooms.map((room) =>
    room.room === "questura_cremona" ? { ...room, ...change(room) } : room,
  );
  return checkExchange({ ...seen(), rooms });
}

describe("the checker of the kill tests notices", () => {
  testWithServer("nothing where nothing is wrong, with three copies to look at", () => {
    const questura = seen().rooms.find(({ room }) => room === "questura_cremona");
    expect(questura?.received).toHaveLength(3);
    expect(questura?.feed).toHaveLength(3);
    expect(checkExchange(seen())).toEqual([]);
  });

  testWithServer("a copy that never came", () => {
    const found = foundWith(({ received }) => ({ received: received.slice(1) }));
    expect(found).toEqual([expect.stringContaining("released, not received")]);
  });

  testWithServer("a copy that nobody recorded", () => {
    const stranger = { delivery: "0".repeat(32), alias: "x", text: "{}" };
    const found = foundWith(({ received }) => ({ received: [...received, stranger] }));
    expect(found).toContainEqual(expect.stringContaining("received without a record"));
  });

  testWithServer("two copies in the wrong order, but not a repetition", () => {
    const swapped = foundWith(({ received }) => ({ received: received.toReversed() }));
    expect(swapped).toContainEqual(expect.stringContaining("out of order"));
    expect(foundWith(({ received }) => ({ received: [...received, ...received] }))).toEqual([]);
  });

  testWithServer("two contents under one delivery id", () => {
    const again = (room: CheckedRoom) => room.received.map((copy) => ({ ...copy, text: "{}" }));
    const found = foundWith((room) => ({ received: [...room.received, ...again(room)] }));
    expect(found).toContainEqual(expect.stringContaining("two contents"));
  });

  testWithServer("other bytes in the feed than were recorded", () => {
    const found = foundWith(({ feed }) => ({
      feed: feed.map((message) => ({ ...message, sealedSha256: "0".repeat(64) })),
    }));
    expect(found).toHaveLength(3);
  });

  testWithServer("an event that was lost, recorded twice, or never accepted", () => {
    const { accepted, leaves } = seen();
    const lost = checkExchange({ ...seen(), accepted: new Set([...accepted, "lost"]) });
    expect(lost).toEqual(["lost: event lost"]);
    const twice = checkExchange({ ...seen(), leaves: [...leaves, ...leaves.slice(-1)] });
    expect(twice).toContainEqual(expect.stringContaining("recorded 2 times"));
    const unknown = checkExchange({ ...seen(), accepted: new Set([...accepted].slice(1)) });
    expect(unknown).toEqual([expect.stringContaining("never accepted")]);
  });

  testWithServer("a policy that believes that it released what it did not", async () => {
    const { log } = world().core;
    const believing: EventLog = {
      append: (subject, data, options) =>
        subject.startsWith("feed.")
          ? Promise.resolve({ kind: "appended", sequence: 1 })
          : log.append(subject, data, options),
      appendAnyway: (...args) => log.appendAnyway(...args),
      overwrite: (...args) => log.overwrite(...args),
      overwriteUnanswered: (...args) => log.overwriteUnanswered(...args),
      removeHeld: (filter) => log.removeHeld(filter),
      last: (...args) => log.last(...args),
      firstFrom: (...args) => log.firstFrom(...args),
      countSubjects: (...args) => log.countSubjects(...args),
      info: (stream) => log.info(stream),
    };
    const liar = world().instance({ log: believing });
    await world().sendUpdate("C01-x", 4, "C01");
    await world().sendUpdate("C01-x", 5, "C01");
    await world().decideAll(liar, "C01-x");
    await world().pollAll();
    const found = checkExchange(await world().seen());
    expect(found).toContainEqual(expect.stringContaining("released, not received"));
  });
});
