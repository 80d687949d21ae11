import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Category, Component, Fields, IncidentEvent, LeafValue } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { Holdings, IncidentSecrets } from "#libs/policy/decision";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";
import { buildProjectors } from "#libs/policy/projectorBuild";
import type { Projectors } from "#libs/policy/projectors";
import { arbitraryStateComponent } from "#tests/support/arbitraries";
import { eventAt } from "#tests/support/fullIncident";
import { compiled, invented, patto, rooms } from "#tests/support/patto";

/** Plain texts in place of digests: nothing here is about keys, and texts can be read when a case fails. */
const secrets: IncidentSecrets = {
  componentRef: (...parts) => parts.join("/"),
  componentAlias: (...parts) => parts.join("/"),
  valueMac: (...parts) => parts.join("|"),
  pseudonym: (room, path, author, value, use) =>
    value.length % 5 === 0 ? undefined : [room, path, author, value, use.purpose, use.epoch].join(),
  incidentAlias: (room) => `alias ${room}`,
  deliveryId: (room) => `delivery ${room}`,
};

/** The shipped rules, with clauses on every attribute that a rule may ask for. */
function manyClauses(): Agreement {
  const agreement = patto();
  for (const { deliver, fields } of agreement.rules) {
    if (deliver === "forbid") continue;
    fields["place.area"] = ["public" as const, "sensitive" as const].map((place, at) => ({
      ...{ if: { place }, do: "generalise" as const, as: "area-by-residents" },
      residents_min: 50 * (at + 1),
    }));
    fields["risk.risk_type"] = [
      { if: { basis: "fact" }, do: "keep" },
      { if: { basis: "assessment", source: ["observed", "unstated"] }, do: "keep" },
    ];
    fields["vehicle.plate_token"] = [
      { if: { source: ["observed", "device"] }, do: "pseudonymise", as: "hmac-receiver" },
      {
        ...{ if: { source: ["reported", "unstated"] }, once: "in-charge" },
        ...{ do: "pseudonymise", as: "hmac-receiver" },
      },
    ];
    fields["person.injury"] = [
      { if: { roles: ["victim", "injured"], minor: true }, do: "keep" },
      { if: { roles: ["victim", "reporter"], minor: false, basis: "fact" }, do: "keep" },
      { if: { roles: ["victim", "reporter"], minor: false, basis: "assessment" }, do: "keep" },
    ];
  }
  return agreement;
}

interface RuleSet {
  readonly rules: CompiledRules;
  readonly projectors: Projectors;
}

const ruleSets: readonly RuleSet[] = [patto(), manyClauses()].map((agreement) => {
  const rules = compiled(agreement, invented());
  const built = buildProjectors(rules);
  if (built.kind !== "generated") throw new Error(built.why);
  return { rules, projectors: built.projectors };
});

const categories: readonly Category[] = [
  "C00",
  "C01",
  "C01",
  "C03",
  "C03",
  "C05",
  "C12",
  "C14",
  "C17",
];

/** What no gate would have let in: a decision must not differ on it either. */
const malformed = fc.constantFrom<unknown>("\u0000", "\ud800", 1.5, -1, {}, [], ["x"], [3]);

const part: fc.Arbitrary<Component> = fc
  .tuple(arbitraryStateComponent(), fc.option(malformed, { freq: 12 }), fc.nat(15))
  .map(([component, value, at]) => {
    const name = Object.keys(component.fields)[at];
    if (value === null || name === undefined) return component;
    const fields: Fields = { ...component.fields, [name]: value as LeafValue };
    return { ...component, fields };
  });

type Told = Pick<IncidentEvent, "kind"> & Partial<IncidentEvent> & { readonly author: string };

const roomId = fc.constantFrom(...rooms.map(({ id }) => id));
const upserts = fc.array(part, { maxLength: 5 });
const report: fc.Arbitrary<Told> = fc
  .record({
    author: fc.constantFrom("pl_cremona", "cur_brescia", "questura_cremona"),
    category: fc.constantFrom(...categories),
    upsert: upserts,
    addressees: fc.uniqueArray(roomId, { maxLength: 4 }),
    mode: fc.constantFrom("actual" as const, "exercise" as const),
  })
  .map((drawn) => ({ kind: "report", territory: ["istat:019036", "istat:019026"], ...drawn }));
const later: fc.Arbitrary<Told> = fc
  .oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("update" as const), upsert: upserts }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("charge_taken" as const, "charge_ended" as const, "refused" as const),
        author: roomId,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("break_glass" as const),
        emergency: fc.constant("life_at_risk" as const),
        author: roomId,
      }),
    },
  )
  .map((told) => ({ author: "", ...told }));

function historyOf(first: Told, others: readonly Told[]): readonly PlacedEvent[] {
  return [first, ...others].map(({ author, ...told }, at) =>
    eventAt(at * 10, answering(told), author === "" ? first.author : author),
  );
}

function answering(told: Omit<Told, "author">): Partial<IncidentEvent> {
  const isAnswer = told.kind !== "report" && told.kind !== "update";
  return isAnswer ? { ...told, incident: { alias: "x" } } : told;
}

/** Decides each event of a history in both ways; what a room holds is what it was told so far. */
function decidedInBothWays({ rules, projectors }: RuleSet, history: readonly PlacedEvent[]) {
  const held = new Map<string, Holdings>();
  const holdings = (id: string) => held.get(id) ?? emptyHoldings;
  let state: IncidentState | undefined;
  return history.flatMap((placed) => {
    state = fold(state, placed);
    if (state === undefined) return [];
    const { author, storedAt } = placed;
    const input = { state, author, storedAt, rooms, holdings, secrets };
    const plain = decide(rules, input);
    const shared = decide(rules, input, projectors);
    for (const { room, entries } of plain) held.set(room, holdingsAfter(holdings(room), entries));
    return [{ plain, shared }];
  });
}

const numRuns = Number(process.env["RACCORDO_DECISIONS"] ?? 2_500);

test("generated projectors and shared values decide as the interpreter does, over any history", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.nat(ruleSets.length - 1),
      report,
      fc.array(later, { maxLength: 2 }),
      (at, first, others) => {
        const ruleSet = ruleSets[at];
        if (ruleSet === undefined) throw new Error("no rule set is drawn");
        for (const { plain, shared } of decidedInBothWays(ruleSet, historyOf(first, others))) {
          expect(JSON.stringify(shared)).toBe(JSON.stringify(plain));
          for (const { reason } of plain) seen.set(reason, (seen.get(reason) ?? 0) + 1);
        }
      },
    ),
    { numRuns },
  );
  // An empty test would say the same: copies, repetitions, refusals and errors were all among them. Most come
  // thousands of times, errors in bursts about a hundred.
  for (const reason of ["RELEASED", "NOTHING_NEW", "STATUTORY", "CATEGORY", "POLICY_ERROR"]) {
    expect(seen.get(reason) ?? 0).toBeGreaterThan(0);
  }
});
