import { openAnnouncement } from "#libs/seal/announcement";
import { announced, emptyGate, type GateState, type GateVerdict, verdict, wrote } from "./gate.ts";

/** Signed limits and keys that the watch depends on. */
export interface WatchTerms {
  /** Raw Ed25519 public key of the log. */
  readonly logKey: Uint8Array;
  readonly logFamily: string;
  readonly stopAfterMs: number;
}

/**
 * What a process knows of the log, from announcements: the gate before recording, and the years in which something can be read.
 * The thin rim of `gate.ts`: it keeps the state and asks the clock.
 */
export class LogWatch {
  private state: GateState = emptyGate;
  private sealedYear = 0;
  private readonly waiters = new Set<() => void>();

  constructor(
    private readonly terms: WatchTerms,
    private readonly nowMs: () => number,
    /** Every year before this one that can be read, newest first. */
    private readonly previousYears: (year: number) => readonly number[],
  ) {}

  /** An announcement as it came. One that is not signed by the log is not heard. */
  heard(bytes: Uint8Array): void {
    const announcement = openAnnouncement(this.terms.logKey, bytes);
    if (announcement === undefined) return;
    const { year, size, root, origin } = announcement;
    if (origin !== `${this.terms.logFamily}/${year}`) return;
    this.state = announced(this.state, { year, size, root, receivedAtMs: this.nowMs() });
    for (const wake of this.waiters) wake();
  }

  acknowledged(year: number, sequence: number): void {
    this.state = wrote(this.state, { year, sequence, acknowledgedAtMs: this.nowMs() });
  }

  yearSealed(year: number): void {
    this.sealedYear = Math.max(this.sealedYear, year);
  }

  gate(): GateVerdict {
    return verdict(this.state, this.nowMs(), this.terms.stopAfterMs);
  }

  /** The writable year first, then every one before it; none while a sealed year waits for its successor. */
  openYears(): readonly number[] {
    const year = this.state.last?.year;
    if (year === undefined || year <= this.sealedYear) return [];
    return [year, ...this.previousYears(year)];
  }

  covers(year: number, sequence: number): boolean {
    const { last } = this.state;
    if (last === undefined) return false;
    return last.year > year || (last.year === year && last.size >= sequence);
  }

  /** Resolves when the condition holds; it is looked at after every announcement. */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition()) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiters.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        this.waiters.add(wake);
        signal.addEventListener("abort", wake);
      });
    }
  }
}
