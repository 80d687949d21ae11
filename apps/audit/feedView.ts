import { setTimeout as wait } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import { sealedHeader } from "#libs/eventlog/feedHeaders";
import { followHeaders, type MessageHeader } from "#libs/eventlog/orderedReader";
import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { sleep } from "#libs/eventlog/sleep";
import { feedStream, parseSubject } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import type { FeedItem } from "./reconcile.ts";

const timeoutMs = 5_000;
const behindMsMax = 10_000;

/** One room's feed by subject: the newest message under each. Digests of copies are computed when they are asked for. */
export class FeedView {
  readonly room: string;
  readonly slot: number;
  #lastSequence = 0;
  readonly #items = new Map<string, MessageHeader>();
  readonly #digests = new Map<string, { readonly sequence: number; readonly digest: string }>();

  constructor(room: string, slot: number) {
    this.room = room;
    this.slot = slot;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  apply(header: MessageHeader): void {
    this.#items.set(header.subject, header);
    this.#digests.delete(header.subject);
    this.#lastSequence = header.sequence;
  }

  /** Follows the stream until `signal` is aborted; begins again after whatever went wrong. */
  async follow(connection: NatsConnection, signal: AbortSignal): Promise<void> {
    const stream = feedStream(this.room);
    while (!signal.aborted) {
      const from = this.#lastSequence + 1;
      try {
        const headers = followHeaders(connection, { stream, from, timeoutMs, signal });
        for await (const header of headers) this.apply(header);
      } catch (error) {
        // A feed that was made anew begins at 1 again.
        const isNew = error instanceof EventLogError && error.code !== "unreachable";
        if (isNew) this.#forgetAll();
      }
      await sleep(1_000, signal);
    }
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
  async items(log: Pick<EventLog, "last" | "info">): Promise<readonly FeedItem[] | undefined> {
    if (!(await this.#caughtUp(log))) return undefined;
    const items: FeedItem[] = [];
    for (const header of [...this.#items.values()]) {
      const item = await this.#item(log, header);
      if (item !== undefined) items.push(item);
    }
    return items;
  }

  async #caughtUp(log: Pick<EventLog, "info">): Promise<boolean> {
    const state = await log.info(feedStream(this.room));
    if (state === undefined) return false;
    // Without messages there is nothing to wait for: what there was is gone by age.
    const behind = () => state.messages > 0 && this.#lastSequence < state.lastSequence;
    for (let waitedMs = 0; behind(); waitedMs += 20) {
      if (waitedMs > behindMsMax) throw new EventLogError("unreachable", "a feed is not followed");
      await wait(20);
    }
    return true;
  }

  #forgetAll(): void {
    this.#items.clear();
    this.#digests.clear();
    this.#lastSequence = 0;
  }

  async #item(log: Pick<EventLog, "last">, header: MessageHeader): Promise<FeedItem | undefined> {
    const { subject, storedAt, sizeBytes, headers } = header;
    const parsed = parseSubject(subject);
    const ours = parsed?.of === "feed" ? parsed : undefined;
    const place = { delivery: ours?.delivery, mode: ours?.mode ?? "", slot: this.slot, storedAt };
    if (sizeBytes === 0) {
      return { ...place, sealedSha256: headers.get(sealedHeader) ?? "", isTombstone: true };
    }
    const digest = await this.#digest(log, header);
    // Replaced meanwhile: its tombstone comes by itself.
    return digest === undefined
      ? undefined
      : { ...place, sealedSha256: digest, isTombstone: false };
  }

  async #digest(
    log: Pick<EventLog, "last">,
    { subject, sequence }: MessageHeader,
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
