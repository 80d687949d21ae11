import type { Mode } from "#libs/seal/bytes";

/** A copy that a leaf says was released to a room. */
export interface RecordedDelivery {
  readonly delivery: string;
  readonly slot: number;
  readonly mode: Mode;
  readonly incidentPseudonym: string;
  readonly event: string;
  readonly sealedSha256: string;
  readonly year: number;
  /** Sequence of its leaf. */
  readonly sequence: number;
  /** Time of its leaf, RFC 3339. */
  readonly at: string;
  /** When this process learned of it, monotonic milliseconds. */
  readonly learnedMs: number;
  /** Reported by the room, or recorded as never to be handed out: nothing is owed any more. */
  readonly settled: boolean;
}

/** A message in a feed: a copy, or the tombstone of one. */
export interface FeedItem {
  /** Undefined when the subject is none of ours. */
  readonly delivery: string | undefined;
  readonly mode: string;
  readonly slot: number;
  readonly storedAt: string;
  /** SHA-256, hex, of the sealed bytes: of the message itself, or as its tombstone says; "" when that says none. */
  readonly sealedSha256: string;
  readonly isTombstone: boolean;
}

/** Everything a comparison needs: what the log says, what the feeds hold, and what time it is. */
export interface ReconcileInput {
  /** By delivery id; oldest first. */
  readonly recorded: ReadonlyMap<string, RecordedDelivery>;
  readonly feed: readonly FeedItem[];
  /** Rooms whose feed could be looked at. */
  readonly slots: ReadonlySet<number>;
  readonly nowMs: number;
  /** Policy releases after it has recorded: a copy may be missing for this long. */
  readonly graceMs: number;
  /** Older records are not looked for: their copies are gone by age. RFC 3339. */
  readonly owedSince: string;
  /** Records begin here: an older copy cannot be judged. RFC 3339. */
  readonly recordedSince: string;
}

export type ReconcileFinding =
  /** Recorded, not receipted, and nothing is in the feed: policy is asked to release it again. */
  | { readonly kind: "missing"; readonly recorded: RecordedDelivery }
  /** In a feed without a record of that room. */
  | { readonly kind: "unrecorded"; readonly item: FeedItem }
  /** In a feed with other bytes than were recorded. */
  | {
      readonly kind: "differs";
      readonly item: FeedItem;
      readonly recorded: RecordedDelivery;
    };

/**
 * Compares the feeds with the log by digest of the sealed bytes, without any key (invariant 2): every copy and
 * every tombstone has its record, every record that is still owed has a copy or a tombstone. Pure.
 */
export function reconcile(input: ReconcileInput): readonly ReconcileFinding[] {
  const there = new Set<string>();
  const findings: ReconcileFinding[] = [];
  for (const item of input.feed) {
    if (item.delivery !== undefined) there.add(keyOf(item.slot, item.delivery));
    const finding = judgeItem(input, item);
    if (finding !== undefined) findings.push(finding);
  }
  for (const recorded of input.recorded.values()) {
    if (!input.slots.has(recorded.slot)) continue;
    if (recorded.settled || recorded.at < input.owedSince) continue;
    if (input.nowMs - recorded.learnedMs < input.graceMs) continue;
    if (there.has(keyOf(recorded.slot, recorded.delivery))) continue;
    findings.push({ kind: "missing", recorded });
  }
  return findings;
}

function judgeItem(input: ReconcileInput, item: FeedItem): ReconcileFinding | undefined {
  const recorded = item.delivery === undefined ? undefined : input.recorded.get(item.delivery);
  const isOwn = recorded?.slot === item.slot && recorded.mode === item.mode;
  if (recorded === undefined || !isOwn) {
    return item.storedAt < input.recordedSince ? undefined : { kind: "unrecorded", item };
  }
  return recorded.sealedSha256 === item.sealedSha256
    ? undefined
    : { kind: "differs", item, recorded };
}

const keyOf = (slot: number, delivery: string): string => `${slot}/${delivery}`;
