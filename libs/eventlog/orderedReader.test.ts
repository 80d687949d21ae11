import { cp, rename, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { connectPlain } from "#tests/support/natsClients";
import { startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { until } from "#tests/support/until";
import { openJetStreamAdmin } from "./jetStreamAdmin.ts";
import { openJetStreamLog } from "./jetStreamLog.ts";
import { followHeaders, type MessageHeader, readInOrder } from "./orderedReader.ts";
import type { EventLog } from "./port.ts";
import { auditYearStream, demonstrationLimits, feedRoomStream } from "./streams.ts";
import { feedPlace, noticePlace } from "./subjects.ts";

const hex = (n: number) => n.toString(16).padStart(32, "0");
let server: TestNatsServer;
let connection: NatsConnection;
let log: EventLog;
let stop: AbortController;

beforeEach(async () => {
  server = await startNatsServer();
  connection = await connectPlain(server, "audit");
  log = await openJetStreamLog(connection, { timeoutMs: 2_000 });
  const admin = await openJetStreamAdmin(connection, { timeoutMs: 2_000 });
  await admin.ensureStream(auditYearStream(2026, demonstrationLimits));
  await admin.ensureStream(feedRoomStream("pl-uno", demonstrationLimits));
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await connection.close();
  await server.stop();
});

async function writeLeaves(first: number, last: number): Promise<void> {
  for (let n = first; n <= last; n += 1) {
    const place = noticePlace({ year: 2026, kind: "read", id: hex(n) });
    const expectation = { expect: { sequence: 0, filter: place.chain } };
    const outcome = await log.append(place.subject, new TextEncoder().encode(`${n}`), expectation);
    expect(outcome).toEqual({ kind: "appended", sequence: n });
  }
}

const reachable = (): Promise<boolean> =>
  connection.rtt().then(
    () => true,
    () => false,
  );

/** Reads in the background; `failure` is what ended it. */
function collect(from: number) {
  const sequences: number[] = [];
  const options = { stream: "AUDIT_2026", from, timeoutMs: 2_000, signal: stop.signal };
  const reading = async (): Promise<unknown> => {
    try {
      for await (const { sequence } of readInOrder(connection, options)) sequences.push(sequence);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  return { sequences, failure: reading() };
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe("the ordered reader", () => {
  test("gives every leaf once, in order, from the wanted one on, also those that come later", async () => {
    await writeLeaves(1, 300);
    const { sequences, failure } = collect(5);
    await until(() => sequences.length === 296, "the leaves");
    await writeLeaves(301, 310);
    await until(() => sequences.length === 306, "the leaves");
    stop.abort();
    expect(await failure).toBeUndefined();
    expect(sequences).toEqual(range(5, 310));
  });

  test("goes on after the server was killed, without a gap or a repetition", async () => {
    await writeLeaves(1, 20);
    const { sequences, failure } = collect(1);
    await until(() => sequences.length === 20, "the leaves");
    await server.kill();
    await server.restart();
    await until(reachable, "the server");
    await writeLeaves(21, 40);
    await until(() => sequences.length === 40, "the leaves");
    stop.abort();
    expect(await failure).toBeUndefined();
    expect(sequences).toEqual(range(1, 40));
  });

  test("a store that was put back, and has grown again meanwhile, ends it: the same numbers are other leaves", async () => {
    await writeLeaves(1, 3);
    await server.kill();
    const copy = `${server.storeDir}-copy`;
    await cp(server.storeDir, copy, { recursive: true });
    await server.restart();
    await until(reachable, "the server");
    await writeLeaves(4, 8);
    const { sequences, failure } = collect(1);
    await until(() => sequences.length === 8, "the leaves");
    await server.kill();
    await rm(server.storeDir, { recursive: true });
    await rename(copy, server.storeDir);
    await server.restart();
    // Faster than the reader comes back: the stream is as long as it was before it looks.
    const other = await connectPlain(server, "other");
    const grown = await openJetStreamLog(other, { timeoutMs: 2_000 });
    for (let n = 4; n <= 9; n += 1) {
      const place = noticePlace({ year: 2026, kind: "read", id: hex(100 + n) });
      const expectation = { expect: { sequence: 0, filter: place.chain } };
      await grown.append(place.subject, Buffer.from(`other ${n}`), expectation);
    }
    expect(await failure).toMatchObject({ code: "gap" });
    expect(sequences).toEqual(range(1, 8));
    await other.close();
  });

  test("a leaf that was removed behind our back ends it with a gap, in the middle or at the start", async () => {
    await writeLeaves(1, 10);
    const manager = await jetstreamManager(connection);
    await manager.streams.update("AUDIT_2026", { max_msgs: 4, discard: "old" });
    const { failure, sequences } = collect(1);
    expect(await failure).toMatchObject({ code: "gap" });
    expect(sequences).toEqual([]);
  });

  test("a log that is shorter than what was already read is a gap, not a wait", async () => {
    await writeLeaves(1, 3);
    expect(await collect(9).failure).toMatchObject({ code: "gap" });
    const next = collect(4);
    await writeLeaves(4, 4);
    await until(() => next.sequences.length === 1, "the leaves");
  });

  test("a missing stream is an error of its own", async () => {
    const options = { stream: "AUDIT_2031", from: 1, timeoutMs: 2_000, signal: stop.signal };
    await expect(readInOrder(connection, options).next()).rejects.toMatchObject({
      code: "stream-missing",
    });
  });
});

describe("the follower of a feed", () => {
  test("sees subject, size and headers, never the bytes; a tombstone has size 0 and replaces its copy", async () => {
    const place = (n: number) =>
      feedPlace({ mode: "test", room: "pl-uno", alias: hex(1), delivery: hex(n) });
    for (const n of [1, 2, 3]) {
      const expectation = { expect: { sequence: 0, filter: place(n).chain } };
      await log.append(place(n).subject, new Uint8Array(n * 100), expectation);
    }
    await log.overwrite(place(2).subject, new Map([["Raccordo-Sealed-Sha256", "00"]]));
    const seen: MessageHeader[] = [];
    const options = { stream: "FEED_pl-uno", from: 1, timeoutMs: 2_000, signal: stop.signal };
    const following = (async () => {
      for await (const header of followHeaders(connection, options)) seen.push(header);
    })();
    await until(() => seen.length === 3, "the headers");
    stop.abort();
    await following;
    expect(seen.map(({ subject, sizeBytes }) => [subject, sizeBytes])).toEqual([
      [place(1).subject, 100],
      [place(3).subject, 300],
      [place(2).subject, 0],
    ]);
    expect(seen[2]?.headers.get("Raccordo-Sealed-Sha256")).toBe("00");
  });

  test("ends when the server was away: what it did not sync may be another message now", async () => {
    const first = feedPlace({ mode: "test", room: "pl-uno", alias: hex(1), delivery: hex(9) });
    const seen: MessageHeader[] = [];
    const options = { stream: "FEED_pl-uno", from: 1, timeoutMs: 2_000, signal: stop.signal };
    const failure = (async () => {
      for await (const header of followHeaders(connection, options)) seen.push(header);
    })().catch((error: unknown) => error);
    await log.append(first.subject, Buffer.from("copy"), {
      expect: { sequence: 0, filter: first.chain },
    });
    await until(() => seen.length > 0, "the headers");
    await server.kill();
    await server.restart();
    expect(await failure).toMatchObject({ code: "gap" });
  });
});
