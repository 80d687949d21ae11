import type { LeafPath } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import type { Room } from "./decision.ts";
import type { ExchangeDimension, ExchangePoint } from "./exchangePoints.ts";
import { exchangeDimensions, exchangePoints, ownGround } from "./exchangePoints.ts";
import type { ComponentDimension, FieldChange } from "./fieldDiff.ts";
import { componentDimensions, fieldChanges } from "./fieldDiff.ts";
import type { Verdict } from "./match.ts";
import { match } from "./match.ts";
import { byText } from "./order.ts";
import type { CappedPlan } from "./project.ts";
import type { RulesWithRooms } from "./rulesSide.ts";
import { capKey } from "./rulesSide.ts";
import { groundOfCategory } from "./vocabulary.ts";

export type DiffDimension = ExchangeDimension | ComponentDimension;

/** What two rule sets do otherwise in one exchange. */
export type Changed =
  /** A leaf is treated otherwise; `nothing`: it is not given. */
  | {
      readonly kind: "field";
      readonly path: LeafPath;
      readonly before: string;
      readonly after: string;
    }
  /** Given under another rule, article or agreement, or under other conditions of handling. */
  | { readonly kind: "title"; readonly before: string; readonly after: string }
  /** Refused before and after, for another reason. */
  | { readonly kind: "reason"; readonly before: string; readonly after: string };

/** One sentence: for these categories, under these conditions, this changes between author and receiver. */
export interface RuleChange {
  readonly author: string;
  readonly receiver: string;
  readonly changed: Changed;
  readonly categories: readonly Category[];
  /** Dimensions that restrict it, with every value of which it is true; what is not here does not matter. */
  readonly conditions: Readonly<Partial<Record<DiffDimension, readonly string[]>>>;
  /** Cells of the enumeration of which it is true. */
  readonly cells: number;
  /** One of them: a case to look at. */
  readonly example: Readonly<Partial<Record<DiffDimension, string>>>;
}

/**
 * Every cell in which two rule sets decide otherwise, by complete enumeration of what their rules can tell apart:
 * author, receiver, category, ground, comuni, addressee, mode, ownership, emergency, day; then leaf, sort of place, roles,
 * age, basis, source, charge. Grouped into sentences; empty: the two sets do the same.
 */
export function diffRules(before: RulesWithRooms, after: RulesWithRooms): readonly RuleChange[] {
  const differ = new Differ(before, after);
  const ids = new Set([...before.rooms, ...after.rooms].map(({ id }) => id));
  const rooms = [...ids].sort(byText);
  const changes = rooms.flatMap((author) =>
    rooms
      .filter((receiver) => receiver !== author)
      .flatMap((receiver) => mergedCategories(differ.pair(author, receiver))),
  );
  return changes;
}

const categories: readonly Category[] = Object.keys(groundOfCategory) as Category[];

/** A change while its cells are collected. */
interface Collected {
  readonly changed: Changed;
  readonly values: Map<DiffDimension, Set<string>>;
  readonly example: RuleChange["example"];
  cells: number;
}

class Differ {
  readonly #before: RulesWithRooms;
  readonly #after: RulesWithRooms;
  readonly #fields = new Map<string, readonly FieldChange[]>();

  constructor(before: RulesWithRooms, after: RulesWithRooms) {
    this.#before = before;
    this.#after = after;
  }

  /** Changes between two rooms, category by category. */
  pair(author: string, receiver: string): readonly RuleChange[] {
    const was = roomIn(this.#before, receiver);
    const is = roomIn(this.#after, receiver);
    const sides = [
      { rules: this.#before.rules, receiver: was },
      { rules: this.#after.rules, receiver: is },
    ];
    return categories.flatMap((category) => {
      const points = exchangePoints(sides, author, category);
      const collected = new Map<string, Collected>();
      const days = new Set<string>();
      for (const point of points) {
        const verdicts = [
          match(this.#before.rules, point.input, author, was),
          match(this.#after.rules, point.input, author, is),
        ] as const;
        if (verdicts.some(({ allowed }) => allowed)) days.add(point.words.day);
        this.#compare(collected, point, ...verdicts);
      }
      const among = { ...valuesAmong(points), day: days };
      return [...collected.values()].map((one) => {
        const conditions = conditionsOf(one, among);
        const { changed, example, cells } = one;
        return { author, receiver, changed, categories: [category], conditions, cells, example };
      });
    });
  }

  #compare(
    collected: Map<string, Collected>,
    point: ExchangePoint,
    before: Verdict,
    after: Verdict,
  ): void {
    if (!before.allowed && !after.allowed) {
      if (before.reason === after.reason) return;
      const changed = { kind: "reason", before: before.reason, after: after.reason } as const;
      collect(collected, changed, point, 1);
      return;
    }
    const titles = [titleOf(before), titleOf(after)] as const;
    if (before.allowed && after.allowed && titles[0] !== titles[1]) {
      collect(collected, { kind: "title", before: titles[0], after: titles[1] }, point, 1);
    }
    for (const change of this.#fieldsOf(before, after)) {
      const { path, before: was, after: is } = change;
      // Only who has an incident in charge can declare an emergency on it.
      const isCharged = point.words.emergency === "declared";
      const points = isCharged
        ? change.points.filter(({ charge }) => charge !== "no")
        : change.points;
      if (points.length === 0) continue;
      const changed = { kind: "field", path, before: was, after: is } as const;
      addComponents(collect(collected, changed, point, points.length), { ...change, points });
    }
  }

  #fieldsOf(before: Verdict, after: Verdict): readonly FieldChange[] {
    const [was, is] = [planOf(before), planOf(after)];
    const key = `${planKey(was)} ${planKey(is)}`;
    const known = this.#fields.get(key) ?? fieldChanges(was, is);
    this.#fields.set(key, known);
    return known;
  }
}

/** A room that one of the two does not know is party to nothing there. */
function roomIn({ rooms }: RulesWithRooms, id: string): Room {
  const unknown = { slot: -1, kind: "polizia_locale", titolare: "", municipalities: [] } as const;
  return rooms.find((room) => room.id === id) ?? { id, ...unknown };
}

const planOf = (verdict: Verdict): CappedPlan | undefined =>
  verdict.allowed ? verdict : undefined;
const planKey = (capped: CappedPlan | undefined): string =>
  capped === undefined ? "-" : `${capped.plan.hash} ${capKey(capped.cap)}`;

function titleOf(verdict: Verdict): string {
  if (!verdict.allowed) return "";
  const { agreement, rule, article } = verdict.basis;
  return `${agreement} ${rule} (${article}) [${verdict.rule.handling.join(", ")}]`;
}

function collect(
  collected: Map<string, Collected>,
  changed: Changed,
  { words }: ExchangePoint,
  cells: number,
): Collected {
  const key = Object.values(changed).join(" ");
  const one = collected.get(key) ?? { changed, values: new Map(), example: words, cells: 0 };
  collected.set(key, one);
  one.cells += cells;
  for (const dimension of exchangeDimensions) addValue(one.values, dimension, words[dimension]);
  return one;
}

/**
 * A dimension in which all kinds of component are concerned says nothing: it is left out. Of sources, those to which
 * neither side gives the leaf are not missed.
 */
function addComponents({ values }: Collected, { points, among, given }: FieldChange): void {
  for (const dimension of componentDimensions) {
    const changed = new Set(points.map((point) => point[dimension]));
    const all = dimension === "source" ? given : among;
    if (all.every((point) => changed.has(point[dimension]))) continue;
    for (const word of changed) addValue(values, dimension, word);
  }
}

function addValue(
  values: Map<DiffDimension, Set<string>>,
  dimension: DiffDimension,
  word: string,
): void {
  const known = values.get(dimension) ?? new Set();
  values.set(dimension, known.add(word));
}

type Among = Readonly<Record<ExchangeDimension, ReadonlySet<string>>>;

function valuesAmong(points: readonly ExchangePoint[]): Among {
  const of = (dimension: ExchangeDimension) => new Set(points.map(({ words }) => words[dimension]));
  return {
    // What a category and an incident are by themselves goes without saying.
    ...{ purpose: new Set([ownGround]), owner: new Set(["author"]) },
    ...{ territory: of("territory"), addressee: of("addressee"), mode: of("mode") },
    ...{ emergency: of("emergency"), day: of("day") },
  };
}

/** Dimensions of which not all that is possible is concerned. */
function conditionsOf({ values }: Collected, among: Among): RuleChange["conditions"] {
  const isExchange = (dimension: DiffDimension): dimension is ExchangeDimension =>
    exchangeDimensions.some((known) => known === dimension);
  const restricting = [...values].filter(
    ([dimension, words]) =>
      !isExchange(dimension) || [...among[dimension]].some((word) => !words.has(word)),
  );
  return Object.fromEntries(
    restricting.map(([dimension, words]) => [dimension, [...words].sort(byText)]),
  );
}

/** Categories of which the same is true under the same conditions, in one sentence. */
function mergedCategories(changes: readonly RuleChange[]): readonly RuleChange[] {
  const same = Map.groupBy(changes, ({ changed, conditions }) =>
    JSON.stringify([changed, conditions]),
  );
  return [...same.values()].flatMap((group): RuleChange[] => {
    const [first] = group;
    if (first === undefined) return [];
    const cells = group.reduce((sum, change) => sum + change.cells, 0);
    return [{ ...first, cells, categories: group.flatMap((change) => change.categories) }];
  });
}
