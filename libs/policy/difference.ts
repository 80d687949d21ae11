import type { Entry, Holdings } from "./decision.ts";
import { holdingKey, holdingParts } from "./holdings.ts";
import { byText } from "./order.ts";

/** Keyed digests of everything a room may see now, by `holdingKey`. */
export type VisibleValues = ReadonlyMap<string, string>;

/** What a room must be told so that what it holds becomes what it may have. In one order, whatever the state's. */
export function difference(holdings: Holdings, now: VisibleValues): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [key, mac] of now) {
    const held = holdings.values.get(key);
    if (held === mac) continue;
    entries.push({ ...holdingParts(key), op: held === undefined ? "add" : "replace", mac });
  }
  for (const key of holdings.values.keys()) {
    if (!now.has(key)) entries.push({ ...holdingParts(key), op: "withdraw", mac: "" });
  }
  return entries.toSorted((a, b) => byText(holdingKey(a.ref, a.path), holdingKey(b.ref, b.path)));
}
