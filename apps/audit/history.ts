import { isIncidentLeaf, type Leaf, parseLeaf } from "#libs/seal/leaf";
import { slotFactsOf } from "#libs/seal/slotFacts";
import type { TileStore } from "#libs/tilestore/tileStore";
import { tileWidth } from "#libs/tlog/tiles";
import { rememberedDecision } from "./remembered.ts";
import type { CommittedEntry } from "./sequencer.ts";

/** Entries of the log on disk from `since` (RFC 3339) on, oldest first: a bundle that is older altogether ends the search. */
export async function* entriesSince(
  store: Pick<TileStore, "reader" | "state">,
  year: number,
  since: string,
): AsyncGenerator<CommittedEntry, void, undefined> {
  const reader = store.reader();
  const { size } = store.state();
  let first = Math.ceil(size / tileWidth);
  while (first > 0) {
    const leaves = await reader.items("entries", 0, first - 1);
    first -= 1;
    const times = leaves.map(parsed).flatMap((leaf) => (leaf === undefined ? [] : [leaf.at]));
    if (times.length > 0 && times.every((at) => at < since)) break;
  }
  for (let bundle = first; bundle * tileWidth < size; bundle += 1) {
    const leaves = await reader.items("entries", 0, bundle);
    const parts = await reader.items("parts", 0, bundle);
    for (const [offset, leaf] of leaves.entries()) {
      const read = parsed(leaf);
      if (read === undefined || !isRemembered(read)) continue;
      const part = parts[offset] ?? Buffer.alloc(0);
      const sequence = bundle * tileWidth + offset + 1;
      const remembered = isIncidentLeaf(read)
        ? rememberedDecision(read, slotFactsOf(part) ?? [])
        : read;
      yield { year, sequence, entry: { leaf, part, read: remembered } };
    }
  }
}

function parsed(bytes: Buffer): Leaf | undefined {
  const leaf = parseLeaf(bytes);
  return "problem" in leaf ? undefined : leaf;
}

const rememberedKinds: ReadonlySet<string> = new Set(["receipts", "heartbeat", "genesis"]);

/** What deliveries are compared with, and when the log last gave a sign of life. */
const isRemembered = (leaf: Leaf): boolean =>
  isIncidentLeaf(leaf) || rememberedKinds.has(leaf.kind);
