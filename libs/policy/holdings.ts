import type { LeafPath } from "#libs/incident/catalogue";
import type { Entry, Holdings } from "./decision.ts";
import { isHeaderPath } from "./decision.ts";

/** What a room's part along the chain says of one copy. Parts without a copy have no entries and are no steps. */
export interface HeldCopy {
  readonly delivery: string;
  readonly entries: readonly Entry[];
}

export const emptyHoldings: Holdings = { values: new Map(), revisions: new Map() };

const separator = " ";

export function holdingKey(ref: string, path: string): string {
  return `${ref}${separator}${path}`;
}

/** Reference and path of a key of `Holdings.values`. Throws on a key that was not made by `holdingKey`. */
export function holdingParts(key: string): { readonly ref: string; readonly path: LeafPath } {
  const at = key.indexOf(separator);
  const path = key.slice(at + 1);
  if (at < 0 || !isPath(path)) throw new Error("a holding without a reference and a path");
  return { ref: key.slice(0, at), path };
}

/**
 * What a room holds of an incident: its copies folded in chain order. A copy recorded as not handed out never
 * was: neither its values nor its revisions count, so that the next one is a difference against what was.
 */
export function foldHoldings(
  copies: readonly HeldCopy[],
  notHandedOut: ReadonlySet<string>,
): Holdings {
  return copies
    .filter((copy) => !notHandedOut.has(copy.delivery))
    .reduce((holdings, copy) => holdingsAfter(holdings, copy.entries), emptyHoldings);
}

/** Holdings after one more copy. */
export function holdingsAfter(before: Holdings, entries: readonly Entry[]): Holdings {
  const values = new Map(before.values);
  for (const entry of entries) {
    const key = holdingKey(entry.ref, entry.path);
    if (entry.op === "withdraw") values.delete(key);
    else values.set(key, entry.mac);
  }
  const revisions = new Map(before.revisions);
  for (const ref of carriedRefs(entries, values)) revisions.set(ref, (revisions.get(ref) ?? 0) + 1);
  return { values, revisions };
}

/** Components that a copy with these entries carries whole: something in their body changed, and something is left. */
export function carriedRefs(
  entries: readonly Entry[],
  after: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const touched = new Set(entries.filter(({ path }) => !isHeaderPath(path)).map(({ ref }) => ref));
  const carried = new Set<string>();
  if (touched.size === 0) return carried;
  for (const key of after.keys()) {
    const at = key.indexOf(separator);
    const ref = key.slice(0, at);
    if (touched.has(ref) && !isHeaderPath(key.slice(at + 1))) carried.add(ref);
  }
  return carried;
}

function isPath(path: string): path is LeafPath {
  return path.includes(".");
}
