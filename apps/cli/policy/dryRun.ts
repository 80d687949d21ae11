import type { IncidentEvent } from "#libs/incident/event";
import { fold, type IncidentState, type PlacedEvent } from "#libs/incident/state";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { Holdings, IncidentSecrets, Room, RoomDecision } from "#libs/policy/decision";
import { type Explanation, explain } from "#libs/policy/explain";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";

/** A history to be tried: who wrote each event, and where it comes from for the person who reads the result. */
export interface TriedEvent {
  readonly author: string;
  readonly event: IncidentEvent;
  /** Name of the file; absent for the charge that `--charge` puts in. */
  readonly file?: string;
}

export interface DryRun {
  readonly rules: CompiledRules;
  readonly to: Room;
  readonly history: readonly TriedEvent[];
  /** Store time of the first event, RFC 3339 UTC with milliseconds; each later one comes a second after. */
  readonly at: string;
  /** Keyed derivations for the event with this number. */
  readonly secrets: (step: number) => IncidentSecrets;
}

export interface DryRunStep extends TriedEvent {
  readonly decision: RoomDecision;
}

export interface DryRunResult {
  readonly steps: readonly DryRunStep[];
  /** Every leaf of the incident as it stands at the end, by author. */
  readonly fields: readonly Explanation[];
}

/** Decides each event as policy would: on the state so far and on what the room then holds. */
export function dryRun({ rules, to, history, at, secrets }: DryRun): DryRunResult {
  let state: IncidentState | undefined;
  let held: Holdings = emptyHoldings;
  let fields: readonly Explanation[] = [];
  const steps = history.map((tried, step): DryRunStep => {
    const storedAt = new Date(Date.parse(at) + step * 1_000).toISOString();
    const placed: PlacedEvent = { author: tried.author, storedAt, event: tried.event };
    state = fold(state, placed);
    if (state === undefined) throw new Error("the first event of a history opens the incident");
    const input = { state, author: tried.author, storedAt, rooms: [to], secrets: secrets(step) };
    const holdings = held;
    const [decision] = decide(rules, { ...input, holdings: () => holdings });
    if (decision === undefined) throw new Error("one room has one decision");
    held = holdingsAfter(held, decision.entries);
    fields = explain(rules, { ...input, holdings: () => holdings });
    return { ...tried, decision };
  });
  return { steps, fields };
}

/** The room's own answer that it has the incident in charge. */
export function chargeOf(room: string, about: IncidentEvent): TriedEvent {
  const event: IncidentEvent = {
    message_id: "dry-run-charge",
    sent: about.sent,
    mode: about.mode,
    kind: "charge_taken",
    incident: about.incident,
    territory: [],
    format: about.format,
    notes: [],
    upsert: [],
    remove: [],
  };
  return { author: room, event };
}
