import { type BuriedCopy, epochHeader } from "#libs/eventlog/feedHeaders";
import type { StoredMessage } from "#libs/eventlog/port";
import { parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";

/** What the follower of one FEED stream tells of a message; a tombstone has no bytes. */
export type FeedNotice = Pick<StoredMessage, "subject" | "sequence" | "headers" | "data"> & {
  /** When it was stored, RFC 3339; for whoever counts how long copies wait. */
  readonly storedAt?: string;
};

/** A copy that was confirmed, whose tombstone has not been seen yet. */
export interface UnseenTombstone extends BuriedCopy {
  readonly subject: string;
}

interface Written {
  readonly tombstone: BuriedCopy;
  readonly atMs: number;
  readonly delivery: string | undefined;
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
  readonly storedAt?: string | undefined;
}

/**
 * Index of what waits for one room, in the order of its stream. Rebuilt from the stream at start; a copy
 * wakes the polls of its own mode only, a tombstone nobody (non-interference: wake-ups tell nothing else).
 */
export class FeedIndex {
  private readonly bySequence = new Map<number, WaitingCopy>();
  private readonly sequenceOf = new Map<string, number>();
  private readonly byDelivery = new Map<string, number>();
  /** By sequence: sealed bytes of waiting copies, as many as fit; the others are read when they are handed out. */
  private readonly sealed = new Map<number, Uint8Array>();
  private sealedBytes = 0;
  /** By sequence: digest of the sealed bytes of what was handed out, so that burying need not read again. */
  private readonly digests = new Map<number, string>();
  /** Polls that stand behind a stale copy. Only they wake at a burial, and they answer only when they have copies. */
  private readonly blocked = new Set<() => void>();
  private readonly sleepers: Record<Mode, Set<() => void>> = {
    actual: new Set(),
    exercise: new Set(),
  };
  /** By subject: tombstones that were written and not seen yet. */
  private readonly unseen = new Map<string, Written>();
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(private readonly sealedBytesMax = 4 * 1024 * 1024) {}

  /** Applies one notice. Sequences grow, so the map stays in order. */
  apply(notice: FeedNotice): void {
    this.settled(notice.subject);
    const before = this.sequenceOf.get(notice.subject);
    if (before !== undefined) this.drop(before);
    const copy = notice.data.length > 0 ? waitingCopy(notice) : undefined;
    if (copy === undefined) return;
    this.keep(copy.sequence, notice.data);
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

  /** Like {@link nextCopy}, for a poll that stands behind a stale copy: what was in its way being buried counts too. */
  async nextChange(mode: Mode, cancelled: Promise<void>): Promise<void> {
    const buried = new Promise<void>((resolve) => {
      this.blocked.add(resolve);
    });
    await Promise.race([this.nextCopy(mode, cancelled), buried]);
  }

  /** Wakes every poll: what may be handed out has changed, and that is public. */
  wakeAll(): void {
    for (const mode of ["actual", "exercise"] as const) {
      for (const wake of this.sleepers[mode]) wake();
    }
  }

  /** Where a delivery lies: as a waiting copy, or until its tombstone is seen; undefined when it is neither. */
  sequenceOfDelivery(delivery: string): number | undefined {
    return this.byDelivery.get(delivery);
  }

  /** Sealed bytes of a waiting copy as its follower brought them; undefined where there was no room for them. */
  sealedAt(sequence: number): Uint8Array | undefined {
    return this.sealed.get(sequence);
  }

  /** Remembers the digest of a copy that was read, for as long as it waits. */
  noteRead(sequence: number, sealedSha256: string): void {
    if (this.bySequence.has(sequence)) this.digests.set(sequence, sealedSha256);
  }

  /** Digest of the sealed bytes of a waiting copy; undefined when it was not read here. */
  digestAt(sequence: number): string | undefined {
    return this.digests.get(sequence);
  }

  /** A copy whose tombstone is on its way: it is never handed out again. The follower sees the tombstone come. */
  buried(subject: string, tombstone: BuriedCopy, atMs: number): void {
    const { sequence } = tombstone;
    const delivery = this.bySequence.get(sequence)?.delivery;
    this.drop(sequence);
    this.unseen.set(subject, { tombstone, atMs, delivery });
    // Until it lies in the stream, a cursor that names it can be looked up nowhere else.
    if (delivery !== undefined) this.byDelivery.set(delivery, sequence);
  }

  /** Tombstones that were written before `atMs` and that nobody has seen in the stream. */
  unseenSince(atMs: number): readonly UnseenTombstone[] {
    return [...this.unseen]
      .filter(([, one]) => one.atMs < atMs)
      .map(([subject, { tombstone }]) => ({ subject, ...tombstone }));
  }

  /** It lies there, whether the follower says so or not. */
  settled(subject: string): void {
    const delivery = this.unseen.get(subject)?.delivery;
    if (delivery !== undefined) this.byDelivery.delete(delivery);
    this.unseen.delete(subject);
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
    this.sealed.clear();
    this.sealedBytes = 0;
    this.digests.clear();
    this.sequenceOf.clear();
    this.byDelivery.clear();
    this.unseen.clear();
  }

  private keep(sequence: number, data: Uint8Array): void {
    if (this.sealedBytes + data.length > this.sealedBytesMax) return;
    this.sealed.set(sequence, data);
    this.sealedBytes += data.length;
  }

  private drop(sequence: number): void {
    const copy = this.bySequence.get(sequence);
    if (copy === undefined) return;
    this.bySequence.delete(sequence);
    this.sealedBytes -= this.sealed.get(sequence)?.length ?? 0;
    this.sealed.delete(sequence);
    this.digests.delete(sequence);
    this.sequenceOf.delete(copy.subject);
    this.byDelivery.delete(copy.delivery);
    for (const wake of this.blocked) wake();
    this.blocked.clear();
  }

  get waiting(): number {
    return this.bySequence.size;
  }

  waitingByMode(): Readonly<Record<Mode, number>> {
    const counts = { actual: 0, exercise: 0 };
    for (const { mode } of this.bySequence.values()) counts[mode] += 1;
    return counts;
  }
}

function waitingCopy(notice: FeedNotice): WaitingCopy | undefined {
  const parsed = parseSubject(notice.subject);
  if (parsed?.of !== "feed") return undefined;
  if (parsed.mode !== "actual" && parsed.mode !== "exercise") return undefined;
  const { mode, alias, delivery } = parsed;
  const { subject, sequence, storedAt } = notice;
  const epoch = notice.headers.get(epochHeader) ?? "";
  return { subject, sequence, mode, alias, delivery, epoch, storedAt };
}
