import type { NatsConnection } from "@nats-io/transport-node";
import { connectionState } from "./connectionWatch.ts";
import { type AppendOutcome, storeFailedReason } from "./port.ts";
import { onReconnect } from "./reconnects.ts";

/** From here on it is no hiccup: at least two requests, one after the other, had no answer. */
const unansweredMsMin = 5_000;
/** What nobody has tried for so long says nothing of now. */
const forgottenAfterMs = 60_000;

interface Unanswered {
  readonly sinceMs: number;
  readonly lastMs: number;
  /** The server said itself that its store failed, instead of saying nothing. */
  readonly told: boolean;
}

/**
 * What the requests of a process say of the store of its server. A stream that the server could not write to gives no
 * answer to any writer until the server is started again; reads go on as ever, so nothing else shows it. Now and then
 * such a server gives no answer to readers either.
 */
export class StoreWatch {
  readonly #writes = new Map<string, Unanswered>();
  readonly #reads = new Map<string, Unanswered>();

  constructor(private readonly nowMs: () => number) {}

  /** One write to a stream, and what became of it. */
  wrote(stream: string, outcome: AppendOutcome): void {
    if (outcome.kind !== "unknown") this.#writes.delete(stream);
    else this.#note(this.#writes, stream, outcome.reason === storeFailedReason);
  }

  /** One read of a stream, and whether it was answered. */
  read(stream: string, isAnswered: boolean): void {
    if (isAnswered) this.#reads.delete(stream);
    else this.#note(this.#reads, stream, false);
  }

  /** Another life of the server: what was true of the one before is open again. */
  forget(): void {
    this.#writes.clear();
    this.#reads.clear();
  }

  /** `ok`, or what the store of the server does not do. */
  code(): "ok" | "store-silent" | "store-refuses-writes" {
    if (this.#isTrue(this.#reads)) return "store-silent";
    return this.#isTrue(this.#writes) ? "store-refuses-writes" : "ok";
  }

  #note(all: Map<string, Unanswered>, stream: string, told: boolean): void {
    const lastMs = this.nowMs();
    const before = all.get(stream);
    const sinceMs =
      before === undefined || lastMs - before.lastMs >= forgottenAfterMs ? lastMs : before.sinceMs;
    all.set(stream, { sinceMs, lastMs, told });
  }

  #isTrue(all: ReadonlyMap<string, Unanswered>): boolean {
    const nowMs = this.nowMs();
    return [...all.values()].some(
      ({ sinceMs, lastMs, told }) =>
        nowMs - lastMs < forgottenAfterMs && (told || lastMs - sinceMs >= unansweredMsMin),
    );
  }
}

/** A watch on what is asked over a connection, told by health as part `store`. */
export function watchStoreOf(
  connection: NatsConnection,
  health: { watch(part: string, read: () => string): void },
  nowMs: () => number,
): StoreWatch {
  const store = new StoreWatch(nowMs);
  onReconnect(connection, () => store.forget());
  // Without a server nothing is answered either: that is told by the part `nats`.
  health.watch("store", () => (connectionState() === "ok" ? store.code() : "ok"));
  return store;
}
