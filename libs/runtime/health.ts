/** What a process says of one thing that it needs: `ok`, or the code of what it waits for or suffers from. */
export interface HealthReport {
  readonly name: string;
  readonly ok: boolean;
  readonly code: string;
}

/** What a process says of itself: codes and names of parts only. */
export interface HealthState {
  /** True when every report is ok. */
  readonly ready: boolean;
  readonly reports: readonly HealthReport[];
}

/** Collects what a process needs; served at its address for operations. */
export interface Health {
  /** From now on `read` is asked for the state of this part: `ok` or a code. */
  watch(part: string, read: () => string): void;
  state(): HealthState;
}

/** Health of a process with these parts, each `starting` until somebody watches it. */
export function createHealth(parts: readonly string[]): Health {
  const reads = new Map<string, () => string>(parts.map((part) => [part, () => "starting"]));
  return {
    watch(part, read) {
      reads.set(part, read);
    },
    state: () => {
      const reports = [...reads].map(([name, read]) => reportOf(name, read()));
      return { ready: reports.every(({ ok }) => ok), reports };
    },
  };
}

const reportOf = (name: string, code: string): HealthReport => ({ name, ok: code === "ok", code });
