import { pseudonymSources } from "#libs/incident/derive";
import { leafNameOf, type RecalledLeaf, recalledOf } from "#libs/incident/recalled";
import type { IncidentState } from "#libs/incident/state";
import type { Entry } from "./decision.ts";
import { byText } from "./order.ts";
import type { AuthoredName } from "./situation.ts";

/**
 * The condition under which a room is told that a datum was taken back: kind and reason of the demand, and the last
 * day (UTC) to confirm it, e.g. `recall-unlawful-by-20261201`.
 */
export function conditionOf({ kind, reason, until }: Omit<RecalledLeaf, "value">): string {
  return `${kind}-${reason}-by-${until.slice(0, 10).replaceAll("-", "")}`;
}

/**
 * Conditions that go with a copy for the data that it withdraws because they were taken back. A function of what is
 * withdrawn from this room: one that never had the datum is told nothing.
 */
export function demandConditions(
  state: IncidentState,
  names: ReadonlyMap<string, AuthoredName>,
  entries: readonly Entry[],
): readonly string[] {
  if (state.recalled === undefined) return [];
  const conditions = entries.flatMap(({ ref, path, op }) => {
    const name = op === "withdraw" ? names.get(ref) : undefined;
    const leaf = leafNameOf(pseudonymSources[path] ?? path);
    const recalled = name && recalledOf(state, name.author, name)?.get(leaf);
    return recalled === undefined ? [] : [conditionOf(recalled)];
  });
  return [...new Set(conditions)].sort(byText);
}
