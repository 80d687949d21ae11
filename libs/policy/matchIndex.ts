import type { Category } from "#libs/incident/event";
import type { Cap } from "./ceilings.ts";
import { capOf, ceilingsFor } from "./ceilings.ts";
import type { Cell, CompiledAgreement, CompiledCeiling, CompiledRules } from "./compiled.ts";
import { cellKey, pairKey } from "./compiled.ts";
import { isEachDayIn } from "./days.ts";
import type { Room, RoomKind } from "./decision.ts";
import type { MatchInput } from "./matchInput.ts";
import { codesOn } from "./territory.ts";

/** What rules say of one author and one receiver, whatever the moment: asked for again at every decision. */
export interface PairIndex {
  /** Agreements and grants of which both are parties. */
  readonly agreements: readonly CompiledAgreement[];
  /** Rules for one category, the one that takes precedence first. */
  cellsOf(category: Category): readonly Cell[];
  /** One permission for each agreement, territory and kind of reach: however many rules there are, these are few. */
  readonly ways: readonly Cell[];
}

/** What the law says of one exchange. */
export interface Law {
  /** The first ceiling that stops it, if one does. */
  readonly stopped: CompiledCeiling | undefined;
  readonly cap: Cap;
}

/** By author and receiver. */
type Pairs = Map<string, Map<string, PairIndex>>;

/** What one author's data meet on the way to one receiver, on these days, in one category and on one ground. */
export interface Exchange {
  /** Of the receiver: the law depends on it. */
  readonly kind: RoomKind;
  readonly law: Law;
  readonly pair: PairIndex;
  /** Some agreement of both is in force. */
  readonly isInForce: boolean;
  /** Rules whose titles are in force, the one that takes precedence first. */
  readonly cells: readonly Cell[];
}

/** Exchanges of one category and ground, worked out when they are first asked for. */
interface Exchanges {
  /** By author and receiver. */
  readonly known: Map<string, Map<string, Exchange>>;
  /** By the kinds of author and receiver. */
  readonly laws: Map<RoomKind | undefined, Map<RoomKind, Law>>;
}

/** What holds on the same days for every decision: thousands of them come between one midnight and the next. */
interface Today {
  readonly days: MatchInput["days"];
  readonly inForce: Map<CompiledAgreement, boolean>;
  /** By lists of comuni as rules and rooms state them: what they are called on each of the days. */
  readonly towns: WeakMap<readonly string[], readonly ReadonlySet<string>[]>;
  /** By category and ground. */
  readonly exchanges: Map<string, Exchanges>;
  /** By key: where the law withholds the same, it is one object, so that decisions need not compare keys. */
  readonly caps: Map<string, Cap>;
}

/** What all matches of one decision have in common. */
export interface Moment {
  readonly rules: CompiledRules;
  /** Of the rules, whatever the moment. */
  readonly pairs: Pairs;
  readonly input: MatchInput;
  readonly today: Today;
  readonly exchanges: Exchanges;
}

// Held by the rules, of which it speaks, and gone with them: rules and inputs are immutable. Of decisions only the
// last one is remembered, since all its rooms are decided one after the other.
const lastMoments = new WeakMap<CompiledRules, Moment>();

/** What the rules say of a pair of rooms. */
function pairIndex({ rules, pairs }: Moment, author: string, receiver: string): PairIndex {
  const receivers = pairs.get(author) ?? remember(pairs, author, new Map<string, PairIndex>());
  return receivers.get(receiver) ?? remember(receivers, receiver, newPair(rules, author, receiver));
}

/** Everything of a match that does not depend on the one incident. */
export function exchangeOf(moment: Moment, author: string, receiver: Room): Exchange {
  const { known } = moment.exchanges;
  const receivers = known.get(author) ?? remember(known, author, new Map<string, Exchange>());
  const before = receivers.get(receiver.id);
  if (before?.kind === receiver.kind) return before;
  const pair = pairIndex(moment, author, receiver.id);
  return remember(receivers, receiver.id, {
    kind: receiver.kind,
    law: lawFor(moment, author, receiver),
    pair,
    isInForce: pair.agreements.some((agreement) => holdsNow(moment, agreement)),
    cells: pair
      .cellsOf(moment.input.category)
      .filter(({ rule }) => holdsNow(moment, rule.agreement)),
  });
}

/** True when an agreement is in force on every day that it may be in Italy at that moment: in doubt, not. */
export function holdsNow({ today }: Moment, agreement: CompiledAgreement): boolean {
  const known = today.inForce.get(agreement);
  if (known !== undefined) return known;
  return remember(today.inForce, agreement, isEachDayIn(today.days, agreement.periods));
}

/** True when the incident lies in one of these comuni, as they are called on each of its days. */
export function isHere({ rules, input, today }: Moment, stated: readonly string[]): boolean {
  const towns =
    today.towns.get(stated) ??
    remember(
      today.towns,
      stated,
      today.days.map((day) => new Set(codesOn(rules, stated, day))),
    );
  return towns.every((codes) => input.territory.some((code) => codes.has(code)));
}

/** What the ceilings say together of an exchange: it depends on the kinds of its rooms only. */
function lawFor(
  { rules, input, today, exchanges: { laws } }: Moment,
  author: string,
  receiver: Room,
): Law {
  const fromKind = rules.kinds.get(author);
  const ofKind = laws.get(fromKind) ?? remember(laws, fromKind, new Map<RoomKind, Law>());
  const known = ofKind.get(receiver.kind);
  if (known !== undefined) return known;
  const ceilings = ceilingsFor(rules, input, author, receiver);
  const stopped = ceilings.find(({ rule }) => "deliver" in rule.cap);
  const made = capOf(ceilings);
  const cap = today.caps.get(made.key) ?? remember(today.caps, made.key, made);
  return remember(ofKind, receiver.kind, { stopped, cap });
}

/** What is remembered of one decision, and of those before it on the same days. */
export function momentOf(rules: CompiledRules, input: MatchInput): Moment {
  const last = lastMoments.get(rules);
  if (last?.input === input) return last;
  const today = last && areSame(last.today.days, input.days) ? last.today : newDay(input.days);
  const { category, ground } = input;
  const about = `${category} ${ground?.purpose} ${ground?.regime}`;
  const exchanges =
    today.exchanges.get(about) ??
    remember(today.exchanges, about, { known: new Map(), laws: new Map() });
  return remember(lastMoments, rules, {
    ...{ rules, input, today, exchanges },
    pairs: last?.pairs ?? new Map<string, Map<string, PairIndex>>(),
  });
}

const areSame = (a: MatchInput["days"], b: MatchInput["days"]) => a[0] === b[0] && a[1] === b[1];

function newDay(days: MatchInput["days"]): Today {
  return { days, inForce: new Map(), towns: new WeakMap(), exchanges: new Map(), caps: new Map() };
}

function newPair(rules: CompiledRules, author: string, receiver: string): PairIndex {
  const cells = new Map<Category, readonly Cell[]>();
  const permits = (rules.pairs.get(pairKey(author, receiver)) ?? []).filter(
    ({ rule }) => rule.deliver === "allow",
  );
  const ways = new Map(permits.map((cell) => [wayOf(cell), cell]));
  return {
    agreements: rules.agreements.filter(
      ({ parties }) => parties.has(author) && parties.has(receiver),
    ),
    cellsOf: (category) =>
      cells.get(category) ??
      remember(cells, category, rules.cells.get(cellKey(author, receiver, category)) ?? []),
    ways: [...ways.values()],
  };
}

function wayOf({ rule, ownerOnly }: Cell): string {
  return JSON.stringify([rule.agreement.id, ownerOnly, rule.territory]);
}

interface Memory<K, V> {
  set(key: K, value: V): unknown;
}

function remember<K, V>(memory: Memory<K, V>, key: K, value: V): V {
  memory.set(key, value);
  return value;
}
