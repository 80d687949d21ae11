import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type EdgeUnderTest, keys, startEdge } from "#tests/support/edge";
import { projectRoot } from "#tests/support/project";
import { syntheticView } from "#tests/support/syntheticView";
import { unlimitedRates } from "#tests/support/unlimitedRates";
import { until } from "#tests/support/until";

const example = (name: string) =>
  new Uint8Array(readFileSync(join(projectRoot, "libs/adapters/native/examples", `${name}.json`)));
const json = { "content-type": "application/json" };
const messages = "/v1/rooms/pl_cremona/messages";
const feed = "/v1/rooms/pl_cremona/feed";
const receipts = "/v1/rooms/pl_cremona/receipts";

let edge: EdgeUnderTest;

beforeAll(async () => {
  edge = await startEdge(unlimitedRates);
});

afterAll(async () => {
  await edge.edge.stop();
});

beforeEach(() => {
  edge.core.reachable = true;
  edge.core.nextProblem = undefined;
  edge.core.reports.length = 0;
  edge.core.submitted.length = 0;
  edge.core.waiting.clear();
});

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  edge.ask(messages, { body, headers });

describe("a message of a room", () => {
  test("is answered 202 with a receipt once the core has it, and the notes say what was dropped", async () => {
    const told = await post(example("accepted-unknown-words"));
    expect(told.status).toBe(202);
    expect(told.body).toMatchObject({ event: "00".repeat(16), receipt: { signature: /./ } });
    // Synced and no more: nobody has signed a checkpoint over it yet.
    expect(told.body["level"]).toBe("L0");
    expect(JSON.stringify(told.body["notes"])).toContain("member-unknown");
    expect(edge.core.submitted).toMatchObject([{ room: "pl_cremona", event: { category: "C00" } }]);
  });

  test("of domestic violence that names no room, or none that there is, is accepted and the sender is told", async () => {
    const report = (category: string, id: string, addressees?: readonly string[]) =>
      post(
        JSON.stringify({
          message_id: id,
          sent: "2026-11-22T10:00:00Z",
          mode: "actual",
          kind: "report",
          incident: { id },
          category,
          territory: ["istat:019036"],
          ...(addressees && { addressees }),
        }),
      );
    const missing = { code: "addressee-missing", pointer: "/addressees" };
    expect(await report("C05", "A-1")).toMatchObject({ status: 202, body: { notes: [missing] } });
    expect(await report("C08", "A-2")).toMatchObject({ status: 202, body: { notes: [missing] } });
    expect((await report("C03", "A-3")).body["notes"]).toEqual([]);
    expect((await report("C05", "A-4", ["questura_cremona"])).body["notes"]).toEqual([]);
    const unknown = { code: "addressee-unknown", pointer: "/addressees/0" };
    expect((await report("C05", "A-5", ["SINTETICA"])).body["notes"]).toEqual([unknown]);
  });

  const bad: readonly [string, string, number, string][] = [
    ["bytes that are not UTF-8", "refused-not-utf8", 400, "not-utf8"],
    ["no JSON", "refused-not-json", 400, "not-json"],
    ["nesting without end", "refused-too-deep", 422, "too-deep"],
    ["a name said twice", "refused-duplicate-key", 422, "duplicate-key"],
    ["__proto__", "refused-forbidden-key", 422, "forbidden-key"],
    ["a missing member", "refused-member-missing.message-id", 422, "member-missing"],
    ["a mistyped member", "refused-member-mistyped.null", 422, "member-mistyped"],
    ["a time without zone", "refused-time-without-zone", 422, "time-without-zone"],
    ["a time that does not exist", "refused-time-malformed", 422, "time-malformed"],
    ["swapped coordinates", "refused-coordinates-swapped", 422, "coordinates-swapped"],
    [
      "coordinates off the Earth",
      "refused-coordinates-out-of-range",
      422,
      "coordinates-out-of-range",
    ],
    ["a polygon of 10,000 vertices", "refused-too-many-vertices", 422, "too-many-vertices"],
    [
      "a number beyond every double",
      "refused-value-out-of-range.huge-number",
      422,
      "value-out-of-range",
    ],
    ["a component twice", "refused-component-twice", 422, "component-twice"],
    ["a derived field", "refused-derived-field-stated", 422, "derived-field-stated"],
  ];
  test.each(bad)(
    "with %s is refused by its own code, recorded first, and nothing of it is told",
    async (_, name, status, code) => {
      const body = example(name);
      const told = await post(body);
      expect(told).toMatchObject({ status, body: { code, type: `urn:raccordo:problem:${code}` } });
      expect(told.headers.get("content-type")).toBe("application/problem+json");
      expect(told.text).not.toMatch(/SINTETIC|CR-2026-881|M-17/);
      expect(edge.log.join("")).not.toMatch(/SINTETIC|CR-2026-881|M-17/);
      expect(edge.core.reports).toMatchObject([
        { room: "pl_cremona", report: { refusal: { code, bytes: body.length } } },
      ]);
      expect(edge.core.submitted).toEqual([]);
    },
  );

  test("of one byte too many is refused before it is read, and recorded", async () => {
    const told = await post(new Uint8Array(262_145));
    expect(told).toMatchObject({ status: 413, body: { code: "too-large" } });
    expect(edge.core.reports).toMatchObject([{ report: { refusal: { code: "too-large" } } }]);
  });

  test("in a format that the room does not speak is refused: 415", async () => {
    const types = [
      "text/plain",
      "application/cap+xml",
      "application/json; charset=iso-8859-1",
      "application/vnd.raccordo.message+json; version=2",
      "nonsense",
    ];
    for (const type of types) {
      const told = await post(example("accepted-report"), { "content-type": type });
      expect(told).toMatchObject({ status: 415, body: { code: "content-type-unsupported" } });
    }
    expect(edge.core.reports).toHaveLength(types.length);
  });

  test("that is compressed is refused unread, in words, and recorded: 415 with the coding that is taken", async () => {
    const plain = example("accepted-report");
    const codings: readonly (readonly [string, Buffer])[] = [
      ["gzip", gzipSync(plain)],
      ["br", brotliCompressSync(plain)],
      ["deflate", deflateSync(plain)],
      ["x-sintetico", Buffer.from(plain)],
      ["identity, gzip", gzipSync(plain)],
    ];
    for (const [coding, body] of codings) {
      const told = await post(new Uint8Array(body), { ...json, "content-encoding": coding });
      expect(told).toMatchObject({ status: 415, body: { code: "content-encoding-unsupported" } });
      expect(told.headers.get("accept-encoding")).toBe("identity");
    }
    expect(edge.core.reports).toHaveLength(codings.length);
    const wrongType = await post(plain, { "content-type": "text/plain" });
    expect(wrongType.headers.get("accept-encoding")).toBeNull();
    expect((await post(plain, { ...json, "content-encoding": "identity" })).status).toBe(202);
  });

  test("in our own type and version is taken", async () => {
    const type = 'application/vnd.raccordo.message+json; version="1"';
    expect((await post(example("accepted-report"), { "content-type": type })).status).toBe(202);
  });

  test("when the core is away is answered 503, even if it is wrong: a refusal must be on record", async () => {
    edge.core.reachable = false;
    for (const name of ["accepted-report", "refused-not-json"]) {
      const told = await post(example(name));
      expect(told).toMatchObject({ status: 503, body: { code: "core-unreachable" } });
      expect(told.headers.get("retry-after")).toMatch(/^\d+$/);
    }
    const large = await post(new Uint8Array(262_145));
    expect(large).toMatchObject({ status: 503 });
  });

  test("that the core refuses gets the core's code, places and pause", async () => {
    const errors = [{ pointer: "/message_id", code: "message-id-reused" as const }];
    edge.core.nextProblem = { kind: "problem", code: "message-id-reused", errors, retryAfterS: 0 };
    expect(await post(example("accepted-report"))).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: "/message_id", code: "message-id-reused" }] },
    });
    edge.core.nextProblem = { kind: "problem", code: "busy", errors: [], retryAfterS: 30 };
    const busy = await post(example("accepted-report"));
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "30"]);
  });

  test("after all of this is still taken", async () => {
    expect((await post(example("accepted-report"))).status).toBe(202);
  });
});

describe("who may come in", () => {
  test("without a key, or with a wrong one, nothing is told, whether the room exists or not", async () => {
    for (const path of [messages, "/v1/rooms/unknown/messages"]) {
      const body = example("accepted-report");
      const none = await edge.ask(path, { body, key: "none" });
      expect(none).toMatchObject({ status: 401, body: { code: "credential-missing" } });
      expect(none.headers.get("www-authenticate")).toMatch(/^Bearer /);
      const wrong = await edge.ask(path, { body, key: "sbagliata" });
      expect(wrong).toMatchObject({ status: 401, body: { code: "credential-wrong" } });
    }
    expect(edge.core.reports).toEqual([]);
  });

  test("a room learns nothing of another room: its name and an invented one get the same answer", async () => {
    const [other, invented] = await Promise.all(
      ["questura", "invented"].map((id) => edge.ask(`/v1/rooms/${id}/feed`)),
    );
    expect(other).toMatchObject({ status: 404, body: { code: "room-unknown" } });
    expect({ ...invented?.body, instance: "" }).toEqual({ ...other?.body, instance: "" });
    expect(edge.core.polls.filter(({ waitMs }) => waitMs > 0)).toEqual([]);
  });

  test("an address in another spelling asks for the same key", async () => {
    for (const path of ["/v1/rooms/pl%5Fcremona/feed", "/v1/rooms/pl_cremona/%66eed"]) {
      expect((await edge.ask(path)).status).toBe(200);
      expect((await edge.ask(path, { key: "none" })).status).toBe(401);
      expect((await edge.ask(path, { key: keys.questura })).status).toBe(404);
    }
    expect((await edge.ask("/v1/rooms/pl_cremona/../questura/feed")).status).toBe(404);
  });

  test("a key as a user name, an empty one or one of 10,000 characters is wrong", async () => {
    for (const authorization of ["Bearer ", "Basic eA==", `Bearer ${"x".repeat(6_000)}`]) {
      const told = await edge.ask(feed, { key: "none", headers: { authorization } });
      expect(told.status).toBe(401);
    }
  });
});

describe("the feed", () => {
  test("hands out copies with exact degrees, and a cursor", async () => {
    edge.core.waiting.set("pl_cremona", [syntheticView]);
    const told = await edge.ask(`${feed}?mode=exercise&after=c0`);
    expect(told.status).toBe(200);
    expect(told.text).toContain('"lat":45.13,"lon":10.0200001');
    expect(told.body).toMatchObject({ cursor: "copy-1", copies: [{ from: "pl_cremona" }] });
    expect(edge.core.polls.at(-1)).toMatchObject({ mode: "exercise", after: "c0", waitMs: 0 });
  });

  test("refuses a wrong mode, wait or cursor by its own code", async () => {
    const wrong = [
      ["mode=test", "mode-unknown"],
      ["mode=actual&mode=exercise", "mode-unknown"],
      ["wait=31", "wait-out-of-range"],
      ["wait=-1", "wait-out-of-range"],
      ["wait=1e1", "wait-out-of-range"],
      [`after=${"x".repeat(513)}`, "cursor-malformed"],
    ];
    for (const [query, code] of wrong) {
      expect(await edge.ask(`${feed}?${query}`)).toMatchObject({ status: 422, body: { code } });
    }
  });

  test("refuses a parameter that it does not know, instead of reading the question without it", async () => {
    const body = example("accepted-report");
    const misspelt: readonly [string, Parameters<typeof edge.ask>[1]][] = [
      [`${feed}?cursor=x`, {}],
      [`${feed}?Mode=exercise`, {}],
      [`${feed}/stream?wait=1`, {}],
      [`${messages}?mode=exercise`, { body, headers: json }],
      [`${receipts}?after=x`, { body: "{}", headers: json }],
      ["/v1/rooms/pl_cremona/webhook?MARIO-SINTETICO=1", {}],
    ];
    for (const [address, request] of misspelt) {
      const told = await edge.ask(address, request);
      expect(told).toMatchObject({ status: 422, body: { code: "parameter-unknown" } });
      expect(JSON.stringify(told.body)).not.toContain("SINTETICO");
      expect(JSON.stringify(told.body)).toContain("after, wait, mode");
    }
    expect({ sent: edge.core.submitted, reports: edge.core.reports }).toEqual({
      ...{ sent: [], reports: [] },
    });
    expect((await edge.ask("/v1/rooms/other/feed?cursor=x")).status).toBe(404);
    expect((await edge.ask(`${feed}?cursor=x`, { key: "sbagliata" })).status).toBe(401);
  });

  test("wakes a poll, and refuses more polls than the room may have", async () => {
    const small = await startEdge({ polls_max: 1 });
    const polling = small.ask(`${feed}?wait=30`);
    await until(() => small.core.polls.length === 1, "the poll");
    const second = await small.ask(`${feed}?wait=30`);
    expect(second).toMatchObject({ status: 503, body: { code: "busy" } });
    small.core.waiting.set("pl_cremona", [syntheticView]);
    small.core.release();
    expect(await polling).toMatchObject({ status: 200 });
    await small.edge.stop();
  });

  test("answers a waiting poll with its own cursor when the edge stops, and stops at once", async () => {
    const other = await startEdge();
    const polling = other.ask(`${feed}?wait=30&after=c7`);
    await until(() => other.core.polls.length === 1, "the poll");
    const started = performance.now();
    const [told] = await Promise.all([polling, other.edge.stop()]);
    expect(told).toMatchObject({ status: 200, body: { copies: [], cursor: "c7" } });
    // Far below the 30 s of the poll, far above what a busy machine needs.
    expect(performance.now() - started).toBeLessThan(15_000);
    other.core.release();
  });

  test("hands out nothing of a page with a copy that cannot be read: the cursor would confirm it", async () => {
    const broken: object = { ...syntheticView, charge: "SINTETICO" };
    edge.core.waiting.set("pl_cremona", [syntheticView, broken as typeof syntheticView]);
    const told = await edge.ask(feed);
    expect(told).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(told.text).not.toContain("SINTETICO");
  });
});

describe("a room's confirmation that a datum is gone", () => {
  const { delivery } = syntheticView;
  const confirmations = "/v1/rooms/pl_cremona/confirmations";
  const tell = (body: string, query = "") =>
    edge.ask(`${confirmations}${query}`, { body, headers: json });

  test("is passed on with its mode, and answered with what the core notes", async () => {
    edge.core.waiting.set("pl_cremona", [syntheticView]);
    const told = await tell(JSON.stringify({ delivery }), "?mode=exercise");
    expect(told).toMatchObject({
      status: 200,
      body: { confirmed: true, notes: [{ code: "confirmation-late" }] },
    });
    expect(edge.core.reports.at(-1)?.report).toMatchObject({
      mode: "exercise",
      confirmation: delivery,
    });
  });

  test("that is none is refused by code without its content, once the core knows", async () => {
    for (const body of ["{}", '{"delivery":"SINTETICO"}', '{"delivery":7}']) {
      const told = await tell(body);
      expect(told).toMatchObject({ status: 422, body: { code: "confirmation-malformed" } });
      expect(told.text).not.toContain("SINTETICO");
      expect(edge.core.reports.at(-1)?.report.refusal?.code).toBe("confirmation-malformed");
    }
    edge.core.reachable = false;
    expect((await tell("{}")).status).toBe(503);
  });
});

describe("receipts", () => {
  const item = {
    delivery: syntheticView.delivery,
    kind: "displayed",
    conditions_accepted: true,
    at: "2026-11-22T10:05:00+01:00",
  };
  const tell = (items: readonly object[]) =>
    edge.ask(receipts, { body: JSON.stringify({ items }), headers: json });

  test("are passed on in UTC; a delivery that is not the room's is named by its place only", async () => {
    edge.core.waiting.set("pl_cremona", [syntheticView]);
    const told = await tell([item, { ...item, delivery: "0".repeat(32) }]);
    expect(told).toMatchObject({
      status: 202,
      body: { recorded: 1, errors: [{ pointer: "/items/1/delivery", code: "delivery-unknown" }] },
    });
    expect(edge.core.reports[0]?.report.receipts[0]?.at).toBe("2026-11-22T09:05:00.000Z");
  });

  test("of deliveries that are all unknown are refused", async () => {
    expect(await tell([item])).toMatchObject({ status: 404, body: { code: "delivery-unknown" } });
  });

  test("that are malformed are refused by code, with the place", async () => {
    edge.core.waiting.set("pl_cremona", [syntheticView]);
    const zoneless = await tell([{ ...item, at: "2026-11-22T10:05:00" }]);
    expect(zoneless).toMatchObject({ status: 422, body: { code: "time-without-zone" } });
    const wrong = await tell([{ ...item, kind: "SINTETICO" }]);
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: "receipts-malformed", errors: [{ pointer: "/items/0/kind" }] },
    });
    expect(wrong.text).not.toContain("SINTETICO");
    expect(await tell([])).toMatchObject({ status: 422, body: { code: "receipts-malformed" } });
  });
});

describe("everything else", () => {
  test("an unknown address is 404, a wrong method 405 with what is allowed", async () => {
    expect(await edge.ask("/v2/nothing")).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
    const told = await edge.ask(messages, { method: "DELETE" });
    expect(told).toMatchObject({ status: 405, body: { code: "method-not-allowed" } });
    expect(told.headers.get("allow")).toBe("POST");
    const head = await edge.ask(feed, { method: "HEAD" });
    expect([head.status, head.headers.get("allow")]).toEqual([405, "GET"]);
  });

  test("problems are told in Italian unless English is asked for", async () => {
    const italian = await edge.ask("/nowhere");
    const english = await edge.ask("/nowhere", { headers: { "accept-language": "en-GB" } });
    expect(italian.headers.get("content-language")).toBe("it");
    expect(italian.body["title"]).toBe("Risorsa inesistente");
    expect(english.headers.get("content-language")).toBe("en");
    expect(english.body["title"]).toBe("No such resource");
  });

  test("what is no HTTP is answered as a problem and closed", async () => {
    for (const line of ["NONSENSE\r\n\r\n", `GET / HTTP/1.1\r\nx: ${"x".repeat(9_000)}\r\n\r\n`]) {
      expect(await raw(line)).toContain('"code":"request-malformed"');
    }
    expect(await raw("GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).toContain(
      '"code":"request-malformed"',
    );
  });

  test("a body that ends early or says a wrong length leaves the edge as it was", async () => {
    const head = `POST ${messages} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.pl_cremona}\r\ncontent-type: application/json\r\n`;
    await raw(`${head}content-length: 100\r\n\r\n{}`);
    expect(await raw(`${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`)).toContain(
      '"code":"request-malformed"',
    );
    expect((await post(example("accepted-report"))).status).toBe(202);
  });

  test("no answer names a server, may be stored, or sniffed", async () => {
    for (const path of ["/status", "/nowhere", feed]) {
      const { headers } = await edge.ask(path);
      expect(headers.get("server") ?? headers.get("x-powered-by")).toBeNull();
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("status says in words how it is, to anybody, and names no room", async () => {
    const well = await edge.ask("/status", { key: "none" });
    expect(well).toMatchObject({ status: 200, body: { status: "ok" } });
    edge.core.reachable = false;
    const ill = await edge.ask("/status", { key: "none" });
    expect(ill).toMatchObject({ status: 503, body: { code: "core-unreachable" } });
    expect(well.text + ill.text).not.toMatch(/cremona|questura/);
  });

  test("a room that asks too often is told when to come back; another room is not held up", async () => {
    const slow = await startEdge({ polls_per_minute_max: 12 });
    await slow.ask(feed);
    await slow.ask(feed);
    const told = await slow.ask(feed);
    expect(told).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(Number(told.headers.get("retry-after"))).toBeGreaterThan(1);
    const other = await slow.ask("/v1/rooms/questura/feed", { key: keys.questura });
    expect(other.status).toBe(200);
    const sent = await slow.ask(messages, { body: example("accepted-report"), headers: json });
    expect(sent.status).toBe(202);
    await slow.edge.stop();
  });

  test("a room that sends too often still reads, confirms and opens streams, and is told what is left", async () => {
    const few = await startEdge({ submit_per_minute_max: 6, streams_per_minute_max: 6 });
    const message = { body: example("accepted-report"), headers: json };
    const first = await few.ask(messages, message);
    expect(first.headers.get("ratelimit-policy")).toBe('"submit";q=6;w=60');
    expect(first.headers.get("ratelimit")).toBe('"submit";r=0;t=10');
    const second = await few.ask(messages, message);
    expect(second).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(second.headers.get("retry-after")).toBe("10");
    expect((await few.ask(feed)).status).toBe(200);
    expect((await few.ask(receipts, { body: "{}", headers: json })).status).toBe(422);
    const wrong = "/v1/rooms/pl_cremona/feed/stream?mode=test";
    expect((await few.ask(wrong)).status).toBe(422);
    expect((await few.ask(wrong)).status).toBe(429);
    await few.edge.stop();
  });

  test("a message above the bytes that its room may send is refused, and recorded", async () => {
    const body = example("accepted-report");
    const small = await startEdge({ submit_bytes_max: body.length - 1 });
    const told = await small.ask(messages, { body, headers: json });
    expect(told).toMatchObject({ status: 413, body: { code: "too-large" } });
    expect(small.core.reports).toMatchObject([
      { report: { refusal: { code: "too-large", bytes: body.length } } },
    ]);
    expect(small.core.submitted).toEqual([]);
    await small.edge.stop();
  });
});

/** What comes back for bytes that no client would send. */
async function raw(text: string): Promise<string> {
  const socket = connect(edge.edge.port, "127.0.0.1");
  socket.end(text);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
