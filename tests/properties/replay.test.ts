import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PlacedEvent } from "#libs/incident/state";
import type { CompiledRules } from "#libs/policy/compiled";
import type { RoomDecision } from "#libs/policy/decision";
import { headerFacts } from "#libs/policy/decision";
import { emptyHoldings, holdingParts, holdingsAfter } from "#libs/policy/holdings";
import { byText } from "#libs/policy/order";
import { decideFromFacts, replayableOf } from "#libs/policy/replay";
import { historyPairs } from "#tests/support/historyPairs";
import { compiled, invented, patto, play, rooms } from "#tests/support/patto";
import { arbitraryHistory, recordedFacts, richPatto } from "#tests/support/recordedHistory";

interface Sight {
  readonly outcome: string;
  readonly reason: string;
  readonly plan: string | undefined;
  readonly basis: unknown;
  readonly paths: readonly string[];
}

/** What a room saw after each decision, as the decision on the living state says. */
function sightsOf(decisions: readonly (readonly RoomDecision[])[], slot: number) {
  let held = emptyHoldings;
  return decisions.map((ofAll) => {
    const decision = ofAll.find((one) => one.slot === slot);
    if (decision === undefined) return undefined;
    held = holdingsAfter(held, decision.entries);
    const paths = [...held.values.keys()]
      .map(holdingParts)
      .filter(({ path }) => !(headerFacts as readonly string[]).includes(path))
      .map(({ ref, path }) => `${ref} ${path}`);
    return sightOf(decision, paths.toSorted(byText));
  });
}

/** `released` with the reason of a refusal withdraws only: the room may see nothing. */
function sightOf(decision: RoomDecision, paths: readonly string[]): Sight {
  const { outcome, reason, plan, basis } = decision;
  const sees = reason === "RELEASED" || reason === "NOTHING_NEW";
  const isOpen = outcome === "released" || outcome === "nothing_new";
  if (sees) return { outcome: "visible", reason: "RELEASED", plan, basis, paths };
  const named = reason === "NO_AGREEMENT" || reason === "OWN_EVENT" ? "not_addressed" : "withheld";
  return { outcome: isOpen ? named : outcome, reason, plan: undefined, basis, paths };
}

function replays(rules: CompiledRules, history: readonly PlacedEvent[]): boolean {
  const decided = play(rules, history);
  const records = recordedFacts(history);
  return rooms.every((room) => {
    const expected = sightsOf(decided, room.slot);
    return records.every((facts, index) => {
      const at = history[index]?.storedAt ?? "";
      const first = history[0]?.event;
      if (facts === undefined || first === undefined) return expected[index] === undefined;
      const source = replayableOf({ mode: first.mode, at, facts });
      if (typeof source === "string") throw new Error(source);
      const { outcome, reason, plan, basis, visible } = decideFromFacts(rules, source, room);
      const paths = visible.flatMap(({ ref, paths }) => paths.map((path) => `${ref} ${path}`));
      const found = { outcome, reason, plan, basis, paths: paths.toSorted() };
      expect(found).toEqual(expected[index]);
      return true;
    });
  });
}

describe("A decision replays from its recorded inputs alone", () => {
  test("over histories of the shipped rooms, to the same outcome, reason, plan, basis and fields", () => {
    const rules = compiled(patto(), invented());
    fc.assert(
      fc.property(historyPairs, ({ left }) => replays(rules, left)),
      { numRuns: 300 },
    );
  });

  test("over arbitrary histories, under rules that use every declared input", () => {
    const rules = compiled(richPatto(), invented());
    fc.assert(
      fc.property(arbitraryHistory, (history) => replays(rules, history)),
      { numRuns: 600 },
    );
  });

  test("the arbitrary histories reach every kind of end: seen, refused, in an emergency, in charge", () => {
    const rules = compiled(richPatto(), invented());
    const ends = new Set<string>();
    for (const history of fc.sample(arbitraryHistory, { numRuns: 600, seed: 4 })) {
      for (const { outcome, reason, basis } of play(rules, history).flat()) {
        ends.add(outcome).add(reason);
        if (basis.some(({ rule }) => rule.endsWith("-vita"))) ends.add("emergency");
      }
    }
    const needed = ["released", "nothing_new", "withheld", "not_addressed", "emergency", "MODE"];
    const missing = [...needed, "CATEGORY", "STATUTORY", "REGIME"].filter((end) => !ends.has(end));
    expect(missing).toEqual([]);
  });

  test("and the record that it replays from holds no value", () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        // References and digests are hex and may hold any digits.
        const text = JSON.stringify(recordedFacts(history)).replaceAll(/"[0-9a-f]{32}"/g, '""');
        return !/sint[eè]tic|ZZ|\+\d|invalid|\d{7}/i.test(text);
      }),
      { numRuns: 200 },
    );
  });
});
