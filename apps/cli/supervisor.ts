import { KeptPart, type Part, type PartEvents } from "./part.ts";
import type { Terminal } from "./terminal.ts";

/** What is told of a part: its name, how often it was started again, and whether it runs. */
export interface PartState {
  readonly name: string;
  readonly restarts: number;
  readonly isRunning: boolean;
}

/** Starts processes in order, keeps them running, and stops them in reverse order. */
export class Supervisor {
  private readonly parts: KeptPart[] = [];
  private readonly stopped = Promise.withResolvers<void>();
  private readonly ending = new AbortController();
  private stopping: Promise<void> | undefined;

  constructor(private readonly terminal: Terminal) {}

  /** Resolves when somebody asks for the end. */
  get stopAsked(): Promise<void> {
    return this.stopped.promise;
  }

  get stopRequested(): boolean {
    return this.ending.signal.aborted;
  }

  get restarts(): number {
    return this.parts.reduce((sum, { restarts }) => sum + restarts, 0);
  }

  /** Every part that was started, as it is now. */
  get states(): readonly PartState[] {
    return this.parts.map(({ name, restarts, isRunning }) => ({ name, restarts, isRunning }));
  }

  /** Starts a part and keeps it; rejects when its first start fails. */
  async start(part: Part): Promise<void> {
    if (this.stopRequested) return;
    const kept = new KeptPart(part, eventsTo(this.terminal), () => performance.now());
    this.parts.push(kept);
    await kept.start();
  }

  /** Ends a part in order, for it to be started again. */
  async restart(name: string): Promise<void> {
    if (this.stopRequested) return;
    await this.parts.find((part) => part.name === name)?.restart();
  }

  requestStop(): void {
    this.ending.abort();
    this.stopped.resolve();
  }

  /** Stops every part, the last started first. */
  stop(): Promise<void> {
    this.requestStop();
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  /** Nobody waits any more: ends everything at once. */
  killAll(): void {
    for (const part of this.parts) part.kill();
  }

  private async stopAll(): Promise<void> {
    for (const part of this.parts.toReversed()) await part.stop();
  }
}

function eventsTo(terminal: Terminal): PartEvents {
  return {
    started: (process, pid) => terminal.tell("process-started", { process, pid }),
    ended: (process, reason, restarts, waitMs) =>
      terminal.warn("process-ended", { process, reason, restarts, waitMs }),
    back(process, pid, restarts) {
      terminal.tell("process-restarted", { process, pid, restarts });
      if (!terminal.json) terminal.warn("process-back", { process });
    },
  };
}
