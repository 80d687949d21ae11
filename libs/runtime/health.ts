/** State of one part of a process: `ok`, or the code of what it waits for or suffers from. */
export interface HealthPart {
  readonly part: string;
  readonly state: string;
}

/** What a process says of itself: codes and names of parts only. */
export interface HealthState {
  /** False when only a restart can help. */
  readonly live: boolean;
  /** True when every part is `ok`. */
  readonly ready: boolean;
  readonly parts: readonly HealthPart[];
}

/** Collects the state of the parts of a process; served by its edge, and asked by the supervisor. */
export interface Health {
  /** `state` is `ok` or a code; throws on a part that was not named at the start. */
  set(part: string, state: string): void;
  fail(): void;
  state(): HealthState;
}

/** Health of a process with these parts, each `starting` until it is set. */
export function createHealth(parts: readonly string[]): Health {
  const states = new Map(parts.map((part) => [part, "starting"]));
  let live = true;
  return {
    set(part, state) {
      if (!states.has(part)) throw new Error(`health has no part ${part}`);
      states.set(part, state);
    },
    fail() {
      live = false;
    },
    state: () => ({
      live,
      ready: live && [...states.values()].every((state) => state === "ok"),
      parts: [...states].map(([part, state]) => ({ part, state })),
    }),
  };
}
