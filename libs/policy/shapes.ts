import type { Facts, Presence } from "#libs/seal/parts";
import type { CompiledRules } from "./compiled.ts";
import { daysOf } from "./days.ts";
import { byText } from "./order.ts";
import type { NotReplayable, RecordedComponent, RecordedInputs } from "./replay.ts";
import { componentOf } from "./replay.ts";

/**
 * What decides of a record, in numbers and few words: there are few kinds of presence and few heads where there are
 * millions of records, for no record holds a value.
 */
export interface Shape {
  /** What decides which rule matches, in one string. */
  readonly head: string;
  /** Who has the incident in charge, in one string: it opens fields, and no rule matches by it. */
  readonly charge: string;
  /** Numbers of its components' kinds of presence, each once. */
  readonly presences: readonly number[];
  /** Rooms that wrote a component, each once. */
  readonly authors: readonly string[];
}

/** Kinds of presence that are remembered at once. */
const presencesMax = 32_768;

/** Gives equal records equal keys, and remembers each kind of presence once. */
export class Shapes {
  readonly #eras: readonly string[];
  readonly #hours = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  readonly #components: RecordedComponent[] = [];

  constructor(sides: readonly CompiledRules[]) {
    this.#eras = cutsOf(sides);
  }

  /** True when it is time to {@link clear}: memory is bounded whatever the length of the log. */
  get isFull(): boolean {
    return this.#components.length >= presencesMax;
  }

  /** Forgets all kinds of presence: numbers given before mean nothing any more. */
  clear(): void {
    this.#numbers.clear();
    this.#components.length = 0;
  }

  component(presence: number): RecordedComponent {
    const component = this.#components[presence];
    if (component === undefined) throw new Error("a presence that was never numbered");
    return component;
  }

  /** The shape of a record, or why it cannot be decided again. */
  shapeOf({ facts, mode, at }: RecordedInputs): Shape | NotReplayable {
    const { owner, fields } = facts;
    if (owner === undefined) return "inputs-missing";
    if (fields.length === 0) return "fields-missing";
    const presences: number[] = [];
    const authors: string[] = [];
    for (const presence of fields) {
      const number = this.#numberOf(presence, owner);
      if (number === undefined) return "words-unknown";
      if (!presences.includes(number)) presences.push(number);
      const author = presence.author ?? owner;
      if (!authors.includes(author)) authors.push(author);
    }
    const head = `${headOf(facts)}${mode}|${this.#eraOf(at)}`;
    return { head, charge: facts.assignment.join(), presences, authors };
  }

  #numberOf(presence: Presence, owner: string): number | undefined {
    const key = presenceKey(presence, owner);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const component = componentOf(presence, owner);
    if (component === undefined) return undefined;
    this.#numbers.set(key, this.#components.length);
    return this.#components.push(component) - 1;
  }

  /** Days between which nothing begins or ends in any of the rule sets decide alike. */
  #eraOf(at: string): string {
    const hour = at.slice(0, 13);
    const known = this.#hours.get(hour);
    if (known !== undefined) return known;
    if (this.#hours.size >= hoursMax) this.#hours.clear();
    const era = daysOf(at)
      .map((day) => this.#eras.filter((cut) => cut <= day).length)
      .join("-");
    this.#hours.set(hour, era);
    return era;
  }
}

const hoursMax = 20_000;

function headOf(facts: Facts): string {
  const { owner, category, istat, ground, addressees, emergencies } = facts;
  const stated = ground === undefined ? "" : `${ground.purpose}${ground.regime}`;
  return `${owner}|${category}|${istat}|${stated}|${addressees}|${emergencies}|`;
}

function presenceKey(presence: Presence, owner: string): string {
  const { kind, author, place, roles, minor, basis, source, paths } = presence;
  return `${author ?? owner}|${kind}|${place}|${roles}|${minor}|${basis}|${source}|${paths}`;
}

/** First days on which something may be decided otherwise than the day before. */
export function cutsOf(sides: readonly CompiledRules[]): readonly string[] {
  const cuts = sides.flatMap(({ agreements, ceilings, successors }) => [
    ...agreements.flatMap(({ periods }) => periods.flatMap(({ from, to }) => [from, dayAfter(to)])),
    ...ceilings.flatMap(({ source: { in_force } }) => [in_force.from, dayAfter(in_force.to)]),
    ...[...successors.values()].map(({ until }) => dayAfter(until)),
  ]);
  return [...new Set(cuts)].sort(byText);
}

const dayMs = 86_400_000;

/** The day after a day, both as `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}
