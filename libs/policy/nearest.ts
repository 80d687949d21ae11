import type { LeafPath } from "#libs/incident/catalogue";
import { leafAt } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Category, Mode } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import type { Atoms } from "./analysis/released.ts";
import type { Dimensions } from "./analysis/situations.ts";
import { combinations, dimensionsOf, groundsOf } from "./analysis/situations.ts";
import type { Cell, CompiledRules } from "./compiled.ts";
import { pairKey } from "./compiled.ts";
import type { Room } from "./decision.ts";
import type { Verdict } from "./match.ts";
import { match } from "./match.ts";
import type { MatchInput } from "./matchInput.ts";
import { treat } from "./project.ts";
import type { Ground } from "./vocabulary.ts";

/** One thing about an incident that would have to be otherwise. */
export type Change =
  | { readonly what: "category"; readonly to: Category }
  | { readonly what: "territory"; readonly to: readonly string[] }
  | { readonly what: "ground"; readonly to: Ground | undefined }
  | { readonly what: "owner"; readonly to: string }
  /** Whether the sender names the receiver as competent. */
  | { readonly what: "addressees"; readonly to: boolean }
  | { readonly what: "mode"; readonly to: Mode }
  /** Whether the receiver, in charge, has declared an emergency. */
  | { readonly what: "emergencies"; readonly to: boolean }
  | { readonly what: "days"; readonly to: readonly [string, string] }
  /** The receiver takes the incident in charge. */
  | { readonly what: "charge"; readonly to: boolean }
  | AttributeChange;

/** The component would have to be another: a public place, an adult, another role, fact, source. */
export type AttributeChange = {
  readonly [Name in keyof Attributes]: { readonly what: Name; readonly to: Attributes[Name] };
}[keyof Attributes];

type Allowed = Extract<Verdict, { readonly allowed: true }>;

/** An exchange that a rule of the pair allows, and what has to change to come there; nothing, where it is so already. */
export interface Allowance {
  readonly changes: readonly Change[];
  readonly input: MatchInput;
  readonly verdict: Allowed;
}

/**
 * Everything that any rule between the two rooms could allow, the nearest first: complete over the situations that
 * the rules of the pair can tell apart. Of one rule under one law the nearest way only.
 */
export function allowances(
  rules: CompiledRules,
  actual: MatchInput,
  author: string,
  receiver: Room,
): readonly Allowance[] {
  const pair = rules.pairs.get(pairKey(author, receiver.id)) ?? [];
  const categories = new Set([actual.category, ...pair.map(({ category }) => category)]);
  const best = new Map<string, Allowance>();
  for (const category of categories) {
    const cells = pair.filter((cell) => cell.category === category);
    const dims = around(rules, actual, { author, receiver, category }, cells);
    for (const input of combinations(category, dims)) {
      const verdict = match(rules, input, author, receiver);
      if (!verdict.allowed) continue;
      const changes = changesBetween(actual, input, receiver.id);
      const key = keyOf(verdict);
      if (changes.length < (best.get(key)?.changes.length ?? Number.POSITIVE_INFINITY)) {
        best.set(key, { changes, input, verdict });
      }
    }
  }
  return [...best.values()].toSorted((a, b) => a.changes.length - b.changes.length);
}

function keyOf({ rule, cap }: Allowed): string {
  const sets = [cap.classes, cap.groups, cap.paths, cap.sources];
  return [rule.agreement.id, rule.id, ...sets.map((set) => [...set].join(","))].join(" ");
}

/** The ways that need the fewest changes; none where no rule of the pair could ever allow it. */
export function nearest(all: readonly Allowance[]): readonly Allowance[] {
  const least = all[0]?.changes.length;
  return all.filter(({ changes }) => changes.length === least);
}

/** The actual situation, and in each dimension that some rule of the pair asks about what else it could be. */
function around(
  rules: CompiledRules,
  actual: MatchInput,
  exchange: { readonly author: string; readonly receiver: Room; readonly category: Category },
  cells: readonly Cell[],
): Dimensions {
  const { receiver, category } = exchange;
  const dims = dimensionsOf(rules, exchange, cells);
  const asks = (question: (cell: Cell) => boolean) => cells.some(question);
  const codes = dims.territory.flat();
  const toggled = (rooms: readonly string[]) => [
    rooms,
    rooms.includes(receiver.id)
      ? rooms.filter((room) => room !== receiver.id)
      : [...rooms, receiver.id],
  ];
  const places = [
    ...dims.territory.map((list) => [...new Set([...actual.territory, ...list])]),
    ...codes.map((code) => [code]),
    ...dims.territory,
  ];
  const { addressees, emergencies, mode, owner, days } = actual;
  const base = groundIn(actual, category);
  return {
    owner: asks((cell) => cell.ownerOnly) ? [owner, ...dims.owner] : [owner],
    mode: asks(({ rule }) => rule.mode !== undefined) ? [mode, ...dims.mode] : [mode],
    territory: asks(({ rule }) => rule.territory !== "any")
      ? [actual.territory, ...places]
      : [actual.territory],
    addressees: asks(({ rule }) => rule.addressee !== undefined)
      ? toggled(addressees)
      : [addressees],
    ground: [base, ...groundsOf(category)],
    emergencies: asks(({ rule }) => rule.deliver === "break-glass")
      ? toggled(emergencies)
      : [emergencies],
    days: [days, ...dims.days],
  };
}

/** What the incident would be treated for in another category: the same where that is admitted, else its own. */
function groundIn(actual: MatchInput, category: Category): Ground | undefined {
  if (category === actual.category) return actual.ground;
  const admitted = groundsOf(category);
  return admitted.find((ground) => isSame(ground, actual.ground)) ?? admitted[0];
}

/** What is otherwise in one situation than in another, seen from the receiver. */
export function changesBetween(
  actual: MatchInput,
  other: MatchInput,
  receiver: string,
): readonly Change[] {
  const changes: Change[] = [];
  const { category, territory, ground, owner, mode, days } = other;
  if (category !== actual.category) changes.push({ what: "category", to: category });
  if (!isSame(ground, groundIn(actual, category))) changes.push({ what: "ground", to: ground });
  if (!isSame(territory, actual.territory)) changes.push({ what: "territory", to: territory });
  const isNamed = other.addressees.includes(receiver);
  if (isNamed !== actual.addressees.includes(receiver)) {
    changes.push({ what: "addressees", to: isNamed });
  }
  if (mode !== actual.mode) changes.push({ what: "mode", to: mode });
  const isEmergency = other.emergencies.includes(receiver);
  if (isEmergency !== actual.emergencies.includes(receiver)) {
    changes.push({ what: "emergencies", to: isEmergency });
  }
  if (owner !== actual.owner) changes.push({ what: "owner", to: owner });
  if (!isSame(days, actual.days)) changes.push({ what: "days", to: days });
  return changes;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How a leaf of one component would have been released: under which rule, and what has to change. */
export interface NearestLeaf {
  readonly changes: readonly Change[];
  readonly verdict: Allowed;
}

/**
 * The nearest way to a leaf that is withheld, over every allowance of the pair, charge, and every component that
 * the rules can tell apart; undefined where no rule of the pair ever releases it.
 */
export function nearestLeaf(
  all: readonly Allowance[],
  atoms: Atoms,
  component: RuledComponent,
  path: LeafPath,
  isInCharge: boolean,
): NearestLeaf | undefined {
  const leaf = leafAt(path);
  const variants = variantsOf(component, atoms, isInCharge);
  let best: NearestLeaf | undefined;
  for (const { changes, verdict } of all) {
    if (leaf === undefined || !verdict.plan.clauses.has(path)) continue;
    for (const variant of variants) {
      const needed = [...changes, ...neededFor(variant, changes)];
      if (needed.length >= (best?.changes.length ?? Number.POSITIVE_INFINITY)) continue;
      if (!treat(verdict, variant.component, leaf, variant.isInCharge).released) continue;
      best = { changes: needed, verdict };
    }
  }
  return best;
}

interface Variant {
  readonly component: RuledComponent;
  readonly isInCharge: boolean;
  readonly changes: readonly Change[];
}

const taken: Change = { what: "charge", to: true };

/** The component as it is and as it could be, before and after the receiver takes charge. */
function variantsOf(
  component: RuledComponent,
  atoms: Atoms,
  isInCharge: boolean,
): readonly Variant[] {
  const others = [component.attributes, ...atoms[component.kind].map((atom) => atom.attributes)];
  return others.flatMap((attributes) => {
    const changes = attributeChanges(component.attributes, attributes);
    const other = { ...component, attributes };
    const now: Variant = { component: other, isInCharge, changes };
    if (isInCharge) return [now];
    return [now, { component: other, isInCharge: true, changes: [...changes, taken] }];
  });
}

/** Who declares an emergency has taken charge already. */
function neededFor({ changes }: Variant, before: readonly Change[]): readonly Change[] {
  const isDeclared = before.some(({ what, to }) => what === "emergencies" && to === true);
  return isDeclared ? changes.filter(({ what }) => what !== "charge") : changes;
}

function attributeChanges(actual: Attributes, other: Attributes): readonly AttributeChange[] {
  const { place, roles, minor, basis, source } = other;
  const all: readonly AttributeChange[] = [
    { what: "place", to: place },
    { what: "roles", to: roles },
    { what: "minor", to: minor },
    { what: "basis", to: basis },
    { what: "source", to: source },
  ];
  return all.filter(({ what, to }) => !isSame(actual[what], to));
}
