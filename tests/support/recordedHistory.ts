import fc from "fast-check";
import { factsOf } from "#apps/policy/recording";
import { enumTable } from "#libs/incident/catalogue";
import type { EventKind, IncidentEvent } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { Clause } from "#libs/policy/clauseSchema";
import { canonicalBytes } from "#libs/seal/canonical";
import type { Facts } from "#libs/seal/parts";
import { canonicalOf } from "#libs/seal/parts";
import { arbitraryStatedComponent } from "#tests/support/arbitraries";
import { eventAt, fullComponents } from "#tests/support/fullIncident";
import { patto, rooms, testSecrets } from "#tests/support/patto";

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
export const arbitraryHistory: fc.Arbitrary<readonly PlacedEvent[]> = fc
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

/** The Patto, and in it what it does not use: source, basis, mode, pseudonyms, and rules for emergencies. */
export function richPatto(): Agreement {
  const agreement = patto();
  const [first] = agreement.rules;
  for (const rule of agreement.rules) {
    if (rule.deliver !== "allow") continue;
    rule.fields["vehicle.plate"] = split(rule.fields["vehicle.plate"]);
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
  return agreement;
}

function split(clauses: readonly Clause[] | undefined): Clause[] {
  const once = clauses?.some((clause) => clause.once === "in-charge") === true;
  return [
    { if: { source: ["observed", "police_database"] }, do: "keep" },
    { if: { source: ["reported", "unstated"] }, do: "keep", ...(once && { once: "in-charge" }) },
  ];
}

/** What is recorded of every event of a history, as canonical JSON: nothing else reaches the replay. */
export function recordedFacts(history: readonly PlacedEvent[]): readonly (Facts | undefined)[] {
  let state: IncidentState | undefined;
  return history.map(({ author, storedAt, event }, index) => {
    state = fold(state, { author, storedAt, event });
    if (state === undefined) return undefined;
    const secrets = testSecrets("S-1", String(index));
    const facts = factsOf({ state, author, storedAt, event, rooms }, secrets);
    return JSON.parse(canonicalBytes(canonicalOf(facts)).toString("utf8")) as Facts;
  });
}
