import { hash } from "node:crypto";

/** Bytes of every hash in a log: SHA-256. */
export const hashBytes = 32;

const leafPrefix = 0x00;
const nodePrefix = 0x01;

/** RFC 6962, 2.1: SHA-256(0x00 || entry). The prefix keeps a leaf from ever passing for an inner node. */
export function leafHash(entry: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + entry.length);
  input[0] = leafPrefix;
  input.set(entry, 1);
  return hash("sha256", input, "buffer");
}

/** RFC 6962, 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + left.length + right.length);
  input[0] = nodePrefix;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return hash("sha256", input, "buffer");
}

/** Root of the log without entries: SHA-256 of nothing (RFC 6962, 2.1). */
export function emptyRoot(): Buffer {
  return hash("sha256", Buffer.alloc(0), "buffer");
}

/**
 * Root of a perfect subtree, from the hashes of its bottom row.
 * Throws when their number is not a power of two: only perfect subtrees have a place in a tile.
 */
export function perfectRoot(row: readonly Buffer[]): Buffer {
  let current = row;
  while (current.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < current.length; i += 2) {
      above.push(nodeHash(at(current, i), at(current, i + 1)));
    }
    current = above;
  }
  return at(current, 0);
}

function at(row: readonly Buffer[], index: number): Buffer {
  const value = row[index];
  if (value === undefined) throw new RangeError("a perfect subtree has 2^n hashes in its row");
  return value;
}
