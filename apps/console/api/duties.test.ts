import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { checkOpeningFile, parseOpeningFile } from "#libs/pack/openingFile";
import type { DemandRow } from "#libs/policy/demandMessages";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { syntheticId } from "#tests/support/auditFixture";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { packField } from "#tests/support/packLog";
import {
  accessRequestListSchema,
  holdListSchema,
  openedFieldSchema,
  recallListSchema,
  retentionListSchema,
} from "./dutyAnswers.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 }, true);
});
afterAll(() => served.stop());
beforeEach(() => {
  served.recorder.isAway = "no";
  served.core.refusal = undefined;
});

const field = (index: number, path = packField.path) =>
  `/v1/log/entries/2026/${index}/field?path=${path}`;

describe("one field of one message at the console", () => {
  test("is opened by policy, which records it, and comes with a proof that holds offline", async () => {
    const answer = await served.ask("rpd-comune", field(40), { purpose: "lawfulness" });
    const { file, read } = openedFieldSchema.parse(answer.body);
    expect(read).toEqual({ year: 2026, index: 2_999 });
    expect(served.core.openings.at(-1)).toMatchObject({
      ...{ reader: "rpd-comune", role: "privacy_officer", purpose: "lawfulness" },
      ...{ year: 2026, index: 40, path: packField.path },
    });
    const parsed = parseOpeningFile(JSON.stringify(file));
    if (parsed === undefined) throw new Error("no file");
    expect(parsed.opening.value).toBe(packField.value);
    const [log] = await served.access.logs();
    if (log === undefined) throw new Error("no log");
    expect(checkOpeningFile(parsed, log.trust)).toMatchObject({ holds: true, index: 40 });
  });

  test("is never another titolare's, whoever got a copy of it: policy is not even asked", async () => {
    const before = served.core.openings.length;
    for (const [viewer, index] of [
      ["rpd-comune", 42],
      ["rpd-questura", 40],
    ] as const) {
      const answer = await served.ask(viewer, field(index));
      expect([viewer, answer.status, answer.body["code"]]).toEqual([
        ...[viewer, 403, "filter-not-allowed"],
      ]);
    }
    expect(served.core.openings).toHaveLength(before);
  });

  test("is refused in words where it is not there any more, never was, or is asked for wrongly", async () => {
    for (const [refusal, status, code] of [
      ["keys-destroyed", 410, "data-destroyed"],
      ["message-expired", 410, "data-destroyed"],
      ["field-not-stated", 404, "field-not-stated"],
      ["component-unclear", 409, "component-unclear"],
      ["message-unreadable", 409, "data-unreadable"],
      ["id-taken", 503, "reading-not-recorded"],
    ] as const) {
      served.core.refusal = refusal;
      const answer = await served.ask("rpd-comune", field(40));
      expect([refusal, answer.status, answer.body["code"]]).toEqual([refusal, status, code]);
    }
    for (const [path, code] of [
      [field(40, "Vehicle"), "query-malformed"],
      [`${field(40)}&ref=zz`, "query-malformed"],
      [`${field(40)}&who=me`, "query-malformed"],
      [field(300), "entry-unknown"],
      [field(1), "field-not-stated"],
    ] as const) {
      const answer = await served.ask("rpd-comune", path);
      expect([path, answer.body["code"]]).toEqual([path, code]);
    }
  });
});

describe("lists of duties at the console", () => {
  const list = async (viewer: string, path: string) =>
    (await served.ask(viewer, `/v1/log/${path}`)).body;

  test("of retention say what the log and the signed terms say, of incidents in which an own room had a part", async () => {
    const [log] = await served.access.logs();
    if (log === undefined) throw new Error("no log");
    const chains = new Set<string>();
    for (let index = 0; index < log.reader.size; index += 1) {
      const leaf = parseLeaf(await log.reader.entry(index));
      if (!("problem" in leaf) && isIncidentLeaf(leaf)) chains.add(leaf.incident);
    }
    const all = retentionListSchema.parse(await list("rpd-comune", "retention?state=done"));
    expect(all).toMatchObject({ damaged: 0, more: false });
    expect(all.rows.map(({ incident }) => incident)).toEqual([
      ...[syntheticId("incident 9"), syntheticId("incident 9")],
    ]);
    const total = Object.values(all.counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(2 * chains.size);
    const few = retentionListSchema.parse(
      await list("rpd-comune", "retention?state=not_due&limit=1"),
    );
    const isMore = (few.counts.not_due ?? 0) > 1;
    expect([few.rows.length <= 1, few.more]).toEqual([true, isMore]);
    expect((await list("rpd-comune", "retention?state=lost"))["code"]).toBe("query-malformed");
  });

  const demand = (more: Partial<DemandRow>): DemandRow => ({
    ...{ notice: { year: 2026, seq: 90 }, at: "2026-03-04T00:00:00.000Z", mode: "actual" },
    ...{ incident: syntheticId("incident 1"), ref: "c".repeat(32), path: "vehicle.plate" },
    ...{ kind: "recall", reason: "inaccurate", until: "2026-03-05T00:00:00.000Z" },
    ...{ open: true, overdue: true, room: "pl_cremona" },
    rooms: [
      { slot: 0, room: "pl_cremona", state: "confirmed" },
      { slot: 1, room: "questura", state: "confirmed" },
      { slot: 2, room: "pl_crema", state: "delivered" },
    ],
    ...more,
  });

  test("of recalls show one's own demands whole, and of others' what one's own rooms have still to confirm", async () => {
    served.core.demandList = {
      demands: [
        demand({}),
        demand({ room: "questura", rooms: [{ slot: 1, room: "questura", state: "waiting" }] }),
      ],
      more: false,
    };
    const own = recallListSchema.parse(await list("rpd-comune", "recalls"));
    expect(own.recalls).toHaveLength(1);
    expect(own.recalls[0]).toMatchObject({ room: "pl_cremona", rooms: { length: 3 }, open: true });
    const theirs = recallListSchema.parse(await list("rpd-questura", "recalls"));
    expect(theirs.recalls).toHaveLength(2);
    expect(theirs.recalls[0]).toMatchObject({
      ...{ room: null, open: false, overdue: false },
      rooms: [{ slot: 1, room: "questura", state: "confirmed" }],
    });
    expect(JSON.stringify(theirs.recalls[0])).not.toContain("pl_");
    const due = recallListSchema.parse(await list("rpd-questura", "recalls?state=overdue"));
    expect(due.recalls.map(({ room }) => room)).toEqual(["questura"]);
    const done = recallListSchema.parse(await list("rpd-questura", "recalls?state=confirmed"));
    expect(done.recalls.map(({ room }) => room)).toEqual([null]);
  });

  test("of holds and of searches for persons are recorded like every reading, and say nothing of anybody", async () => {
    const before = served.recorder.reads.length;
    const purpose = "criminal_proceedings";
    const holds = await served.ask("rpd-comune", "/v1/log/holds", { purpose });
    expect(holdListSchema.parse(holds.body).holds).toMatchObject([
      {
        ...{ index: 31, incident: syntheticId("incident 1"), reason: "judicial_request" },
        ...{ room: null, own: true, until: null },
      },
    ]);
    expect(served.recorder.reads).toHaveLength(before + 1);
    const searches = accessRequestListSchema.parse(await list("rpd-comune", "access-requests"));
    expect(searches.requests).toMatchObject([{ index: 32, scope: "incident" }]);
    const told = JSON.stringify([holds.body, searches]);
    expect(
      [syntheticId("by"), syntheticId("incident 2")].filter((id) => told.includes(id)),
    ).toEqual([]);
  });
});
