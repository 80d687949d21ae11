import {
  type ConsumerMessages,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { EventLogError, type StoredMessage } from "./port.ts";
import { onReconnect } from "./reconnects.ts";
import { sleep } from "./sleep.ts";
import { toStoredMessage } from "./storedMessage.ts";

export interface OrderedReaderOptions {
  readonly stream: string;
  /** First sequence wanted, from 1. */
  readonly from: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Every message of a stream from a sequence on, in order, without acknowledgements, for as long as `signal` lives.
 * Survives restarts of the server. Strictly contiguous: a missing sequence, or a stream that is shorter than what was
 * already read, ends it with EventLogError `gap`; so does, when the connection comes back, a stream in which another
 * message stands where the last one was read: its store was put back. One that does not exist: `stream-missing`.
 */
export async function* readInOrder(
  connection: NatsConnection,
  options: OrderedReaderOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  let next = options.from;
  const wanted = { ...options, headersOnly: false, rereadsLast: true };
  for await (const message of follow(connection, wanted)) {
    if (message.sequence !== next) {
      throw new EventLogError("gap", `sequence ${next} is missing in ${options.stream}`);
    }
    next += 1;
    yield message;
  }
}

/** What an index of a feed needs of a copy. A tombstone has size 0. */
export interface MessageHeader {
  readonly subject: string;
  readonly sequence: number;
  readonly storedAt: string;
  readonly sizeBytes: number;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Like {@link readInOrder} for FEED streams: headers without bytes; what tombstones replaced is skipped. Those
 * streams are not synced: a server that was killed may have lost the last of them and give their sequences to
 * others, so a connection that was lost ends it with `gap` too, and its caller begins again.
 */
export async function* followHeaders(
  connection: NatsConnection,
  options: OrderedReaderOptions & { readonly filter?: string },
): AsyncGenerator<MessageHeader, void, undefined> {
  for await (const message of followFeed(connection, { ...options, headersOnly: true })) {
    yield headerOf(message);
  }
}

/** Like {@link followHeaders}, with the bytes: for who hands the copies out. */
export async function* followCopies(
  connection: NatsConnection,
  options: OrderedReaderOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  yield* followFeed(connection, { ...options, headersOnly: false });
}

async function* followFeed(
  connection: NatsConnection,
  options: FollowOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const unwatch = onReconnect(connection, () => lost.abort());
  try {
    yield* follow(connection, { ...options, signal });
  } finally {
    unwatch();
  }
  if (lost.signal.aborted && !options.signal.aborted) {
    throw new EventLogError("gap", `the connection was lost, ${options.stream} may be another`);
  }
}

function headerOf(message: StoredMessage): MessageHeader {
  const { subject, sequence, storedAt } = message;
  const headers = new Map(message.headers);
  const sizeBytes = Number(headers.get(sizeHeader) ?? 0);
  headers.delete(sizeHeader);
  return { subject, sequence, storedAt, sizeBytes, headers };
}

/** Added by the server to what a headers-only consumer delivers. */
const sizeHeader = "Nats-Msg-Size";

interface FollowOptions extends OrderedReaderOptions {
  readonly headersOnly: boolean;
  readonly filter?: string;
  /** Every consumer but the first begins with the last message that was read, which must be the same still. */
  readonly rereadsLast?: boolean;
}

/** Ascending sequences; each turn is the life of one ordered consumer, the next one starts after what was yielded. */
async function* follow(
  connection: NatsConnection,
  options: FollowOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  let next = options.from;
  let last: StoredMessage | undefined;
  while (!options.signal.aborted) {
    if (connection.isClosed()) throw new EventLogError("unreachable", "the connection is closed");
    let reread = options.rereadsLast === true ? last : undefined;
    for await (const message of oneLife(connection, options, { next, reread })) {
      if (options.signal.aborted) return;
      assertSame(reread, message);
      reread = undefined;
      if (message.sequence < next) continue;
      next = message.sequence + 1;
      last = message;
      yield message;
    }
    await sleep(250, options.signal);
  }
}

/** Where a consumer begins: at the message that is read again, or at the next one. */
interface Place {
  readonly next: number;
  readonly reread: StoredMessage | undefined;
}

function assertSame(before: StoredMessage | undefined, now: StoredMessage): void {
  if (before === undefined) return;
  const { stream, subject, sequence, data } = before;
  const isSame = now.sequence === sequence && now.subject === subject;
  if (isSame && Buffer.compare(data, now.data) === 0) return;
  throw new EventLogError("gap", `${stream} holds another message at ${sequence}`);
}

/** The messages of one consumer, until it is lost. */
async function* oneLife(
  connection: NatsConnection,
  options: FollowOptions,
  place: Place,
): AsyncGenerator<StoredMessage, void, undefined> {
  const messages = await open(connection, options, place);
  if (messages === undefined) return;
  const stop = () => messages.stop();
  // The client goes on by itself after a restart, without asking whether the stream is the one it was.
  const unwatch = options.rereadsLast === true ? onReconnect(connection, stop) : stop;
  options.signal.addEventListener("abort", stop);
  try {
    for await (const message of untilBroken(messages)) {
      yield toStoredMessage(options.stream, message);
    }
  } finally {
    options.signal.removeEventListener("abort", stop);
    unwatch();
    messages.stop();
  }
}

/** A consumer that is lost (restart, new leader) is no error: another one is made. */
async function* untilBroken(messages: ConsumerMessages) {
  const iterator = messages[Symbol.asyncIterator]();
  for (;;) {
    const step = await iterator.next().catch(() => undefined);
    if (step === undefined || step.done === true) return;
    yield step.value;
  }
}

/**
 * Messages that the server sends ahead; more are asked for when half of them have come. Not bounded in bytes: the client
 * and the server count them differently, and a reader that waits for bytes that never come stalls.
 */
const aheadMessagesMax = 512;

/** Undefined when the server cannot be reached now. */
async function open(
  connection: NatsConnection,
  options: FollowOptions,
  { next, reread }: Place,
): Promise<ConsumerMessages | undefined> {
  const { stream, timeoutMs, headersOnly, filter } = options;
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
    const { state } = await manager.streams.info(stream);
    if (state.last_seq < next - 1) {
      throw new EventLogError("gap", `${stream} ends at ${state.last_seq}, before ${next - 1}`);
    }
    const consumer = await jetstream(connection, { timeout: timeoutMs }).consumers.get(stream, {
      opt_start_seq: reread?.sequence ?? next,
      headers_only: headersOnly,
      inactive_threshold: 60_000,
      ...(filter === undefined ? {} : { filter_subjects: filter }),
    });
    return await consumer.consume({
      max_messages: aheadMessagesMax,
      threshold_messages: aheadMessagesMax / 2,
      expires: 5_000,
      abort_on_missing_resource: true,
    });
  } catch (error) {
    if (error instanceof EventLogError) throw error;
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) {
      throw new EventLogError("stream-missing", `no stream ${stream}`, { cause: error });
    }
    return undefined;
  }
}
