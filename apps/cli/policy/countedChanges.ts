import type { TrafficCell } from "#libs/policy/analysis/coverage";
import type { RuleChange } from "#libs/policy/diff";
import { byText } from "#libs/policy/order";

/** Exchanges that change, with how often they took place: the most frequent first, and none that never did. */
export function countedChanges(
  changes: readonly RuleChange[],
  traffic: readonly TrafficCell[],
): readonly TrafficCell[] {
  const told = changes.filter(({ changed }) => changed.kind !== "reason");
  const concerned = new Set(
    told.flatMap(({ author, receiver, categories }) =>
      categories.map((category) => keyOf({ from: author, to: receiver, category })),
    ),
  );
  const sums = Map.groupBy(
    traffic.filter((cell) => concerned.has(keyOf(cell))),
    keyOf,
  );
  const cells = [...sums.values()].flatMap((same) => {
    const [first] = same;
    const count = same.reduce((sum, one) => sum + one.count, 0);
    return first === undefined || count === 0 ? [] : [{ ...bare(first), count }];
  });
  return cells.toSorted((a, b) => b.count - a.count || byText(keyOf(a), keyOf(b)));
}

type Exchange = Pick<TrafficCell, "from" | "to" | "category">;
const bare = ({ from, to, category }: Exchange): Exchange => ({ from, to, category });
const keyOf = ({ from, to, category }: Exchange): string => `${from} ${to} ${category}`;
