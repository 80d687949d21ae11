import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { breachScopeSchema, flowsSchema } from "./flowAnswers.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 });
});
afterAll(() => served.stop());

const march = "from=2026-03-01T00:00:00.000Z&to=2026-04-01T00:00:00.000Z";
const bodyOf = async (viewer: string, path: string) => {
  const { status, body } = await served.ask(viewer, `/v1/log/${path}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
};
const flows = async (viewer: string, more = "", period = march) =>
  flowsSchema.parse(await bodyOf(viewer, `flows?${period}${more}`));
const refused = async (viewer: string, query: string) => {
  const { status, body } = await served.ask(viewer, `/v1/log/flows?${query}`);
  return [status, body["code"]];
};
/** Of the 296 decisions of the log (3 to 299 but 20) those that questura sent (every third), and the comune's. */
const [ofQuestura, ofComune] = [99, 197];

describe("flows at the console", () => {
  test("are those of one's own messages, from room to room, and add up to the counts of the log", async () => {
    const { level, rows, titolari, incidents_min } = await flows("rpd-comune");
    expect([level, incidents_min]).toEqual(["room", null]);
    expect(rows).toMatchObject([
      { from: "pl_cremona", to: "questura", decisions: ofComune, given: ofComune, hidden: false },
    ]);
    expect(titolari).toEqual({ pl_cremona: "Comune SINTETICO", questura: "Questura SINTETICA" });
    const daily = await flows("sala-comune", "&every=day");
    const total = daily.rows.reduce((sum, { decisions }) => sum + (decisions ?? 0), 0);
    expect([daily.rows.length, total]).toEqual([13, ofComune]);
  });

  test("say of others' messages only that one's own room got some and what it was given, never from whom or about what", async () => {
    for (const by of ["category", "purpose"]) {
      const { rows } = await flows("rpd-questura", `&by=${by}`);
      expect(rows.map(({ from, to, decisions }) => [from, to, decisions])).toEqual([
        [null, "questura", ofComune],
        ["questura", "questura", ofQuestura],
      ]);
      const [received, sent] = rows;
      expect([received?.value, received?.withheld]).toEqual([null, null]);
      expect(sent?.value).toMatch(/^[CP]\d+$/);
    }
    const { rows } = await flows("rpd-comune", "&by=category");
    expect(rows.every(({ from }) => from === "pl_cremona")).toBe(true);
  });

  test("are told to the steering body only as aggregates of titolari, of whole months that are over", async () => {
    const { level, incidents_min, rows, titolari } = await flows("cabina", "&by=category");
    expect([level, incidents_min, titolari]).toEqual(["titolare", 3, {}]);
    expect(rows.map(({ from, to, decisions }) => [from, to, decisions])).toEqual([
      ["Comune SINTETICO", "Questura SINTETICA", ofComune],
      ["Questura SINTETICA", "Questura SINTETICA", ofQuestura],
    ]);
    const refusal = [403, "filter-not-allowed"];
    for (const query of [
      "from=2026-03-02T00:00:00.000Z&to=2026-04-01T00:00:00.000Z",
      "from=2026-03-01T00:00:00.000Z&to=2026-03-31T00:00:00.000Z",
      "from=2026-03-01T00:00:00.000Z&to=2999-04-01T00:00:00.000Z".replace("2999", "2028"),
      `${march}&every=day`,
      `${march}&by=kind`,
    ]) {
      expect([query, await refused("cabina", query)]).toEqual([query, refusal]);
    }
  });

  test("are no more than kinds of entries for an authority, which sees leaves alone", async () => {
    const { level, rows } = await flows("garante", "&by=kind");
    expect(level).toBe("none");
    expect(rows).toContainEqual({
      ...{ from: null, to: null, value: "exchange", decisions: ofComune + ofQuestura },
      ...{ given: null, withheld: null, hidden: false },
    });
    for (const by of ["", "&by=class", "&by=category"]) {
      expect(await refused("garante", `${march}${by}`)).toEqual([403, "filter-not-allowed"]);
    }
  });

  test("are recorded as statistics with their period, and asked for in whole days", async () => {
    await flows("rpd-comune", "&by=class");
    const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
    for (const reader of ["rpd-comune", "cabina", "garante"]) {
      expect(served.recorder.reads).toContainEqual(
        expect.objectContaining({ reader, scope: "statistics", period }),
      );
    }
    for (const query of [
      "from=2026-03-01T00:00:00.000Z",
      "from=2026-03-01T10:00:00.000Z&to=2026-04-01T00:00:00.000Z",
      "from=2026-04-01T00:00:00.000Z&to=2026-03-01T00:00:00.000Z",
      `${march}&by=person`,
      `${march}&room=questura`,
    ]) {
      expect([query, await refused("rpd-comune", query)]).toEqual([
        query,
        [422, "query-malformed"],
      ]);
    }
  });
});

describe("the scope of a breach at the console", () => {
  const period = "from=2026-03-01T03:00:00.000Z&to=2026-03-01T13:00:00.000Z";
  const scope = async (viewer: string, more = "") =>
    breachScopeSchema.parse(await bodyOf(viewer, `breach-scope?${period}${more}`));

  test("says which rooms got which classes of one's own messages, how often, of how many incidents, first and last", async () => {
    const { rows, incidents, deliveries } = await scope("rpd-comune");
    // Entries 3 to 12, without every third one.
    expect([deliveries, incidents]).toEqual([6, 6]);
    expect(rows).toMatchObject([
      {
        ...{ room: "questura", titolare: "Questura SINTETICA", messages: "own" },
        ...{ deliveries: 6, incidents: 6 },
        ...{ first: "2026-03-01T04:00:00.000Z", last: "2026-03-01T11:00:00.000Z" },
      },
    ]);
    expect(rows[0]?.classes.length).toBeGreaterThan(0);
    expect((await scope("rpd-comune", "&room=pl_crema")).rows).toEqual([]);
  });

  test("keeps apart what one's own room got of others, and tells nothing of what others exchanged", async () => {
    const { rows } = await scope("rpd-questura");
    expect(rows.map(({ room, messages, deliveries }) => [room, messages, deliveries])).toEqual([
      ["questura", "own", 4],
      ["questura", "received", 6],
    ]);
    const comune = await scope("rpd-comune", "&room=questura");
    expect(comune.deliveries).toBe(6);
  });

  test("is for privacy officers alone, recorded, and asked for with a period and a room that there is", async () => {
    for (const viewer of ["sala-comune", "garante", "cabina"]) {
      const { status, body } = await served.ask(viewer, `/v1/log/breach-scope?${period}`);
      expect([viewer, status, body["code"]]).toEqual([viewer, 403, "role-not-allowed"]);
    }
    for (const query of ["", "from=2026-03-01T03:00:00.000Z", `${period}&room=nessuna`]) {
      const { body } = await served.ask("rpd-comune", `/v1/log/breach-scope?${query}`);
      expect([query, body["code"]]).toEqual([query, "query-malformed"]);
    }
  });
});
