import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { consoleOnDecisions } from "#tests/support/consoleOnDecisions";
import { pseudonymOf } from "#tests/support/decisionLog";
import { eventAt, fullReport, wholeComponent } from "#tests/support/fullIncident";
import { incidentSchema, whySchema } from "./incidentAnswers.ts";

const [owner, questura] = ["pl_cremona", "questura_cremona"] as const;
const joining = { incident: { alias: "x" } } as const;
/** Entries: configuration, activation, then the incident's four, then its receipts. */
const entry = { report: 2, charge: 3, update: 4, close: 5 } as const;
const history = [
  fullReport("C03"),
  eventAt(
    60,
    { kind: "charge_taken", ...joining, upsert: [wholeComponent("note", "q")] },
    questura,
  ),
  eventAt(120, { upsert: [wholeComponent("vehicle", "v2", { plate: "ZZ001ZZ" })] }),
  eventAt(180, { kind: "close" }),
];
const content = {
  histories: [history],
  receipts: [{ history: 0, event: 2, room: questura, kind: "delivered", upTo: true }],
} as const;

let served: Awaited<ReturnType<typeof consoleOnDecisions>>;
beforeAll(async () => {
  served = await consoleOnDecisions(content);
});
afterAll(() => served.stop());

const incident = pseudonymOf(0);
async function timeline(viewer: string, more = "") {
  const { status, body } = await served.ask(viewer, `/v1/log/incidents/${incident}${more}`);
  expect([viewer, status]).toEqual([viewer, 200]);
  return incidentSchema.parse(body);
}
async function why(viewer: string, index: number, query: string) {
  const { status, body } = await served.ask(viewer, `/v1/log/entries/2026/${index}/why?${query}`);
  expect([viewer, status, body["code"]]).toEqual([viewer, 200, undefined]);
  return whySchema.parse(body);
}
const paths = (fields: readonly { readonly path: string }[] | null = []) =>
  new Set(fields?.map(({ path }) => path));

describe("the timeline of an incident", () => {
  test("shows the owner's titolare what each room got and did not get of its own messages, with receipts", async () => {
    const { entries, rooms, next, cut } = await timeline("rpd");
    expect([entries.map(({ index }) => index), next, cut]).toEqual([[2, 3, 4, 5], null, false]);
    expect(rooms.filter(({ own }) => own).map(({ id }) => id)).toEqual([owner]);
    const [report, charge, update] = entries;
    expect(report?.facts).toMatchObject({ sender: owner, category: "C03", in_charge: [] });
    const there = report?.rooms.find(({ room }) => room === questura);
    expect(paths(there?.given)).toContain("vehicle.plate");
    expect(paths(there?.not_given)).toContain("person.tax_code");
    expect(there?.receipts.map(({ kind }) => kind)).toEqual(["delivered"]);
    const gdf = report?.rooms.find(({ room }) => room === "gdf_cremona");
    expect([gdf?.outcome, gdf?.given, gdf?.receipts]).toEqual([expect.any(String), [], []]);
    expect(charge?.facts).toBeNull();
    expect(charge?.rooms.map(({ room }) => room)).toEqual([owner]);
    expect(update?.after_others).toBe(true);
    expect(update?.facts?.in_charge).toEqual([questura]);
  });

  test("shows a receiver's titolare its own copies alone, and a stranger and the authority none", async () => {
    const received = await timeline("rpd-questura");
    for (const { facts, rooms } of received.entries) {
      expect(facts).toBeNull();
      expect(rooms.every(({ room, not_given }) => room === questura && not_given === null)).toBe(
        true,
      );
    }
    expect(received.entries.map(({ rooms }) => rooms.length)).toEqual([1, 1, 1, 1]);
    const { entries } = await timeline("rpd-gdf");
    expect(entries.flatMap(({ rooms }) => rooms.flatMap(({ given }) => given))).toEqual([]);
    for (const { rooms, facts } of (await timeline("garante")).entries) {
      expect([rooms, facts]).toEqual([[], null]);
    }
  });

  test("comes page by page, and is recorded as a reading of that incident", async () => {
    const before = served.recorder.reads.length;
    const first = await timeline("sala", "?limit=3");
    const second = await timeline("sala", `?from=${first.next}&limit=3`);
    expect([...first.entries, ...second.entries].map(({ index }) => index)).toEqual([2, 3, 4, 5]);
    expect([first.next, second.next]).toEqual([3, null]);
    expect(served.recorder.reads[before]).toMatchObject({ scope: "incident", incident });
    const codes = await Promise.all(
      [
        `/v1/log/incidents/${pseudonymOf(7)}`,
        "/v1/log/incidents/x",
        `/v1/log/incidents/${incident}?a=1`,
      ].map(async (path) => (await served.ask("rpd", path)).body["code"]),
    );
    expect(codes).toEqual(["entry-unknown", "query-malformed", "query-malformed"]);
  });
});

describe("“Perché?” of a field", () => {
  test("names the rule of what went, the article with its words, the transform and the version", async () => {
    const told = await why("rpd", entry.report, `room=${questura}`);
    expect(told.not_explained).toBeNull();
    expect(told.version).toMatchObject({ known: true, version: 1 });
    expect(told.version.in_force_from).toBe("2026-01-01T00:00:00.000Z");
    const plate = told.fields.find(({ path }) => path === "vehicle.plate");
    expect(plate).toMatchObject({
      state: "given",
      explained: true,
      given: { do: "keep" },
      why: null,
    });
    expect(plate?.rule).toMatchObject({ rule: "C03-forze", article: "art. 6" });
    expect(plate?.rule?.text).toContain("prevenzione della criminalità");
    expect(plate?.rule?.law).toContain("D.Lgs. 51/2018 art. 3");
    expect(told.titles[0]?.text).toBe(plate?.rule?.text);
    expect(told.fields.every(({ explained }) => explained)).toBe(true);
  });

  test("says why another did not, and the nearest change that would have opened it", async () => {
    const { fields } = await why("rpd", entry.report, `room=${questura}`);
    const kept = fields.filter(({ state }) => state === "not_given");
    expect(kept.every((field) => field.why !== null || field.ceiling !== null)).toBe(true);
    const charged = kept.find(({ nearest }) =>
      nearest?.changes.some(({ what }) => what === "charge"),
    );
    expect(charged?.why).toBe("not-in-charge");
    expect(charged?.nearest).toMatchObject({ rule: "C03-forze", text: expect.any(String) });
    expect(kept.some(({ nearest }) => nearest === null)).toBe(true);
  });

  test("tells of a room that got nothing the gate that failed, field by field, or of one field alone", async () => {
    const { fields, reason } = await why(
      "rpd",
      entry.report,
      "room=gdf_cremona&path=vehicle.plate",
    );
    expect(paths(fields)).toEqual(new Set(["vehicle.plate"]));
    expect(fields[0]).toMatchObject({ state: "not_given", why: reason });
  });

  test("tells a receiver of what it got by which rule, and nothing of what it did not get", async () => {
    const { fields, not_explained } = await why("rpd-questura", entry.report, `room=${questura}`);
    expect(not_explained).toBeNull();
    for (const field of fields) {
      expect(field).toMatchObject({ state: "given", why: null, nearest: null, ceiling: null });
      expect(field.groups).toEqual([]);
    }
    expect(fields.length).toBeGreaterThan(3);
  });

  test("is refused of another titolare's room, of another's message, and to the authority", async () => {
    const asked: readonly (readonly [string, string, string])[] = [
      ["rpd-questura", `${entry.report}/why?room=cc_cremona`, "filter-not-allowed"],
      ["rpd-questura", `${entry.report}/why?room=${owner}`, "filter-not-allowed"],
      ["rpd", `${entry.charge}/why?room=${questura}`, "filter-not-allowed"],
      ["rpd", `${entry.charge}/why?room=cc_cremona`, "filter-not-allowed"],
      ["garante", `${entry.report}/why?room=${questura}`, "role-not-allowed"],
      ["rpd", `1/why?room=${questura}`, "entry-unknown"],
      ["rpd", `999/why?room=${questura}`, "entry-unknown"],
      ["rpd", `${entry.report}/why?room=nessuna`, "query-malformed"],
      ["rpd", `${entry.report}/why?room=${questura}&path=person.nome`, "query-malformed"],
      ["rpd", `${entry.report}/why`, "query-malformed"],
    ];
    for (const [viewer, path, code] of asked) {
      const { body } = await served.ask(viewer, `/v1/log/entries/2026/${path}`);
      expect([viewer, path, body["code"]]).toEqual([viewer, path, code]);
    }
  });

  test("under rules that the log does not hold says so by a code, and what was recorded all the same", async () => {
    const bare = await consoleOnDecisions({ histories: [[fullReport("C03")]], isActivated: false });
    try {
      const { body } = await bare.ask("rpd", `/v1/log/entries/2026/1/why?room=${questura}`);
      const told = whySchema.parse(body);
      expect([told.not_explained, told.version.known]).toEqual(["rules-unknown", false]);
      expect(told.titles[0]).toMatchObject({ rule: "C03-forze", article: "art. 6", text: null });
      expect(told.fields.some(({ state }) => state === "not_given")).toBe(true);
      expect(told.fields.every(({ explained, rule }) => !explained && rule === null)).toBe(true);
    } finally {
      await bare.stop();
    }
  });
});
