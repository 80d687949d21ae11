import type { EventLog } from "#libs/eventlog/port";
import { sleep } from "#libs/eventlog/sleep";
import { auditStream, feedStream } from "#libs/eventlog/subjects";
import { CodedError } from "#libs/runtime/codedError";
import type { FeedView } from "./feedView.ts";

/** How far the signed log is behind the stream. */
export interface LogLag {
  readonly entries: number;
  /** Age of the eldest entry that no checkpoint covers; 0 when there is none. */
  readonly seconds: number;
}

/** The lag of a year's log that holds `size()` entries; sequence n of the stream is entry n. Rejects when the log does not answer. */
export async function logLag(
  log: Pick<EventLog, "info" | "firstFrom">,
  year: number,
  size: () => number,
  nowMs: number,
): Promise<LogLag> {
  const stream = auditStream(year);
  const last = (await log.info(stream))?.lastSequence ?? 0;
  // Asked for last: what was sequenced meanwhile is not behind.
  const covered = size();
  if (last <= covered) return { entries: 0, seconds: 0 };
  const eldest = await log.firstFrom(stream, `audit.${year}.>`, covered + 1);
  const ageMs = eldest === undefined ? 0 : nowMs - Date.parse(eldest.storedAt);
  return { entries: last - covered, seconds: Math.max(0, ageMs) / 1_000 };
}

/**
 * Feeds that are not there, or of which a message lies unseen for longer than comparisons leave between them. Rejects
 * when the log does not answer.
 */
export async function feedsBehind(
  log: Pick<EventLog, "info" | "firstFrom">,
  feeds: readonly Pick<FeedView, "room" | "lastSequence">[],
  { nowMs, unseenMsMax }: { readonly nowMs: number; readonly unseenMsMax: number },
): Promise<number> {
  const behind = await Promise.all(
    feeds.map(async ({ room, lastSequence }) => {
      const stream = feedStream(room);
      const state = await log.info(stream);
      if (state === undefined) return true;
      // Without messages there is nothing to see: what there was is gone by age.
      if (state.messages === 0 || lastSequence >= state.lastSequence) return false;
      const unseen = await log.firstFrom(stream, "feed.>", lastSequence + 1);
      return unseen !== undefined && nowMs - Date.parse(unseen.storedAt) > unseenMsMax;
    }),
  );
  return behind.filter(Boolean).length;
}

const caughtUpMs = 10_000;
const caughtUpLookMs = 20;

/**
 * Resolves when the log of a year holds what its stream held at the call, or when `size` no longer knows that year.
 * Rejects with `log-lags` after ten seconds, and when `signal` is aborted.
 */
export async function caughtUp(
  log: Pick<EventLog, "info">,
  year: number,
  size: (year: number) => number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const wanted = (await log.info(auditStream(year)))?.lastSequence ?? 0;
  for (let waitedMs = 0; waitedMs < caughtUpMs; waitedMs += caughtUpLookMs) {
    if ((size(year) ?? wanted) >= wanted) return;
    signal.throwIfAborted();
    await sleep(caughtUpLookMs, signal);
  }
  throw new CodedError("log-lags", auditStream(year));
}
