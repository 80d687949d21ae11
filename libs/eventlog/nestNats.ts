import {
  headers as createHeaders,
  type Msg,
  type NatsConnection,
  type Subscription,
  type SubscriptionOptions,
} from "@nats-io/transport-node";
import { RpcException, ServerNats } from "@nestjs/microservices";
import { errorHeader } from "./ask.ts";
import { type ClientOptions, connectChecked, connectionOptions } from "./natsClient.ts";
import { sleep } from "./sleep.ts";

/**
 * Request and reply over Nest's own NATS transport, with raw bytes both ways.
 *
 * Serving is Nest's ServerNats with our (de)serializers: handlers are ordinary `@MessagePattern` methods that take a
 * Uint8Array and a NatsContext (`getSubject()` is the concrete subject) and return a promise of a Uint8Array.
 * Asking is `ask`, and does not need Nest.
 */
export interface RequestServerOptions {
  readonly client: ClientOptions;
  /** Requests in work at the same time; what comes above is answered `busy` at once (503 at the edge). */
  readonly inWorkMax: number;
  /** How long `close` waits for requests in work. */
  readonly graceMs: number;
  /** Instances of one process share the work by a queue group of this name. */
  readonly queue?: string;
}

const codePattern = /^[a-z][a-z0-9-]{0,39}$/;

/** An expected refusal, to be thrown by a handler: the code reaches the asker, nothing else does. */
export function refusal(code: string): RpcException {
  if (!codePattern.test(code)) throw new RangeError("not a refusal code");
  return new RpcException({ code });
}

/** Nest transport strategy: `NestFactory.createMicroservice(Module, { strategy: new NatsRequestServer(…) })`. */
export class NatsRequestServer extends ServerNats {
  readonly #options: RequestServerOptions;
  #connection: NatsConnection | undefined;
  readonly #subscriptions: Subscription[] = [];
  #inWork = 0;
  #refusedWithoutReply = 0;
  #idle: (() => void) | undefined;

  constructor(options: RequestServerOptions) {
    super({
      ...connectionOptions(options.client),
      ...(options.queue === undefined ? {} : { queue: options.queue }),
      serializer: { serialize: serializeAnswer },
      deserializer: { deserialize: deserializeRequest },
    });
    this.#options = options;
  }

  /** Requests that came without a reply subject and were not handled. */
  get refusedWithoutReply(): number {
    return this.#refusedWithoutReply;
  }

  override async createNatsClient(): Promise<NatsConnection> {
    this.#connection = await connectChecked(this.#options.client);
    return this.#connection;
  }

  override async handleMessage(channel: string, message: Msg): Promise<void> {
    // A client may leave the reply out or set its own import as reply: work without an asker is never done.
    if (message.reply === undefined || message.reply === "") {
      this.#refusedWithoutReply += 1;
      return;
    }
    if (this.#inWork >= this.#options.inWorkMax) {
      const busy = errorAnswer("busy");
      message.respond(busy.data, { headers: busy.headers });
      return;
    }
    this.#inWork += 1;
    try {
      await super.handleMessage(channel, message);
      // Nest sends the answer on the next tick.
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      this.#inWork -= 1;
      if (this.#inWork === 0) this.#idle?.();
    }
  }

  /** Subjects are patterns as they are; Nest would try to parse each as JSON, and throw. */
  protected override getRouteFromPattern(pattern: string): string {
    return pattern;
  }

  /** Nest keeps its subscriptions to itself; we need them to end them one by one. */
  override bindEvents(client: NatsConnection): void {
    super.bindEvents({
      subscribe: (subject: string, options: SubscriptionOptions) => {
        const subscription = client.subscribe(subject, options);
        this.#subscriptions.push(subscription);
        return subscription;
      },
    });
  }

  /** Calls back when the server knows the subscriptions: whoever asks from then on is answered. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    await super.listen((error) => {
      if (error !== undefined) callback(error);
      else this.#connection?.flush().then(() => callback(), callback);
    });
  }

  /** Takes no new request, answers those in work (up to the grace time), then closes the connection. */
  override async close(): Promise<void> {
    // All of it within the grace time: a server that is away would let a drain wait for ever.
    const grace = new AbortController();
    await Promise.race([this.#finish(), sleep(this.#options.graceMs, grace.signal)]);
    grace.abort();
    await super.close();
  }

  async #finish(): Promise<void> {
    // Draining the connection instead would close it before the answers.
    await Promise.allSettled(this.#subscriptions.map((subscription) => subscription.drain()));
    await this.#untilIdle();
    await this.#connection?.flush().catch(() => {});
  }

  #untilIdle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#inWork === 0) resolve();
      else this.#idle = resolve;
    });
  }
}

/** `id` only tells Nest that somebody waits; the reply subject does the correlation. */
const deserializeRequest = (message: Msg) => ({
  pattern: message.subject,
  data: message.data,
  id: "request",
});

interface AnswerPacket {
  readonly response?: unknown;
  readonly err?: unknown;
  readonly isDisposed?: boolean;
}

/** One packet only: several do not cross accounts. An error carries its code and no text. */
function serializeAnswer({ response, err, isDisposed }: AnswerPacket) {
  if (err === undefined && isDisposed === true && response instanceof Uint8Array) {
    return { data: response, headers: undefined };
  }
  return errorAnswer(codeOf(err));
}

function codeOf(err: unknown): string {
  const code = typeof err === "object" && err !== null && "code" in err ? err.code : undefined;
  return typeof code === "string" && codePattern.test(code) ? code : "internal";
}

function errorAnswer(code: string) {
  const headers = createHeaders();
  headers.set(errorHeader, code);
  return { data: new Uint8Array(0), headers };
}
