import { canonicalJson } from "#libs/seal/canonical";
import type { Cap } from "./ceilings.ts";
import type { CompiledRules } from "./compiled.ts";
import type { Room } from "./decision.ts";
import type { LeafMask } from "./leafMask.ts";
import { emptyMask, isEmpty, maskOf, unite } from "./leafMask.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import type { CappedPlan } from "./project.ts";
import { replayComponent, replayVerdict } from "./replay.ts";
import type { Shape, Shapes } from "./shapes.ts";

/** A rule set with the rooms that it was compiled for. */
export interface RulesWithRooms {
  readonly rules: CompiledRules;
  readonly rooms: readonly Room[];
}

/** What one room sees of incidents of one shape. */
export interface Seen {
  readonly reason: string;
  readonly plan: string | undefined;
  /** Leaves seen of any component. */
  readonly all: LeafMask;
  /** Leaves seen of each kind of presence, in the order of the shape. */
  readonly each: readonly LeafMask[];
  /** True when a record cannot say whether an area by residents had a value. */
  readonly unsure: boolean;
}

/** Verdict on one author's data for one room, without the words that only a record needs. */
interface Outcome {
  /** Number of the plan under its ceilings; undefined: refused. */
  readonly plan: number | undefined;
  readonly reason: string;
}

/** A shape with what its records have in common. */
export interface AskedShape extends Shape {
  readonly input: MatchInput;
  readonly charged: readonly string[];
}

interface Glance {
  readonly mask: LeafMask;
  readonly unsure: boolean;
}

/** Rows of outcomes, one for each author and head of a shape, that are remembered. */
const rowsMax = 20_000;
const empty = emptyMask();
const blank: Glance = { mask: empty, unsure: false };
const notAsked: Outcome = { plan: undefined, reason: "OWN_EVENT" };

/** Of a room that sees nothing. */
export function nothingBecause(reason: string): Seen {
  return { reason, plan: undefined, all: empty, each: [], unsure: false };
}

/** One rule set over shapes: each verdict, and each plan on each kind of presence, is found once. */
export class RulesSide {
  readonly #rules: RulesWithRooms["rules"];
  readonly #shapes: Shapes;
  /** In the order in which rooms are numbered; undefined for a room that these rules do not know. */
  readonly #rooms: readonly (Room | undefined)[];
  readonly #rows = new Map<string, readonly Outcome[]>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #plans: CappedPlan[] = [];
  readonly #planNumbers = new Map<string, number>();
  /** By plan, twice: for who has not and for who has the incident in charge; then by presence. */
  #glances: Glance[][] = [];

  /** `rooms`: every room that is asked about, by number. */
  constructor(of: RulesWithRooms, rooms: readonly string[], shapes: Shapes) {
    this.#rules = of.rules;
    this.#shapes = shapes;
    this.#rooms = rooms.map((id) => of.rooms.find((room) => room.id === id));
  }

  /** Presences are numbered anew: what was found by their numbers is forgotten. */
  forgetPresences(): void {
    this.#glances = [];
  }

  /** What each room sees, by number. A room that these rules do not know has no agreement. */
  seenByAll(shape: AskedShape): readonly Seen[] {
    const authors = this.#authorsOf(shape);
    const rows = authors.map((author) => this.#row(author, shape));
    return this.#rooms.map((room, number) => {
      if (room === undefined) return nothingBecause("NO_AGREEMENT");
      const charge = shape.charged.includes(room.id) ? 1 : 0;
      const of = authors.map((author, index) =>
        author === room.id ? undefined : rows[index]?.[number],
      );
      return this.#seen(shape, authors, of, charge);
    });
  }

  #seen(
    { presences }: AskedShape,
    authors: readonly string[],
    outcomes: readonly (Outcome | undefined)[],
    charge: 0 | 1,
  ): Seen {
    const first = outcomes.find((outcome) => outcome !== undefined);
    if (first === undefined) return nothingBecause("OWN_EVENT");
    const allowed = outcomes.find((outcome) => outcome?.plan !== undefined);
    if (allowed?.plan === undefined) return nothingBecause(first.reason);
    const glances = presences.map((presence) => {
      const author = authors.indexOf(this.#shapes.component(presence).ruled.author);
      const plan = outcomes[author]?.plan;
      return plan === undefined ? blank : this.#glance(plan * 2 + charge, presence);
    });
    const all = emptyMask();
    for (const { mask } of glances) unite(all, mask);
    const unsure = glances.some((glance) => glance.unsure);
    if (isEmpty(all)) {
      const reason = first.plan === undefined ? first.reason : "EMPTY_PROJECTION";
      return { ...nothingBecause(reason), unsure };
    }
    const plan = this.#plans[allowed.plan]?.plan.hash;
    return { reason: "RELEASED", plan, all, each: glances.map(({ mask }) => mask), unsure };
  }

  /** Authors of what a shape shows: the owner first, then by name, as decisions look at them. */
  #authorsOf({ presences, input }: AskedShape): readonly string[] {
    const authors = new Set(presences.map((one) => this.#shapes.component(one).ruled.author));
    if (authors.size === 1) return [...authors];
    const { owner } = input;
    const others = [...authors].filter((author) => author !== owner).sort(byText);
    return authors.has(owner) ? [owner, ...others] : others;
  }

  /** Verdicts on one author's data for every room. */
  #row(author: string, { head, input }: AskedShape): readonly Outcome[] {
    const key = `${author}|${head}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#rooms.map((room) =>
      room === undefined || room.id === author ? notAsked : this.#outcome(input, author, room),
    );
    if (this.#rows.size >= rowsMax) this.#rows.clear();
    this.#rows.set(key, row);
    return row;
  }

  #outcome(input: MatchInput, author: string, room: Room): Outcome {
    const verdict = replayVerdict(this.#rules, input, author, room);
    const plan = verdict.allowed ? this.#planNumber(verdict) : undefined;
    const reason = verdict.allowed ? "RELEASED" : verdict.reason;
    const key = `${reason} ${plan}`;
    const outcome = this.#outcomes.get(key) ?? { plan, reason };
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  #planNumber({ plan, cap }: CappedPlan): number {
    const key = `${plan.hash} ${capKey(cap)}`;
    const known = this.#planNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#plans.push({ plan, cap }) - 1;
    this.#planNumbers.set(key, number);
    return number;
  }

  #glance(row: number, presence: number): Glance {
    const known = this.#glances[row]?.[presence];
    if (known !== undefined) return known;
    const plan = this.#plans[row >> 1];
    if (plan === undefined) throw new Error("a plan that was never numbered");
    const seen = replayComponent(plan, this.#shapes.component(presence), row % 2 === 1);
    const glance = { mask: maskOf(seen.paths), unsure: seen.unsure.length > 0 };
    const glances = this.#glances[row] ?? [];
    glances[presence] = glance;
    this.#glances[row] = glances;
    return glance;
  }
}

/** Equal for ceilings that withhold the same. */
export function capKey({ classes, groups, paths, sources }: Cap): string {
  const lists = [classes, groups, paths, sources].map((words) => [...words].sort(byText));
  return canonicalJson(lists);
}
