import { readFileSync } from "node:fs";
import { CodedError } from "./codedError.ts";

/** Where IO code takes the time from; pure code gets times as arguments. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/**
 * The system's clock moved by the whole milliseconds that `file` holds, read at each call so that a test
 * can move a running process. Without the file there is no offset.
 */
export function fileOffsetClock(file: string, base: Clock = systemClock): Clock {
  return { nowMs: () => base.nowMs() + offsetIn(file) };
}

/** The clock that a configuration asks for. */
export function clockFor(test: { readonly clock?: string | undefined } | undefined): Clock {
  return test?.clock === undefined ? systemClock : fileOffsetClock(test.clock);
}

/** RFC 3339 UTC with milliseconds: the canonical form of every time that we store. */
export function canonicalNow(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}

function offsetIn(file: string): number {
  const text = readOrEmpty(file).trim();
  if (text === "") return 0;
  if (!/^-?\d{1,13}$/.test(text)) throw new CodedError("clock-offset-malformed", file);
  return Number(text);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
