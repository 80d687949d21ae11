import type { Cell, CompiledRules } from "../compiled.ts";
import { cellKey } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";
import type { Dimensions, Situation } from "./situations.ts";
import {
  combinations,
  deciderOf,
  dimensionsOf,
  emptyDimension,
  ruleKey,
  verdictOf,
  within,
} from "./situations.ts";

/** Whether a rule ever decides anything, with the situation that shows it. */
export type Reach =
  | { readonly kind: "reached"; readonly witness: Situation }
  /** Its own conditions never hold together: `lacks` is the first that cannot. */
  | { readonly kind: "unreachable"; readonly lacks: keyof Dimensions | "exchange" }
  /** Its conditions hold, as in `example`, and always something else decides. */
  | { readonly kind: "shadowed"; readonly by: readonly string[]; readonly example: Situation };

/**
 * Whether each rule of the set is ever the one that decides. Complete: a rule is called unreachable or shadowed only
 * after every situation that the rules of its exchanges can tell apart was put to `match`.
 */
export function reachOf(
  rules: CompiledRules,
  rooms: readonly Room[],
  known: readonly { readonly agreement: string; readonly rule: string }[],
): ReadonlyMap<string, Reach> {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const cells = Map.groupBy([...rules.cells.values()].flat(), ({ rule }) =>
    ruleKey(rule.agreement.id, rule.id),
  );
  return new Map(
    known.map(({ agreement, rule }) => {
      const key = ruleKey(agreement, rule);
      return [key, reachOfRule(rules, byId, key, cells.get(key) ?? [])];
    }),
  );
}

function reachOfRule(
  rules: CompiledRules,
  rooms: ReadonlyMap<string, Room>,
  key: string,
  cells: readonly Cell[],
): Reach {
  let lacks: keyof Dimensions | "exchange" = "exchange";
  let example: Situation | undefined;
  const by = new Set<string>();
  for (const cell of cells) {
    const receiver = rooms.get(cell.receiver);
    if (receiver === undefined) continue;
    const { author, category } = cell;
    const rivals = rules.cells.get(cellKey(author, receiver.id, category)) ?? [];
    const all = dimensionsOf(rules, { author, receiver, category }, rivals);
    const own = within(rules, cell, receiver, all);
    const empty = emptyDimension(own);
    if (empty !== undefined) lacks = empty;
    for (const input of combinations(category, own)) {
      const situation = { input, author, receiver: receiver.id };
      if (!placeHolds(rules, cell, receiver, situation)) continue;
      const verdict = verdictOf(rules, situation, receiver);
      const decider = deciderOf(verdict);
      if (decider === key) return { kind: "reached", witness: situation };
      example ??= situation;
      by.add(decider ?? (verdict.allowed ? "" : verdict.reason));
    }
  }
  if (example === undefined) return { kind: "unreachable", lacks };
  return { kind: "shadowed", by: [...by].toSorted(byText), example };
}

/** Territory and days were narrowed apart: across a midnight on which comuni change they have to agree. */
function placeHolds(
  rules: CompiledRules,
  cell: Cell,
  receiver: Room,
  { input }: Situation,
): boolean {
  if (rules.successors.size === 0) return true;
  const days = [input.days];
  const alone = within(rules, cell, receiver, { ...wide(input), days });
  return alone.territory.length > 0;
}

const wide = (input: Situation["input"]): Dimensions => ({
  owner: [input.owner],
  mode: [input.mode],
  territory: [input.territory],
  addressees: [input.addressees],
  ground: [input.ground],
  emergencies: [input.emergencies],
  days: [input.days],
});
