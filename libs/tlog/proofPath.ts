/**
 * The way of a Merkle proof from below up to the root: which sibling stands on which side. It hashes nothing, so that
 * whoever checks a proof may do so with any implementation of SHA-256, one of a browser included.
 */

/** Side on which a sibling stands. */
export type Side = "left" | "right";

export const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** True for the index of an entry in a log of `size` entries. */
export const isPlace = (index: number, size: number): boolean =>
  isSize(size) && isSize(index) && index < size;

/** True where there is something to prove: a log that has entries, and one that is no shorter. */
export const isGrowth = (from: number, to: number): boolean =>
  isSize(from) && isSize(to) && from > 0 && to >= from;

/**
 * Sides of the siblings in an inclusion proof (RFC 9162, 2.1.3.2, the loop form of RFC 6962's definition); undefined
 * when `count` is not the number that the way up has.
 */
export function inclusionSides(
  index: number,
  size: number,
  count: number,
): readonly Side[] | undefined {
  return climb(index, size - 1, count);
}

/** How a consistency proof is read. */
export interface ConsistencyPath {
  /** The old root is the starting point; else the proof's first hash is, and the sides are of those after it. */
  readonly isFromOldRoot: boolean;
  readonly sides: readonly Side[];
}

/** The way of a consistency proof (RFC 9162, 2.1.4.2); undefined when `count` is not the number that it has. */
export function consistencySides(
  from: number,
  to: number,
  count: number,
): ConsistencyPath | undefined {
  if (from === to) return count > 0 ? undefined : { isFromOldRoot: true, sides: [] };
  if (count === 0) return undefined;
  let [place, last] = [from - 1, to - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // When the old log is one perfect subtree, the proof leaves it out: its root is the starting point.
  const isFromOldRoot = place === 0;
  const sides = climb(place, last, isFromOldRoot ? count : count - 1);
  return sides && { isFromOldRoot, sides };
}

/** Walks from node `start` of a row whose last node is `end` up to the root. */
function climb(start: number, end: number, count: number): readonly Side[] | undefined {
  let [place, last] = [start, end];
  const sides: Side[] = [];
  for (let step = 0; step < count; step += 1) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      sides.push("left");
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else sides.push("right");
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? sides : undefined;
}

// Sizes may pass 2^32, where the shift operators of the language wrap around.
const half = (value: number): number => Math.floor(value / 2);
