import type { AdapterConfig } from "#apps/adapter/config";
import type { CoreGateway } from "#apps/adapter/gateway";
import type { EdgeMetrics, WebhookOutcome } from "#apps/adapter/metrics";
import type { Clock } from "#libs/runtime/clock";
import type { Logger } from "#libs/runtime/logger";
import type { Seam } from "#libs/runtime/seam";
import type { DeadLetter } from "./deadLetters.ts";
import type { Outcome } from "./outcome.ts";
import { Poster } from "./post.ts";
import { DeliveryWorker } from "./worker.ts";

/** Token under which Nest injects the webhooks. */
export const webhooksToken = Symbol("Webhooks");

export interface WebhookPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly seam?: Seam;
}

/** How a room's webhook is. `disabled`: its receiver answered 410. */
export interface WebhookState {
  readonly state: "ok" | "retrying" | "disabled" | "off";
  readonly retrying: number;
  readonly dead: number;
  readonly expired: number;
}

/** What became of a try, in the words of the metric. */
function wordOf(outcome: Outcome): WebhookOutcome {
  if (outcome.kind === "delivered") return "accepted";
  if (outcome.kind !== "failed") return "refused";
  if (outcome.code === "timeout") return "timeout";
  return outcome.code.startsWith("http-") ? "refused" : "unreachable";
}

/** How long a stop waits for tries under way before it breaks them off. */
const stopMs = 3_000;

/** The webhooks of the rooms that one edge hosts. */
export class Webhooks {
  readonly #workers: ReadonlyMap<string, readonly DeliveryWorker[]>;
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  readonly #poster: Poster;

  constructor(
    rooms: AdapterConfig["rooms"],
    core: CoreGateway,
    private readonly ports: WebhookPorts,
    metrics?: Pick<EdgeMetrics, "webhookTried" | "showDeadWebhooks">,
  ) {
    this.#poster = new Poster(() => ports.clock.nowMs());
    const worker = {
      ...{ core, clock: ports.clock, logger: ports.logger, poster: this.#poster },
      tried: (room: string, outcome: Outcome) => metrics?.webhookTried(room, wordOf(outcome)),
      seam: ports.seam ?? (() => Promise.resolve()),
      ...{ stopping: this.#stopping.signal, cutting: this.#cutting.signal },
    };
    this.#workers = new Map(
      rooms.map(({ id: room, webhook }) => [
        room,
        webhook?.modes.map((mode) => new DeliveryWorker({ room, mode }, webhook, worker)) ?? [],
      ]),
    );
    metrics?.showDeadWebhooks(() => this.dead());
  }

  /** Copies of each room that its webhook has given up for now. */
  dead(): readonly (readonly [room: string, copies: number])[] {
    return [...this.#workers.keys()].map((room) => [room, this.stateOf(room).dead] as const);
  }

  start(): void {
    for (const worker of [...this.#workers.values()].flat()) worker.start();
  }

  /** Begins no try any more; those under way have a little time to end. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const timer = setTimeout(() => this.#cutting.abort(), stopMs);
    try {
      await Promise.all([...this.#workers.values()].flat().map((worker) => worker.stopped()));
    } finally {
      clearTimeout(timer);
      this.#poster.close();
    }
  }

  stateOf(room: string): WebhookState {
    const workers = this.#of(room);
    const troubles = workers.flatMap((worker) => worker.troubles());
    const dead = troubles.filter(({ state }) => state === "dead").length;
    const retrying = troubles.length - dead;
    const now = this.ports.clock.nowMs();
    const expired = workers.flatMap((worker) => worker.expired.list(now)).length;
    const counts = { retrying, dead, expired };
    if (workers.length === 0) return { state: "off", ...counts };
    if (workers.some(({ gone }) => gone)) return { state: "disabled", ...counts };
    return { state: troubles.length > 0 ? "retrying" : "ok", ...counts };
  }

  /** Copies that were not delivered, the longest known first. */
  deadLetters(room: string): readonly DeadLetter[] {
    const letters = this.#of(room).flatMap((worker) => worker.deadLetters());
    return letters.toSorted((a, b) => a.sinceMs - b.sinceMs);
  }

  /** Has a copy tried again now; says why not when it cannot be. */
  tryAgain(room: string, delivery: string): "asked" | "expired" | "unknown" {
    const workers = this.#of(room);
    if (workers.some((worker) => worker.tryAgain(delivery))) return "asked";
    return workers.some(({ expired }) => expired.has(delivery)) ? "expired" : "unknown";
  }

  /** Sends again to a receiver that had answered 410. */
  enable(room: string): void {
    for (const worker of this.#of(room)) if (worker.gone) worker.enable();
  }

  #of(room: string): readonly DeliveryWorker[] {
    return this.#workers.get(room) ?? [];
  }
}
