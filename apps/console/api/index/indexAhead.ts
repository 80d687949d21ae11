import { setTimeout as sleep } from "node:timers/promises";
import type { FlowQuery } from "#libs/search/flows";
import type { FlowTable } from "../flowTable.ts";
import type { LogAccess } from "../logAccess.ts";
import type { Sight } from "../visibility.ts";

const dayMs = 86_400_000;
/** How far back people who have just signed in usually look. */
const aheadDays = 400;
/** Days that are counted in one go: whoever asks meanwhile waits for no more. */
const sliceDays = 10;
/** How long to wait before it is looked again whether somebody is being answered. */
const politeMs = 20;

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
 * what flowed from and to their rooms is counted day by day. Nothing of it is shown to anybody, and none of it is needed:
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

  signedIn(sight: Sight): void {
    this.begin();
    if (sight.titolare !== undefined) this.#next(() => this.#countFor(sight));
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

  async #countFor({ rooms }: Sight): Promise<void> {
    const { stopping, nowMs } = this.#ports;
    const ids = rooms.map(({ id }) => id);
    const today = nowMs() - (nowMs() % dayMs);
    for (let ago = 0; ago < aheadDays && !stopping.aborted; ago += sliceDays) {
      const to = today + dayMs - ago * dayMs;
      await this.#counted(ids, { from: to - sliceDays * dayMs, to, every: "day" });
    }
    await this.#counted(ids, { from: today - aheadDays * dayMs, to: today });
  }

  async #counted(
    rooms: readonly string[],
    period: Pick<FlowQuery, "from" | "to" | "every">,
  ): Promise<void> {
    const { access, threads, stopping, isBusy } = this.#ports;
    while (isBusy() && !stopping.aborted) await sleep(politeMs);
    const flows = { ...period, mode: "actual", ofRooms: rooms, isWithoutIncidents: true } as const;
    const table: FlowTable = { isSeries: false, seenBy: { kind: "own", rooms } };
    const count = () => access.search((search) => search.flowTable(flows, table));
    // Those that have nothing else to do are asked at the same time, so each of them once.
    await Promise.all(Array.from({ length: threads }, count));
  }
}
