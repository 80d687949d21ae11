import { foldRoot } from "./compactRange.ts";
import { hashBytes, nodeHash } from "./hash.ts";
import { consistencySides, inclusionSides, isGrowth, isPlace, isSize } from "./proofPath.ts";

/** One hash of the tree: root of the perfect subtree over leaves [index·2^level, (index+1)·2^level). */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Gives the hash of a perfect subtree. Throws when it cannot: there is no proof without its hashes. */
export type HashReader = (level: number, index: number) => Buffer | Promise<Buffer>;

/** Outcome of checking a proof; both roots are the evidence that something was altered. */
export type Verdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: "out-of-range" | "wrong-length" | "not-a-hash" | "root-mismatch";
      readonly expectedRoot?: Buffer;
      readonly computedRoot?: Buffer;
    };

/** Perfect subtrees, left to right, that cover leaves [begin, end) where begin is 0 or aligned as in a proof. */
export function rangeNodes(begin: number, end: number): TreeNode[] {
  const nodes: TreeNode[] = [];
  let start = begin;
  while (start < end) {
    let level = 0;
    let span = 1;
    while (start % (span * 2) === 0 && start + span * 2 <= end) {
      span *= 2;
      level += 1;
    }
    nodes.push({ level, index: start / span });
    start += span;
  }
  return nodes;
}

/** Hashes that {@link rootOf} reads for a log of `size` leaves. */
export async function rootOf(size: number, read: HashReader): Promise<Buffer> {
  return rangeHash(0, size, read);
}

/** RFC 6962, 2.1.1: audit path of leaf `index` in the log of `size` leaves, from the leaf's sibling up. */
export async function inclusionProof(
  index: number,
  size: number,
  read: HashReader,
): Promise<Buffer[]> {
  assertSizes(index + 1, size);
  const ranges: [number, number][] = [];
  let [low, high] = [0, size];
  while (high - low > 1) {
    const middle = low + splitPoint(high - low);
    if (index < middle) {
      ranges.push([middle, high]);
      high = middle;
    } else {
      ranges.push([low, middle]);
      low = middle;
    }
  }
  return readRanges(ranges.reverse(), read);
}

/**
 * RFC 6962, 2.1.2: proof that the log of `to` leaves begins with the log of `from` leaves.
 * Empty when the sizes are equal. Throws for from = 0: every log begins with nothing, there is nothing to prove.
 */
export async function consistencyProof(
  from: number,
  to: number,
  read: HashReader,
): Promise<Buffer[]> {
  assertSizes(from, to);
  const ranges: [number, number][] = [];
  let [low, high] = [0, to];
  while (from < high) {
    const middle = low + splitPoint(high - low);
    if (from <= middle) {
      ranges.push([middle, high]);
      high = middle;
    } else {
      ranges.push([low, middle]);
      low = middle;
    }
  }
  // A proof names the old log's last subtree, unless it is the old log as a whole (its root is known).
  if (low > 0) ranges.push([low, high]);
  return readRanges(ranges.reverse(), read);
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
}

/** Checks an inclusion proof (RFC 9162, 2.1.3.2, the loop form of RFC 6962's definition). */
export function verifyInclusion(claim: InclusionClaim): Verdict {
  const { index, size, proof, root } = claim;
  if (!isPlace(index, size)) return refused("out-of-range");
  if (![claim.leafHash, ...proof].every(isHash)) return refused("not-a-hash");
  const sides = inclusionSides(index, size, proof.length);
  if (sides === undefined) return refused("wrong-length");
  let computed = claim.leafHash;
  for (const [at, sibling] of proof.entries()) {
    computed = sides[at] === "left" ? nodeHash(sibling, computed) : nodeHash(computed, sibling);
  }
  return sameRoot(root, computed);
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Buffer;
  readonly toRoot: Buffer;
  readonly proof: readonly Buffer[];
}

/** Checks a consistency proof (RFC 9162, 2.1.4.2). A log without entries proves nothing: from = 0 is refused. */
export function verifyConsistency(claim: ConsistencyClaim): Verdict {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!isGrowth(from, to)) return refused("out-of-range");
  if (!proof.every(isHash)) return refused("not-a-hash");
  const path = consistencySides(from, to, proof.length);
  if (path === undefined) return refused("wrong-length");
  const [start = fromRoot, ...siblings] = path.isFromOldRoot ? [fromRoot, ...proof] : proof;
  let [oldRoot, newRoot] = [start, start];
  for (const [at, sibling] of siblings.entries()) {
    if (path.sides[at] === "left") {
      oldRoot = nodeHash(sibling, oldRoot);
      newRoot = nodeHash(sibling, newRoot);
    } else newRoot = nodeHash(newRoot, sibling);
  }
  const before = sameRoot(fromRoot, oldRoot);
  return before.ok ? sameRoot(toRoot, newRoot) : before;
}

async function readRanges(
  ranges: readonly (readonly [number, number])[],
  read: HashReader,
): Promise<Buffer[]> {
  const hashes: Buffer[] = [];
  for (const [low, high] of ranges) hashes.push(await rangeHash(low, high, read));
  return hashes;
}

async function rangeHash(low: number, high: number, read: HashReader): Promise<Buffer> {
  const subtrees: Buffer[] = [];
  for (const node of rangeNodes(low, high)) subtrees.push(await read(node.level, node.index));
  return foldRoot(subtrees);
}

/** Largest power of two below `width` (RFC 6962's k). */
function splitPoint(width: number): number {
  let k = 1;
  while (k * 2 < width) k *= 2;
  return k;
}

function assertSizes(from: number, to: number): void {
  if (!isSize(from) || !isSize(to) || from < 1 || from > to) {
    throw new RangeError(`no proof from ${from} to ${to}`);
  }
}

function isHash(value: Buffer): boolean {
  return value.length === hashBytes;
}

function refused(reason: "out-of-range" | "wrong-length" | "not-a-hash"): Verdict {
  return { ok: false, reason };
}

function sameRoot(expectedRoot: Buffer, computedRoot: Buffer): Verdict {
  if (expectedRoot.equals(computedRoot)) return { ok: true };
  return { ok: false, reason: "root-mismatch", expectedRoot, computedRoot };
}
