import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";

/** A set of leaves of the catalogue, one bit each: millions of sets are united and compared. */
export type LeafMask = Int32Array;

const wordBits = 32;
const words = Math.ceil(leaves.length / wordBits);
const bitOf: ReadonlyMap<string, number> = new Map(leaves.map(({ path }, bit) => [path, bit]));

export const emptyMask = (): LeafMask => new Int32Array(words);

export function maskOf(paths: Iterable<LeafPath>): LeafMask {
  const mask = emptyMask();
  for (const path of paths) {
    const bit = bitOf.get(path);
    if (bit === undefined) throw new Error("a path that is not in the catalogue");
    mask[bit >> 5] = (mask[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  return mask;
}

/** Adds the leaves of `other` to `mask`. */
export function unite(mask: LeafMask, other: LeafMask): void {
  for (let word = 0; word < words; word += 1) mask[word] = (mask[word] ?? 0) | (other[word] ?? 0);
}

/** Adds to `mask` what is in `of` and not in `without`. */
export function uniteDifference(mask: LeafMask, of: LeafMask, without: LeafMask): void {
  for (let word = 0; word < words; word += 1) {
    mask[word] = (mask[word] ?? 0) | ((of[word] ?? 0) & ~(without[word] ?? 0));
  }
}

export function isEmpty(mask: LeafMask): boolean {
  return mask.every((word) => word === 0);
}

/** Adds `weight` to the counter of every leaf in the mask; counters stand in the order of the catalogue. */
export function count(mask: LeafMask, counters: Float64Array, weight: number): void {
  for (let word = 0; word < words; word += 1) {
    let rest = mask[word] ?? 0;
    while (rest !== 0) {
      const bit = 31 - Math.clz32(rest & -rest);
      const index = word * wordBits + bit;
      counters[index] = (counters[index] ?? 0) + weight;
      rest &= rest - 1;
    }
  }
}
