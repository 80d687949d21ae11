import type { Category } from "#libs/incident/event";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import type { Outcome } from "./rulesSide.ts";
import { noPlan, type RulesSide } from "./rulesSide.ts";

/** One room in one situation under one rule set. */
export interface Standing {
  /** Number of the plan on each author's data, by the author's place in the situation. */
  readonly plans: readonly number[];
  /** Plan of the first author whose data are allowed: what a record names. */
  readonly plan: number;
  /** Why the room sees nothing where no leaf is left. */
  readonly otherwise: string;
}

/** One room in one situation, under the rules of then and under those tried. */
export interface Receiver {
  /** Number of the room. */
  readonly room: number;
  readonly charge: 0 | 1;
  readonly before: Standing;
  readonly after: Standing;
  /** Neither rule set allows anything, whatever the incident holds. */
  readonly isClosed: boolean;
}

/** What all records with the same head and the same authors have in common. */
export interface Situation {
  readonly owner: string;
  readonly category: Category;
  /** The owner first, then by name: as decisions look at them. */
  readonly authors: readonly string[];
  readonly receivers: readonly Receiver[];
}

export interface SituationSource {
  readonly head: string;
  readonly input: MatchInput;
  readonly charged: readonly string[];
  readonly authors: readonly string[];
}

interface Sides {
  readonly before: RulesSide;
  readonly after: RulesSide;
}

/** Makes situations out of few standings: most rooms stand alike in most of them, so each is kept once. */
export class Standings {
  readonly #standings = new Map<string, Standing>();
  readonly #receivers = new Map<string, Receiver>();

  clear(): void {
    this.#standings.clear();
    this.#receivers.clear();
  }

  /** What every room may have of incidents in one situation, under two rule sets. */
  situationOf(
    { head, input, charged, authors }: SituationSource,
    rooms: readonly string[],
    sides: Sides,
  ): Situation {
    const { owner, category } = input;
    const others = authors.filter((author) => author !== owner).toSorted(byText);
    const ordered = authors.includes(owner) ? [owner, ...others] : others;
    const before = ordered.map((author) => sides.before.rowOf(author, head, input));
    const after = ordered.map((author) => sides.after.rowOf(author, head, input));
    const receivers = rooms.map((id, room) => {
      const isOther = ordered.map((author) => author !== id);
      const was = this.#standing(before, room, isOther);
      const is = this.#standing(after, room, isOther);
      return this.#receiver(room, charged.includes(id) ? 1 : 0, was, is);
    });
    return { owner, category, authors: ordered, receivers };
  }

  #standing(
    rows: readonly (readonly Outcome[])[],
    room: number,
    isOther: readonly boolean[],
  ): Standing {
    const standing = standingOf(
      rows.map((row, author) => (isOther[author] ? row[room] : undefined)),
    );
    const { plans, plan, otherwise } = standing;
    return known(this.#standings, `${plans} ${plan} ${otherwise}`, standing);
  }

  #receiver(room: number, charge: 0 | 1, before: Standing, after: Standing): Receiver {
    const isClosed = before.plan === noPlan && after.plan === noPlan;
    const words = [before, after].map(({ plans, otherwise }) => `${plans} ${otherwise}`);
    const key = `${room} ${charge} ${words}`;
    return known(this.#receivers, key, { room, charge, before, after, isClosed });
  }
}

function standingOf(outcomes: readonly (Outcome | undefined)[]): Standing {
  const asked = outcomes.filter((outcome) => outcome !== undefined);
  const first = asked[0];
  const otherwise = first?.plan === noPlan ? first.reason : "EMPTY_PROJECTION";
  return {
    plans: outcomes.map((outcome) => outcome?.plan ?? noPlan),
    plan: asked.find(({ plan }) => plan !== noPlan)?.plan ?? noPlan,
    otherwise: first === undefined ? "OWN_EVENT" : otherwise,
  };
}

/** The value that is kept under a key; the given one where there is none yet. */
function known<T>(kept: Map<string, T>, key: string, value: T): T {
  const before = kept.get(key);
  if (before === undefined) kept.set(key, value);
  return before ?? value;
}
