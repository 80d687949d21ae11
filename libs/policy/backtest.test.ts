import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PlacedEvent } from "#libs/incident/state";
import type { BacktestRecord, BacktestResult, Decided } from "#libs/policy/backtest";
import { Backtest } from "#libs/policy/backtest";
import type { RoomDecision } from "#libs/policy/decision";
import { decideFromFacts, replayableOf } from "#libs/policy/replay";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import { fullReport } from "#tests/support/fullIncident";
import { compiled, invented, patto, play, rooms } from "#tests/support/patto";
import { arbitraryHistory, recordedFacts, richPatto } from "#tests/support/recordedHistory";

const shippedRules: RulesWithRooms = { rules: compiled(patto(), invented()), rooms };
const richRules: RulesWithRooms = { rules: compiled(richPatto(), invented()), rooms };

/** The records of a history as it was decided under `then`. */
function recordsOf(history: readonly PlacedEvent[], then: RulesWithRooms): BacktestRecord[] {
  const decisions = play(then.rules, history);
  const mode = history[0]?.event.mode ?? "actual";
  return recordedFacts(history).flatMap((facts, index) => {
    const at = history[index]?.storedAt ?? "";
    const decided = new Map(decisions[index]?.map((one) => [one.room, decidedIn(one)]));
    return facts === undefined ? [] : [{ mode, at, facts, under: then, decided }];
  });
}

function decidedIn({ reason, plan }: RoomDecision): Decided {
  const sees = reason === "RELEASED" || reason === "NOTHING_NEW";
  return { sees, reason, plan: sees ? plan : undefined };
}

function backtested(
  now: RulesWithRooms,
  before: RulesWithRooms,
  records: readonly BacktestRecord[],
): BacktestResult {
  const backtest = new Backtest(now, [before]);
  for (const record of records) backtest.add(record);
  return backtest.result();
}

/** The same counts, one record and one room after the other. */
function countedByHand(now: RulesWithRooms, records: readonly BacktestRecord[]) {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const record of records) {
    const source = replayableOf(record);
    if (typeof source === "string") throw new Error(source);
    for (const room of rooms) {
      const sides = [record.under, now].map(({ rules }) => decideFromFacts(rules, source, room));
      for (const [side, { visible }] of sides.entries()) {
        const paths = new Set(visible.flatMap((component) => component.paths));
        const place = `${room.id} ${source.input.owner} ${source.input.category} ${side}`;
        if (paths.size > 0) add(place);
        for (const path of paths) add(`${place} ${path}`);
      }
    }
  }
  return counts;
}

function countedBy({ rows }: BacktestResult) {
  const counts = rows.flatMap(({ room, owner, category, before, after, fields }) => {
    const place = `${room} ${owner} ${category}`;
    const sight: [string, number][] = [
      [`${place} 0`, before],
      [`${place} 1`, after],
    ];
    const ofFields = fields.flatMap(({ path, ...figures }): [string, number][] => [
      [`${place} 0 ${path}`, figures.before],
      [`${place} 1 ${path}`, figures.after],
    ]);
    return [...sight, ...ofFields];
  });
  return new Map(counts.filter(([, count]) => count > 0));
}

describe("A backtest counts what other rules would have shown", () => {
  test("exactly as deciding each record for each room by itself", () => {
    fc.assert(
      fc.property(fc.array(arbitraryHistory, { minLength: 1, maxLength: 3 }), (histories) => {
        const records = histories.flatMap((history) => recordsOf(history, richRules));
        const result = backtested(shippedRules, richRules, records);
        expect(result.records).toBe(records.length);
        expect(countedBy(result)).toEqual(countedByHand(shippedRules, records));
      }),
      { numRuns: 100 },
    );
  });

  test("and finds that what was recorded is what the rules of then say", () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { departures, technical } = backtested(
          shippedRules,
          richRules,
          recordsOf(history, richRules),
        );
        expect({ departures, technical }).toEqual({ departures: [], technical: 0 });
      }),
      { numRuns: 100 },
    );
  });

  test("under the same rules nothing opens, nothing closes, no field comes or goes", () => {
    const { rows } = backtested(
      shippedRules,
      shippedRules,
      recordsOf([fullReport("C03")], shippedRules),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { opened, closed, fields } of rows) {
      expect({ opened, closed }).toEqual({ opened: 0, closed: 0 });
      expect(fields.filter(({ more, fewer }) => more + fewer > 0)).toEqual([]);
    }
  });

  test("a record that says otherwise than the rules of then is told with the room and both words", () => {
    const records = recordsOf([fullReport("C03")], shippedRules).map((record) => {
      const decided = new Map(record.decided);
      decided.set("questura_cremona", { sees: false, reason: "FORBIDDEN" });
      return { ...record, decided };
    });
    const { departures } = backtested(shippedRules, shippedRules, records);
    expect(departures).toEqual([
      {
        room: "questura_cremona",
        recorded: "FORBIDDEN",
        replayed: expect.stringMatching(/^RELEASED [0-9a-f]{12}$/),
        count: 1,
      },
    ]);
  });

  test("a copy that was too large was not shown then, whatever the rules say", () => {
    const records = recordsOf([fullReport("C03")], shippedRules).map((record) => {
      const decided = new Map(record.decided);
      decided.set("questura_cremona", { sees: false, reason: "TOO_LARGE" });
      return { ...record, decided };
    });
    const { rows, technical, departures } = backtested(shippedRules, shippedRules, records);
    const row = rows.find(({ room }) => room === "questura_cremona");
    expect({ technical, departures }).toEqual({ technical: 1, departures: [] });
    expect(row).toMatchObject({ before: 0, after: 1, opened: 1 });
  });

  test("records of before all inputs were recorded are counted, never guessed", () => {
    const [record] = recordsOf([fullReport("C03")], shippedRules);
    if (record === undefined) throw new Error("no record");
    const { owner, ...older } = record.facts;
    const backtest = new Backtest(shippedRules, [shippedRules]);
    expect(backtest.add({ ...record, facts: older })).toBe("inputs-missing");
    expect(backtest.add({ ...record, facts: { ...record.facts, fields: [] } })).toBe(
      "fields-missing",
    );
    const unknown = { ...record.facts, category: "C99" };
    expect(backtest.add({ ...record, facts: unknown })).toBe("words-unknown");
    expect(backtest.result()).toMatchObject({
      records: 0,
      notReplayable: { "inputs-missing": 1, "fields-missing": 1, "words-unknown": 1 },
    });
    expect(owner).toBe("pl_cremona");
  });
});
