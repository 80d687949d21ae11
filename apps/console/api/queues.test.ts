import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { EmergencyRow } from "#libs/policy/emergencyMessages";
import { syntheticId } from "#tests/support/auditFixture";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { anomalyListSchema, dutyCountsSchema, reviewListSchema } from "./queueAnswers.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 }, true);
});
afterAll(() => served.stop());
beforeEach(() => {
  served.recorder.isAway = "no";
  served.core.emergencyList = { emergencies: [], more: false };
  served.core.reviewAnswer = undefined;
  served.core.confirmAnswer = undefined;
  served.core.holdAnswer = undefined;
});

const get = async (viewer: string, path: string) =>
  (await served.ask(viewer, `/v1/log/${path}`)).body;
const post = (viewer: string, path: string, body: unknown) =>
  served.ask(viewer, `/v1/log/${path}`, {
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "content-type": "application/json" },
  });

const emergency = (room: string, seq: number, more: Partial<EmergencyRow> = {}): EmergencyRow => ({
  ...{ notice: { year: 2026, seq }, at: "2026-03-04T10:00:00.000Z", mode: "actual", room },
  ...{ emergency: "life_at_risk", overdue: false },
  ...more,
});

describe("emergencies at the console", () => {
  test("are listed to the titolare whose room declared them, with the time by which they are reviewed", async () => {
    const review = {
      outcome: "justified",
      role: "privacy_officer",
      at: "2026-03-04T12:00:00.000Z",
    } as const;
    served.core.emergencyList = {
      emergencies: [
        ...[emergency("pl_cremona", 9, { overdue: true }), emergency("questura", 8)],
        emergency("pl_crema", 7, { review }),
      ],
      more: false,
    };
    const all = reviewListSchema.parse(await get("rpd-comune", "reviews"));
    expect(all.reviews.map(({ room, index, due }) => [room, index, due])).toEqual([
      ["pl_cremona", 8, "2026-03-05T10:00:00.000Z"],
      ["pl_crema", 6, "2026-03-05T10:00:00.000Z"],
    ]);
    const overdue = reviewListSchema.parse(await get("rpd-comune", "reviews?state=overdue"));
    expect(overdue.reviews.map(({ room }) => room)).toEqual(["pl_cremona"]);
    const theirs = JSON.stringify(await get("rpd-questura", "reviews"));
    expect(theirs).toContain("questura");
    expect(theirs).not.toContain("pl_");
    const authority = await served.ask("garante", "/v1/log/reviews");
    expect([authority.status, authority.body["code"]]).toEqual([403, "role-not-allowed"]);
  });

  const body = (format: string, more: object) =>
    JSON.stringify({ format, ...more, issued: "2026-03-04T12:00:00.000Z" });
  const signed = (text: string) => ({
    order: {
      body: text,
      signatures: [{ role: "privacy_officer", key: "A".repeat(43), signature: "B".repeat(86) }],
    },
  });
  const review = body("raccordo-review-order/1", {
    notice: { year: 2026, seq: 9 },
    outcome: "justified",
  });

  test("are reviewed by an order that its officer signed: it is passed on as it came", async () => {
    served.core.reviewAnswer = { outcome: "reviewed", found: "justified" };
    const done = await post("rpd-comune", "reviews", signed(review));
    expect([done.status, done.body]).toEqual([200, { outcome: "reviewed", found: "justified" }]);
    expect(served.core.orders.at(-1)).toEqual(signed(review).order);
    for (const [outcome, status, code] of [
      ["not-authorised", 403, "order-not-authorised"],
      ["order-expired", 422, "order-expired"],
      ["unknown", 404, "order-unknown"],
      ["busy", 503, "order-not-recorded"],
    ] as const) {
      served.core.reviewAnswer = { outcome };
      const answer = await post("rpd-comune", "reviews", signed(review));
      expect([answer.status, answer.body["code"]]).toEqual([status, code]);
    }
  });

  test("take no order of another kind, none in another form, and none of who may only look", async () => {
    const before = served.core.orders.length;
    const other = body("raccordo-confirmation-order/1", {
      ...{ notice: { year: 2026, seq: 9 }, room: "questura" },
    });
    for (const [viewer, path, sent, code] of [
      ["rpd-comune", "reviews", signed(other), "query-malformed"],
      ["rpd-comune", "recalls/confirmations", signed(review), "query-malformed"],
      ["rpd-comune", "reviews", { outcome: "justified" }, "query-malformed"],
      ["garante", "reviews", signed(review), "role-not-allowed"],
      ["garante", "recalls/confirmations", signed(other), "role-not-allowed"],
    ] as const) {
      expect((await post(viewer, path, sent)).body["code"]).toBe(code);
    }
    expect(served.core.orders).toHaveLength(before);
    served.core.confirmAnswer = { outcome: "confirmed" };
    const done = await post("sala-comune", "recalls/confirmations", signed(other));
    expect([done.status, done.body]).toEqual([200, { outcome: "confirmed" }]);
  });
});

describe("a legal hold from the console", () => {
  const hold = (incident: string) => ({
    ...{ of: "actual", incident: syntheticId(incident) },
    reason: "supervisory_request",
  });

  test("is recorded in the name of the officer who has signed in, of an incident in which an own room had a part", async () => {
    const until = "2026-03-18T00:00:00.000Z";
    served.core.holdAnswer = { outcome: "recorded", kept: 3, until };
    const done = await post("rpd-comune", "holds", hold("incident 1"));
    const answer = { outcome: "recorded", kept: 3, gone: null, until };
    expect([done.status, done.body]).toEqual([200, answer]);
    expect(served.core.holds.at(-1)).toEqual({
      ...{ ...hold("incident 1"), state: "placed", room: "pl_cremona" },
      ...{ by: "rpd-comune", role: "privacy_officer" },
    });
  });

  test("stands until it is ended by an order that its officer signed, and asked for too often takes one", async () => {
    const body = JSON.stringify({
      ...{ format: "raccordo-hold-order/1", mode: "actual", incident: syntheticId("incident 1") },
      ...{ room: "pl_cremona", reason: "judicial_request", issued: "2026-03-04T12:00:00.000Z" },
    });
    const signature = "B".repeat(86);
    const order = {
      body,
      signatures: [{ role: "privacy_officer", key: "A".repeat(43), signature }],
    };
    served.core.holdAnswer = { outcome: "recorded", kept: 3, gone: 1 };
    const done = await post("rpd-comune", "holds/signed", { order });
    const answer = { outcome: "recorded", kept: 3, gone: 1, until: null };
    expect([done.status, done.body, served.core.orders.at(-1)]).toEqual([200, answer, order]);
    const refusedAs = async (viewer: string, path: string, sent: unknown) =>
      (await post(viewer, path, sent)).body["code"];
    served.core.holdAnswer = { outcome: "not-authorised" };
    expect(await refusedAs("rpd-comune", "holds/signed", { order })).toBe("order-not-authorised");
    served.core.holdAnswer = { outcome: "not-signed" };
    expect(await refusedAs("rpd-comune", "holds", hold("incident 1"))).toBe("order-not-authorised");
    const orders = served.core.orders.length;
    expect(await refusedAs("sala-comune", "holds/signed", { order })).toBe("role-not-allowed");
    const other = { order: { ...order, body: body.replace("hold-order", "review-order") } };
    expect(await refusedAs("rpd-comune", "holds/signed", other)).toBe("query-malformed");
    expect(served.core.orders).toHaveLength(orders);
  });

  test("ends by an order that its officer signed, passed on as it came, and by nothing that merely asks", async () => {
    const body = JSON.stringify({
      ...{ format: "raccordo-hold-release/1", mode: "actual", incident: syntheticId("incident 1") },
      ...{ hold: { year: 2026, seq: 32 }, issued: "2026-03-04T12:00:00.000Z" },
    });
    const signature = {
      ...{ role: "privacy_officer", key: "A".repeat(43), signature: "B".repeat(86) },
    };
    const order = { body, signatures: [signature] };
    served.core.holdAnswer = { outcome: "recorded" };
    const done = await post("rpd-comune", "holds/releases", { order });
    expect([done.status, done.body]).toEqual([200, { outcome: "recorded", others: 0 }]);
    expect(served.core.orders.at(-1)).toEqual(order);
    for (const [outcome, status, code] of [
      ["not-authorised", 403, "order-not-authorised"],
      ["order-expired", 422, "order-expired"],
      ["hold-over", 404, "order-unknown"],
      ["busy", 503, "order-not-recorded"],
    ] as const) {
      served.core.holdAnswer = { outcome };
      const answer = await post("rpd-comune", "holds/releases", { order });
      expect([answer.status, answer.body["code"]]).toEqual([status, code]);
    }
    served.core.holdAnswer = { outcome: "recorded" };
    const [orders, holds] = [served.core.orders.length, served.core.holds.length];
    for (const [viewer, path, sent, code] of [
      ["rpd-comune", "holds", { ...hold("incident 1"), state: "released" }, "query-malformed"],
      ["rpd-comune", "holds/releases", hold("incident 1"), "query-malformed"],
      ["sala-comune", "holds/releases", { order }, "role-not-allowed"],
      ["garante", "holds/releases", { order }, "role-not-allowed"],
    ] as const) {
      expect((await post(viewer, path, sent)).body["code"]).toBe(code);
    }
    expect([served.core.orders.length, served.core.holds.length]).toEqual([orders, holds]);
  });

  test("is nobody else's to ask for, and tells nobody which incidents there are", async () => {
    const before = served.core.holds.length;
    for (const viewer of ["sala-comune", "garante"]) {
      expect((await post(viewer, "holds", hold("incident 1"))).body["code"]).toBe(
        "role-not-allowed",
      );
    }
    const stranger = await post("rpd-comune", "holds", hold("incident that nobody sent"));
    expect([stranger.status, stranger.body["code"]]).toEqual([403, "filter-not-allowed"]);
    expect(served.core.holds).toHaveLength(before);
  });

  test("that could not be recorded is said to be none", async () => {
    const answer = await post("rpd-comune", "holds", hold("incident 1"));
    expect([answer.status, answer.body["code"]]).toEqual([503, "order-not-recorded"]);
  });
});

describe("a field with a second person", () => {
  const path = "/v1/log/entries/2026/40/field";
  const approval = {
    body: "{}",
    signatures: [{ role: "operations", key: "A".repeat(43), signature: "B".repeat(86) }],
  };

  test("is asked of policy with the approval as it came, and refused in words without one", async () => {
    served.core.refusal = "approval-missing";
    const alone = await served.ask("rpd-comune", `${path}?path=vehicle.plate`);
    expect([alone.status, alone.body["code"]]).toEqual([403, "approval-missing"]);
    for (const [refusal, code] of [
      ["approval-wrong", "order-not-authorised"],
      ["approval-expired", "order-expired"],
    ] as const) {
      served.core.refusal = refusal;
      const body = { path: "vehicle.plate", approval };
      const answer = await post("rpd-comune", "entries/2026/40/field", body);
      expect(answer.body["code"]).toBe(code);
      expect(served.core.openings.at(-1)).toMatchObject({ index: 40, approval });
    }
    served.core.refusal = undefined;
    const body = { path: "vehicle.plate", approval };
    expect((await post("rpd-comune", "entries/2026/40/field", body)).status).toBe(200);
    const other = await post("rpd-questura", "entries/2026/40/field", body);
    expect(other.body["code"]).toBe("filter-not-allowed");
    const mayNot = await post("sala-comune", "entries/2026/40/field", body);
    expect(mayNot.body["code"]).toBe("role-not-allowed");
  });
});

describe("what waits for a person", () => {
  test("is told in numbers by one recorded reading, however often the menu asks", async () => {
    served.core.emergencyList = {
      emergencies: [emergency("pl_cremona", 9, { overdue: true }), emergency("questura", 8)],
      more: false,
    };
    const before = served.recorder.reads.length;
    const first = dutyCountsSchema.parse(await get("sala-comune", "duties"));
    expect(first.reviews).toEqual({ open: 1, overdue: 1 });
    const again = dutyCountsSchema.parse(await get("sala-comune", "duties"));
    expect(again.read).toEqual(first.read);
    expect(served.recorder.reads.slice(before)).toMatchObject([{ scope: "statistics" }]);
    served.recorder.isAway = "reads";
    served.ahead(700_000);
    const away = await served.ask("sala-comune", "/v1/log/duties");
    expect([away.status, away.body["code"]]).toEqual([503, "reading-not-recorded"]);
    served.ahead(0);
  });
});

describe("anomalies of a period", () => {
  const period = "from=2026-03-01T00:00:00.000Z&to=2026-03-14T00:00:00.000Z";

  test("say which own rooms got nothing of anything, and who read how much, by pseudonym and purpose", async () => {
    const told = anomalyListSchema.parse(await get("rpd-comune", `anomalies?${period}`));
    expect(told.readers).toMatchObject([
      { purpose: "access_request", role: "privacy_officer", readings: 1, entries: 1, rule: null },
    ]);
    expect(told).toMatchObject({ volume: [], off_territory: [], more: false });
    const theirs = await served.ask("rpd-questura", `/v1/log/anomalies?${period}`);
    expect(anomalyListSchema.parse(theirs.body).filtered).toEqual([]);
    expect(JSON.stringify(theirs.body)).not.toContain("pl_");
  });

  test("are of a period that is stated and of a year at most, and of no authority's to ask", async () => {
    for (const [path, code] of [
      ["anomalies", "query-malformed"],
      ["anomalies?from=2026-03-14T00:00:00.000Z&to=2026-03-01T00:00:00.000Z", "query-malformed"],
      ["anomalies?from=2024-03-01T00:00:00.000Z&to=2026-03-01T00:00:00.000Z", "query-malformed"],
      [`anomalies?${period}&room=questura`, "query-malformed"],
    ] as const) {
      expect([path, (await get("rpd-comune", path))["code"]]).toEqual([path, code]);
    }
    expect((await get("garante", `anomalies?${period}`))["code"]).toBe("role-not-allowed");
  });
});
