import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/transport-node";
import {
  BaseRpcContext,
  type CustomTransportStrategy,
  type MessageHandler,
  Server,
} from "@nestjs/microservices";
import { isObservable, lastValueFrom } from "rxjs";
import { EventLogError, type StoredMessage } from "./port.ts";
import { onReconnect } from "./reconnects.ts";
import { sleep } from "./sleep.ts";
import { toStoredMessage } from "./storedMessage.ts";

/**
 * A consumer of a stream, named by the pattern of its handler: `@EventPattern<string>("decide")` takes
 * `consumers.decide`. (The type argument chooses the overload of Nest's decorator that allows a typed context.)
 */
export interface ConsumerSpec {
  readonly stream: string;
  /** Name on the server. */
  readonly name: string;
  /** A durable one remembers what was acknowledged; the other is made again, from the start, when it is lost. */
  readonly durable: boolean;
  readonly filter?: string;
  /** Messages in work at the same time. */
  readonly inWorkMax: number;
  /** After so long without `ack` or `working` the server sends the message again. */
  readonly ackWaitMs: number;
  /** Wait before a message comes again whose handler failed or decided nothing. */
  readonly retryMs: number;
  /** Messages with the same key are handled one after the other (for events: the incident's token). */
  readonly orderingKey?: (subject: string) => string;
  /**
   * Told of each message when it comes, before its turn: all messages of the stream from `coveredFrom` up to it have
   * come to this process; see {@link Coverage}.
   */
  readonly came?: (message: StoredMessage, coveredFrom: number) => void;
}

export interface JetStreamStrategyOptions {
  /** Opened by `connectChecked`; it stays its caller's, who closes it after the application. */
  readonly connection: NatsConnection;
  readonly consumers: Readonly<Record<string, ConsumerSpec>>;
  readonly timeoutMs: number;
  /** How long `close` waits for messages in work. */
  readonly graceMs: number;
}

/** What a handler is given beside the bytes; it must end with `ack` or `nak`. */
export class JetStreamContext extends BaseRpcContext<[StoredMessage]> {
  readonly #message: JsMsg;
  #settled = false;

  constructor(stored: StoredMessage, message: JsMsg) {
    super([stored]);
    this.#message = message;
  }

  get message(): StoredMessage {
    return this.args[0];
  }
  /** 1 for the first delivery. */
  get deliveries(): number {
    return this.#message.info.deliveryCount;
  }
  get settled(): boolean {
    return this.#settled;
  }
  /**
   * Done. Nobody waits for the server's word on it: when it is lost the message comes again, and whoever handles it
   * finds that it is done.
   */
  ack(): void {
    this.#settled = true;
    this.#message.ack();
  }
  /** Not now: again after so long. Later messages may pass it, so a handler reads the log and not the order of calls. */
  nak(delayMs: number): void {
    this.#settled = true;
    this.#message.nak(delayMs);
  }
  /** Still in work; the strategy says it by itself while a handler runs. */
  working(): void {
    this.#message.working();
  }
}

/**
 * Stream handlers as ordinary `@EventPattern` controllers: `handler(bytes, JetStreamContext)`. Acknowledgement is the
 * handler's; a handler that throws or forgets gets the message again. Survives restarts of the server.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  /** Failures come here, to be turned into a later delivery. */
  override readonly propagatesEventHandlerErrors = true;
  override transportId = Symbol("jetstream");
  readonly #options: JetStreamStrategyOptions;
  readonly #followers: Follower[] = [];

  constructor(options: JetStreamStrategyOptions) {
    super();
    this.#options = options;
  }

  listen(callback: (error?: unknown) => void): void {
    try {
      for (const [pattern, handler] of this.messageHandlers) {
        const spec = this.#options.consumers[pattern];
        if (spec === undefined) throw new RangeError(`no consumer for the pattern ${pattern}`);
        this.#followers.push(
          new Follower(spec, handler, this.#options, (e) => this.handleError(e)),
        );
      }
    } catch (error) {
      callback(error);
      return;
    }
    for (const follower of this.#followers) follower.start();
    callback();
  }

  async close(): Promise<void> {
    await Promise.all(this.#followers.map((follower) => follower.stop(this.#options.graceMs)));
  }

  on(): never {
    throw new Error("the connection belongs to the application: watch it there");
  }

  unwrap<T>(): T {
    throw new Error("the connection belongs to the application");
  }
}

/**
 * From where on one process has seen all that a consumer gave to anybody. A consumer numbers its deliveries, and gives
 * what is new in the order of the stream: as long as the numbers follow each other, nothing went to another process.
 * After a gap it begins anew at the next message that comes for the first time.
 */
export class Coverage {
  #delivered = 0;
  #from = Number.POSITIVE_INFINITY;
  #isLost = false;

  /**
   * Gives the sequence from which on all messages up to this one were seen here; `isLast`: none that came before it
   * is still to be seen.
   */
  seen(sequence: number, delivery: number, isFirst: boolean, isLast: boolean): number {
    // biome-ignore lint/suspicious/noUnnecessaryConditions: lost() sets it
    if (this.#isLost) {
      this.#isLost = !isLast;
      this.#delivered = 0;
      return Number.POSITIVE_INFINITY;
    }
    if (delivery !== this.#delivered + 1) this.#from = Number.POSITIVE_INFINITY;
    this.#delivered = delivery;
    if (isFirst && sequence < this.#from) this.#from = sequence;
    return this.#from;
  }

  /**
   * The connection was lost: a server that was killed may count some numbers twice. What came before it and is still
   * to be seen says nothing, and nothing after it follows on it.
   */
  lost(): void {
    this.#isLost = true;
  }
}

class Follower {
  readonly #stopping = new AbortController();
  readonly #coverage = new Coverage();
  /** By stream sequence: a redelivery of what is still in work is ignored. */
  readonly #inWork = new Map<number, Promise<void>>();
  readonly #tails = new Map<string, Promise<void>>();
  #messages: ConsumerMessages | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly spec: ConsumerSpec,
    private readonly handler: MessageHandler<Uint8Array, JetStreamContext>,
    private readonly options: JetStreamStrategyOptions,
    private readonly report: (message: string) => void,
  ) {}

  start(): void {
    const unwatch = onReconnect(this.options.connection, () => this.#coverage.lost());
    this.#running = this.#run().finally(unwatch);
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    const grace = new AbortController();
    await Promise.race([this.#finish(), sleep(graceMs, grace.signal)]);
    grace.abort();
  }

  async #finish(): Promise<void> {
    await this.#messages?.close();
    await this.#running;
    await Promise.allSettled(this.#inWork.values());
  }

  /** One turn is the life of one consumer on the server; whatever ends it, the next turn looks again. */
  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted && !this.options.connection.isClosed()) {
      try {
        await this.#follow();
      } catch (error) {
        // Only the kind: a message of the server may hold a subject.
        this.report(
          `consumer ${this.spec.name} ended: ${error instanceof Error ? error.name : "?"}`,
        );
      }
      await sleep(250, signal);
    }
  }

  async #follow(): Promise<void> {
    const { connection, timeoutMs } = this.options;
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
    const info = await manager.consumers.add(this.spec.stream, consumerConfig(this.spec));
    const consumer = jetstream(connection, { timeout: timeoutMs }).consumers.getConsumerFromInfo(
      info,
    );
    const messages = await consumer.consume({
      max_messages: this.spec.inWorkMax,
      expires: 5_000,
      abort_on_missing_resource: true,
    });
    this.#messages = messages;
    if (this.#stopping.signal.aborted) await messages.close();
    for await (const message of messages) {
      if (this.#stopping.signal.aborted) break;
      this.#take(message);
      while (this.#inWork.size >= this.spec.inWorkMax) await Promise.race(this.#inWork.values());
    }
  }

  #take(message: JsMsg): void {
    const { seq, subject, info } = message;
    const isLast = (this.#messages?.getPending() ?? 0) === 0;
    const isFirst = info.deliveryCount === 1;
    const coveredFrom = this.#coverage.seen(seq, info.deliverySequence, isFirst, isLast);
    if (this.#inWork.has(seq)) {
      message.working();
      return;
    }
    const stored = toStoredMessage(this.spec.stream, message);
    this.spec.came?.(stored, coveredFrom);
    const key = this.spec.orderingKey?.(subject);
    const before = key === undefined ? undefined : this.#tails.get(key);
    const work = this.#hold(message, stored, before).finally(() => {
      this.#inWork.delete(seq);
      if (key !== undefined && this.#tails.get(key) === work) this.#tails.delete(key);
    });
    this.#inWork.set(seq, work);
    if (key !== undefined) this.#tails.set(key, work);
  }

  /** Keeps the message ours, also while it waits for its predecessor of the same key. */
  async #hold(
    message: JsMsg,
    stored: StoredMessage,
    before: Promise<void> | undefined,
  ): Promise<void> {
    const beat = setInterval(() => message.working(), Math.max(100, this.spec.ackWaitMs / 3));
    try {
      await before;
      await this.#handle(message, stored);
    } finally {
      clearInterval(beat);
    }
  }

  async #handle(message: JsMsg, stored: StoredMessage): Promise<void> {
    const context = new JetStreamContext(stored, message);
    try {
      const result: unknown = await this.handler(stored.data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    } catch {
      // Nest's exception filter has told it; what was decided about the message stands.
    }
    if (!context.settled) context.nak(this.spec.retryMs);
  }
}

function consumerConfig(spec: ConsumerSpec) {
  return {
    name: spec.name,
    ...(spec.durable ? { durable_name: spec.name } : { inactive_threshold: nanos(60_000) }),
    ...(spec.filter === undefined ? {} : { filter_subject: spec.filter }),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(spec.ackWaitMs),
    max_ack_pending: spec.inWorkMax,
    max_deliver: -1,
  };
}

/** The incident's token of an event subject: the ordering key of whoever follows EVENTS. */
export function incidentKey(subject: string): string {
  const token = subject.split(".")[4];
  if (token === undefined) throw new EventLogError("refused", "not an event subject");
  return token;
}
