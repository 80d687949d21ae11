import type { Category, Mode } from "#libs/incident/event";
import type { IncidentState } from "#libs/incident/state";
import { inCharge } from "#libs/incident/state";
import { daysOf } from "./days.ts";
import type { Ground } from "./vocabulary.ts";
import { groundOf } from "./vocabulary.ts";

/** What of an incident decides which rule matches: the declared inputs of every rule's `when`. */
export interface MatchInput {
  readonly owner: string;
  readonly mode: Mode;
  readonly category: Category;
  readonly territory: readonly string[];
  /** Rooms that the owner named as the competent ones. */
  readonly addressees: readonly string[];
  /** Undefined when the sender stated a purpose or regime that its category does not admit. */
  readonly ground: Ground | undefined;
  /** Rooms that have it in charge and whose declared emergency has not run out. */
  readonly emergencies: readonly string[];
  /** The days of the event's store time in UTC and in UTC+2: Italy's day is one of them. */
  readonly days: readonly [string, string];
}

/** After this many hours a declared emergency opens nothing any more; it can be declared again. */
export const emergencyHoursMax = 24;

/** Declared inputs of an incident at the store time of the event (RFC 3339 UTC). */
export function matchInputOf(state: IncidentState, storedAt: string): MatchInput {
  const { owner, mode, category, territory, addressees } = state;
  const [ground, days] = [groundOf(category, state), daysOf(storedAt)];
  const emergencies = emergenciesAt(state, storedAt);
  return { owner, mode, category, territory, addressees, ground, emergencies, days };
}

function emergenciesAt(state: IncidentState, storedAt: string): readonly string[] {
  const since = Date.parse(storedAt) - emergencyHoursMax * hourMs;
  const open = [...state.emergencies].filter(
    ([room, { at }]) => Date.parse(at) > since && inCharge(state).includes(room),
  );
  return open.map(([room]) => room);
}

const hourMs = 3_600_000;
