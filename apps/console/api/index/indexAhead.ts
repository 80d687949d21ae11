import { setTimeout as sleep } from "node:timers/promises";
import { dayMs, monthOf } from "#libs/search/saidSpans";
import { flowModes } from "../flowAnswers.ts";
import type { FlowReader } from "../flowTable.ts";
import type { LogAccess } from "../logAccess.ts";
import type { FlowTableQuery } from "./flowTables.ts";

/** How far back people who have just signed in usually look. */
const aheadDays = 400;
/** Days that are counted in one go: whoever asks meanwhile waits for no more. */
const sliceDays = 10;
/** How long to wait before it is looked again whether somebody is being answered. */
const politeMs = 20;

type Period = Pick<FlowTableQuery, "from" | "to" | "every">;

interface AheadPorts {
  readonly access: Pick<LogAccess, "warm" | "search">;
  /** Threads of the index: each remembers on its own. */
  readonly threads: number;
  readonly stopping: AbortSignal;
  isBusy(): boolean;
  nowMs(): number;
}

/**
 * Makes the index ready for whoever has signed in, while they say what they read for: its file is read into memory, and
 * the flows that they may see are counted: those of their own rooms day by day, aggregates month by month. Nothing of it is shown to anybody, and none of it is needed:
 * what is not ready is looked up when it is asked for. What is wrong with the index is told to each who asks, not here.
 */
export class IndexAhead {
  readonly #ports: AheadPorts;
  #turn: Promise<void> = Promise.resolve();

  constructor(ports: AheadPorts) {
    this.#ports = ports;
  }

  /** At the start of the process. */
  begin(): void {
    this.#next(() => this.#ports.access.warm());
  }

  /** `reader` undefined: somebody who sees no flows. */
  signedIn(reader: FlowReader | undefined): void {
    this.begin();
    if (reader !== undefined) this.#next(() => this.#countFor(reader));
  }

  /** Until what was begun so far is through. */
  done(): Promise<void> {
    return this.#turn;
  }

  #next(work: () => Promise<unknown>): void {
    this.#turn = this.#turn.then(async () => {
      if (!this.#ports.stopping.aborted) await work();
    });
    this.#turn = this.#turn.catch(() => undefined);
  }

  async #countFor(reader: FlowReader): Promise<void> {
    for (const mode of flowModes) {
      for (const period of this.#periodsOf(reader)) {
        if (this.#ports.stopping.aborted) return;
        await this.#counted({ ...period, mode, seenBy: reader });
      }
    }
  }

  /** The latest first. */
  #periodsOf({ kind }: FlowReader): readonly Period[] {
    const nowMs = this.#ports.nowMs();
    const today = nowMs - (nowMs % dayMs);
    const months = monthsBetween(today - aheadDays * dayMs, today);
    if (kind === "aggregates") return months;
    const days: Period[] = [];
    for (let ago = 0; ago < aheadDays; ago += sliceDays) {
      const to = today + dayMs - ago * dayMs;
      days.push({ from: to - sliceDays * dayMs, to, every: "day" });
    }
    return [...days, ...months];
  }

  async #counted(query: FlowTableQuery): Promise<void> {
    const { access, threads, stopping, isBusy } = this.#ports;
    while (isBusy() && !stopping.aborted) await sleep(politeMs);
    const count = () => access.search((search) => search.flowTable(query));
    // Those that have nothing else to do are asked at the same time, so each of them once.
    await Promise.all(Array.from({ length: threads }, count));
  }
}

/** The whole months between two times, the latest first. */
function monthsBetween(from: number, to: number): readonly Period[] {
  const months: Period[] = [];
  for (let end = monthOf(to); monthOf(end - 1) >= from; end = monthOf(end - 1)) {
    months.push({ from: monthOf(end - 1), to: end, every: "month" });
  }
  return months;
}
