import type { AppendOutcome, EventLog } from "#libs/eventlog/port";
import { genesisPlace } from "#libs/eventlog/subjects";
import type { TreeState } from "#libs/tilestore/checkpointStore";
import { originOf } from "./logKey.ts";
import { writeOwnLeaf } from "./ownLeaf.ts";

/** How a year ended: named by the first leaf of the next. */
export interface EndedYear extends TreeState {
  readonly year: number;
}

export interface GenesisPorts {
  readonly log: EventLog;
  readonly macKey: Uint8Array;
  readonly family: string;
  nowIso(): string;
}

/**
 * Writes the genesis leaf as the very first message of a year. `conflict`: something stands there already,
 * ours or another instance's; whether that is a genesis leaf is for the sequencer to say.
 */
export function writeGenesis(
  ports: GenesisPorts,
  year: number,
  previous: EndedYear | undefined,
): Promise<AppendOutcome> {
  const link =
    previous === undefined
      ? {}
      : {
          previous: {
            year: previous.year,
            last_sequence: previous.size,
            root: previous.root.toString("hex"),
          },
        };
  return writeOwnLeaf(ports.log, ports.macKey, genesisPlace(year), {
    leaf: {
      kind: "genesis",
      at: ports.nowIso(),
      // Nobody has checked this clock: only its order against the stream's own times is evidence.
      clock: "unsynced",
      origin: originOf(ports.family, year),
      year,
      ...link,
    },
  });
}

/** A year that has a stream, and whether anything was written to it. */
export interface FoundYear {
  readonly year: number;
  readonly messages: number;
  readonly sealed: boolean;
}

/**
 * The year that is being written, as the streams say: the newest that has a message, else the one of the clock
 * if it has a stream, else the newest. Undefined while there is none. Pure.
 */
export function currentYear(found: readonly FoundYear[], clockYear: number): number | undefined {
  const newestFirst = found.toSorted((a, b) => b.year - a.year);
  const written = newestFirst.find(({ messages }) => messages > 0);
  const byClock = newestFirst.find(({ year }) => year === clockYear);
  return (written ?? byClock ?? newestFirst[0])?.year;
}

/** True when `year` must give way to the next: it is sealed already, or the clock says so. */
export function isOver(year: FoundYear, clockYear: number): boolean {
  return year.messages > 0 && (year.sealed || clockYear > year.year);
}
