import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { factsOf } from "#apps/policy/recording";
import { enumTable } from "#libs/incident/catalogue";
import type { EventKind, IncidentEvent } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { Clause } from "#libs/policy/clauseSchema";
import type { CompiledRules } from "#libs/policy/compiled";
import type { RoomDecision } from "#libs/policy/decision";
import { headerFacts } from "#libs/policy/decision";
import { emptyHoldings, holdingParts, holdingsAfter } from "#libs/policy/holdings";
import { decideFromFacts, replayableOf } from "#libs/policy/replay";
import { canonicalBytes } from "#libs/seal/canonical";
import type { Facts } from "#libs/seal/parts";
import { canonicalOf } from "#libs/seal/parts";
import { arbitraryStatedComponent } from "#tests/support/arbitraries";
import { eventAt, fullComponents } from "#tests/support/fullIncident";
import { historyPairs } from "#tests/support/historyPairs";
import { compiled, invented, patto, play, rooms, testSecrets } from "#tests/support/patto";

const words = (name: string) => fc.constantFrom(...Object.keys(enumTable(name)));
const roomIds = rooms.map(({ id }) => id);

const component = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...fullComponents) },
  { weight: 1, arbitrary: arbitraryStatedComponent() },
);

/** What may stand in the head of a message, admitted by its category or not. */
const head = fc.record(
  {
    category: fc.oneof(words("Category"), fc.constantFrom("C01", "C03", "C12")),
    territory: fc.subarray(["istat:019036", "istat:019026", "istat:999001"]),
    purpose: words("Purpose"),
    regime: words("Regime"),
    addressees: fc.subarray([...roomIds, "SINTETICO SENZA SALA"], { maxLength: 3 }),
    same_as: fc.constant("0".repeat(32)),
  },
  { requiredKeys: ["category", "territory"] },
);

const answers: readonly EventKind[] = ["charge_taken", "charge_ended", "refused", "break_glass"];

interface Step {
  readonly kind: EventKind;
  /** Absent: the room that answers most in this history. */
  readonly by: string | null;
  readonly hours: number;
  readonly event: Partial<IncidentEvent>;
}

const step: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom<EventKind>("update", "update", "charge_taken", "close", ...answers),
    by: fc.option(fc.constantFrom(...roomIds)),
    hours: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 30 })),
    upsert: fc.uniqueArray(component, { maxLength: 4, selector: ({ kind, id }) => `${kind}${id}` }),
    emergency: words("Emergency"),
  })
  .map(({ kind, by, hours, upsert, emergency }) => {
    const isAnswer = answers.includes(kind);
    const event = { upsert: isAnswer ? [] : upsert, ...(kind === "break_glass" && { emergency }) };
    return { kind, by, hours, event: event as Partial<IncidentEvent> };
  });

/** Histories of any room, any category, any ground, with charges and emergencies that begin, end and run out. */
const arbitraryHistory: fc.Arbitrary<readonly PlacedEvent[]> = fc
  .record({
    owner: fc.constantFrom("pl_cremona", "pl_cremona", ...roomIds),
    answering: fc.constantFrom(...roomIds),
    head,
    first: fc.uniqueArray(component, { maxLength: 6, selector: ({ kind, id }) => `${kind}${id}` }),
    exercise: fc.boolean(),
    steps: fc.array(step, { maxLength: 6 }),
  })
  .map(({ owner, answering, head: stated, first, exercise, steps }) => {
    const mode = exercise ? "exercise" : "actual";
    const opening = { ...stated, kind: "report", mode, upsert: first } as Partial<IncidentEvent>;
    const events = [eventAt(0, opening, owner)];
    let hours = 0;
    for (const { kind, by, hours: later, event } of steps) {
      hours += later;
      const isAnswer = answers.includes(kind);
      const named = isAnswer ? { alias: "0".repeat(32) } : { id: "S-1" };
      const placed = { ...event, kind, mode, incident: named } as Partial<IncidentEvent>;
      events.push(eventAt(hours * 3_600, placed, isAnswer ? (by ?? answering) : owner));
    }
    return events;
  });

/** The shipped rules, and beside them what they do not use: source, basis, mode, and a rule for emergencies. */
function richRules(): CompiledRules {
  const agreement = patto();
  const [first] = agreement.rules;
  for (const rule of agreement.rules) {
    if (rule.deliver !== "allow") continue;
    rule.fields["vehicle.plate"] = split("vehicle.plate", rule.fields["vehicle.plate"]);
    rule.fields["risk.risk_type"] = [{ if: { basis: "fact" }, do: "keep" }];
    rule.fields["vehicle.plate_token"] = [{ do: "pseudonymise", as: "hmac-receiver" }];
  }
  if (first === undefined) throw new Error("the Patto has no rules");
  for (const rule of agreement.rules.filter(({ deliver }) => deliver === "allow").slice(0, 8)) {
    const { id, when } = rule;
    if (agreement.rules.some((other) => other.id === `${id}-vita`)) continue;
    agreement.rules.push({
      ...structuredClone(rule),
      id: `${id}-vita`,
      deliver: "break-glass",
      when: { ...when, purpose: "P1", regime: "police" },
      fields: { ...rule.fields, "vehicle.plate": [{ do: "keep" }] },
    });
    rule.when.mode = ["actual"];
  }
  return compiled(agreement, invented());
}

function split(_path: string, clauses: readonly Clause[] | undefined): Clause[] {
  const once = clauses?.some((clause) => clause.once === "in-charge") === true;
  return [
    { if: { source: ["observed", "police_database"] }, do: "keep" },
    { if: { source: ["reported", "unstated"] }, do: "keep", ...(once && { once: "in-charge" }) },
  ];
}

/** What is recorded of every event of a history, as canonical JSON: nothing else reaches the replay. */
function recordsOf(history: readonly PlacedEvent[]): readonly (Facts | undefined)[] {
  let state: IncidentState | undefined;
  return history.map(({ author, storedAt, event }, index) => {
    state = fold(state, { author, storedAt, event });
    if (state === undefined) return undefined;
    const secrets = testSecrets("S-1", String(index));
    const facts = factsOf({ state, author, storedAt, event, rooms }, secrets);
    return JSON.parse(canonicalBytes(canonicalOf(facts)).toString("utf8")) as Facts;
  });
}

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
    return sightOf(decision, paths.toSorted());
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
  const records = recordsOf(history);
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
    const rules = richRules();
    fc.assert(
      fc.property(arbitraryHistory, (history) => replays(rules, history)),
      { numRuns: 600 },
    );
  });

  test("the arbitrary histories reach every kind of end: seen, refused, in an emergency, in charge", () => {
    const rules = richRules();
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
        const text = JSON.stringify(recordsOf(history)).replaceAll(/"[0-9a-f]{32}"/g, '""');
        return !/sint[eè]tic|ZZ|\+\d|invalid|\d{7}/i.test(text);
      }),
      { numRuns: 200 },
    );
  });
});
