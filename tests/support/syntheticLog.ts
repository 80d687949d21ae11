import { CompactRange } from "#libs/tlog/compactRange";
import { leafHash, nodeHash } from "#libs/tlog/hash";

/** Entry `index` of a synthetic log. */
export function syntheticLeaf(index: number): Buffer {
  return Buffer.from(`{"n":${index},"v":"SINTETICO"}`, "utf8");
}

/** Leaf hashes of a synthetic log. */
export function syntheticLeafHashes(size: number): Buffer[] {
  return Array.from({ length: size }, (_, index) => leafHash(syntheticLeaf(index)));
}

/** RFC 6962's recursive definition of the root, word for word: the oracle for everything faster. */
export function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return new CompactRange().root();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

/** Hash reader over leaf hashes in memory. */
export function readerOver(leaves: readonly Buffer[]): (level: number, index: number) => Buffer {
  return (level, index) => {
    const row = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    if (row.length !== 2 ** level) throw new RangeError("not a perfect subtree of this log");
    return rootByDefinition(row);
  };
}
