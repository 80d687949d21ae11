import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
  type StoredMsg,
} from "@nats-io/jetstream";
import {
  connect,
  headers as createHeaders,
  type MsgHdrs,
  type NatsConnection,
  nanos,
  nkeyAuthenticator,
} from "@nats-io/transport-node";

/** The user of a process, as `up` wrote it for the real one. */
export interface NatsUser {
  readonly url: string;
  readonly seed: string;
  readonly inbox_prefix: string;
}

/** Mean sizes of what the real system stored and answered in the same run, bytes. */
export interface Sizes {
  readonly leaf: number;
  readonly rangeLeaf: number;
  readonly copy: number;
  readonly view: number;
  readonly event: number;
  readonly receipt: number;
}

/** What one baseline process is told. */
export interface BaselineConfig {
  readonly name: string;
  readonly nats: NatsUser;
  readonly rooms: readonly string[];
  readonly year: number;
  readonly sizes: Sizes;
}

export interface Expectation {
  readonly sequence: number;
  readonly filter: string;
}

const timeout = 5_000;

export function open({ url, seed, inbox_prefix: inboxPrefix }: NatsUser): Promise<NatsConnection> {
  const authenticator = nkeyAuthenticator(new TextEncoder().encode(seed));
  return connect({ servers: url, authenticator, inboxPrefix, timeout, ignoreClusterUpdates: true });
}

export const filler = (bytes: number): Buffer => Buffer.alloc(Math.max(1, Math.round(bytes)), "x");

/** The JetStream operations of the real system (libs/eventlog), with nothing around them. */
export class Store {
  private constructor(
    private readonly client: JetStreamClient,
    private readonly manager: JetStreamManager,
  ) {}

  static async on(connection: NatsConnection): Promise<Store> {
    const manager = await jetstreamManager(connection, { timeout, checkAPI: false });
    return new Store(jetstream(connection, { timeout }), manager);
  }

  async publish(
    streamName: string,
    subject: string,
    data: Uint8Array,
    given: { readonly expect?: Expectation; readonly header?: readonly [string, string] } = {},
  ): Promise<number> {
    const headers = headersOf(given.header);
    const { expect } = given;
    const ack = await this.client.publish(subject, data, {
      headers,
      expect: {
        streamName,
        ...(expect && {
          lastSubjectSequence: expect.sequence,
          lastSubjectSequenceSubject: expect.filter,
        }),
      },
    });
    return ack.seq;
  }

  async bury(streamName: string, subject: string): Promise<void> {
    const headers = headersOf(["Raccordo-Sealed-Sha256", "0".repeat(64)]);
    headers.set("Nats-Rollup", "sub");
    await this.client.publish(subject, new Uint8Array(0), { headers, expect: { streamName } });
  }

  async last(stream: string, filter: string): Promise<StoredMsg | undefined> {
    return (await this.manager.streams.getMessage(stream, { last_by_subj: filter })) ?? undefined;
  }

  async next(stream: string, filter: string, seq: number): Promise<StoredMsg | undefined> {
    const query = { seq, next_by_subj: filter };
    return (await this.manager.streams.getMessage(stream, query)) ?? undefined;
  }

  async info(stream: string): Promise<void> {
    await this.manager.streams.info(stream);
  }

  /** An ordered consumer: no acknowledgements. */
  async follow(stream: string, headersOnly: boolean): Promise<ConsumerMessages> {
    const consumer = await this.client.consumers.get(stream, {
      opt_start_seq: 1,
      headers_only: headersOnly,
      inactive_threshold: 60_000,
    });
    return consumer.consume({ max_messages: 256, expires: timeout });
  }

  /** A durable consumer with as many messages in work as policy takes, one at a time for each key. */
  async work(
    stream: string,
    name: string,
    keyOf: (subject: string) => string,
    handle: (message: JsMsg) => Promise<boolean>,
  ): Promise<void> {
    const info = await this.manager.consumers.add(stream, {
      name,
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(30_000),
      max_ack_pending: inWorkMax,
      max_deliver: -1,
    });
    const consumer = this.client.consumers.getConsumerFromInfo(info);
    const messages = await consumer.consume({ max_messages: inWorkMax, expires: timeout });
    const tails = new Map<string, Promise<void>>();
    const inWork = new Set<Promise<void>>();
    for await (const message of messages) {
      const key = keyOf(message.subject);
      const before = tails.get(key) ?? Promise.resolve();
      const work = before
        .then(() => handle(message))
        .then((done) => {
          if (done) message.ack();
          else message.nak(200);
        })
        .catch(() => message.nak(500))
        .finally(() => {
          inWork.delete(work);
          if (tails.get(key) === work) tails.delete(key);
        });
      tails.set(key, work);
      inWork.add(work);
      while (inWork.size >= inWorkMax) await Promise.race(inWork);
    }
  }
}

const inWorkMax = 64;

function headersOf(header: readonly [string, string] | undefined): MsgHdrs {
  const headers = createHeaders();
  if (header !== undefined) headers.set(header[0], header[1]);
  return headers;
}
