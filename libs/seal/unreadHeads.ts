import { linkOf, type UnreadHead } from "./chains.ts";
import { parseLeaf } from "./leaf.ts";
import type { EntryFinding } from "./verifyEntries.ts";

/**
 * What is wrong with an entry that was named as the one before in a chain: it must stand in that chain, and what it
 * counted must end where the next count begins. Pure; that `bytes` are those of the signed log is the caller's
 * business. What stands between the two entries is not looked at.
 */
export function checkUnreadHead(
  { index, head, link }: UnreadHead,
  bytes: Uint8Array,
): readonly EntryFinding[] {
  const { chain, kind, counted } = link;
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || linkOf(leaf)?.chain !== chain) {
    const broken = kind === "incident" ? "chain-broken" : (`${kind}-chain-broken` as const);
    return [{ kind: broken, index, detail: `names entry ${head}, which is not of its chain` }];
  }
  if (leaf.kind !== "counts" || counted?.of !== leaf.of || counted.to === leaf.range.to) return [];
  const detail = `begins at ${counted.to + 1}, not at ${leaf.range.to + 1}`;
  return [{ kind: "counts-range", index, detail }];
}
