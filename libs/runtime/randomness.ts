import { randomFillSync } from "node:crypto";

/** Bytes that are drawn at once: each call of the generator costs as much as hundreds of them. */
const poolBytes = 4_096;

/**
 * Random bytes of the same generator as `randomBytes` of node:crypto, drawn in larger pieces. What was given away does
 * not stay in the pool, and nothing is given twice.
 */
export function pooledRandomBytes(): (count: number) => Buffer {
  const pool = Buffer.alloc(poolBytes);
  let used = poolBytes;
  return (count) => {
    if (count > poolBytes) return randomFillSync(Buffer.alloc(count));
    if (used + count > poolBytes) {
      randomFillSync(pool);
      used = 0;
    }
    const given = Buffer.from(pool.subarray(used, used + count));
    pool.fill(0, used, used + count);
    used += count;
    return given;
  };
}
