import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JetStreamPublishOptions,
  jetstream,
  jetstreamManager,
  type StoredMsg,
} from "@nats-io/jetstream";
import {
  headers as createHeaders,
  errors,
  type MsgHdrs,
  type NatsConnection,
} from "@nats-io/transport-node";
import {
  type AppendOptions,
  type AppendOutcome,
  type EventLog,
  EventLogError,
  type StoredMessage,
  type StreamState,
} from "./port.ts";
import { settingsOf } from "./readBack.ts";
import { covers, parseSubject, streamOf } from "./subjects.ts";

export interface JetStreamLogOptions {
  /** Of each request, answer included. */
  readonly timeoutMs: number;
}

/** The durable log on a NATS server. The connection stays its caller's: open it with `connectChecked`, close it after. */
export async function openJetStreamLog(
  connection: NatsConnection,
  options: JetStreamLogOptions,
): Promise<EventLog> {
  const js = { timeout: options.timeoutMs };
  // No account check: the users that may use this have no permission for $JS.API.INFO.
  const manager = await jetstreamManager(connection, { ...js, checkAPI: false });
  return new JetStreamLog(jetstream(connection, js), manager);
}

class JetStreamLog implements EventLog {
  constructor(
    private readonly client: JetStreamClient,
    private readonly manager: JetStreamManager,
  ) {}

  async append(subject: string, data: Uint8Array, options: AppendOptions): Promise<AppendOutcome> {
    const { sequence, filter } = options.expect;
    if (!covers(filter, subject))
      throw new RangeError("the expected filter does not cover the subject");
    if (!Number.isSafeInteger(sequence) || sequence < 0) {
      throw new RangeError("an expected sequence is a whole number from 0");
    }
    return this.publish(subject, data, toHeaders(options.headers), {
      lastSubjectSequence: sequence,
      lastSubjectSequenceSubject: filter,
    });
  }

  async appendAnyway(
    subject: string,
    data: Uint8Array,
    headers?: ReadonlyMap<string, string>,
  ): Promise<AppendOutcome> {
    return this.publish(subject, data, toHeaders(headers), {});
  }

  async overwrite(subject: string, headers: ReadonlyMap<string, string>): Promise<AppendOutcome> {
    // Everywhere else the server refuses it too, with an error that looks like a passing one.
    if (parseSubject(subject)?.of !== "feed") throw new RangeError("only copies are overwritten");
    const tombstone = toHeaders(headers);
    tombstone.set("Nats-Rollup", "sub");
    return this.publish(subject, new Uint8Array(0), tombstone, {});
  }

  last(stream: string, filter: string): Promise<StoredMessage | undefined> {
    return this.get(stream, { last_by_subj: filter });
  }

  firstFrom(stream: string, filter: string, sequence: number): Promise<StoredMessage | undefined> {
    // The client's type knows this pair for direct reads only; the server answers it at the leader too.
    return this.get(stream, { seq: Math.max(1, sequence), next_by_subj: filter });
  }

  async countSubjects(stream: string, filter: string): Promise<number> {
    try {
      const { state } = await this.manager.streams.info(stream, { subjects_filter: filter });
      return Object.keys(state.subjects ?? {}).length;
    } catch (error) {
      throw readFailure(error);
    }
  }

  async info(stream: string): Promise<StreamState | undefined> {
    try {
      const { config, state } = await this.manager.streams.info(stream);
      const settings = settingsOf({ ...config });
      return {
        firstSequence: state.first_seq,
        lastSequence: state.last_seq,
        messages: state.messages,
        bytes: state.bytes,
        // The server leaves the number out when it is zero, whatever the client's type says.
        deleted: Number(state.num_deleted) || 0,
        sealed: settings.sealed,
        settings,
      };
    } catch (error) {
      if (isStreamMissing(error)) return undefined;
      throw readFailure(error);
    }
  }

  private async get(
    stream: string,
    query:
      | { readonly last_by_subj: string }
      | { readonly seq: number; readonly next_by_subj: string },
  ): Promise<StoredMessage | undefined> {
    try {
      // $JS.API.STREAM.MSG.GET is answered by the stream's leader; direct gets may come from a follower.
      const found = await this.manager.streams.getMessage(stream, query);
      return found === null ? undefined : toStored(stream, found);
    } catch (error) {
      throw readFailure(error);
    }
  }

  private async publish(
    subject: string,
    data: Uint8Array,
    headers: MsgHdrs,
    expect: NonNullable<JetStreamPublishOptions["expect"]>,
  ): Promise<AppendOutcome> {
    const streamName = streamOf(subject);
    if (streamName === undefined) throw new RangeError("no stream of ours stores this subject");
    try {
      const ack = await this.client.publish(subject, data, {
        headers,
        expect: { ...expect, streamName },
      });
      return { kind: "appended", sequence: ack.seq };
    } catch (error) {
      return appendFailure(error);
    }
  }
}

const wrongSequence = new Set([10071, 10164]);
const sealedStreamCode = 10109;
/** Generic "the store refused": only its text tells a limit from a broken disk. */
const storeFailed = 10077;
const noResources = new Set([10023, 10028, 10047]);

function appendFailure(error: unknown): AppendOutcome {
  if (error instanceof JetStreamApiError) {
    const { code } = error;
    if (wrongSequence.has(code)) return { kind: "conflict" };
    if (code === sealedStreamCode) return { kind: "sealed" };
    if (noResources.has(code)) return { kind: "full" };
    if (code === storeFailed) {
      return /^maximum (bytes|messages)/.test(error.message)
        ? { kind: "full" }
        : { kind: "unknown", reason: "store failed" };
    }
    // 5xx: no leader, shutting down, raft trouble. 4xx: the request itself can never succeed, a defect of ours.
    if (error.status >= 500) return { kind: "unknown", reason: `server error ${code}` };
    throw new EventLogError("refused", `write refused: ${code} ${error.message}`, { cause: error });
  }
  if (isDenied(error))
    throw new EventLogError("refused", "no permission to write", { cause: error });
  return { kind: "unknown", reason: error instanceof Error ? error.name : "no answer" };
}

function readFailure(error: unknown): Error {
  if (isStreamMissing(error)) {
    return new EventLogError("stream-missing", "no such stream", { cause: error });
  }
  if (isDenied(error) || (error instanceof JetStreamApiError && error.status < 500)) {
    return new EventLogError("refused", "read refused", { cause: error });
  }
  return new EventLogError("unreachable", "no answer from the log", { cause: error });
}

const isStreamMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;

const isDenied = (error: unknown): boolean =>
  error instanceof errors.PermissionViolationError ||
  (error instanceof Error && error.cause instanceof errors.PermissionViolationError);

function toStored(stream: string, found: StoredMsg): StoredMessage {
  return {
    stream,
    subject: found.subject,
    sequence: found.seq,
    storedAt: found.time.toISOString(),
    headers: fromHeaders(found.header),
    data: found.data,
  };
}

/** First value of each header. */
export function fromHeaders(headers: MsgHdrs | undefined): ReadonlyMap<string, string> {
  return new Map((headers?.keys() ?? []).map((name) => [name, headers?.get(name) ?? ""]));
}

/** Headers of the server's own vocabulary would change what a write means: they are refused. */
function toHeaders(headers: ReadonlyMap<string, string> | undefined): MsgHdrs {
  const result = createHeaders();
  for (const [name, value] of headers ?? []) {
    if (/^nats-/i.test(name)) throw new RangeError("headers named Nats-… belong to the server");
    result.set(name, value);
  }
  return result;
}
