import type { Facts, Presence } from "#libs/seal/parts";
import type { CompiledRules } from "./compiled.ts";
import { daysOf } from "./matchInput.ts";
import { byText } from "./order.ts";
import type { NotReplayable, RecordedComponent, RecordedInputs } from "./replay.ts";
import { componentOf } from "./replay.ts";

/**
 * Records with the same declared inputs are decided alike, whatever they are about: a shape stands for all of them.
 * Values are in no record, so there are few shapes where there are millions of records.
 */
export interface Shape {
  /** What decides which rule matches, in one string. */
  readonly head: string;
  /** Numbers of its components' kinds of presence, each once, in order. */
  readonly presences: readonly number[];
}

/** Kinds of presence that are kept apart before everything is decided and forgotten. */
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
  shapeOf(record: RecordedInputs): Shape | NotReplayable {
    const { facts, mode, at } = record;
    const { owner } = facts;
    if (owner === undefined) return "inputs-missing";
    if (facts.fields.length === 0) return "fields-missing";
    const presences = this.#presencesOf(facts, owner);
    if (presences === undefined) return "words-unknown";
    return { head: `${headOf(facts)}${mode}|${this.#eraOf(at)}`, presences };
  }

  #presencesOf(facts: Facts, owner: string): readonly number[] | undefined {
    const numbers = new Set<number>();
    for (const presence of facts.fields) {
      const number = this.#numberOf(presence, owner);
      if (number === undefined) return undefined;
      numbers.add(number);
    }
    return [...numbers].sort((a, b) => a - b);
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
  const { owner, category, istat, ground, assignment, addressees, emergencies } = facts;
  const stated = ground === undefined ? "" : `${ground.purpose}${ground.regime}`;
  return `${owner}|${category}|${istat}|${stated}|${assignment}|${addressees}|${emergencies}|`;
}

function presenceKey(presence: Presence, owner: string): string {
  const { kind, author, place, roles, minor, basis, source, paths } = presence;
  return `${author ?? owner}|${kind}|${place}|${roles}|${minor}|${basis}|${source}|${paths}`;
}

/** First days on which something may be decided otherwise than the day before. */
function cutsOf(sides: readonly CompiledRules[]): readonly string[] {
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
