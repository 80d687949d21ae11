import type { RoomConfig } from "#apps/adapter/config";
import type { CoreGateway, ReceiptItem } from "#apps/adapter/gateway";
import { readView } from "#apps/adapter/view";
import { copyMediaType, renderCopy } from "#libs/adapters/native/copy";
import { sleep } from "#libs/eventlog/sleep";
import type { Mode } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import type { Logger } from "#libs/runtime/logger";
import type { Seam } from "#libs/runtime/seam";
import { type DeadLetter, ExpiredCopies } from "./deadLetters.ts";
import { FeedSearch, type SearchPlace } from "./feedSearch.ts";
import { Lanes, type Next } from "./lanes.ts";
import type { Outcome } from "./outcome.ts";
import type { Poster } from "./post.ts";
import { signedHeaders } from "./signature.ts";
import {
  isExpired,
  lookedAt,
  nextBackoff,
  type Trouble,
  triedAgain,
  troubleAfter,
} from "./trouble.ts";

export type WebhookConfig = NonNullable<RoomConfig["webhook"]>;

export interface WorkerPorts {
  readonly core: CoreGateway;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly poster: Poster;
  readonly seam: Seam;
  /** Told of every try: for counting only. */
  tried(room: string, outcome: Outcome): void;
  /** Aborted when nothing new shall begin. */
  readonly stopping: AbortSignal;
  /** Aborted when what is under way shall end, too. */
  readonly cutting: AbortSignal;
}

/** Tries of one room and mode at the same time, each of another incident. */
const parallelMax = 8;
/** Incidents that wait at the same time; above it no more are looked for until some are done. */
const incidentsMax = 10_000;
const fullPauseMs = 1_000;
/** A receiver that wants nothing: how often it is looked whether somebody has enabled it. */
const goneLookMs = 3_600_000;

/** One incident's way to its receiver: copy by copy, never the next before the last is settled. */
interface Lane {
  trouble: Trouble | undefined;
  /** What became of the last copy; its receipt may still have to reach the core. */
  settled: { readonly delivery: string; readonly kind: ReceiptItem["kind"] } | undefined;
  /** Receipts of the same copy, or questions to the core, that did not help. */
  stuck: ReturnType<typeof nextBackoff> | undefined;
}

/**
 * Delivers the copies of one room and mode to its webhook. It keeps no copy: before each try it asks the core
 * for the oldest one of the incident that still may be handed out. After a kill everything begins again.
 */
export class DeliveryWorker {
  readonly expired = new ExpiredCopies();
  readonly #lanes: Lanes<Lane>;
  readonly #search: FeedSearch;
  #gone: boolean = false;
  /** Aborted when the poll under way no longer counts: everything is looked through again. */
  #poll = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    readonly place: SearchPlace,
    private readonly config: WebhookConfig,
    private readonly ports: WorkerPorts,
  ) {
    this.#search = new FeedSearch(ports.core, place, () => ports.clock.nowMs());
    const fresh = (): Lane => ({ trouble: undefined, settled: undefined, stuck: undefined });
    this.#lanes = new Lanes(parallelMax, fresh, (incident, lane) => this.#step(incident, lane));
  }

  start(): void {
    this.#work = this.#look();
  }

  /** Resolves when nothing is under way any more; `stopping` must be aborted, `cutting` ends it faster. */
  async stopped(): Promise<void> {
    await this.#work;
    await this.#lanes.stop();
  }

  /** True after 410, until somebody enables it. */
  get gone(): boolean {
    return this.#gone;
  }

  enable(): void {
    this.#gone = false;
    this.#poll.abort();
    this.#poll = new AbortController();
  }

  troubles(): readonly Trouble[] {
    return this.#lanes.all().flatMap(({ trouble }) => trouble ?? []);
  }

  deadLetters(): readonly DeadLetter[] {
    const { mode } = this.place;
    const dead = this.troubles().filter(({ state }) => state === "dead");
    return [
      ...dead.map((one): DeadLetter => ({ ...letterOf(one, mode), state: "dead" })),
      ...this.expired.list(this.ports.clock.nowMs()),
    ];
  }

  /** Tries a copy at once that is dead or waits for its next try; false when no such copy is known. */
  tryAgain(delivery: string): boolean {
    return this.#lanes.hasten((lane) => {
      if (lane.trouble?.delivery !== delivery) return false;
      lane.trouble = triedAgain(lane.trouble, this.ports.clock.nowMs());
      return true;
    });
  }

  /** Looks for incidents with copies, from the oldest that waits; only receipts confirm. */
  async #look(): Promise<void> {
    const { stopping } = this.ports;
    while (!stopping.aborted) {
      const ended = AbortSignal.any([stopping, this.#poll.signal]);
      if (this.#gone) await sleep(goneLookMs, ended);
      const views = this.#gone ? [] : await this.#search.next(ended);
      if (ended.aborted) this.#search.restart();
      for (const bytes of views) this.#found(readView(bytes));
      while (this.#isFull()) await sleep(fullPauseMs, stopping);
    }
  }

  #isFull(): boolean {
    return this.#lanes.size > incidentsMax && !this.#gone && !this.ports.stopping.aborted;
  }

  #found(view: ReleasedView | undefined): void {
    if (view === undefined) this.ports.logger.error("copy-unreadable", { room: this.place.room });
    else this.#lanes.wake(view.incident);
  }

  async #step(incident: string, lane: Lane): Promise<Next> {
    const { core, clock, stopping } = this.ports;
    if (stopping.aborted || this.#gone) return "empty";
    const { room, mode } = this.place;
    const request = { mode, after: "", waitMs: 0, copiesMax: 1, peek: true, incident };
    const outcome = await core.feed(room, request);
    if (outcome.kind !== "answered") return pause(lane);
    const [copy] = outcome.value.copies;
    if (copy === undefined) return "empty";
    const view = readView(copy.view);
    if (view === undefined) return pause(lane);
    // Somebody fetched it otherwise, or another copy took its place.
    if (lane.trouble?.delivery !== view.delivery) lane.trouble = undefined;
    if (lane.settled?.delivery === view.delivery) return this.#settle(lane, lane.settled, true);
    const expiresMs = Date.parse(view.as_of) + this.config.ttl_ms;
    const nowMs = clock.nowMs();
    const { trouble } = lane;
    if (trouble === undefined) return this.#try(lane, view, expiresMs);
    if (isExpired(trouble, nowMs, expiresMs)) return this.#expire(lane, trouble);
    if (trouble.state === "dead") lane.trouble = lookedAt(trouble, nowMs, expiresMs);
    const waitsMs = (lane.trouble?.dueMs ?? nowMs) - nowMs;
    return waitsMs > 0 ? waitsMs : this.#try(lane, view, expiresMs);
  }

  async #try(lane: Lane, view: ReleasedView, expiresMs: number): Promise<Next> {
    const { clock, logger, cutting } = this.ports;
    const { delivery } = view;
    const about = { room: this.place.room, mode: this.place.mode, delivery };
    const outcome = await this.#post(view);
    this.ports.tried(about.room, outcome);
    if (cutting.aborted && outcome.kind !== "delivered") return "empty";
    if (outcome.kind === "delivered") {
      await this.ports.seam("webhook-answered");
      logger.info("webhook-delivered", about);
      return this.#settle(lane, { delivery, kind: "delivered" }, false);
    }
    if (outcome.kind === "gone") {
      logger.warn("webhook-gone", about);
      this.#gone = true;
      return "empty";
    }
    const nowMs = clock.nowMs();
    const trouble = troubleAfter(lane.trouble, delivery, outcome, nowMs, expiresMs);
    lane.trouble = trouble;
    const { tries: attempt, state, code: reason } = trouble;
    logger.warn("webhook-failed", { ...about, attempt, state, reason });
    const isOver = isExpired(trouble, nowMs, expiresMs);
    return isOver ? this.#expire(lane, trouble) : trouble.dueMs - nowMs;
  }

  #post(view: ReleasedView): Promise<Outcome> {
    const { url, timeout_ms: timeoutMs, secrets } = this.config;
    const body = renderCopy(view);
    const timestampS = Math.floor(this.ports.clock.nowMs() / 1_000);
    const headers = {
      "content-type": `${copyMediaType}; version=1`,
      "user-agent": "raccordo-webhook/1",
      ...signedHeaders(secrets, { id: view.delivery, timestampS, body }),
    };
    return this.ports.poster.post({ url, headers, body, timeoutMs }, this.ports.cutting);
  }

  /**
   * A receipt of this copy alone: what is stuck in other incidents stays as it is. `again`: the core still had the
   * copy although its receipt went out; it is not sent a second time.
   */
  async #settle(lane: Lane, as: NonNullable<Lane["settled"]>, again: boolean): Promise<Next> {
    lane.settled = as;
    const reported = await this.#report(as.delivery, as.kind);
    if (!reported || again) return pause(lane);
    lane.stuck = undefined;
    lane.trouble = undefined;
    return "on";
  }

  async #expire(lane: Lane, trouble: Trouble): Promise<Next> {
    const { room, mode } = this.place;
    const { delivery, tries: attempt, code: reason } = trouble;
    this.ports.logger.warn("webhook-expired", { room, mode, delivery, attempt, reason });
    const letter: DeadLetter = { ...letterOf(trouble, mode), state: "expired" };
    this.expired.add(letter, this.ports.clock.nowMs());
    return this.#settle(lane, { delivery, kind: "expired" }, false);
  }

  async #report(delivery: string, kind: ReceiptItem["kind"]): Promise<boolean> {
    const { core, clock } = this.ports;
    const { room, mode } = this.place;
    // A machine's 2xx says that the copy arrived; conditions are accepted by people.
    const item = { delivery, kind, conditions_accepted: false, at: canonicalNow(clock) };
    const outcome = await core.report(room, { mode, receipts: [item] });
    return outcome.kind === "answered";
  }
}

const letterOf = ({ delivery, sinceMs, code, tries }: Trouble, mode: Mode) => ({
  ...{ delivery, mode, sinceMs, code, tries },
});

/** The core did not help: not at once again. */
function pause(lane: Lane): number {
  lane.stuck = nextBackoff(lane.stuck === undefined ? undefined : { backoff: lane.stuck });
  return Math.min(lane.stuck.duration, 30_000);
}
