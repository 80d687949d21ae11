import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { EventLog, EventLogAdmin } from "./port.ts";
import {
  auditYearStream,
  demonstrationLimits,
  eventsStream,
  feedRoomStream,
  reportsStream,
} from "./streams.ts";
import { auditPlace, eventPlace, feedPlace, incidentFilter, reportSubject } from "./subjects.ts";

/** What the contract needs of an implementation under test. */
export interface EventLogHarness {
  /** The log under test; its time-out is short, and its answers can be lost. */
  readonly log: EventLog;
  /** A second client of the same log whose answers always arrive. */
  readonly witness: EventLog;
  readonly admin: EventLogAdmin;
  /** From now on (until `findAnswers`) requests of `log` arrive and its answers are lost. */
  loseAnswers(): void;
  findAnswers(): void;
  /** Deletes one message behind everybody's back, as an operator with too many rights could. */
  deleteMessage(stream: string, sequence: number): Promise<void>;
  /** Changes a live stream to keep at most so many messages, the oldest going first. */
  trim(stream: string, messagesMax: number): Promise<void>;
  /** Ends the server without goodbye; `restart` brings it back with its store. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

const limits = { ...demonstrationLimits, reportsBytesMax: 4096, feedBytesMax: 1024 * 1024 };
const room = "pl-sintetico";
const bytes = (text: string) => new TextEncoder().encode(text);
const none: ReadonlyMap<string, string> = new Map();

let counter = 0;
/** A fresh id, in order, so that tests on one server do not meet each other. */
const freshId = (): string => (++counter).toString(16).padStart(32, "0");

/** The contract of the port: one suite for every implementation. */
export function eventLogContract(name: string, start: () => Promise<EventLogHarness>): void {
  describe(`the durable log on ${name}`, () => {
    let harness: EventLogHarness;
    const given = () => harness;
    beforeAll(async () => {
      harness = await start();
      for (const spec of [
        eventsStream(limits),
        auditYearStream(2026, limits),
        auditYearStream(2027, limits),
        feedRoomStream(room, limits),
        reportsStream(limits),
      ]) {
        expect(await harness.admin.ensureStream(spec)).toEqual({ kind: "created" });
      }
    });
    afterAll(() => harness.close());

    describe("appending under an expectation", () => appendingTests(given));
    describe("a chain has one successor", () => chainTests(given));
    describe("reading", () => readingTests(given));
    describe("copies and tombstones", () => tombstoneTests(given));
    describe("limits and the end of a year", () => limitTests(given));
    describe("lost answers", () => lostAnswerTests(given));
    describe("drift", () => driftTests(given));
    describe("a killed server", () => killedServerTests(given));
  });
}

const newEvent = (incident = freshId()) =>
  eventPlace({ mode: "test", room, incident, event: freshId() });
const newLeaf = (pseudonym = freshId(), year = 2026) =>
  auditPlace({ year, mode: "test", pseudonym, event: freshId() });
const newCopy = (alias = freshId()) =>
  feedPlace({ mode: "test", room, alias, delivery: freshId() });
const at = (sequence: number, place: { readonly chain: string }) => ({
  expect: { sequence, filter: place.chain },
});

function appendingTests(given: () => EventLogHarness): void {
  test("a second submission of the same event is a conflict, and the first one stays", async () => {
    const { log } = given();
    const place = newEvent();
    expect(await log.append(place.subject, bytes("first"), at(0, place))).toMatchObject({
      kind: "appended",
    });
    expect(await log.append(place.subject, bytes("second"), at(0, place))).toEqual({
      kind: "conflict",
    });
    expect((await log.last("EVENTS", place.chain))?.data).toEqual(bytes("first"));
  });

  test("headers and bytes come back as they were written, with the store's time", async () => {
    const { log } = given();
    const place = newEvent();
    const data = Uint8Array.from({ length: 256 }, (_, value) => value);
    const headers = new Map([["Raccordo-Digest", "00ff"]]);
    await log.append(place.subject, data, { ...at(0, place), headers });
    const stored = await log.last("EVENTS", place.subject);
    expect(stored?.data).toEqual(data);
    expect(stored?.headers.get("Raccordo-Digest")).toBe("00ff");
    expect(stored?.storedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test("a filter that does not cover the subject is refused by us: the server would take it", async () => {
    const { log } = given();
    const mine = newLeaf();
    const foreign = newLeaf();
    await expect(log.append(mine.subject, bytes("x"), at(0, foreign))).rejects.toThrow(RangeError);
    expect(await log.last("AUDIT_2026", mine.chain)).toBeUndefined();
  });

  test("a subject that no stream of ours stores is refused by us", async () => {
    const attempt = given().log.appendAnyway("elsewhere.x", bytes("x"));
    await expect(attempt).rejects.toThrow(RangeError);
  });

  test("a header of the server's own vocabulary is refused by us", async () => {
    const { log } = given();
    const place = newEvent();
    const headers = new Map([["nats-rollup", "all"]]);
    const attempt = log.append(place.subject, bytes("x"), { ...at(0, place), headers });
    await expect(attempt).rejects.toThrow(RangeError);
  });
}

function chainTests(given: () => EventLogHarness): void {
  test("of two deciders that read the same head, one writes and the other conflicts", async () => {
    const { log, witness } = given();
    const pseudonym = freshId();
    const head = newLeaf(pseudonym);
    const first = await log.append(head.subject, bytes("head"), at(0, head));
    const sequence = first.kind === "appended" ? first.sequence : Number.NaN;
    const outcomes = await Promise.all(
      [log, witness].map((decider) => {
        const leaf = newLeaf(pseudonym);
        return decider.append(leaf.subject, bytes("next"), at(sequence, leaf));
      }),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["appended", "conflict"]);
  });

  test("a leaf of another incident in between does not disturb the expectation", async () => {
    const { log } = given();
    const pseudonym = freshId();
    const head = newLeaf(pseudonym);
    const first = await log.append(head.subject, bytes("head"), at(0, head));
    const other = newLeaf();
    await log.append(other.subject, bytes("other"), at(0, other));
    const next = newLeaf(pseudonym);
    const sequence = first.kind === "appended" ? first.sequence : Number.NaN;
    expect(await log.append(next.subject, bytes("next"), at(sequence, next))).toMatchObject({
      kind: "appended",
    });
  });

  /** Both deciders look the event's own subject up and the chain's head; only the order of the two reads differs. */
  async function recordTwice(order: "own first" | "head first"): Promise<number> {
    const { log, witness } = given();
    const pseudonym = freshId();
    const leaf = newLeaf(pseudonym);
    const read = {
      own: () => log.last("AUDIT_2026", leaf.subject),
      head: () => log.last("AUDIT_2026", leaf.chain),
    };
    const competitor = async () => {
      const outcome = await witness.append(leaf.subject, bytes("competitor"), at(0, leaf));
      expect(outcome.kind).toBe("appended");
    };
    let own: Awaited<ReturnType<typeof read.own>>;
    let head: Awaited<ReturnType<typeof read.head>>;
    if (order === "own first") {
      own = await read.own();
      await competitor();
      head = await read.head();
    } else {
      head = await read.head();
      await competitor();
      own = await read.own();
    }
    if (own === undefined) {
      await log.append(leaf.subject, bytes("late"), at(head?.sequence ?? 0, leaf));
    }
    return count(log, leaf.subject);
  }

  test("reading the own subject before the head lets two records of one event in", async () => {
    expect(await recordTwice("own first")).toBe(2);
  });

  test("reading the head first never does", async () => {
    expect(await recordTwice("head first")).toBe(1);
  });
}

async function count(log: EventLog, subject: string): Promise<number> {
  let found = 0;
  let next = 1;
  for (;;) {
    const message = await log.firstFrom("AUDIT_2026", subject, next);
    if (message === undefined) return found;
    found += 1;
    next = message.sequence + 1;
  }
}

function readingTests(given: () => EventLogHarness): void {
  test("the first event after a sequence comes in the order of the log, whoever wrote it", async () => {
    const { log } = given();
    const incident = freshId();
    const written: number[] = [];
    for (const author of [room, "_core", "questura", room]) {
      const place = eventPlace({ mode: "test", room: author, incident, event: freshId() });
      const outcome = await log.append(place.subject, bytes(author), at(0, place));
      if (outcome.kind === "appended") written.push(outcome.sequence);
      const between = newEvent();
      await log.append(between.subject, bytes("in between"), at(0, between));
    }
    const filter = incidentFilter("test", incident);
    const read: number[] = [];
    for (let next = 0; ; ) {
      const message = await log.firstFrom("EVENTS", filter, next);
      if (message === undefined) break;
      read.push(message.sequence);
      next = message.sequence + 1;
    }
    expect(read).toEqual(written);
    expect(read).toHaveLength(4);
    expect((await log.last("EVENTS", filter))?.sequence).toBe(written.at(-1));
  });

  test("the events of an incident are counted, those of others are not", async () => {
    const { log } = given();
    const incident = freshId();
    const filter = incidentFilter("test", incident);
    expect(await log.countSubjects("EVENTS", filter)).toBe(0);
    for (const author of [room, "_core", room]) {
      const place = eventPlace({ mode: "test", room: author, incident, event: freshId() });
      await log.append(place.subject, bytes(author), at(0, place));
      const other = newEvent();
      await log.append(other.subject, bytes("other"), at(0, other));
    }
    expect(await log.countSubjects("EVENTS", filter)).toBe(3);
  });

  test("a missing message is undefined; a missing stream is an error, never a missing message", async () => {
    const { log } = given();
    expect(await log.last("EVENTS", newEvent().subject)).toBeUndefined();
    expect(await log.firstFrom("EVENTS", newEvent().subject, 1)).toBeUndefined();
    await expect(log.last("AUDIT_2031", "audit.2031.>")).rejects.toMatchObject({
      code: "stream-missing",
    });
    await expect(log.firstFrom("AUDIT_2031", "audit.2031.>", 1)).rejects.toMatchObject({
      code: "stream-missing",
    });
    expect(await log.info("AUDIT_2031")).toBeUndefined();
  });
}

function tombstoneTests(given: () => EventLogHarness): void {
  const stream = `FEED_${room}`;

  test("after a deletion the old copy comes back: this is why copies are never deleted", async () => {
    const { log, admin, deleteMessage } = given();
    const deletable = { ...feedRoomStream("pl-cancellabile", limits), denyDelete: false };
    await admin.ensureStream(deletable);
    const ref = { alias: freshId(), delivery: freshId() };
    const place = feedPlace({ mode: "test", room: "pl-cancellabile", ...ref });
    const first = await log.append(place.subject, bytes("copy"), at(0, place));
    await deleteMessage(deletable.name, first.kind === "appended" ? first.sequence : Number.NaN);
    expect(await log.append(place.subject, bytes("copy"), at(0, place))).toMatchObject({
      kind: "appended",
    });
  });

  test("the server refuses to delete a copy from a stream as we specify it", async () => {
    const { log, deleteMessage } = given();
    const place = newCopy();
    const first = await log.append(place.subject, bytes("copy"), at(0, place));
    const sequence = first.kind === "appended" ? first.sequence : Number.NaN;
    await expect(deleteMessage(stream, sequence)).rejects.toThrow();
    expect((await log.last(stream, place.subject))?.sequence).toBe(sequence);
  });

  test("after a tombstone the old copy cannot come back, and only the tombstone is left", async () => {
    const { log } = given();
    const place = newCopy();
    const neighbour = newCopy();
    await log.append(place.subject, bytes("copy"), at(0, place));
    await log.append(neighbour.subject, bytes("neighbour"), at(0, neighbour));
    const digest = new Map([["Raccordo-Sealed-Sha256", "00"]]);
    expect(await log.overwrite(place.subject, digest)).toMatchObject({ kind: "appended" });
    expect(await log.append(place.subject, bytes("copy"), at(0, place))).toEqual({
      kind: "conflict",
    });
    const left = await log.firstFrom(stream, place.subject, 1);
    expect(left?.data).toHaveLength(0);
    expect(left?.headers.get("Raccordo-Sealed-Sha256")).toBe("00");
    expect((await log.last(stream, neighbour.subject))?.data).toEqual(bytes("neighbour"));
  });

  test("events and leaves cannot be overwritten", async () => {
    const { log } = given();
    const place = newEvent();
    await log.append(place.subject, bytes("event"), at(0, place));
    await expect(log.overwrite(place.subject, none)).rejects.toThrow(RangeError);
    expect((await log.last("EVENTS", place.subject))?.data).toEqual(bytes("event"));
  });
}

function limitTests(given: () => EventLogHarness): void {
  test("a full stream says so and keeps what it has", async () => {
    const { log } = given();
    const subject = reportSubject({ mode: "test", room, kind: "delivered" });
    const outcomes: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      outcomes.push((await log.appendAnyway(subject, bytes("x".repeat(400)))).kind);
    }
    expect(outcomes[0]).toBe("appended");
    expect(outcomes.at(-1)).toBe("full");
    const state = await log.info("REPORTS");
    expect(state?.messages).toBe(outcomes.filter((kind) => kind === "appended").length);
    expect(state?.firstSequence).toBe(1);
  });

  test("a sealed year takes nothing more, whatever is expected, and its leaves stay readable", async () => {
    const { log, admin } = given();
    const place = newLeaf(freshId(), 2027);
    await log.append(place.subject, bytes("leaf"), at(0, place));
    expect((await admin.seal("AUDIT_2027")).sealed).toBe(true);
    expect((await admin.seal("AUDIT_2027")).sealed).toBe(true);
    const late = newLeaf(freshId(), 2027);
    expect(await log.append(late.subject, bytes("late"), at(0, late))).toEqual({ kind: "sealed" });
    expect((await log.last("AUDIT_2027", place.chain))?.data).toEqual(bytes("leaf"));
    expect((await log.info("AUDIT_2027"))?.sealed).toBe(true);
  });

  test("a year that does not exist yet gives an unknown outcome: wait for it", async () => {
    const place = newLeaf(freshId(), 2031);
    expect(await given().log.append(place.subject, bytes("early"), at(0, place))).toMatchObject({
      kind: "unknown",
    });
  });
}

function lostAnswerTests(given: () => EventLogHarness): void {
  test("a lost acknowledgement is unknown; reading finds the message, and writing again conflicts", async () => {
    const { log, witness, loseAnswers, findAnswers } = given();
    const place = newEvent();
    loseAnswers();
    const outcome = await log.append(place.subject, bytes("once"), at(0, place));
    findAnswers();
    expect(outcome.kind).toBe("unknown");
    expect((await witness.last("EVENTS", place.subject))?.data).toEqual(bytes("once"));
    expect(await witness.append(place.subject, bytes("once"), at(0, place))).toEqual({
      kind: "conflict",
    });
  });

  test("a read whose answer is lost is an error, never an absent message", async () => {
    const { log, loseAnswers, findAnswers } = given();
    loseAnswers();
    await expect(log.last("EVENTS", newEvent().subject)).rejects.toMatchObject({
      code: "unreachable",
    });
    findAnswers();
  });
}

function driftTests(given: () => EventLogHarness): void {
  test("a message limit removes leaves from a stream that denies deletion, and the read-back names it", async () => {
    const { log, admin, trim } = given();
    const spec = auditYearStream(2026, limits);
    expect(await admin.readBack(spec)).toEqual([]);
    const before = await log.info("AUDIT_2026");
    expect(before?.messages).toBeGreaterThan(2);
    await trim("AUDIT_2026", 2);
    const after = await log.info("AUDIT_2026");
    expect(after?.messages).toBe(2);
    expect(after?.firstSequence).toBeGreaterThan(1);
    expect((await admin.readBack(spec)).map(({ setting }) => setting)).toEqual([
      "maxMessages",
      "discard",
    ]);
    expect(await admin.ensureStream(spec)).toMatchObject({ kind: "drift" });
  });
}

function killedServerTests(given: () => EventLogHarness): void {
  test("writing to a dead server is unknown, reading is an error; afterwards what was positive is there", async () => {
    const { log, kill, restart } = given();
    const place = newEvent();
    const before = await log.append(place.subject, bytes("kept"), at(0, place));
    expect(before.kind).toBe("appended");
    await kill();
    const lost = newEvent();
    expect(await log.append(lost.subject, bytes("?"), at(0, lost))).toMatchObject({
      kind: "unknown",
    });
    await expect(log.last("EVENTS", place.subject)).rejects.toMatchObject({ code: "unreachable" });
    await restart();
    expect((await log.last("EVENTS", place.subject))?.data).toEqual(bytes("kept"));
  });
}
