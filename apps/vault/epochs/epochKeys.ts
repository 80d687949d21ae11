import type { EpochKey } from "../wrap.ts";

/**
 * The keys that wrap incident keys, kept apart from what they wrap: a backup of the one is useless without the other,
 * and an epoch key that is destroyed takes every copy of what it wrapped with it. One process writes. A call that
 * resolves has its effect on the disk or in the token; one that rejects is repeated: `destroy` is idempotent.
 */
export interface EpochKeys {
  /** Numbers whose key is at hand, ascending. */
  readonly epochs: readonly number[];
  /** In memory since the start or since it was made; undefined for an epoch that was destroyed or is unknown. */
  key(epoch: number): EpochKey | undefined;
  /**
   * Makes the key of the epoch after `last`, the highest number that was ever used; gives the one that a call made
   * that nobody heard the end of.
   */
  create(last: number): Promise<EpochKey>;
  /** Destroys a key wherever this back-end holds it; nothing for one that is not there. */
  destroy(epoch: number): Promise<void>;
}

/** Most epochs that one installation has in its life: monthly ones for two centuries. */
export const epochsMax = 2_400;

/** Throws RangeError unless `epoch` may be the number of an epoch. */
export function assertEpoch(epoch: number): number {
  if (!Number.isSafeInteger(epoch) || epoch < 1 || epoch > epochsMax) {
    throw new RangeError(`epochs count from 1 to ${epochsMax}`);
  }
  return epoch;
}
