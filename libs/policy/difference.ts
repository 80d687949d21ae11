import type { Entry, Holdings } from "./decision.ts";
import { holdingParts } from "./holdings.ts";
import { byText } from "./order.ts";

/** Keyed digests of everything a room may see now, by `holdingKey`. */
export type VisibleValues = ReadonlyMap<string, string>;

/** What a room must be told so that what it holds becomes what it may have. In one order, whatever the state's. */
export function difference(holdings: Holdings, now: VisibleValues): readonly Entry[] {
  const changed: (readonly [string, Entry])[] = [];
  for (const [key, mac] of now) {
    const held = holdings.values.get(key);
    if (held === mac) continue;
    const { ref, path } = holdingParts(key);
    changed.push([key, { ref, path, op: held === undefined ? "add" : "replace", mac }]);
  }
  for (const key of holdings.values.keys()) {
    if (!now.has(key)) changed.push([key, { ...holdingParts(key), op: "withdraw", mac: "" }]);
  }
  return changed.sort(([a], [b]) => byText(a, b)).map(([, entry]) => entry);
}
