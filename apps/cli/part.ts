import { setTimeout as wait } from "node:timers/promises";

/** A started process. */
export interface Started {
  readonly pid: number;
  /** Resolves when it is gone, with how it ended: `code 70`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** Ends it in order; by force after its time. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** Something that is kept running. */
export interface Part {
  readonly name: string;
  /** Resolves when it works; rejects when it does not come up, or when `signal` ends the attempt. */
  launch(signal: AbortSignal): Promise<Started>;
}

export interface PartEvents {
  started(name: string, pid: number): void;
  ended(name: string, reason: string, restarts: number, waitMs: number): void;
  back(name: string, pid: number, restarts: number): void;
}

/** First pause before a restart, doubled each time up to the longest; a process that worked this long starts over. */
const pauseMs = { first: 250, longest: 30_000, forgiven: 60_000 } as const;

/** Keeps one process running until it is stopped, with growing pauses; counts its restarts. */
export class KeptPart {
  restarts = 0;
  private readonly stopping = new AbortController();
  private running: Started | undefined;
  private keeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly part: Part,
    private readonly events: PartEvents,
    private readonly nowMs: () => number,
  ) {}

  get name(): string {
    return this.part.name;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** The first start: its failure is the caller's. */
  async start(): Promise<void> {
    const first = this.first();
    this.keeping = first.then(
      (started) => this.keep(started),
      () => undefined,
    );
    await first;
  }

  /** Ends the process and everything that would start it again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running?.stop();
    await this.keeping;
  }

  /** Ends the process in order; it is then started again as after any other end. */
  async restart(): Promise<void> {
    await this.running?.stop();
  }

  kill(): void {
    this.stopping.abort();
    this.running?.kill();
  }

  private async first(): Promise<Started> {
    const started = await this.part.launch(this.stopping.signal);
    this.events.started(this.name, started.pid);
    return started;
  }

  private async keep(first: Started): Promise<void> {
    let started: Started | undefined = first;
    let pause: number = pauseMs.first;
    while (started !== undefined) {
      this.running = started;
      if (this.stopping.signal.aborted) await started.stop();
      const since = this.nowMs();
      const reason = await started.ended;
      this.running = undefined;
      if (this.nowMs() - since >= pauseMs.forgiven) pause = pauseMs.first;
      started = await this.again(reason, pause);
      pause = Math.min(pause * 2, pauseMs.longest);
    }
  }

  /** Starts it again, as often as needed; undefined when it shall stop. */
  private async again(ended: string, firstPauseMs: number): Promise<Started | undefined> {
    const { signal } = this.stopping;
    let reason = ended;
    for (
      let waitMs = firstPauseMs;
      !signal.aborted;
      waitMs = Math.min(waitMs * 2, pauseMs.longest)
    ) {
      this.restarts += 1;
      this.events.ended(this.name, reason, this.restarts, waitMs);
      await wait(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        const started = await this.part.launch(signal);
        this.events.back(this.name, started.pid, this.restarts);
        return started;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    return undefined;
  }
}
