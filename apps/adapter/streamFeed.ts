import type { Mode } from "#libs/incident/event";
import type { ProblemCode } from "#libs/incident/problems";
import type { EventStream } from "#libs/runtime/eventStream";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { coreFailure } from "./answer.ts";
import { type CopyFormat, type CopyWriter, copyWriterFor } from "./copyFormat.ts";
import type { CoreGateway, CoreOutcome, FeedPage } from "./gateway.ts";
import { readFeedQuery, renderedCopy } from "./readFeed.ts";
import type { EdgeRoom } from "./rooms.ts";

/** How long one question to the core waits for a copy; a stream that ended holds its place for so long at most. */
const pollMs = 10_000;
/** After how long without a core a stream ends: then the room is told so by 503. */
const coreAwayMsMax = 60_000;
const retryMsMin = 250;
const retryMsMax = 5_000;

export interface StreamPorts {
  readonly core: CoreGateway;
  readonly logger: Logger;
  nowMs(): number;
  /** Resolves after so long, or when `until` aborts. */
  sleep(ms: number, until: AbortSignal): Promise<void>;
}

/** Where a stream begins, and how its copies are written. */
export interface StreamStart {
  readonly mode: Mode;
  readonly format: CopyFormat;
  /** Cursor of the last copy that the room has; empty: from what is not yet confirmed. */
  readonly after: string;
}

/** A stream that may be opened: what it begins with is read already. */
export interface OpenedStream {
  readonly kind: "opened";
  readonly mode: Mode;
  readonly write: CopyWriter;
  readonly first: readonly ReadyEvent[];
  readonly cursor: string;
}

interface ReadyEvent {
  readonly id: string;
  readonly event: "copy";
  readonly data: string;
}

/** `Last-Event-ID` is what a client that lost its stream says; `after` is for those that begin one by hand. */
export function readStreamStart(
  query: unknown,
  lastEventId: string | readonly string[] | undefined,
): StreamStart | ProblemCode {
  // A stream waits by itself: of its address only mode and cursor are read.
  const wanted = readFeedQuery({ ...Object(query), wait: undefined });
  if (typeof wanted === "string") return wanted;
  const { mode, format, after } = wanted;
  if (lastEventId === undefined) return { mode, format, after };
  if (typeof lastEventId !== "string" || lastEventId.length > 512) return "cursor-malformed";
  return { mode, format, after: lastEventId === "" ? after : lastEventId };
}

/**
 * The first look for a stream, before anything is answered, so that what is wrong can be told as a problem. That the
 * room comes with the cursor of a copy is the receipt of that copy.
 */
export async function openStream(
  ports: StreamPorts,
  room: EdgeRoom,
  { mode, format, after }: StreamStart,
): Promise<OpenedStream | Answer> {
  const write = copyWriterFor(room, format);
  if (write === undefined) return problem("format-unknown");
  const request = { mode, after, waitMs: 0, copiesMax: room.limits.copies_max, peek: false };
  const outcome = await ports.core.feed(room.id, request);
  if (outcome.kind !== "answered") return coreFailure(outcome);
  const first = readyEvents(outcome.value, write);
  if (first === undefined) {
    ports.logger.error("copy-unreadable");
    return problem("internal");
  }
  return { kind: "opened", mode, write, first, cursor: outcome.value.cursor };
}

/**
 * Writes copies until the stream ends. A write to a socket is no delivery: from here on the core is only asked what
 * comes after what was written, and nothing is confirmed until the room says so itself.
 */
export async function streamFeed(
  ports: StreamPorts,
  room: EdgeRoom,
  stream: EventStream,
  opened: OpenedStream,
): Promise<void> {
  let { first: events, cursor } = opened;
  for (;;) {
    for (const event of events) {
      if (!(await stream.send(event))) return;
      if (stream.count >= room.limits.stream_copies_max) {
        stream.end("enough");
        return;
      }
    }
    const page = await nextPage(ports, room, stream, { mode: opened.mode, after: cursor });
    if (page === undefined) return;
    const ready = readyEvents(page, opened.write);
    if (ready === undefined) {
      ports.logger.error("copy-unreadable");
      stream.end("internal");
      return;
    }
    events = ready;
    cursor = page.cursor;
  }
}

/** What comes next, however long it takes; undefined when the stream has ended. */
async function nextPage(
  ports: StreamPorts,
  room: EdgeRoom,
  stream: EventStream,
  start: Pick<StreamStart, "mode" | "after">,
): Promise<FeedPage | undefined> {
  const request = { ...start, waitMs: pollMs, copiesMax: room.limits.copies_max, peek: true };
  let failedSinceMs: number | undefined;
  let waitMs = retryMsMin;
  while (!stream.ended.aborted) {
    const outcome = await ports.core.feed(room.id, request);
    if (outcome.kind === "answered") return stream.ended.aborted ? undefined : outcome.value;
    failedSinceMs ??= ports.nowMs();
    if (!mayPass(outcome)) stream.end("internal");
    else if (ports.nowMs() - failedSinceMs > coreAwayMsMax) stream.end("core-unreachable");
    await ports.sleep(waitMs, stream.ended);
    waitMs = Math.min(waitMs * 2, retryMsMax);
  }
  return undefined;
}

/** True for what is over when the core is back or less busy. */
const mayPass = (outcome: CoreOutcome<FeedPage>): boolean =>
  outcome.kind !== "problem" || outcome.code === "busy" || outcome.code === "core-unreachable";

/** Undefined when a copy cannot be read: those before it would be sent, and it never. */
function readyEvents(page: FeedPage, write: CopyWriter): readonly ReadyEvent[] | undefined {
  const events: ReadyEvent[] = [];
  for (const { view, cursor } of page.copies) {
    const data = renderedCopy(view, write);
    if (data === undefined) return undefined;
    events.push({ id: cursor, event: "copy", data });
  }
  return events;
}
