import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { eventAt, fullComponents } from "#tests/support/fullIncident";
import { patto, play, rooms, shipped } from "#tests/support/patto";
import { lapsedRules, withRevocations } from "./revoke.ts";
import type { Revoked } from "./ruleSetLife.ts";

const rules = shipped();
const [base] = patto().rules;
const agreements = ["PATTO-CREMONA-2022", "INVENTATO-112", "NESSUNO"];
const ruleIds = patto().rules.map(({ id }) => id);
const categories = ["C01", "C02", "C03", "C05", "C07", "C10", "C12", "C14", "C17"] as const;

const whats: fc.Arbitrary<Revoked> = fc.oneof(
  fc.constant({ all: true } as const),
  fc.record({
    agreements: fc.subarray(agreements),
    rules: fc
      .subarray(ruleIds, { maxLength: 4 })
      .map((ids) => ids.map((rule) => ({ agreement: "PATTO-CREMONA-2022", rule }))),
    rooms: fc.subarray(
      rooms.map(({ id }) => id),
      { maxLength: 2 },
    ),
  }),
);

/** Everything that a room may have after one full report, by room: reference and path of each field. */
function released(of: typeof rules, category: (typeof categories)[number]) {
  const [decisions = []] = play(of, [
    eventAt(0, { kind: "report", category, upsert: fullComponents }),
  ]);
  return new Map(
    decisions.map(({ room, entries }) => [
      room,
      new Set(entries.map(({ ref, path }) => `${ref} ${path}`)),
    ]),
  );
}

describe("an emergency revocation", () => {
  test("of whatever never gives anybody a field that it did not have before", () => {
    fc.assert(
      fc.property(whats, fc.constantFrom(...categories), (what, category) => {
        const before = released(rules, category);
        const after = released(
          withRevocations(rules, [{ digest: "a".repeat(64), what }]),
          category,
        );
        for (const [room, fields] of after) {
          for (const field of fields) expect(before.get(room)).toContain(field);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("of all, of a room, of an agreement leaves them nothing at all", () => {
    const revoking = (what: Revoked) => withRevocations(rules, [{ digest: "a".repeat(64), what }]);
    const none = { agreements: [], rules: [], rooms: [] };
    const sizes = (of: typeof rules) =>
      [...released(of, "C01")].map(([room, fields]) => [room, fields.size] as const);
    expect(sizes(rules).some(([, size]) => size > 0)).toBe(true);
    expect(sizes(revoking({ all: true })).every(([, size]) => size === 0)).toBe(true);
    const withoutRoom = new Map(sizes(revoking({ ...none, rooms: ["questura_cremona"] })));
    expect(withoutRoom.get("questura_cremona")).toBe(0);
    expect(withoutRoom.get("cc_cremona")).toBeGreaterThan(0);
    const withoutPatto = sizes(revoking({ ...none, agreements: ["PATTO-CREMONA-2022"] }));
    expect(withoutPatto.find(([room]) => room === "questura_cremona")?.[1]).toBe(0);
  });

  test("says that it was revoked, and its leaves name another rule set than before", () => {
    const what = { agreements: ["PATTO-CREMONA-2022"], rules: [], rooms: [] };
    const revoked = withRevocations(rules, [{ digest: "a".repeat(64), what }]);
    expect(revoked.hash).not.toBe(rules.hash);
    expect(withRevocations(rules, []).hash).toBe(rules.hash);
    const [decisions = []] = play(revoked, [eventAt(0, { kind: "report", category: "C01" })]);
    const questura = decisions.find(({ room }) => room === "questura_cremona");
    expect(questura).toMatchObject({ outcome: "withheld", reason: "REVOKED" });
    expect(questura?.basis[0]?.agreement).toBe("PATTO-CREMONA-2022");
  });

  test("of one rule leaves the others as they were", () => {
    const rule = base?.id ?? "";
    const what = { agreements: [], rules: [{ agreement: "PATTO-CREMONA-2022", rule }], rooms: [] };
    const revoked = withRevocations(rules, [{ digest: "a".repeat(64), what }]);
    const isOf = (cells: typeof rules.cells) =>
      [...cells.values()].flat().filter((cell) => cell.rule.isRevoked === true);
    const ids = new Set(isOf(revoked.cells).map((cell) => cell.rule.id));
    expect([...ids]).toEqual([rule]);
    expect(isOf(rules.cells)).toEqual([]);
  });
});

describe("a rule set that is not in force", () => {
  test("gives nothing to anybody, and says why", () => {
    const lapsed = lapsedRules(rules);
    for (const category of categories) {
      for (const [, fields] of released(lapsed, category)) expect(fields.size).toBe(0);
    }
    const [decisions = []] = play(lapsed, [eventAt(0, { kind: "report", category: "C01" })]);
    const questura = decisions.find(({ room }) => room === "questura_cremona");
    expect(questura).toMatchObject({ outcome: "withheld", reason: "NOT_IN_FORCE" });
  });
});
