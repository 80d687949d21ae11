import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { isProblemCode, problems } from "#libs/incident/problems";
import { exportPurposes } from "#libs/seal/leafSchema";
import type { Answered, Ask } from "#tests/support/askHttp";
import { syntheticId } from "#tests/support/auditFixture";
import { type ConsoleOnLog, consoleOnLog, keyOf, logViewers } from "#tests/support/consoleOnLog";
import { damageTable } from "#tests/support/damagedFile";
import { SseClient } from "#tests/support/sseClient";
import { until } from "#tests/support/until";
import { entryAnswerSchema, openingsSchema, pageSchema } from "./answers.ts";
import { roomListSchema } from "./rooms.ts";
import { routes } from "./routes.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000, attempts_per_minute_max: 1_000 });
});
afterAll(() => served.stop());
beforeEach(() => {
  served.recorder.isAway = "no";
});

const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-03T00:00:00.000Z" };
const order = (body: object | string = period): Ask => ({
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

/** A request of each operation that somebody with every right is answered. */
const asked = (room: string): Readonly<Record<string, readonly [string, Ask]>> => ({
  listEntries: ["/v1/log/entries?kind=exchange&limit=3", {}],
  readEntry: ["/v1/log/entries/2026/40", {}],
  proveEntry: ["/v1/log/entries/2026/40/proof", {}],
  countEntries: ["/v1/log/counts?by=kind", {}],
  proveConsistency: ["/v1/log/consistency?year=2026&from=50", {}],
  readCheckpoints: ["/v1/log/checkpoints", {}],
  readOpenings: [`/v1/log/openings?room=${room}&year=2026&from=3&limit=20`, {}],
  exportPack: ["/v1/log/exports", order()],
  openField: [`/v1/log/entries/2026/${room === "questura" ? 42 : 40}/field?path=vehicle.plate`, {}],
  listRetention: ["/v1/log/retention?state=not_due&limit=3", {}],
  listHolds: ["/v1/log/holds", {}],
  listRecalls: ["/v1/log/recalls?state=open", {}],
  listAccessRequests: ["/v1/log/access-requests", {}],
  readBreachScope: [
    "/v1/log/breach-scope?from=2026-03-01T00:00:00.000Z&to=2026-03-02T00:00:00.000Z",
    {},
  ],
  readIncident: [`/v1/log/incidents/${syntheticId("incident 0")}`, {}],
  explainFields: [`/v1/log/entries/2026/${room === "questura" ? 42 : 40}/why?room=${room}`, {}],
});
const ownRoom: Readonly<Record<string, string>> = {
  "Comune SINTETICO": "pl_cremona",
  "Questura SINTETICA": "questura",
};

function assertStrict({ status, headers, body }: Answered): void {
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  if (status < 400) return;
  expect(headers.get("content-type")).toBe("application/problem+json");
  const code = String(body["code"]);
  expect(isProblemCode(code) && problems[code].status).toBe(status);
}

describe("every address, for every role and titolare", () => {
  const operations = Object.keys(asked("pl_cremona"));
  const cases = logViewers.flatMap((viewer) =>
    operations.map((operation) => [operation, viewer.role, viewer] as const),
  );
  test.each(cases)(
    "%s by %s is answered or refused as the table says",
    async (operation, role, viewer) => {
      const route = routes.find((one) => one.operation === operation);
      const room = ownRoom[viewer.titolare ?? ""] ?? "pl_cremona";
      const [path, how] = asked(room)[operation] ?? ["", {}];
      const before = served.recorder.reads.length;
      const answer = await served.ask(viewer.name, path, { ...how, purpose: "authority" });
      assertStrict(answer);
      const isAllowed = route?.roles?.includes(role) === true;
      expect([operation, role, answer.status]).toEqual([operation, role, isAllowed ? 200 : 403]);
      if (!isAllowed) {
        expect(answer.body["code"]).toBe("role-not-allowed");
        expect(served.recorder.reads).toHaveLength(before);
      }
    },
  );

  test.each(operations)(
    "%s without a key, with a wrong one, without purpose and with an unknown one",
    async (operation) => {
      const [path, how] = asked("pl_cremona")[operation] ?? ["", {}];
      const before = served.recorder.reads.length;
      const codes = [
        await served.ask("rpd-comune", path, { ...how, key: "none" }),
        await served.ask("nessuno", path, how),
        await served.ask("rpd-comune", path, { ...how, purpose: "" }),
        await served.ask("rpd-comune", path, { ...how, purpose: "curiosity" }),
        await served.ask(
          "rpd-comune",
          `${path}${path.includes("?") ? "&" : "?"}read_for=lawfulness`,
          how,
        ),
      ].map((answer) => {
        assertStrict(answer);
        return answer.body["code"];
      });
      expect(codes).toEqual([
        ...["viewer-key-missing", "viewer-key-wrong", "purpose-missing", "purpose-unknown"],
        "purpose-unknown",
      ]);
      expect(served.recorder.reads).toHaveLength(before);
    },
  );

  test.each(operations)("%s is not answered while nobody can record it", async (operation) => {
    served.recorder.isAway = "reads";
    const [path, how] = asked("questura")[operation] ?? ["", {}];
    const answer = await served.ask("rpd-questura", path, {
      ...how,
      purpose: "criminal_proceedings",
    });
    assertStrict(answer);
    expect([answer.status, answer.body["code"]]).toEqual([503, "reading-not-recorded"]);
    expect(answer.text).not.toMatch(/exchange|slot|"at"/);
  });
});

describe("names of institutions", () => {
  test.each(logViewers)(
    "$name ($role) reads which rooms there are, without a purpose, and nothing is recorded",
    async ({ name }) => {
      const before = served.recorder.reads.length;
      const answer = await served.ask(name, "/v1/rooms", { purpose: "" });
      assertStrict(answer);
      const { rooms } = roomListSchema.parse(answer.body);
      expect(rooms.map(({ id }) => id)).toEqual(expect.arrayContaining(["pl_cremona", "questura"]));
      expect(rooms.every(({ titolare }) => titolare.length > 0)).toBe(true);
      expect(served.recorder.reads).toHaveLength(before);
    },
  );

  test("nobody reads them who has not come in", async () => {
    const answer = await served.ask("nessuno", "/v1/rooms");
    assertStrict(answer);
    expect(answer.body["code"]).toBe("viewer-key-wrong");
  });
});

describe("whoever tries more than they may", () => {
  test("gets no other titolare's facts or slots: not by an entry, a filter, a count, openings or a pack", async () => {
    const { entries } = pageSchema.parse(
      (await served.ask("rpd-comune", "/v1/log/entries?sender=pl_cremona&limit=5")).body,
    );
    const [theirs] = entries;
    expect(theirs).toMatchObject({ sender: "pl_cremona" });
    const path = `/v1/log/entries/${theirs?.year}/${theirs?.index}`;
    const seen = entryAnswerSchema.parse((await served.ask("rpd-questura", path)).body).entry;
    expect(seen).toMatchObject({ sender: null, category: null, territory: [] });
    expect(seen.rooms.map(({ room }) => room)).toEqual(["questura"]);
    for (const refused of [
      "/v1/log/entries?sender=pl_cremona",
      "/v1/log/entries?receiver=pl_crema",
      "/v1/log/entries?withheld=G5",
      "/v1/log/counts?by=outcome&receiver=pl_cremona",
      "/v1/log/counts?titolare=Comune%20SINTETICO",
      "/v1/log/tail?sender=pl_cremona",
      "/v1/log/openings?room=pl_cremona&year=2026",
      "/v1/log/openings?room=_core&year=2026",
    ]) {
      const answer = await served.ask("rpd-questura", refused);
      expect([refused, answer.status, answer.body["code"]]).toEqual([
        refused,
        403,
        "filter-not-allowed",
      ]);
    }
    const byReceiver = await served.ask("rpd-questura", "/v1/log/counts?by=receiver");
    expect(JSON.stringify(byReceiver.body)).not.toContain("pl_crem");
    const bySender = await served.ask("rpd-questura", "/v1/log/counts?by=sender");
    expect(JSON.stringify(bySender.body)).not.toContain("pl_crem");
    const leaves = await served.ask("garante", "/v1/log/entries?kind=exchange");
    for (const entry of pageSchema.parse(leaves.body).entries) {
      expect(entry).toMatchObject({ rooms: [], sender: null, titolare: null });
    }
  });

  test("is told nothing by odd parameters: no statement of a database, no giant page, no foreign cursor", async () => {
    const { next } = pageSchema.parse(
      (await served.ask("rpd-comune", "/v1/log/entries?kind=exchange&limit=2")).body,
    );
    const malformed: readonly string[] = [
      ...["limit=501", "limit=0", "limit=-1", "limit=1e2", "order=sideways", "cursor=AAAA"],
      ...["kind=%27%20OR%201%3D1--", "room=%22%3BDROP%20TABLE%20entry", "category=C01%27"],
      ...["from=2026-02-30T00:00:00.000Z", "from=2026", "unknown=1", "incident=zz", "purpose="],
      ...["from=2026-03-02T00:00:00.000Z&to=2026-03-01T00:00:00.000Z", "__proto__=1"],
      ...[`incident=${"a".repeat(32)}`, `kind=${Array(40).fill("a").join("&kind=")}`],
    ];
    const before = served.recorder.reads.length;
    for (const query of malformed) {
      if (query.startsWith("cursor")) continue;
      const answer = await served.ask("rpd-comune", `/v1/log/entries?${query}`);
      expect([query, answer.status, answer.body["code"]]).toEqual([query, 422, "query-malformed"]);
      assertStrict(answer);
    }
    expect(served.recorder.reads).toHaveLength(before);
    for (const [query, code] of [
      [`kind=configuration&limit=2&cursor=${next}`, "cursor-other"],
      ["cursor=AAAA", "query-malformed"],
      [`cursor=${"A".repeat(300)}`, "query-malformed"],
    ] as const) {
      const answer = await served.ask("rpd-comune", `/v1/log/entries?${query}`);
      expect([query, answer.body["code"]]).toEqual([query, code]);
    }
  });

  test("finds each entry once over all pages, and may name several values", async () => {
    const seen: number[] = [];
    let cursor = "";
    do {
      const path = `/v1/log/entries?order=oldest&limit=90&kind=exchange&kind=key_shredded${cursor}`;
      const { entries, next } = pageSchema.parse((await served.ask("rpd-comune", path)).body);
      seen.push(...entries.map(({ index }) => index));
      cursor = next === null ? "" : `&cursor=${next}`;
    } while (cursor !== "");
    expect(seen).toEqual(Array.from({ length: 297 }, (_, at) => at + 3));
  });

  test("is answered though the index was deleted or damaged under the running console, and nothing was added since", async () => {
    const index = join(served.workDir, "search.sqlite");
    const path = "/v1/log/entries?order=oldest&limit=90&kind=exchange";
    const { entries } = pageSchema.parse((await served.ask("rpd-comune", path)).body);
    for (const spoil of [() => rmSync(index), () => damageTable(index, "entry")]) {
      spoil();
      // All at once: it is made anew for all of them.
      const answers = await Promise.all([1, 2, 3].map(() => served.ask("rpd-comune", path)));
      for (const { status, body } of answers) {
        expect([status, pageSchema.safeParse(body).data?.entries]).toEqual([200, entries]);
      }
    }
  });

  test("gets no entry that is not signed, and no path that is not one", async () => {
    for (const path of [
      ...["/v1/log/entries/2026/300", "/v1/log/entries/2025/1", "/v1/log/entries/2026/300/proof"],
      ...["/v1/log/entries/2026/-1", "/v1/log/entries/2026/01", "/v1/log/entries/2026/1e1"],
    ]) {
      const answer = await served.ask("rpd-comune", path);
      expect([path, answer.status, answer.body["code"]]).toEqual([path, 404, "entry-unknown"]);
    }
    for (const [path, method, code] of [
      ["/v1/log/nothing", "GET", "not-found"],
      ["/v1/log/entries", "DELETE", "method-not-allowed"],
      ["/v1/log/entries", "POST", "method-not-allowed"],
      ["/v1/log/exports", "GET", "method-not-allowed"],
      ["/v1//log/entries", "GET", "not-found"],
      ["/V1/log/entries", "GET", "not-found"],
    ] as const) {
      const answer = await served.ask("rpd-comune", path, { method });
      expect([path, method, answer.body["code"]]).toEqual([path, method, code]);
      assertStrict(answer);
    }
  });

  test("is answered a problem where the request is longer than any, too", async () => {
    const path = `/v1/log/entries?room=${"a".repeat(20_000)}`;
    const answer = await served.ask("rpd-comune", path);
    expect(answer.body).toMatchObject({ code: "request-malformed", status: 400 });
    assertStrict(answer);
  });

  test("cannot put a header into an answer, nor anything into what is recorded", async () => {
    const text = await raw(
      served.address,
      `GET /v1/log/entries?kind=a%0d%0aSet-Cookie:%20x=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${keyOf("rpd-comune")}\r\nRaccordo-Purpose: supervision\r\nLast-Event-ID: 1\r\nConnection: close\r\n\r\n`,
    );
    expect(text).toContain("422");
    expect(text.toLowerCase()).not.toContain("set-cookie");
    const twice = await raw(
      served.address,
      `GET /v1/log/entries HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${keyOf("rpd-comune")}\r\nRaccordo-Purpose: supervision\r\nRaccordo-Purpose: authority\r\nConnection: close\r\n\r\n`,
    );
    expect(twice).toContain("purpose-unknown");
  });
});

/** What the server writes back to bytes as they are. */
function raw(address: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
    socket.write(request);
  });
}

describe("a pack at the console", () => {
  const ask = (viewer: string, how: Ask, purpose = "authority") =>
    served.ask(viewer, "/v1/log/exports", { ...how, purpose });

  test("is recorded twice: as a reading, and with its digest and its own rooms before it is sent", async () => {
    const before = [served.recorder.reads.length, served.recorder.exports.length] as const;
    const response = await fetch(`${served.address}/v1/log/exports`, {
      method: "POST",
      headers: {
        ...{ authorization: `Bearer ${keyOf("rpd-comune")}`, "raccordo-purpose": "authority" },
        "content-type": "application/json",
      },
      body: JSON.stringify(period),
    });
    const zip = Buffer.from(await response.arrayBuffer());
    const pack = createHash("sha256").update(zip).digest("hex");
    const [read, left] = [served.recorder.reads[before[0]], served.recorder.exports[before[1]]];
    expect(read).toMatchObject({ scope: "export", purpose: "authority", period, entries: 48 });
    expect(left).toMatchObject({
      pack,
      by: "rpd-comune",
      of_slots: [0, 2],
      ...period,
      entries: 48,
    });
    expect(served.recorder.reads).toHaveLength(before[0] + 1);
  });

  test("does not leave, and leaves nothing behind, where its digest cannot be recorded", async () => {
    served.recorder.isAway = "exports";
    const answer = await ask("rpd-comune", order());
    expect([answer.status, answer.body["code"]]).toEqual([503, "reading-not-recorded"]);
    expect(readdirSync(served.workDir).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("is made for an allowed purpose, of a period that has entries, from a small JSON body", async () => {
    const cases: readonly (readonly [string, Ask, string])[] = [
      ["export-purpose", order(), "technical_check"],
      [
        "export-empty",
        order({ from: period.from.replace("6", "5"), to: period.from }),
        "authority",
      ],
      ["query-malformed", order({ from: period.to, to: period.from }), "authority"],
      ["query-malformed", order({ ...period, titolare: "Questura SINTETICA" }), "authority"],
      ["not-json", order("{"), "authority"],
      ["too-large", order(`"${"a".repeat(5_000)}"`), "authority"],
      [
        "content-type-unsupported",
        { ...order(), headers: { "content-type": "text/plain" } },
        "authority",
      ],
      [
        "content-encoding-unsupported",
        { ...order(), headers: { ...order().headers, "content-encoding": "gzip" } },
        "authority",
      ],
    ];
    for (const [code, how, purpose] of cases) {
      const answer = await ask("rpd-comune", how, purpose);
      expect([code, answer.body["code"]]).toEqual([code, code]);
      assertStrict(answer);
    }
    expect(exportPurposes).not.toContain("technical_check");
  });

  test("of another process that was killed is removed by the next one", async () => {
    const left = join(served.workDir, ".raccordo-pack-1999999999-Ab");
    mkdirSync(left);
    writeFileSync(join(left, "pack.zip"), "SINTETICO");
    expect((await ask("rpd-comune", order())).status).toBe(200);
    await until(
      () => readdirSync(served.workDir).every((name) => !name.startsWith(".")),
      "nothing to be left",
    );
  });
});

describe("openings at the console", () => {
  test("come page by page, with each decision once, and the facts of own messages alone", async () => {
    const slots: number[] = [];
    const facts: number[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const path = `/v1/log/openings?room=questura&year=2026&from=${from}&limit=128`;
      const page = openingsSchema.parse((await served.ask("rpd-questura", path)).body);
      for (const line of page.lines) ("slot" in line ? slots : facts).push(line.index);
      from = page.next;
    }
    expect(slots).toHaveLength(296);
    expect(facts.every((index) => index % 3 === 0)).toBe(true);
    expect(facts.length).toBeGreaterThan(90);
  });
});

describe("keys that are tried", () => {
  test("are slowed down, while who has come in before still comes in", async () => {
    const slow = await consoleOnLog({ attempts_per_minute_max: 12 });
    try {
      expect((await slow.ask("rpd-comune", "/v1/log/checkpoints")).status).toBe(200);
      const codes: unknown[] = [];
      for (let times = 0; times < 6; times += 1) {
        codes.push((await slow.ask(`nessuno-${times}`, "/v1/log/checkpoints")).body["code"]);
      }
      expect(codes.slice(0, 2)).toEqual(["viewer-key-wrong", "viewer-key-wrong"]);
      expect(codes.at(-1)).toBe("too-many-attempts");
      expect((await slow.ask("rpd-comune", "/v1/log/checkpoints")).status).toBe(200);
      expect((await slow.ask("rpd-questura", "/v1/log/checkpoints")).status).toBe(429);
      slow.ahead(60_000);
      expect((await slow.ask("rpd-questura", "/v1/log/checkpoints")).status).toBe(200);
      slow.ahead(4_000_000);
      const expired = await slow.ask("rpd-comune", "/v1/log/checkpoints");
      expect(expired.body["code"]).toBe("viewer-key-expired");
    } finally {
      await slow.stop();
    }
  });

  test("who follow the log begin where they stand, and come back there also before an entry came", async () => {
    const address = `${served.address}/v1/log/tail?read_for=supervision`;
    const key = keyOf("rpd-comune");
    const behind = await SseClient.open(`${address}&after=2026/290`, { key });
    const entries = await behind.has(9);
    expect(entries.map(({ id }) => id)).toEqual(
      Array.from({ length: 9 }, (_, past) => `2026/${291 + past}`),
    );
    behind.leave();
    const fresh = await SseClient.open(address, { key });
    await until(() => fresh.lastEventId === "2026/299", "the end of the log to be named");
    expect(fresh.events).toEqual([]);
    fresh.leave();
    const wrong = await served.ask("rpd-comune", "/v1/log/tail?after=domani");
    expect([wrong.status, wrong.body["code"]]).toEqual([422, "query-malformed"]);
  });

  test("that count may ask so much a minute, and follow the log in so many streams", async () => {
    const small = await consoleOnLog({ requests_per_minute_max: 60, streams_of_viewer_max: 1 });
    try {
      const address = `${small.address}/v1/log/tail?read_for=supervision`;
      const last = { key: keyOf("rpd-comune"), lastEventId: "2026/290" };
      const stream = await SseClient.open(address, last);
      await until(() => stream.events.length === 9, "nine entries");
      expect(stream.events.map(({ id }) => id)[0]).toBe("2026/291");
      const second = await SseClient.open(address, last);
      expect([second.status, second.refusal]).toEqual([
        503,
        expect.stringContaining("console-busy"),
      ]);
      stream.leave();
      const statuses = [];
      for (let times = 0; times < 12; times += 1) {
        statuses.push((await small.ask("rpd-comune", "/v1/log/checkpoints")).status);
      }
      expect(statuses.at(-1)).toBe(429);
      expect((await small.ask("rpd-questura", "/v1/log/checkpoints")).status).toBe(200);
    } finally {
      await small.stop();
    }
  });
});
