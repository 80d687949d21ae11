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

export interface GateState {
  readonly last: Announcement | undefined;
  /** Set when a later announcement of the same year was smaller: never cleared by itself. */
  readonly shrunk: boolean;
  /** Oldest first. */
  readonly uncovered: readonly UncoveredWrite[];
}

export type GateVerdict =
  | { readonly open: true }
  | { readonly open: false; readonly why: "no-announcement" | "log-shrank" | "log-lags" };

export const emptyGate: GateState = { last: undefined, shrunk: false, uncovered: [] };

/** The gate after one more announcement: what it covers is no longer waited for. */
export function announced(state: GateState, next: Announcement): GateState {
  const sameYear = state.last?.year === next.year;
  const shrank = state.last !== undefined && sameYear && next.size < state.last.size;
  const older = state.last !== undefined && next.year < state.last.year;
  if (older) return state;
  return {
    last: next,
    shrunk: state.shrunk || shrank,
    uncovered: state.uncovered.filter((write) => !covers(next, write)),
  };
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
  if (state.shrunk) return { open: false, why: "log-shrank" };
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
