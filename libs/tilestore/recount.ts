import { CountsFold } from "#libs/seal/counts";
import { parseLeaf } from "#libs/seal/leaf";
import { tileWidth } from "#libs/tlog/tiles";
import type { LogReader } from "./logReader.ts";

/**
 * Counts the entries with sequences `from` to `to` of one year again, from leaves and parts, one bundle in memory at a
 * time. Throws TileStoreError naming a file that is missing or malformed, RangeError beyond the log.
 */
export async function recount(
  reader: Pick<LogReader, "items">,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<CountsFold> {
  const fold = new CountsFold();
  const last = Math.floor((to - 1) / tileWidth);
  for (let bundle = Math.floor((from - 1) / tileWidth); bundle <= last; bundle += 1) {
    const leaves = await reader.items("entries", 0, bundle);
    const parts = await reader.items("parts", 0, bundle);
    for (const [offset, bytes] of leaves.entries()) {
      const sequence = bundle * tileWidth + offset + 1;
      if (sequence < from || sequence > to) continue;
      const leaf = parseLeaf(bytes);
      if (!("problem" in leaf)) fold.add(leaf, parts[offset] ?? Buffer.alloc(0));
    }
  }
  return fold;
}
