import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ReleasedView } from "#libs/incident/view";
import { credentialDigest, credentialsText } from "#libs/runtime/credentials";
import { EventStream, eventText } from "#libs/runtime/eventStream";
import { type EdgeUnderTest, keys, startEdge } from "#tests/support/edge";
import { testFolder } from "#tests/support/privateFile";
import { SseClient } from "#tests/support/sseClient";
import { syntheticView } from "#tests/support/syntheticView";
import { unlimitedRates } from "#tests/support/unlimitedRates";
import { until } from "#tests/support/until";

const path = "/v1/rooms/pl_cremona/feed/stream";
const view = (number: number): ReleasedView => ({
  ...syntheticView,
  delivery: String(number).padStart(32, "0"),
});
const views = (count: number) => Array.from({ length: count }, (_, index) => view(index + 1));

let edge: EdgeUnderTest;
const opened: SseClient[] = [];

async function open(
  query = "",
  options: { key?: string; lastEventId?: string; of?: EdgeUnderTest } = {},
): Promise<SseClient> {
  const { of = edge, key = keys.pl_cremona, lastEventId } = options;
  const url = `http://127.0.0.1:${of.edge.port}${path}${query}`;
  const client = await SseClient.open(url, {
    key,
    ...(lastEventId === undefined ? {} : { lastEventId }),
  });
  opened.push(client);
  return client;
}

/** Ends the streams of a test, and the questions to the core that they left. */
async function leaveAll(of: EdgeUnderTest): Promise<void> {
  for (const client of opened.splice(0)) client.leave();
  const count = (what: string) => of.log.filter((line) => line.includes(what)).length;
  await until(() => {
    of.core.release();
    return count("stream-ended") >= count("stream-opened");
  }, "the end of every stream");
}

beforeAll(async () => {
  edge = await startEdge(unlimitedRates, {}, { heartbeat_ms: 100 });
});
afterAll(() => edge.edge.stop());
beforeEach(async () => {
  await leaveAll(edge);
  edge.core.reachable = true;
  edge.core.polls.length = 0;
  edge.core.waiting.clear();
});

const deliveriesOf = (client: SseClient) =>
  client.events.map(({ data }) => Number((JSON.parse(data) as ReleasedView).delivery));

describe("the stream of a room", () => {
  test("has each copy as one event, the same as in the feed, under the cursor that goes on after it", async () => {
    edge.core.waiting.set("pl_cremona", views(3));
    const stream = await open();
    expect(stream.status).toBe(200);
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.headers.get("cache-control")).toBe("no-store");
    expect(stream.headers.get("x-content-type-options")).toBe("nosniff");
    const events = await stream.has(3);
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      ["copy-1", "copy"],
      ["copy-2", "copy"],
      ["copy-3", "copy"],
    ]);
    const { copies } = (await edge.ask("/v1/rooms/pl_cremona/feed")).body;
    expect(events.map(({ data }) => JSON.parse(data))).toEqual(copies);
    expect(stream.retryMs).toBe(3_000);
  });

  test("confirms nothing by writing: after its first question it only looks at what comes next", async () => {
    edge.core.waiting.set("pl_cremona", views(40));
    const stream = await open("?mode=exercise", { lastEventId: "copy-1" });
    await stream.has(39);
    expect(deliveriesOf(stream)).toEqual(Array.from({ length: 39 }, (_, index) => index + 2));
    const [first, ...others] = edge.core.polls;
    expect(first).toMatchObject({ after: "copy-1", peek: false, waitMs: 0, mode: "exercise" });
    await until(() => edge.core.polls.length >= 3, "the waiting question");
    expect(others.every(({ peek, mode }) => peek === true && mode === "exercise")).toBe(true);
    expect(edge.core.polls.at(-1)).toMatchObject({ after: "copy-40" });
  });

  test("takes Last-Event-ID before the `after` of its address, which a client repeats when it comes back", async () => {
    edge.core.waiting.set("pl_cremona", views(3));
    const begun = await open("?after=copy-1");
    expect(deliveriesOf({ ...begun, events: await begun.has(2) } as SseClient)).toEqual([2, 3]);
    const resumed = await open("?after=copy-1", { lastEventId: "copy-2" });
    await resumed.has(1);
    expect(deliveriesOf(resumed)).toEqual([3]);
  });

  test("beats at a fixed time from its start, whether copies come or not", async () => {
    const quiet = await open();
    await until(() => quiet.beats.length >= 3, "beats of the quiet stream");
    edge.core.waiting.set("pl_cremona", views(2));
    edge.core.release();
    await quiet.has(2);
    const before = quiet.beats.length;
    await until(() => quiet.beats.length >= before + 3, "more beats");
  });

  test("is refused as a problem before it begins: key, mode, cursor, core", async () => {
    const refusals: readonly [string, Parameters<typeof open>[1], number, string][] = [
      ["", { key: "sbagliata" }, 401, "credential-wrong"],
      ["", { key: keys.questura }, 404, "room-unknown"],
      ["?mode=test", {}, 422, "mode-unknown"],
      ["", { lastEventId: "x".repeat(513) }, 422, "cursor-malformed"],
      ["?format=cap", {}, 422, "format-unknown"],
    ];
    for (const [query, options, status, code] of refusals) {
      const told = await open(query, options);
      expect([told.status, JSON.parse(told.refusal)]).toMatchObject([status, { code }]);
    }
    edge.core.reachable = false;
    const away = await open();
    expect([away.status, JSON.parse(away.refusal)]).toMatchObject([
      503,
      { code: "core-unreachable" },
    ]);
    expect(away.headers.get("retry-after")).toMatch(/^\d+$/);
  });

  test("goes on when the core was away for a moment", async () => {
    edge.core.waiting.set("pl_cremona", views(1));
    const stream = await open();
    await stream.has(1);
    edge.core.reachable = false;
    edge.core.release();
    const asked = edge.core.polls.length;
    await until(() => edge.core.polls.length > asked, "a question in vain");
    edge.core.waiting.set("pl_cremona", views(2));
    edge.core.reachable = true;
    await stream.has(2);
    expect(deliveriesOf(stream)).toEqual([1, 2]);
  });

  test("sends nothing of a page with a copy that cannot be read", async () => {
    const broken: object = { ...syntheticView, charge: "SINTETICO" };
    edge.core.waiting.set("pl_cremona", [view(1), broken as ReleasedView]);
    const refused = await open();
    expect([refused.status, JSON.parse(refused.refusal)]).toMatchObject([
      500,
      { code: "internal" },
    ]);
    expect(refused.refusal).not.toContain("SINTETICO");
  });
});

describe("a stream ends", () => {
  test("after so many copies: the room comes back, and by that confirms them", async () => {
    const few = await startEdge({ ...unlimitedRates, stream_copies_max: 3 });
    few.core.waiting.set("pl_cremona", views(5));
    const first = await open("", { of: few });
    await first.end();
    expect(deliveriesOf(first)).toEqual([1, 2, 3]);
    const lastEventId = first.lastEventId ?? "";
    const second = await open("", { of: few, lastEventId });
    await second.has(2);
    expect(deliveriesOf(second)).toEqual([4, 5]);
    expect(few.core.polls.findLast(({ peek }) => peek !== true)?.after).toBe("copy-3");
    await leaveAll(few);
    await few.edge.stop();
  });

  test("after its longest life, and at once when the edge stops", async () => {
    const short = await startEdge(unlimitedRates, {}, { age_ms_max: 1_000 });
    const old = await open("", { of: short });
    await old.end();
    const young = await open("", { of: short });
    await short.edge.stop();
    await young.end();
    expect(short.log.join("")).toContain('"reason":"stopping"');
    short.core.release();
  });

  test("when the key that it was opened with is revoked, without waiting for a copy", async () => {
    const folder = testFolder();
    const file = join(folder, "credentials.json");
    const write = (until: string) => {
      const sha256 = credentialDigest(keys.pl_cremona);
      const from = "2026-01-01T00:00:00Z";
      const key = { id: "key-1", kind: "bearer", sha256, from, until } as const;
      const text = credentialsText({ format: "raccordo-credentials/1", credentials: [key] });
      writeFileSync(file, text, { mode: 0o600 });
    };
    write("2100-01-01T00:00:00Z");
    const files = { credentials: { pl_cremona: file } };
    const rotated = await startEdge(unlimitedRates, files, { heartbeat_ms: 100 });
    const stream = await open("", { of: rotated });
    expect(stream.status).toBe(200);
    await until(async () => {
      // Whoever follows a file may have begun to look only after the first change.
      write("2026-01-02T00:00:00Z");
      await wait(700);
      return stream.ended;
    }, "the end of the stream");
    expect(rotated.log.join("")).toContain('"reason":"credential-wrong"');
    expect((await open("", { of: rotated })).status).toBe(401);
    await leaveAll(rotated);
    await rotated.edge.stop();
    rmSync(folder, { recursive: true });
  });

  test("when there are as many as the room may have, for the next one: 503", async () => {
    const one = await startEdge({ ...unlimitedRates, streams_max: 1 });
    await open("", { of: one });
    const second = await open("", { of: one });
    expect([second.status, JSON.parse(second.refusal)]).toMatchObject([503, { code: "busy" }]);
    await leaveAll(one);
    await until(async () => {
      one.core.release();
      return (await open("", { of: one })).status === 200;
    }, "the place of the first");
    await leaveAll(one);
    await one.edge.stop();
  });
});

describe("one response, event by event", () => {
  let server: Server;
  let made: ((response: ServerResponse) => void) | undefined;
  beforeAll(async () => {
    server = createServer((_request, response) => made?.(response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const times = { heartbeat_ms: 50, retry_ms: 1_000, slow_ms_max: 300, age_ms_max: 60_000 };

  async function respond(isAdmitted = () => true) {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const socket = connect(address.port, "127.0.0.1");
    socket.on("error", () => undefined);
    const response = new Promise<ServerResponse>((resolve) => {
      made = resolve;
    });
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    const stream = new EventStream(await response, times, new AbortController().signal, isAdmitted);
    return { socket, stream };
  }
  const large = { id: "c", event: "copy", data: "x".repeat(1_000_000) };

  test("waits for a reader that takes nothing, and ends after its time: nothing piles up", async () => {
    const { socket, stream } = await respond();
    socket.pause();
    let sent = 0;
    while (await stream.send(large)) sent += 1;
    expect(stream.endedBy).toBe("too-slow");
    expect(sent).toBeLessThan(50);
    socket.destroy();
  });

  test("ends as soon as the key of its room is another one", async () => {
    let isAdmitted = true;
    const quiet = await respond(() => isAdmitted);
    const busy = await respond(() => isAdmitted);
    for (const { socket } of [quiet, busy]) socket.resume();
    expect(await busy.stream.send({ ...large, data: "1" })).toBe(true);
    isAdmitted = false;
    expect(await busy.stream.send({ ...large, data: "2" })).toBe(false);
    await until(() => quiet.stream.endedBy !== undefined, "the end of the quiet one");
    expect([busy, quiet].map(({ stream }) => stream.endedBy)).toEqual([
      "credential-wrong",
      "credential-wrong",
    ]);
  });

  test("is over when its reader goes", async () => {
    const { socket, stream } = await respond();
    socket.destroy();
    await until(() => stream.ended.aborted, "the end");
    expect(stream.endedBy).toBe("client-gone");
  });

  test("no data can be taken for a field of another name", () => {
    const text = eventText({ id: "c1", event: "copy", data: "a\r\nid: c2\rretry: 1\nb" });
    expect(text).toBe("id: c1\nevent: copy\ndata: a\ndata: id: c2\ndata: retry: 1\ndata: b\n\n");
  });
});
