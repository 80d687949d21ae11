import type { UnreadHead } from "#libs/seal/chains";
import { checkUnreadHead } from "#libs/seal/unreadHeads";
import type { EntryFinding } from "#libs/seal/verifyEntries";
import { type Finding, TileStoreError } from "#libs/tilestore/failure";
import { LogReader } from "#libs/tilestore/logReader";
import type { TileSource } from "#libs/tilestore/tileSource";
import { leafHash } from "#libs/tlog/hash";
import { tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { CliError } from "../exitCodes.ts";

/** What somebody who asked for the entries from one on had not read. */
export interface NotRead {
  /** Indexes of the first and the last entry whose meaning was not looked at; none: `to` is below `from`. */
  readonly from: number;
  readonly to: number;
  /** Chains that come from there: the entry that each of them names was read. */
  readonly chains: number;
}

/** The entries that are not read where those from `from` on are asked: all below, but the first. */
export const notReadBelow = (from: number, heads: readonly UnreadHead[]): NotRead | undefined =>
  from > 1 ? { from: 1, to: from - 1, chains: heads.length } : undefined;

/** Throws CliError where a log of `size` entries ends before the one that is asked for. */
export function assertReaches(size: number, from: number): void {
  if (from > size) throw new CliError("usage", "verify-from-beyond", { from, size });
}

/** What was found about entries that were looked up. */
export interface LookedUp {
  readonly tree: readonly Finding[];
  readonly entries: readonly EntryFinding[];
}

/**
 * Looks up the entries that chains name below the first one that was read. Each is held against its hash in the tree,
 * which the caller has verified, and must stand in the chain.
 */
export async function lookUp(
  source: TileSource,
  size: number,
  heads: readonly UnreadHead[],
): Promise<LookedUp> {
  const reader = new LogReader(source, size);
  const tree = new Map<string, Finding>();
  const entries: EntryFinding[] = [];
  const add = (finding: Finding) => tree.set(finding.path, tree.get(finding.path) ?? finding);
  // In the order of the log each bundle is read once.
  for (const head of heads.toSorted((a, b) => a.head - b.head)) {
    try {
      const bytes = await reader.entry(head.head);
      if (leafHash(bytes).equals(await reader.hash(0, head.head))) {
        entries.push(...checkUnreadHead(head, bytes));
      } else add(otherEntry(head.head, size));
    } catch (error) {
      if (!(error instanceof TileStoreError)) throw error;
      add({ kind: error.kind, path: error.path, detail: error.message });
    }
  }
  return { tree: [...tree.values()], entries: entries.toSorted((a, b) => a.index - b.index) };
}

function otherEntry(index: number, size: number): Finding {
  const bundle = Math.floor(index / tileWidth);
  const place = { level: 0, index: bundle, width: widthAt(0, bundle, size) };
  const detail = "entry does not have the hash in the tree";
  return { kind: "leaf-mismatch", path: tilePath({ kind: "entries", ...place }), index, detail };
}
