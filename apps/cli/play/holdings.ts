import { leafAt } from "#libs/incident/catalogue";
import type { Entry, Holdings } from "#libs/policy/decision";
import { isHeaderPath } from "#libs/policy/decision";
import { carriedRefs, emptyHoldings, holdingParts, holdingsAfter } from "#libs/policy/holdings";
import type { SlotValue } from "#libs/seal/parts";

/** Names of the fields of one component. */
export interface NamedFields {
  readonly kind: string;
  readonly fields: readonly string[];
}

/** What one decision did to a room, as the log has it. */
export interface RoomStep {
  readonly before: Holdings;
  readonly after: Holdings;
  /** Components that its copy carries, with every field that the room then has of them. */
  readonly carried: readonly NamedFields[];
  readonly gone: readonly NamedFields[];
}

export const noHoldings = emptyHoldings;

/** Folds one recorded decision into what the room holds: field names only, no value is in the log. */
export function stepOf(before: Holdings, slot: SlotValue): RoomStep {
  const entries = slot.entries.filter(isEntry);
  const after = holdingsAfter(before, entries);
  const carried = carriedRefs(entries, after.values);
  // What stands at the head of a copy is no field of a component; what is withdrawn is named all the same.
  const all = [...after.values.keys()].map(holdingParts);
  const held = fieldsByRef(all.filter(({ path }) => !isHeaderPath(path)));
  const gone = entries.filter(({ op, path }) => op === "withdraw" && leafAt(path) !== undefined);
  const withdrawn = fieldsByRef(gone);
  return {
    before,
    after,
    carried: [...held].filter(([ref]) => carried.has(ref)).map(([, named]) => named),
    gone: [...withdrawn.values()],
  };
}

function isEntry(entry: SlotValue["entries"][number]): entry is Entry {
  return entry.path.includes(".");
}

function fieldsByRef(
  places: readonly { readonly ref: string; readonly path: string }[],
): ReadonlyMap<string, NamedFields> {
  const groups = Map.groupBy(places, ({ ref }) => ref);
  return new Map(
    [...groups].map(([ref, entries]) => {
      const [kind = ""] = (entries[0]?.path ?? "").split(".");
      return [ref, { kind, fields: entries.map(({ path }) => path.slice(kind.length + 1)) }];
    }),
  );
}

/** True for a field that no sender states and that stands for others: a zone, a count. */
export const isDerivedPath = (path: string): boolean => {
  const leaf = leafAt(path);
  return leaf?.derived === true && path !== "incident.category" && leaf.kind !== "charge";
};
