import type { Leaf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { groupsOf } from "#libs/incident/groups";
import type { CompiledCeiling, CompiledRules } from "./compiled.ts";
import type { Room } from "./decision.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import { groundOfCategory } from "./vocabulary.ts";

/** What the law withholds from one exchange, whatever its rule names. */
export interface Cap {
  readonly classes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  /** The lists in one order: two exchanges that the law treats alike have the same. */
  readonly key: string;
}

/** Ceilings that speak of an exchange on one of its days: in doubt of the day, they do. */
export function ceilingsFor(
  rules: Pick<CompiledRules, "ceilings" | "kinds">,
  input: Pick<MatchInput, "category" | "ground" | "days">,
  author: string,
  receiver: Pick<Room, "kind">,
): readonly CompiledCeiling[] {
  const fromKind = rules.kinds.get(author);
  // A ground that the category does not admit escapes no ceiling: then it is judged by the category's own.
  const ground = input.ground ?? groundOfCategory[input.category];
  return rules.ceilings.filter(({ rule: { when }, source: { in_force } }) => {
    const isHere = input.days.some((day) => in_force.from <= day && day <= in_force.to);
    return (
      isHere &&
      holds(when.from_kind, fromKind) &&
      holds(when.to_kind, receiver.kind) &&
      holds(when.category, input.category) &&
      !(when.not_category?.includes(input.category) ?? false) &&
      holds(when.purpose, ground?.purpose) &&
      holds(when.regime, ground?.regime)
    );
  });
}

function holds<T>(words: readonly T[] | undefined, word: T | undefined): boolean {
  return words === undefined || words.some((one) => one === word);
}

/** All that these ceilings withhold together. */
export function capOf(ceilings: readonly CompiledCeiling[]): Cap {
  const lists = ceilings.map(({ rule: { cap } }) => ("withhold" in cap ? cap.withhold : {}));
  const classes = new Set(lists.flatMap((list) => list.classes ?? []));
  const groups = new Set(lists.flatMap((list) => list.groups ?? []));
  const paths = new Set(lists.flatMap((list) => list.paths ?? []));
  const sources = new Set(lists.flatMap((list) => list.sources ?? []));
  const key = JSON.stringify(
    [classes, groups, paths, sources].map((words) => [...words].sort(byText)),
  );
  return { classes, groups, paths, sources, key };
}

/** True when the law withholds this leaf of this component. */
export function isCapped(cap: Cap, component: RuledComponent, leaf: Leaf): boolean {
  return (
    cap.classes.has(leaf.dataClass) ||
    cap.paths.has(leaf.path) ||
    cap.sources.has(component.attributes.source) ||
    groupsOf(leaf.dataClass, component.attributes).some((group) => cap.groups.has(group))
  );
}
