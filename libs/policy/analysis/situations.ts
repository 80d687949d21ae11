import type { Category, Mode } from "#libs/incident/event";
import type { Cell, CompiledRule, CompiledRules, Period } from "../compiled.ts";
import type { Room } from "../decision.ts";
import type { Verdict } from "../match.ts";
import { match } from "../match.ts";
import type { MatchInput } from "../matchInput.ts";
import { byText } from "../order.ts";
import { codesOn } from "../territory.ts";
import type { Ground } from "../vocabulary.ts";
import { groundOfCategory } from "../vocabulary.ts";

/** One exchange in full: who sends what kind of incident to whom, where, when and for what. */
export interface Situation {
  readonly input: MatchInput;
  readonly author: string;
  readonly receiver: string;
}

/** Every value that the rules of one exchange can tell apart, dimension by dimension. */
export interface Dimensions {
  readonly owner: readonly string[];
  readonly mode: readonly Mode[];
  /** Lists of ISTAT codes. */
  readonly territory: readonly (readonly string[])[];
  readonly addressees: readonly (readonly string[])[];
  readonly ground: readonly (Ground | undefined)[];
  readonly emergencies: readonly (readonly string[])[];
  readonly days: readonly (readonly [string, string])[];
}

/** A comune that no rule and no room names. */
export const nowhere = "istat:000000";

const modes: readonly Mode[] = ["actual", "exercise"];

/**
 * The situations of one exchange that its rules can tell apart; complete. Days are cut where any period or any
 * change of comuni begins or ends, and taken alone and across midnight. One comune for each set of rules that name
 * it is enough: more comuni only open more rules, prohibitions among them.
 */
export function dimensionsOf(
  rules: CompiledRules,
  { author, receiver, category }: Exchange,
  cells: readonly Cell[],
): Dimensions {
  const days = daysOf(rules, author, receiver.id);
  const isFollowed = rules.successors.size > 0;
  const codes = codesOf(rules, cells, receiver, days);
  const single = codes.map((code) => [code]);
  const pairs = isFollowed ? codes.flatMap((a) => codes.map((b) => [a, b])) : [];
  return {
    owner: [author, receiver.id],
    mode: modes,
    territory: [[nowhere], ...single, ...pairs],
    addressees: [[], [receiver.id]],
    ground: [...groundsOf(category), undefined],
    emergencies: [[], [receiver.id]],
    days,
  };
}

export interface Exchange {
  readonly author: string;
  readonly receiver: Room;
  readonly category: Category;
}

/** Purposes and regimes that a sender may state for a category, its own first. */
export function groundsOf(category: Category): readonly Ground[] {
  const own = groundOfCategory[category];
  return own === undefined ? [] : [{ purpose: own.purpose, regime: own.regime }, ...own.mayState];
}

/** All combinations, those that come first in each dimension first. */
export function* combinations(category: Category, dims: Dimensions): Generator<MatchInput> {
  const sizes = Object.values(dims).map((values: readonly unknown[]) => values.length);
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let n = 0; n < total; n += 1) {
    let rest = n;
    const next = <T>(values: readonly T[]): T => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      // The remainder is an index of the list: what is not there is a value of it.
      return value as T;
    };
    const emergencies = next(dims.emergencies);
    const [mode, addressees] = [next(dims.mode), next(dims.addressees)];
    const [owner, ground] = [next(dims.owner), next(dims.ground)];
    const [territory, days] = [next(dims.territory), next(dims.days)];
    yield { owner, mode, category, territory, addressees, ground, emergencies, days };
  }
}

/** The dimensions without what the rule of a cell itself rules out: empty lists where it can never hold. */
export function within(rules: CompiledRules, cell: Cell, receiver: Room, dims: Dimensions) {
  const { rule, ownerOnly } = cell;
  const codes = (day: string) => placeCodes(rules, rule, receiver, day);
  const isThere = (territory: readonly string[]) =>
    rule.territory === "any" ||
    dims.days.some((days) =>
      days.every((day) => territory.some((code) => codes(day).includes(code))),
    );
  return {
    owner: ownerOnly ? [receiver.id] : dims.owner,
    mode: dims.mode.filter((mode) => rule.mode?.includes(mode) ?? true),
    territory: dims.territory.filter(isThere),
    addressees: dims.addressees.filter(
      (named) => rule.addressee === undefined || named.length > 0 === (rule.addressee === "named"),
    ),
    ground: dims.ground.filter((ground) => coversGround(rule, ground)),
    emergencies:
      rule.deliver === "break-glass"
        ? dims.emergencies.filter((rooms) => rooms.length > 0)
        : dims.emergencies,
    days: dims.days.filter((days) =>
      days.every((day) => rule.agreement.periods.some((period) => holdsOn(period, day))),
    ),
  } satisfies Dimensions;
}

/** The first dimension in which nothing is left, or undefined. */
export function emptyDimension(dims: Dimensions): keyof Dimensions | undefined {
  const names = ["days", "territory", "ground", "owner", "addressees", "mode"] as const;
  return names.find((name) => dims[name].length === 0);
}

/** What `match` says of a situation. */
export function verdictOf(
  rules: CompiledRules,
  { input, author }: Pick<Situation, "input" | "author">,
  receiver: Room,
): Verdict {
  return match(rules, input, author, receiver);
}

/** Agreement and rule by which a verdict was reached, permission or prohibition; undefined where no rule spoke. */
export function deciderOf(verdict: Verdict): string | undefined {
  return verdict.basis && ruleKey(verdict.basis.agreement, verdict.basis.rule);
}

export const ruleKey = (agreement: string, rule: string): string => `${agreement} ${rule}`;

/** Codes that a rule's territory means on a day; empty for a rule that asks for none. */
export function placeCodes(
  rules: CompiledRules,
  rule: CompiledRule,
  receiver: Room,
  day: string,
): readonly string[] {
  if (rule.territory === "any") return [];
  const stated = rule.territory === "receiver" ? receiver.municipalities : rule.territory;
  return codesOn(rules, stated, day);
}

export const holdsOn = ({ from, to }: Period, day: string): boolean => from <= day && day <= to;

function coversGround(rule: CompiledRule, ground: Ground | undefined): boolean {
  // Its ground is that of the release: the incident's own does not count.
  if (rule.deliver === "break-glass") return true;
  return (
    (rule.purpose === undefined || rule.purpose === ground?.purpose) &&
    (rule.regime === undefined || rule.regime === ground?.regime)
  );
}

/** One comune for each set of the exchange's rules that name it. */
function codesOf(
  rules: CompiledRules,
  cells: readonly Cell[],
  receiver: Room,
  days: Dimensions["days"],
): readonly string[] {
  const known = new Map<string, string>();
  const asked = cells.filter(({ rule }) => rule.territory !== "any");
  const dayList = rules.successors.size === 0 ? [""] : [...new Set(days.flat())];
  const sets = asked.flatMap(({ rule }) =>
    dayList.map((day) => new Set(placeCodes(rules, rule, receiver, day))),
  );
  for (const code of new Set(sets.flatMap((set) => [...set])))
    known.set(sets.map((set) => (set.has(code) ? "1" : "0")).join(""), code);
  return [...known.values()];
}

const cutsOf = new WeakMap<CompiledRules, readonly string[]>();

/** Days on which the law or the map of comuni changes. */
function commonCuts(rules: CompiledRules): readonly string[] {
  const known = cutsOf.get(rules);
  if (known !== undefined) return known;
  const cuts = [
    ...rules.ceilings.flatMap(({ source }) => [source.in_force.from, dayAfter(source.in_force.to)]),
    ...[...rules.successors.values()].map(({ until }) => dayAfter(until)),
  ];
  cutsOf.set(rules, cuts);
  return cuts;
}

const daysKnown = new WeakMap<CompiledRules, Map<string, Dimensions["days"]>>();

/** A day of each stretch in which nothing begins or ends, and each midnight between two of them. */
function daysOf(rules: CompiledRules, author: string, receiver: string): Dimensions["days"] {
  const shared = rules.agreements.filter(
    ({ parties }) => parties.has(author) && parties.has(receiver),
  );
  const known = daysKnown.get(rules) ?? new Map<string, Dimensions["days"]>();
  daysKnown.set(rules, known);
  const key = shared.map(({ id }) => id).join(" ");
  const days =
    known.get(key) ??
    daysOfPeriods(
      rules,
      shared.flatMap(({ periods }) => periods),
    );
  known.set(key, days);
  return days;
}

function daysOfPeriods(rules: CompiledRules, periods: readonly Period[]): Dimensions["days"] {
  const own = periods.flatMap(({ from, to }) => [from, dayAfter(to)]);
  const cuts = [...new Set([...own, ...commonCuts(rules)])].toSorted(byText);
  const whole = cuts.map((day) => [day, day] as const);
  const midnights = cuts.map((day) => [dayBefore(day), day] as const);
  return [...whole, ...midnights];
}

const dayMs = 86_400_000;

/** The day after a day, both `YYYY-MM-DD`. */
export const dayAfter = (day: string): string => plusDays(day, 1);
export const dayBefore = (day: string): string => plusDays(day, -1);

/** A day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
