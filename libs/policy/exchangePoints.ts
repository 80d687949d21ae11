import type { Category, Mode } from "#libs/incident/event";
import type { Cell, CompiledRules } from "./compiled.ts";
import { pairKey } from "./compiled.ts";
import type { Room } from "./decision.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import { cutsOf } from "./shapes.ts";
import { codesOn } from "./territory.ts";
import { type Ground, groundOfCategory } from "./vocabulary.ts";

/** What of an exchange, beside author, receiver and category, some rule may ask. */
export const exchangeDimensions = [
  ...(["purpose", "territory", "addressee", "mode", "owner", "emergency", "day"] as const),
] as const;
export type ExchangeDimension = (typeof exchangeDimensions)[number];

/** One exchange that rules can tell from all others, and how a person names each of its sides. */
export interface ExchangePoint {
  readonly input: MatchInput;
  readonly words: Readonly<Record<ExchangeDimension, string>>;
}

/** Two rule sets, each with its own view of a room. */
export interface ComparedRules {
  readonly rules: CompiledRules;
  readonly receiver: Room;
}

/** More classes of comuni than this are not combined with each other: each alone, and all together. */
const classesCombinedMax = 4;

/**
 * Every exchange of `author`'s data with a receiver in one category that either rule set can tell apart: complete,
 * because every dimension is finite or cut where a rule cuts it. What no rule of the pair asks has one value.
 */
export function exchangePoints(
  sides: readonly ComparedRules[],
  author: string,
  category: Category,
): readonly ExchangePoint[] {
  const cells = sides.flatMap(
    ({ rules, receiver }) => rules.pairs.get(pairKey(author, receiver.id)) ?? [],
  );
  const receiver = sides[0]?.receiver.id ?? "";
  const days = daysOf(sides.map(({ rules }) => rules));
  return days.flatMap((day) =>
    groundsOf(category).flatMap(({ ground, purpose }) =>
      territoriesOf(sides, author, cells, day).flatMap((territory) =>
        addresseesOf(cells, receiver).flatMap((addressee) =>
          modesOf(cells).flatMap((mode) =>
            ownersOf(cells, author, receiver).flatMap((owner) =>
              emergenciesOf(cells, receiver).map((emergency): ExchangePoint => {
                const input: MatchInput = {
                  ...{ category, ground, mode, owner: owner.id, territory: territory.codes },
                  ...{ addressees: addressee.rooms, emergencies: emergency.rooms },
                  days: [day, day],
                };
                const words = {
                  ...{ purpose, territory: territory.word, addressee: addressee.word, mode, day },
                  ...{ owner: owner.word, emergency: emergency.word },
                };
                return { input, words };
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The first day of every time in which nothing begins or ends, and a day before all of them. */
function daysOf(rules: readonly CompiledRules[]): readonly string[] {
  return ["2000-01-01", ...cutsOf(rules)];
}

interface NamedGround {
  readonly ground: Ground | undefined;
  readonly purpose: string;
}

/** The word of the ground that a category has by itself. */
export const ownGround = "own";

function groundsOf(category: Category): readonly NamedGround[] {
  const own = groundOfCategory[category];
  if (own === undefined) return [{ ground: undefined, purpose: "none" }];
  const { purpose, regime, mayState } = own;
  return [
    { ground: { purpose, regime }, purpose: ownGround },
    ...mayState.map((ground) => ({ ground, purpose: `${ground.purpose} ${ground.regime}` })),
    { ground: undefined, purpose: "not-admitted" },
  ];
}

interface NamedTerritory {
  readonly codes: readonly string[];
  readonly word: string;
}

/** Comuni that the rules of a pair tell apart, alone and together; none where every rule holds anywhere. */
function territoriesOf(
  sides: readonly ComparedRules[],
  author: string,
  cells: readonly Cell[],
  day: string,
): readonly NamedTerritory[] {
  if (cells.every(({ rule }) => rule.territory === "any")) return [{ codes: [], word: "any" }];
  const sets = sides.flatMap(({ rules, receiver }) =>
    (rules.pairs.get(pairKey(author, receiver.id)) ?? []).flatMap(({ rule }) => {
      if (rule.territory === "any") return [];
      const stated = rule.territory === "receiver" ? receiver.municipalities : rule.territory;
      return [new Set(codesOn(rules, stated, day))];
    }),
  );
  const codes = [...new Set(sets.flatMap((set) => [...set]))].sort(byText);
  const classes = Map.groupBy(codes, (code) => sets.map((set) => Number(set.has(code))).join(""));
  const singles = [...classes.values()].map(([code = ""]) => code);
  return subsetsOf(singles).map((subset) => ({
    codes: subset,
    word: subset.length === 0 ? "elsewhere" : subset.join("+"),
  }));
}

function subsetsOf(items: readonly string[]): readonly (readonly string[])[] {
  if (items.length > classesCombinedMax) return [[], ...items.map((item) => [item]), items];
  return items.reduce<readonly (readonly string[])[]>(
    (subsets, item) => subsets.concat(subsets.map((subset) => subset.concat([item]))),
    [[]],
  );
}

interface NamedRooms {
  readonly rooms: readonly string[];
  readonly word: string;
}

function addresseesOf(cells: readonly Cell[], receiver: string): readonly NamedRooms[] {
  const named = { rooms: [receiver], word: "named" };
  const notNamed = { rooms: [], word: "not-named" };
  return cells.some(({ rule }) => rule.addressee !== undefined) ? [named, notNamed] : [notNamed];
}

function modesOf(cells: readonly Cell[]): readonly Mode[] {
  return cells.some(({ rule }) => rule.mode !== undefined) ? ["actual", "exercise"] : ["actual"];
}

function ownersOf(cells: readonly Cell[], author: string, receiver: string) {
  const sender = { id: author, word: "author" };
  const isAsked = cells.some(({ ownerOnly }) => ownerOnly);
  return isAsked ? [sender, { id: receiver, word: "receiver" }] : [sender];
}

function emergenciesOf(cells: readonly Cell[], receiver: string): readonly NamedRooms[] {
  const none = { rooms: [], word: "no" };
  const isAsked = cells.some(({ rule }) => rule.deliver === "break-glass");
  return isAsked ? [none, { rooms: [receiver], word: "declared" }] : [none];
}
