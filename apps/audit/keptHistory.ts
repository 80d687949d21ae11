/** Entries after which a checkpoint is kept: two notes of 4 kB are then half a byte an entry. */
export const keptEveryEntries = 16_384;
/** And where little happens, one a minute at most: each is fourteen times as long as an entry's share of the log. */
export const keptEveryMs = 60_000;

/**
 * Chooses which signed checkpoints of one log are kept in a history. What is not kept is lost to nobody: the tree has
 * the root of every size, and what is kept later covers it. Those that are kept carry every signature.
 */
export class KeptHistory {
  #last: { readonly size: number; readonly atMs: number } | undefined;

  /** Whether the checkpoint of this size is kept at `nowMs` of a steady clock; the first one of a process always is. */
  keeps(size: number, nowMs: number): boolean {
    const last = this.#last;
    const isEarly =
      last !== undefined && size - last.size < keptEveryEntries && nowMs - last.atMs < keptEveryMs;
    if (!isEarly) this.#last = { size, atMs: nowMs };
    return !isEarly;
  }
}
