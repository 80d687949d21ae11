/**
 * Whether policy may record: releases stop before recording when the log lags (architecture, step 7).
 * Pure: what is known of announcements and of own writes goes in, the verdict comes out.
 */

/** A checkpoint announced by audit, its signature already verified. */
export interface Announcement {
  readonly year: number;
  readonly size: number;
  readonly root: string;
  /** When it was received, milliseconds of this process's clock. */
  readonly receivedAtMs: number;
}

/** An acknowledged write to AUDIT that no announced checkpoint covers yet. */
export interface UncoveredWrite {
  readonly year: number;
  readonly sequence: number;
  readonly acknowledgedAtMs: number;
}

/** What no log that only grows can announce; only audit's own key can have signed it. */
export type BrokenLog = "log-shrank" | "log-forked";

export interface GateState {
  readonly last: Announcement | undefined;
  /** The first thing announced that no log which only grows can say: never cleared by itself. */
  readonly broken: BrokenLog | undefined;
  /** Oldest first. */
  readonly uncovered: readonly UncoveredWrite[];
}

export type GateVerdict =
  | { readonly open: true }
  | { readonly open: false; readonly why: "no-announcement" | "log-lags" | BrokenLog };

export const emptyGate: GateState = { last: undefined, broken: undefined, uncovered: [] };

/** The gate after one more announcement: what it covers is no longer waited for. */
export function announced(state: GateState, next: Announcement): GateState {
  const { last } = state;
  if (last !== undefined && next.year < last.year) return state;
  const broken = state.broken ?? (last && breakBetween(last, next));
  // Which of two histories is the true one is not for this process to say: it stays with what it heard first.
  if (broken === "log-forked") return { ...state, broken };
  const uncovered = state.uncovered.filter((write) => !covers(next, write));
  return { last: next, broken, uncovered };
}

/**
 * Two announcements of one year contradict each other when the later is smaller, or has another root for the same size.
 * Another root behind a larger size is not seen here: witnesses and monitors ask for the consistency proof.
 */
function breakBetween(last: Announcement, next: Announcement): BrokenLog | undefined {
  if (next.year !== last.year) return undefined;
  if (next.size < last.size) return "log-shrank";
  return next.size === last.size && next.root !== last.root ? "log-forked" : undefined;
}

/** The gate after an acknowledged write of our own. */
export function wrote(state: GateState, write: UncoveredWrite): GateState {
  if (state.last !== undefined && covers(state.last, write)) return state;
  return { ...state, uncovered: [...state.uncovered, write] };
}

/**
 * May a leaf be recorded at `nowMs`? `stopAfterMs` is the signed limit `release_stop_after_ms`.
 * At exactly the limit it is closed: a limit is the first value that is too much.
 */
export function verdict(state: GateState, nowMs: number, stopAfterMs: number): GateVerdict {
  if (state.broken !== undefined) return { open: false, why: state.broken };
  if (state.last === undefined || nowMs - state.last.receivedAtMs >= stopAfterMs) {
    return { open: false, why: "no-announcement" };
  }
  const oldest = state.uncovered[0];
  if (oldest !== undefined && nowMs - oldest.acknowledgedAtMs >= stopAfterMs) {
    return { open: false, why: "log-lags" };
  }
  return { open: true };
}

/** Leaf index = sequence − 1: a log of size n covers sequences 1..n. A later year covers all earlier ones. */
function covers(announcement: Announcement, write: UncoveredWrite): boolean {
  if (announcement.year !== write.year) return announcement.year > write.year;
  return announcement.size >= write.sequence;
}
