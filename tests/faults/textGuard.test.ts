import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { EarlierEvents } from "#apps/exchange/earlierEvents";
import { EventLogError } from "#libs/eventlog/port";
import { incidentFilter } from "#libs/eventlog/subjects";
import type { Component, IncidentEvent, Mode } from "#libs/incident/event";
import { startCore, type TestCore } from "#tests/support/core";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { rooms } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const owner = "pl_cremona";
const broken: { isBroken: boolean } = { isBroken: false };
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};

beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore({
    exchangeLog: (log) =>
      logBut(log, {
        firstFrom: (stream, filter, sequence) =>
          broken.isBroken
            ? Promise.reject(new EventLogError("unreachable", "planted"))
            : log.firstFrom(stream, filter, sequence),
      }),
  });
});
afterAll(() => state.core?.stop());

const person: Component = {
  kind: "person",
  id: "a",
  fields: { roles: ["victim"], minor: false, family_name: "SINTETICO" },
};
const place = (street: string): Component => ({
  kind: "place",
  id: "p",
  fields: { sensitivity: "public", street, municipality: "istat:019036" },
});
const says = (
  incident: string,
  upsert: readonly Component[],
  mode: Mode = "actual",
): IncidentEvent => syntheticReport(incident, { kind: "update", category: "C01", upsert, mode });

async function told(event: IncidentEvent): Promise<readonly unknown[]> {
  const outcome = await core().submit(owner, event);
  if (outcome.kind === "accepted") return [outcome.repeated ? "repeated" : "accepted"];
  return [outcome.code, ...outcome.errors.map(({ pointer }) => pointer)];
}

const eventsOf = (incident: string): Promise<number> =>
  core().log.countSubjects(
    "EVENTS",
    incidentFilter("actual", core().incident(owner, "actual", incident)),
  );

async function decided(incident: string): Promise<void> {
  const name = { mode: "actual", incident: core().incident(owner, "actual", incident) } as const;
  expect(await core().policy().advance(name, Number.MAX_SAFE_INTEGER)).toEqual({ kind: "done" });
}

/** What all rooms but the owner have been given so far. */
async function given(): Promise<string> {
  const feeds = await Promise.all(rooms.map(({ id }) => core().feed(id, "actual")));
  return JSON.stringify(
    feeds.map((outcome) =>
      outcome.kind === "feed"
        ? outcome.copies.map(({ view }) => Buffer.from(view).toString("utf8"))
        : outcome.code,
    ),
  );
}

describe("what an incident knows, in a text of another message", () => {
  testWithServer("is refused, and leaves no trace in the incident or in any feed", async () => {
    expect(await told(says("T-1", [person, place("Via Roma")]))).toEqual(["accepted"]);
    await decided("T-1");
    // Copies come to exchange by its own follower: from here on they are there.
    await until(async () => (await given()).includes("Via Roma"), "the copies of T-1");
    const before = await given();
    const typed = says("T-1", [place("Via Roma presso sintetico")]);
    expect(await told(typed)).toEqual(["text-repeats-incident", "/upsert/0/street"]);
    expect(await eventsOf("T-1")).toBe(1);
    await decided("T-1");
    expect(await given()).toBe(before);
  });

  testWithServer("is refused the other way round, until the text is corrected", async () => {
    expect(await told(says("T-2", [place("presso Sintetico")]))).toEqual(["accepted"]);
    expect(await told(says("T-2", [person]))).toEqual(["earlier-text-repeats", "/upsert/0"]);
    expect(await told(says("T-2", [person, place("Via Roma")]))).toEqual(["accepted"]);
  });

  testWithServer("is looked for in all messages before it, not in the last only", async () => {
    expect(await told(says("T-3", [person]))).toEqual(["accepted"]);
    for (const street of ["Via Roma 1", "Via Roma 2", "Via Roma 3"]) {
      expect(await told(says("T-3", [place(street)]))).toEqual(["accepted"]);
    }
    const typed = says("T-3", [place("Via Roma 4, Sintetico")]);
    expect(await told(typed)).toEqual(["text-repeats-incident", "/upsert/0/street"]);
  });

  testWithServer(
    "nothing of another incident counts, nor of the same name in an exercise",
    async () => {
      expect(await told(says("T-4", [person]))).toEqual(["accepted"]);
      expect(await told(says("T-5", [place("presso Sintetico")]))).toEqual(["accepted"]);
      expect(await told(says("T-4", [place("presso Sintetico")], "exercise"))).toEqual([
        "accepted",
      ]);
    },
  );

  testWithServer(
    "a message that was accepted is accepted again, whatever came after it",
    async () => {
      const first = says("T-6", [place("presso Sintetico")]);
      expect(await told(first)).toEqual(["accepted"]);
      expect(await told(says("T-6", [person, place("Via Roma")]))).toEqual(["accepted"]);
      expect(await told(first)).toEqual(["repeated"]);
      const other = { ...first, upsert: [place("presso Sintetico 5")] };
      expect(await told(other)).toEqual(["message-id-reused", "/message_id"]);
    },
  );

  testWithServer(
    "two messages at once are judged one after the other: one of them is refused",
    async () => {
      expect(await told(says("T-7", []))).toEqual(["accepted"]);
      const both = [says("T-7", [person]), says("T-7", [place("presso Sintetico")])];
      expect(await Promise.all(both.map(told))).toEqual([
        ["accepted"],
        ["text-repeats-incident", "/upsert/0/street"],
      ]);
      const first = [says("T-8", [place("presso Sintetico")]), says("T-8", [person])];
      expect(await Promise.all(first.map(told))).toEqual([
        ["accepted"],
        ["earlier-text-repeats", "/upsert/0"],
      ]);
    },
  );

  testWithServer(
    "while nobody can say what the incident knows, nothing with a text is taken",
    async () => {
      expect(await told(says("T-9", [person]))).toEqual(["accepted"]);
      broken.isBroken = true;
      expect(await told(says("T-9", [place("Via Roma")]))).toEqual(["busy"]);
      expect(await told(says("T-9", []))).toEqual(["accepted"]);
      broken.isBroken = false;
      expect(await told(says("T-9", [place("Via Roma")]))).toEqual(["accepted"]);
    },
  );
});

describe("what exchange remembers of an incident", () => {
  test("a failure of one message keeps no other from its turn", async () => {
    const earlier = new EarlierEvents(() => 0);
    const failed = earlier.inTurn("actual", "i", () => Promise.reject(new Error("planted")));
    const next = earlier.inTurn("actual", "i", () => Promise.resolve("done"));
    await expect(failed).rejects.toThrow("planted");
    expect(await next).toBe("done");
  });

  test("it is read again after a shred notice", async () => {
    const earlier = new EarlierEvents(() => 0);
    const keys = { ordinary: new Uint8Array(32), sensitive: new Uint8Array(32) };
    const name = { mode: "actual", incident: "0".repeat(32) } as const;
    const asked: number[] = [];
    const subject = `event.actual.0.pl_cremona.${name.incident}.${"1".repeat(32)}`;
    const stored = {
      stream: "EVENTS",
      subject,
      sequence: 7,
      storedAt: "",
      headers: new Map(),
      data: Buffer.of(1),
    };
    const log = {
      firstFrom: (_stream: string, _filter: string, sequence: number) => {
        asked.push(sequence);
        return Promise.resolve(sequence <= 7 ? stored : undefined);
      },
    };
    for (let time = 0; time < 2; time += 1)
      expect(await earlier.stateOf(log, name, keys)).toBeUndefined();
    earlier.forget("actual", name.incident);
    await earlier.stateOf(log, name, keys);
    expect(asked).toEqual([1, 8, 8, 1, 8]);
  });

  const keys = { ordinary: new Uint8Array(32), sensitive: new Uint8Array(32) };
  const lies = (sequence: number, digit: string) => ({
    ...{ stream: "EVENTS", sequence, storedAt: "", headers: new Map(), data: Buffer.of(1) },
    subject: `event.actual.0.pl_cremona.${"0".repeat(32)}.${digit.repeat(32)}`,
  });

  test("what another process stored meanwhile is found on the way to the own message", async () => {
    const earlier = new EarlierEvents(() => 0);
    const name = { mode: "actual", incident: "0".repeat(32) } as const;
    const all = [lies(3, "1"), lies(5, "2"), lies(8, "3")];
    const asked: number[] = [];
    const log = {
      firstFrom: (_stream: string, _filter: string, from: number) => {
        asked.push(from);
        return Promise.resolve(all.find(({ sequence }) => sequence >= from));
      },
    };
    expect(await earlier.readBack(log, name, keys, 8)).toBe(all[2]);
    expect(asked).toEqual([1, 4, 6]);
    expect(await earlier.readBack(log, name, keys, 8)).toBeUndefined();
    await earlier.stateOf(log, name, keys);
    expect(asked).toEqual([1, 4, 6, 9]);
  });

  test("what was asked before a shred notice is not kept after it", async () => {
    const earlier = new EarlierEvents(() => 0);
    const name = { mode: "actual", incident: "0".repeat(32) } as const;
    const asked: number[] = [];
    const log = {
      firstFrom: (_stream: string, _filter: string, from: number) => {
        asked.push(from);
        if (asked.length === 1) earlier.forget(name.mode, name.incident);
        return Promise.resolve(from <= 3 ? lies(3, "1") : undefined);
      },
    };
    await earlier.readBack(log, name, keys, 3);
    await earlier.stateOf(log, name, keys);
    expect(asked).toEqual([1, 1, 4]);
  });
});
