import type { NatsConnection } from "@nats-io/transport-node";
import { sealedHeader } from "#libs/eventlog/feedHeaders";
import { followHeaders, type MessageHeader } from "#libs/eventlog/orderedReader";
import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { onReconnect } from "#libs/eventlog/reconnects";
import { feedStream, parseSubject } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import type { FeedItem } from "./reconcile.ts";

const timeoutMs = 5_000;
const behindMsMax = 10_000;

/** The newest message under a subject, as far as a comparison needs it. */
interface Seen {
  readonly sequence: number;
  readonly storedAt: string;
  /** What a tombstone says of its copy; undefined for a copy. */
  readonly buried: string | undefined;
}

/**
 * One room's feed by subject: the newest message under each. Read on when it is asked for and not as it grows: a copy
 * that its tombstone replaced meanwhile is seen once instead of twice. Digests of copies are computed when they are
 * asked for.
 */
export class FeedView {
  readonly room: string;
  readonly slot: number;
  #lastSequence = 0;
  readonly #items = new Map<string, Seen>();
  readonly #digests = new Map<string, { readonly sequence: number; readonly digest: string }>();

  constructor(room: string, slot: number) {
    this.room = room;
    this.slot = slot;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  apply({ subject, sequence, storedAt, sizeBytes, headers }: MessageHeader): void {
    const buried = sizeBytes === 0 ? (headers.get(sealedHeader) ?? "") : undefined;
    this.#items.set(subject, { sequence, storedAt, buried });
    this.#digests.delete(subject);
    this.#lastSequence = sequence;
  }

  /** A server that was killed may have lost the end of a feed and given its sequences to others: all is read again. */
  watch(connection: NatsConnection, signal: AbortSignal): void {
    const unwatch = onReconnect(connection, () => this.#forgetAll());
    signal.addEventListener("abort", unwatch);
  }

  /** Messages stored before `at` are gone by age. */
  forgetBefore(at: string): void {
    for (const [subject, { storedAt }] of this.#items) {
      if (storedAt >= at) continue;
      this.#items.delete(subject);
      this.#digests.delete(subject);
    }
  }

  /** What lies in the feed now, each new copy read once; undefined without a stream. Rejects when the log does not answer. */
  async items(
    log: Pick<EventLog, "last" | "info">,
    connection: NatsConnection,
    signal: AbortSignal,
  ): Promise<readonly FeedItem[] | undefined> {
    const state = await log.info(feedStream(this.room));
    if (state === undefined) return undefined;
    // Without messages there is nothing to read: what there was is gone by age.
    if (state.messages > 0) await this.#readOn(connection, state.lastSequence, signal);
    const items: FeedItem[] = [];
    for (const [subject, seen] of [...this.#items]) {
      const item = await this.#item(log, subject, seen);
      if (item !== undefined) items.push(item);
    }
    return items;
  }

  /** Reads up to and including a sequence that the stream has given. */
  async #readOn(connection: NatsConnection, upTo: number, signal: AbortSignal): Promise<void> {
    // A feed that was made anew begins at 1 again.
    if (upTo < this.#lastSequence) this.#forgetAll();
    if (upTo === this.#lastSequence) return;
    const stream = feedStream(this.room);
    const from = this.#lastSequence + 1;
    const late = AbortSignal.timeout(behindMsMax);
    const until = AbortSignal.any([signal, late]);
    try {
      for await (const header of followHeaders(connection, {
        ...{ stream, from, timeoutMs },
        signal: until,
      })) {
        this.apply(header);
        if (header.sequence >= upTo) return;
      }
    } catch (error) {
      if (error instanceof EventLogError && error.code !== "unreachable") this.#forgetAll();
      throw error;
    }
    throw new EventLogError("unreachable", "a feed is not followed");
  }

  #forgetAll(): void {
    this.#items.clear();
    this.#digests.clear();
    this.#lastSequence = 0;
  }

  async #item(
    log: Pick<EventLog, "last">,
    subject: string,
    { sequence, storedAt, buried }: Seen,
  ): Promise<FeedItem | undefined> {
    const parsed = parseSubject(subject);
    const ours = parsed?.of === "feed" ? parsed : undefined;
    const place = { delivery: ours?.delivery, mode: ours?.mode ?? "", slot: this.slot, storedAt };
    if (buried !== undefined) return { ...place, sealedSha256: buried, isTombstone: true };
    const digest = await this.#digest(log, subject, sequence);
    // Replaced meanwhile: its tombstone comes by itself.
    return digest === undefined
      ? undefined
      : { ...place, sealedSha256: digest, isTombstone: false };
  }

  async #digest(
    log: Pick<EventLog, "last">,
    subject: string,
    sequence: number,
  ): Promise<string | undefined> {
    const known = this.#digests.get(subject);
    if (known?.sequence === sequence) return known.digest;
    const stored = await log.last(feedStream(this.room), subject);
    if (stored?.sequence !== sequence) return undefined;
    const digest = sha256Hex(stored.data);
    this.#digests.set(subject, { sequence, digest });
    return digest;
  }
}

/** The feeds of all rooms; a room's feed stays known when the room leaves the configuration. */
export class FeedViews {
  readonly #views = new Map<string, FeedView>();

  get all(): readonly FeedView[] {
    return [...this.#views.values()];
  }

  follow(
    rooms: readonly { readonly id: string; readonly slot: number }[],
    connection: NatsConnection,
    signal: AbortSignal,
  ): void {
    for (const { id, slot } of rooms) {
      if (this.#views.has(id)) continue;
      const view = new FeedView(id, slot);
      this.#views.set(id, view);
      view.watch(connection, signal);
    }
  }
}
