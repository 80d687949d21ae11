import {
  consistencySides,
  inclusionSides,
  isGrowth,
  isPlace,
  type Side,
} from "#libs/tlog/proofPath";
import { type CheckTools, sameBytes } from "./bytes.ts";
import { nodeHashOf } from "./hashes.ts";

const hashBytes = 32;
const isHash = ({ length }: Uint8Array): boolean => length === hashBytes;

/** Why a proof of inclusion proves nothing. `swapped`: its hashes stand in another order than the tree has them. */
export type InclusionResult =
  | "holds"
  | "out-of-range"
  | "not-a-hash"
  | "wrong-length"
  | "swapped"
  | "root-other";

export interface InclusionStated {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Checks that a leaf stands at its index in the tree of this root (RFC 9162, 2.1.3.2). */
export async function checkInclusion(
  { index, size, leafHash, root, proof }: InclusionStated,
  tools: CheckTools,
): Promise<InclusionResult> {
  if (!isPlace(index, size)) return "out-of-range";
  if (![leafHash, ...proof].every(isHash)) return "not-a-hash";
  const sides = inclusionSides(index, size, proof.length);
  if (sides === undefined) return "wrong-length";
  const leadsToRoot = async (siblings: readonly Uint8Array[]): Promise<boolean> =>
    sameBytes(await climbed(leafHash, siblings, sides, tools), root);
  if (await leadsToRoot(proof)) return "holds";
  // Told apart because it says something of the proof and nothing of the entry.
  for (const other of swaps(proof)) if (await leadsToRoot(other)) return "swapped";
  return "root-other";
}

/** The same hashes with two of them exchanged, each pair once. */
function* swaps(hashes: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  for (const [at, one] of hashes.entries()) {
    for (const [further, other] of hashes.slice(at + 1).entries()) {
      const place = at + 1 + further;
      yield hashes.with(at, other).with(place, one);
    }
  }
}

async function climbed(
  start: Uint8Array,
  siblings: readonly Uint8Array[],
  sides: readonly Side[],
  tools: CheckTools,
): Promise<Uint8Array> {
  let hash = start;
  for (const [at, sibling] of siblings.entries()) {
    hash = await (sides[at] === "left"
      ? nodeHashOf(sibling, hash, tools)
      : nodeHashOf(hash, sibling, tools));
  }
  return hash;
}

/** Why a proof of consistency proves nothing: which of the two roots it does not lead to, or what it is not. */
export type ConsistencyResult =
  | "holds"
  | "out-of-range"
  | "not-a-hash"
  | "wrong-length"
  | "old-root-other"
  | "new-root-other";

export interface ConsistencyStated {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Checks that the log of `from` entries is the beginning of the log of `to` entries (RFC 9162, 2.1.4.2). */
export async function checkConsistency(
  { from, to, fromRoot, toRoot, proof }: ConsistencyStated,
  tools: CheckTools,
): Promise<ConsistencyResult> {
  if (!isGrowth(from, to)) return "out-of-range";
  if (!proof.every(isHash)) return "not-a-hash";
  const path = consistencySides(from, to, proof.length);
  if (path === undefined) return "wrong-length";
  const [start = fromRoot, ...siblings] = path.isFromOldRoot ? [fromRoot, ...proof] : proof;
  const isLeft = (_: unknown, at: number): boolean => path.sides[at] === "left";
  const lefts = siblings.filter(isLeft);
  const oldRoot = await climbed(
    start,
    lefts,
    path.sides.filter((side) => side === "left"),
    tools,
  );
  if (!sameBytes(oldRoot, fromRoot)) return "old-root-other";
  const newRoot = await climbed(start, siblings, path.sides, tools);
  return sameBytes(newRoot, toRoot) ? "holds" : "new-root-other";
}
