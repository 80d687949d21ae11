import { canonicalJson } from "#libs/seal/canonical";
import type { Cap } from "./ceilings.ts";
import type { CompiledRules } from "./compiled.ts";
import type { Room } from "./decision.ts";
import type { LeafMask } from "./leafMask.ts";
import { emptyMask, maskOf } from "./leafMask.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import type { CappedPlan } from "./project.ts";
import type { RecordedComponent } from "./replay.ts";
import { replayComponent, replayVerdict } from "./replay.ts";

/** A rule set with the rooms that it was compiled for. */
export interface RulesWithRooms {
  readonly rules: CompiledRules;
  readonly rooms: readonly Room[];
}

/** What a plan shows of one kind of presence. */
export interface Glance {
  readonly mask: LeafMask;
  /** True when a record cannot say whether an area by residents had a value. */
  readonly unsure: boolean;
}

/** Number of a plan that is none: nothing of the author's data is shown. */
export const noPlan = -1;
export const blank: Glance = { mask: emptyMask(), unsure: false };

/** Plans under their ceilings, by number: two rule sets that treat fields alike have the same ones. */
export class Plans {
  readonly #plans: CappedPlan[] = [];
  readonly #numbers = new Map<string, number>();
  /** By plan, twice: for who has not and for who has the incident in charge; then by presence. */
  #glances: Glance[][] = [];

  numberOf({ plan, cap }: CappedPlan): number {
    const key = `${plan.hash} ${capKey(cap)}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#plans.push({ plan, cap }) - 1;
    this.#numbers.set(key, number);
    this.#glances.push([], []);
    return number;
  }

  hashOf(number: number): string | undefined {
    return this.#plans[number]?.plan.hash;
  }

  /** Presences are numbered anew: what was found by their numbers is forgotten. */
  forgetPresences(): void {
    this.#glances = this.#glances.map(() => []);
  }

  /** What a plan shows of the component that stands for a presence; `charge` is 1 for a room in charge. */
  glance(number: number, charge: 0 | 1, presence: number, component: RecordedComponent): Glance {
    if (number === noPlan) return blank;
    const glances = this.#glances[number * 2 + charge];
    const known = glances?.[presence];
    if (known !== undefined) return known;
    const capped = this.#plans[number];
    if (capped === undefined || glances === undefined) throw new Error("a plan without a number");
    const seen = replayComponent(capped, component, charge === 1);
    const glance = { mask: maskOf(seen.paths), unsure: seen.unsure.length > 0 };
    glances[presence] = glance;
    return glance;
  }
}

/** Verdict on one author's data for one room: the number of its plan, or `noPlan` and why. */
export interface Outcome {
  readonly plan: number;
  readonly reason: string;
}

/** Rows of outcomes that are remembered, one for each author and head of a shape. */
const rowsMax = 10_000;
const notAsked: Outcome = { plan: noPlan, reason: "OWN_EVENT" };
const unknownRoom: Outcome = { plan: noPlan, reason: "NO_AGREEMENT" };

/** Verdicts of one rule set: each is found once for all records that have it. */
export class RulesSide {
  readonly #rules: CompiledRules;
  readonly #plans: Plans;
  /** In the order in which rooms are numbered; undefined for a room that these rules do not know. */
  readonly #rooms: readonly (Room | undefined)[];
  readonly #rows = new Map<string, readonly Outcome[]>();
  readonly #outcomes = new Map<string, Outcome>();

  /** `rooms`: every room that is asked about, by number. */
  constructor(of: RulesWithRooms, rooms: readonly string[], plans: Plans) {
    this.#rules = of.rules;
    this.#plans = plans;
    this.#rooms = rooms.map((id) => of.rooms.find((room) => room.id === id));
  }

  /** Verdicts on one author's data for every room, by number; `head` names the input. */
  rowOf(author: string, head: string, input: MatchInput): readonly Outcome[] {
    const key = `${author}|${head}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#rooms.map((room) => {
      if (room === undefined) return unknownRoom;
      return room.id === author ? notAsked : this.#outcome(input, author, room);
    });
    if (this.#rows.size >= rowsMax) this.#rows.clear();
    this.#rows.set(key, row);
    return row;
  }

  #outcome(input: MatchInput, author: string, room: Room): Outcome {
    const verdict = replayVerdict(this.#rules, input, author, room);
    const plan = verdict.allowed ? this.#plans.numberOf(verdict) : noPlan;
    const reason = verdict.allowed ? "RELEASED" : verdict.reason;
    const key = `${reason} ${plan}`;
    const outcome = this.#outcomes.get(key) ?? { plan, reason };
    this.#outcomes.set(key, outcome);
    return outcome;
  }
}

/** Equal for ceilings that withhold the same. */
export function capKey({ classes, groups, paths, sources }: Cap): string {
  const lists = [classes, groups, paths, sources].map((words) => [...words].sort(byText));
  return canonicalJson(lists);
}
