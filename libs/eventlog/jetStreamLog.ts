import {
  type ApiError,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
} from "@nats-io/jetstream";
import {
  headers as createHeaders,
  errors,
  type Msg,
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
  storeFailedReason,
} from "./port.ts";
import { settingsOf } from "./readBack.ts";
import { Requests } from "./requests.ts";
import type { StoreWatch } from "./storeWatch.ts";
import { covers, parseSubject, streamOf } from "./subjects.ts";

export interface JetStreamLogOptions {
  /** Of each request, answer included. */
  readonly timeoutMs: number;
  /** Is told what became of each write and of each read of a message. */
  readonly store?: Pick<StoreWatch, "wrote" | "read">;
}

/** The durable log on a NATS server. The connection stays its caller's: open it with `connectChecked`, close it after. */
export async function openJetStreamLog(
  connection: NatsConnection,
  options: JetStreamLogOptions,
): Promise<EventLog> {
  const js = { timeout: options.timeoutMs };
  // No account check: the users that may use this have no permission for $JS.API.INFO.
  const manager = await jetstreamManager(connection, { ...js, checkAPI: false });
  const inboxPrefix = manager.getOptions().watcherPrefix ?? "_INBOX";
  const { timeoutMs, store } = options;
  return new JetStreamLog(new Requests(connection, { timeoutMs, inboxPrefix }), manager, store);
}

class JetStreamLog implements EventLog {
  constructor(
    private readonly requests: Requests,
    private readonly manager: JetStreamManager,
    private readonly store: JetStreamLogOptions["store"],
  ) {}

  async append(subject: string, data: Uint8Array, options: AppendOptions): Promise<AppendOutcome> {
    const { sequence, filter } = options.expect;
    if (!covers(filter, subject))
      throw new RangeError("the expected filter does not cover the subject");
    if (!Number.isSafeInteger(sequence) || sequence < 0) {
      throw new RangeError("an expected sequence is a whole number from 0");
    }
    const headers = toHeaders(options.headers);
    headers.set("Nats-Expected-Last-Subject-Sequence", String(sequence));
    headers.set("Nats-Expected-Last-Subject-Sequence-Subject", filter);
    return this.publish(subject, data, headers);
  }

  async appendAnyway(
    subject: string,
    data: Uint8Array,
    headers?: ReadonlyMap<string, string>,
  ): Promise<AppendOutcome> {
    return this.publish(subject, data, toHeaders(headers));
  }

  async overwrite(subject: string, headers: ReadonlyMap<string, string>): Promise<AppendOutcome> {
    return this.publish(subject, noBytes, tombstone(subject, headers));
  }

  overwriteUnanswered(subject: string, headers: ReadonlyMap<string, string>): void {
    const stream = streamNamed(subject);
    const all = tombstone(subject, headers);
    all.set("Nats-Expected-Stream", stream);
    this.requests.tell(subject, noBytes, all);
  }

  async removeHeld(filter: string): Promise<void> {
    try {
      await this.manager.streams.purge("HELD", { filter });
    } catch (error) {
      throw readFailure(error);
    }
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
        ...(state.messages > 0 && { firstStoredAt: new Date(state.first_ts).toISOString() }),
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
      const asked = Buffer.from(JSON.stringify(query), "utf8");
      const answer = jsonIn<FoundMessage>(
        await this.requests.ask(`$JS.API.STREAM.MSG.GET.${stream}`, asked),
      );
      this.store?.read(stream, true);
      // The commonest answer of all: no reason to make an error of it.
      if (answer.error?.err_code === JetStreamApiCodes.NoMessageFound) return undefined;
      return toStored(stream, accepted(answer));
    } catch (error) {
      if (error instanceof errors.TimeoutError) this.store?.read(stream, false);
      throw readFailure(error);
    }
  }

  private async publish(
    subject: string,
    data: Uint8Array,
    headers: MsgHdrs,
  ): Promise<AppendOutcome> {
    const stream = streamNamed(subject);
    headers.set("Nats-Expected-Stream", stream);
    const outcome = await this.published(subject, data, headers);
    this.store?.wrote(stream, outcome);
    return outcome;
  }

  private async published(
    subject: string,
    data: Uint8Array,
    headers: MsgHdrs,
  ): Promise<AppendOutcome> {
    try {
      const answer = await this.requests.ask(subject, data, headers);
      const { stream, seq } = accepted(jsonIn<Acknowledged>(answer));
      if (stream === "" || seq === undefined) return { kind: "unknown", reason: "no stream" };
      return { kind: "appended", sequence: seq };
    } catch (error) {
      return appendFailure(error);
    }
  }
}

const noBytes = new Uint8Array(0);

/** A tombstone replaces everything under its own subject. */
function tombstone(subject: string, headers: ReadonlyMap<string, string>): MsgHdrs {
  // Everywhere else the server refuses it too, with an error that looks like a passing one.
  if (parseSubject(subject)?.of !== "feed") throw new RangeError("only copies are overwritten");
  const all = toHeaders(headers);
  all.set("Nats-Rollup", "sub");
  return all;
}

function streamNamed(subject: string): string {
  const stream = streamOf(subject);
  if (stream === undefined) throw new RangeError("no stream of ours stores this subject");
  return stream;
}

/** Answer of a stream to a message that it stored. */
interface Acknowledged {
  readonly stream: string;
  readonly seq?: number;
}

/** Answer of a stream to a read; bytes are base64. */
interface FoundMessage {
  readonly message: {
    readonly subject: string;
    readonly seq: number;
    readonly time: string;
    readonly hdrs?: string;
    readonly data?: string;
  };
}

type Answer<Content> = Content & { readonly error?: ApiError };

/** Throws what JSON.parse throws for what is no answer. */
const jsonIn = <Content>(message: Msg): Answer<Content> =>
  JSON.parse(Buffer.from(message.data).toString("utf8")) as Answer<Content>;

/** Throws JetStreamApiError for a refusal. */
function accepted<Content>(answer: Answer<Content>): Content {
  if (answer.error !== undefined) throw new JetStreamApiError(answer.error);
  return answer;
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
        : { kind: "unknown", reason: storeFailedReason };
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

function toStored(stream: string, { message }: FoundMessage): StoredMessage {
  return {
    stream,
    subject: message.subject,
    sequence: message.seq,
    storedAt: new Date(message.time).toISOString(),
    headers: headersIn(message.hdrs),
    data: Buffer.from(message.data ?? "", "base64"),
  };
}

/** Headers as the server stores them: a line of its version, then `name: value`; the first value of each. */
function headersIn(base64: string | undefined): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  if (base64 === undefined) return headers;
  const [, ...lines] = Buffer.from(base64, "base64").toString("utf8").split("\r\n");
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
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
