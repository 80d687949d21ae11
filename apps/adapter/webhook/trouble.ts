import type { IBackoff } from "cockatiel"; // back-off with decorrelated jitter: its formula is hard to get right
import { decorrelatedJitterGenerator, ExponentialBackoff } from "cockatiel";
import { type Outcome, refusalsMax } from "./outcome.ts";

/** The first pause is about this long; each next one about twice as long, up to the longest. */
const firstPauseMs = 500;
const pauseMsMax = 300_000;

/** Tries of a copy that fail before it can expire, however old it is. */
export const triesMin = 3;

/** How often a dead copy is looked at: its room may have fetched it otherwise. */
export const deadLookMs = 60_000;

/** A copy that could not be delivered so far. */
export interface Trouble {
  readonly delivery: string;
  /** When it failed first, since this process started. */
  readonly sinceMs: number;
  readonly tries: number;
  readonly refusals: number;
  /** What came of the last try, in a word. */
  readonly code: string;
  /** `dead`: not tried again unless somebody asks for it; it waits in the feed until it expires. */
  readonly state: "retrying" | "dead";
  readonly dueMs: number;
  readonly backoff: IBackoff<unknown>;
}

/**
 * Trouble after a try that did not deliver. The pause is the longer of ours and the receiver's, and ends at the
 * latest when the copy's time is over.
 */
export function troubleAfter(
  before: Trouble | undefined,
  delivery: string,
  outcome: Extract<Outcome, { kind: "refused" | "failed" }>,
  nowMs: number,
  expiresMs: number,
): Trouble {
  const backoff = nextBackoff(before);
  const refusals = (before?.refusals ?? 0) + (outcome.kind === "refused" ? 1 : 0);
  const isDead = refusals >= refusalsMax;
  const asked = outcome.kind === "failed" ? outcome.retryAfterMs : 0;
  const pauseMs = isDead ? deadLookMs : Math.max(backoff.duration, asked);
  return {
    delivery,
    sinceMs: before?.sinceMs ?? nowMs,
    tries: (before?.tries ?? 0) + 1,
    refusals,
    code: outcome.code,
    state: isDead ? "dead" : "retrying",
    dueMs: dueBy(nowMs + pauseMs, nowMs, expiresMs),
    backoff,
  };
}

/** A dead copy that was looked at and left as it is. */
export const lookedAt = (trouble: Trouble, nowMs: number, expiresMs: number): Trouble => ({
  ...trouble,
  dueMs: dueBy(nowMs + deadLookMs, nowMs, expiresMs),
});

/** The same copy as somebody wants it tried now: as if it had been refused never yet, with short pauses again. */
export const triedAgain = (trouble: Trouble, nowMs: number): Trouble => ({
  ...trouble,
  refusals: 0,
  state: "retrying",
  dueMs: nowMs,
  backoff: nextBackoff(undefined),
});

/**
 * A copy expires only after tries that failed: one that waited while nobody tried, as after a long stop of
 * ours, is tried first, and more than once.
 */
export const isExpired = (trouble: Trouble | undefined, nowMs: number, expiresMs: number) =>
  trouble !== undefined && trouble.tries >= triesMin && nowMs >= expiresMs;

const dueBy = (dueMs: number, nowMs: number, expiresMs: number): number =>
  expiresMs > nowMs ? Math.min(dueMs, expiresMs) : dueMs;

/** Pauses that grow, for the same thing tried again and again. */
export function nextBackoff(before: { readonly backoff: IBackoff<unknown> } | undefined) {
  return before === undefined ? pauses.next() : before.backoff.next(undefined);
}

const pauses = new ExponentialBackoff({
  generator: decorrelatedJitterGenerator,
  initialDelay: firstPauseMs,
  maxDelay: pauseMsMax,
});
