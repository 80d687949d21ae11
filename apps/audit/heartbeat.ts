import type { AppendOutcome, EventLog } from "#libs/eventlog/port";
import type { Clock } from "#libs/runtime/clock";
import type { Leaf } from "#libs/seal/leaf";
import { ownPlace, writeOwnLeaf } from "./ownLeaf.ts";

export interface HeartbeatPorts {
  readonly log: Pick<EventLog, "append">;
  readonly macKey: Uint8Array;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Year and size of the log that is written now; undefined: none yet. */
  state(): { readonly year: number; readonly size: number } | undefined;
}

/**
 * The sign of life in the log itself: a leaf at least every `everyMs`, whether anything happens or not, so that a log
 * that stands still cannot be taken for rooms that have nothing to say. Its absence is a monitor's alarm. Several
 * processes write one: the leaf stands where only the first successor of the last one can.
 */
export class Heartbeat {
  readonly #ports: HeartbeatPorts;
  #last: { readonly year: number; readonly at: string } | undefined;

  constructor(ports: HeartbeatPorts) {
    this.#ports = ports;
  }

  /** Every entry that is in a signed checkpoint; a year begins with a sign of life too. */
  learn(year: number, { kind, at }: Pick<Leaf, "kind" | "at">): void {
    if (kind === "heartbeat" || kind === "genesis") this.#last = { year, at };
  }

  /** Writes the leaf when it is due. Undefined: it is not. */
  async pass(): Promise<AppendOutcome | undefined> {
    const { log, macKey, clock, everyMs } = this.#ports;
    const state = this.#ports.state();
    const nowMs = clock.nowMs();
    // At the turn of the year the old log is about to be sealed: the new one begins with its genesis.
    if (state === undefined || new Date(nowMs).getUTCFullYear() !== state.year) return undefined;
    // A log begins with its genesis, which is a sign of life: on a slow machine that one is still on its way.
    if (state.size === 0) return undefined;
    const last = this.#last?.year === state.year ? this.#last.at : undefined;
    const waitedMs = last === undefined ? everyMs : nowMs - Date.parse(last);
    if (waitedMs < everyMs) return undefined;
    // Where something that is no leaf stands in the place, the next interval has a place of its own.
    const place = ownPlace(state.year, "heartbeat", [last ?? "", Math.floor(waitedMs / everyMs)]);
    const at = new Date(nowMs).toISOString();
    const leaf = { kind: "heartbeat", at, clock: "unsynced", covered: state.size } as const;
    return writeOwnLeaf(log, macKey, place, { leaf });
  }
}
