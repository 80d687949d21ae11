import { enumTable } from "#libs/incident/catalogue";
import { byText } from "#libs/policy/order";
import type { OracleSituation, RuleSources } from "./oracle/sources.ts";

/** The owner of an incident, a room that may receive of it, and those whose data of it are asked about. */
export interface Who {
  readonly owner: string;
  readonly receiver: string;
  readonly authors: readonly string[];
}

/** Every value that each dimension of an exchange can take, where two values that no rule tells apart count once. */
export interface Domain {
  readonly who: readonly Who[];
  readonly instants: readonly string[];
  readonly categories: readonly string[];
  readonly purposes: readonly (string | undefined)[];
  readonly regimes: readonly (string | undefined)[];
  readonly territories: readonly (readonly string[])[];
  readonly modes: readonly string[];
  /** Whether the owner named the receiver; who else it named no rule may ask. */
  readonly named: readonly boolean[];
}

/**
 * The whole domain of a set of rules: all rooms as owner, author and receiver, all words of the model that rules may
 * use and the absent one, every set of the codes that rules or rooms name (and one code that none names), and the noon
 * of each day on which something begins or ends, of the day before the first and of the day after the last.
 */
export function domainOf(sources: RuleSources): Domain {
  const rooms = sources.rooms.map(({ id }) => id);
  return {
    who: rooms.flatMap((owner) => rooms.map((receiver) => ({ owner, receiver, authors: rooms }))),
    instants: breakpoints(sources).map((day) => `${day}T11:00:00.000Z`),
    categories: Object.keys(enumTable("Category")),
    purposes: [undefined, ...Object.keys(enumTable("Purpose"))],
    regimes: [undefined, ...Object.keys(enumTable("Regime"))],
    territories: subsets(codesIn(sources)).map((codes) => [...codes, "istat:999999"]),
    modes: Object.keys(enumTable("Mode")),
    named: [false, true],
  };
}

/** The instants at which a position of rooms is asked about, by the position's place in `domain.who`. */
export type InstantsOf = (position: number) => readonly string[];

/** Every instant for every position. */
export const everyInstant =
  ({ instants }: Domain): InstantsOf =>
  () =>
    instants;

/** Every instant for one position in `turns`, each time another one. */
export const instantsInTurn =
  ({ instants }: Domain, turns: number): InstantsOf =>
  (position) =>
    instants.filter((_, index) => (index + position) % turns === 0);

/**
 * Fewer than half of the rooms' positions, by which no rule can tell less: the author or the receiver is the owner, or neither
 * is, with one author for each owner.
 */
export function covering(domain: Domain): Domain {
  const who = domain.who.map(({ owner, receiver, authors }) => {
    const next = authors[(authors.indexOf(owner) + 1) % authors.length];
    const few = authors.filter((author) => author === owner || author === next);
    return { owner, receiver, authors: receiver === owner ? authors : few };
  });
  return { ...domain, who };
}

/** Number of exchanges in the domain. */
export function pointsOf(domain: Domain, instantsOf: InstantsOf): number {
  const { who, instants: _, ...others } = domain;
  const moments = who.reduce(
    (sum, { authors }, position) => sum + authors.length * instantsOf(position).length,
    0,
  );
  return Object.values(others).reduce((product, values) => product * values.length, moments);
}

/** Every incident of an owner that a receiver may be asked about at an instant, whoever wrote the data. */
export function incidentsOf(
  domain: Domain,
  { owner, receiver }: Who,
  at: string,
): readonly Omit<OracleSituation, "author">[] {
  const fixed = { owner, receiver, at, isReceiverInCharge: false, emergencyAt: undefined };
  const grounds = domain.purposes.flatMap((purposeStated) =>
    domain.regimes.map((regimeStated) => ({ purposeStated, regimeStated })),
  );
  const settings = domain.territories.flatMap((territory) =>
    domain.modes.flatMap((mode) =>
      domain.named.map((isNamed) => ({ territory, mode, addressees: isNamed ? [receiver] : [] })),
    ),
  );
  return domain.categories.flatMap((category) =>
    grounds.flatMap((ground) =>
      settings.map((setting) => ({ ...fixed, ...ground, ...setting, category })),
    ),
  );
}

function breakpoints(sources: RuleSources): readonly string[] {
  const periods = [
    ...sources.agreements.flatMap(({ agreement }) => [agreement.in_force, ...agreement.renewals]),
    ...sources.grants.map(({ grant }) => grant.in_force),
    ...sources.ceilings.map(({ ceilings }) => ceilings.in_force),
  ];
  const days = periods.flatMap(({ from, to }) => [
    ...[shifted(from, -1), from],
    ...[to, shifted(to, 1)],
  ]);
  return [...new Set(days)].sort(byText);
}

/** A day, `yyyy-mm-dd`, so many days later. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function codesIn(sources: RuleSources): readonly string[] {
  const inRules = sources.agreements.flatMap(({ rules }) =>
    rules.flatMap(({ when }) => (typeof when.territory === "string" ? [] : when.territory)),
  );
  const inRooms = sources.rooms.flatMap(({ municipalities }) => municipalities);
  return [...new Set([...inRules, ...inRooms])].sort(byText);
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.reduce<readonly (readonly T[])[]>(
    (all, item) => all.concat(all.map((some) => some.concat([item]))),
    [[]],
  );
}
