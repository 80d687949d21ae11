import { epochHeader } from "#libs/eventlog/feedHeaders";
import { parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";

/** What the follower of one FEED stream tells of a message: no payload. */
export interface FeedNotice {
  readonly subject: string;
  readonly sequence: number;
  /** Bytes of the payload; 0 for a tombstone. */
  readonly size: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** A copy that waits for its room. */
export interface WaitingCopy {
  readonly subject: string;
  readonly sequence: number;
  readonly mode: Mode;
  readonly alias: string;
  readonly delivery: string;
  /** Hash of the rule set it was decided under. */
  readonly epoch: string;
}

/**
 * Index of what waits for one room, in the order of its stream. Rebuilt from the stream at start; a copy
 * wakes the polls of its own mode only, a tombstone nobody (non-interference: wake-ups tell nothing else).
 */
export class FeedIndex {
  private readonly bySequence = new Map<number, WaitingCopy>();
  private readonly sequenceOf = new Map<string, number>();
  private readonly byDelivery = new Map<string, number>();
  /** By sequence: digest of the sealed bytes of what was read here, so that burying need not read again. */
  private readonly digests = new Map<number, string>();
  private readonly sleepers: Record<Mode, Set<() => void>> = {
    actual: new Set(),
    exercise: new Set(),
  };
  private lastTurn: Promise<unknown> = Promise.resolve();

  /** Applies one notice. Sequences grow, so the map stays in order. */
  apply(notice: FeedNotice): void {
    const before = this.sequenceOf.get(notice.subject);
    if (before !== undefined) this.drop(before);
    const copy = notice.size > 0 ? waitingCopy(notice) : undefined;
    if (copy === undefined) return;
    this.bySequence.set(copy.sequence, copy);
    this.sequenceOf.set(copy.subject, copy.sequence);
    this.byDelivery.set(copy.delivery, copy.sequence);
    for (const wake of this.sleepers[copy.mode]) wake();
  }

  /** Copies of `mode` after a sequence, of one incident or of all, oldest first, at most `max`. */
  after(mode: Mode, sequence: number, max: number, alias?: string): readonly WaitingCopy[] {
    const found: WaitingCopy[] = [];
    for (const copy of this.bySequence.values()) {
      if (copy.mode !== mode || copy.sequence <= sequence) continue;
      if (alias !== undefined && copy.alias !== alias) continue;
      found.push(copy);
      if (found.length === max) break;
    }
    return found;
  }

  /** Copies of `mode` up to and including a sequence. */
  upTo(mode: Mode, sequence: number): readonly WaitingCopy[] {
    const found: WaitingCopy[] = [];
    for (const copy of this.bySequence.values()) {
      if (copy.sequence > sequence) break;
      if (copy.mode === mode) found.push(copy);
    }
    return found;
  }

  /** Everything that waits of one incident. */
  ofIncident(mode: Mode, alias: string): readonly WaitingCopy[] {
    return [...this.bySequence.values()].filter(
      (copy) => copy.mode === mode && copy.alias === alias,
    );
  }

  /** Resolves when a copy of `mode` comes, or when `cancelled` does: whichever is first. */
  async nextCopy(mode: Mode, cancelled: Promise<void>): Promise<void> {
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.sleepers[mode].add(wake);
    try {
      await Promise.race([woken, cancelled]);
    } finally {
      this.sleepers[mode].delete(wake);
    }
  }

  /** Where a delivery waits; undefined when it does not wait (any more). */
  sequenceOfDelivery(delivery: string): number | undefined {
    return this.byDelivery.get(delivery);
  }

  /** Remembers the digest of a copy that was read, for as long as it waits. */
  noteRead(sequence: number, sealedSha256: string): void {
    if (this.bySequence.has(sequence)) this.digests.set(sequence, sealedSha256);
  }

  /** Digest of the sealed bytes of a waiting copy; undefined when it was not read here. */
  digestAt(sequence: number): string | undefined {
    return this.digests.get(sequence);
  }

  /** A copy that was buried; its notice may come later. */
  forget(sequence: number): void {
    this.drop(sequence);
  }

  /** Runs `work` when what was given before is done, whatever became of it. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work, work);
    this.lastTurn = turn;
    return turn;
  }

  /** Forgets everything: the stream was rebuilt. */
  clear(): void {
    this.bySequence.clear();
    this.digests.clear();
    this.sequenceOf.clear();
    this.byDelivery.clear();
  }

  private drop(sequence: number): void {
    const copy = this.bySequence.get(sequence);
    if (copy === undefined) return;
    this.bySequence.delete(sequence);
    this.digests.delete(sequence);
    this.sequenceOf.delete(copy.subject);
    this.byDelivery.delete(copy.delivery);
  }

  get waiting(): number {
    return this.bySequence.size;
  }
}

function waitingCopy(notice: FeedNotice): WaitingCopy | undefined {
  const parsed = parseSubject(notice.subject);
  if (parsed?.of !== "feed") return undefined;
  if (parsed.mode !== "actual" && parsed.mode !== "exercise") return undefined;
  const { mode, alias, delivery } = parsed;
  const epoch = notice.headers.get(epochHeader) ?? "";
  return { subject: notice.subject, sequence: notice.sequence, mode, alias, delivery, epoch };
}
