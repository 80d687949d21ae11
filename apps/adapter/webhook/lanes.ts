/** What is to be done with a key next: nothing waits, go on, or not before so many milliseconds. */
export type Next = "empty" | "on" | number;

interface Entry<T> {
  readonly value: T;
  state: "queued" | "running" | "waiting";
  /** Woken while it ran: it may have looked too early. */
  again: boolean;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Runs steps of many keys, at most so many at once, of each key one after the other, and the keys in turn. A
 * key that waits holds up nobody.
 */
export class Lanes<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #queue: string[] = [];
  readonly #running = new Set<Promise<void>>();
  #stopped: boolean = false;

  constructor(
    private readonly parallelMax: number,
    private readonly fresh: () => T,
    /** Must not reject: what goes wrong is a pause. */
    private readonly step: (key: string, value: T) => Promise<Next>,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  all(): readonly T[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  /** Something new may wait under this key: it is looked at, also when it waits for its time. */
  wake(key: string): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#again(key, known);
      return;
    }
    const value = this.fresh();
    this.#entries.set(key, { value, state: "queued", again: false, timer: undefined });
    this.#queue.push(key);
    this.#pump();
  }

  /** Ends the wait of the first key whose value `wants` it; false when none does. */
  hasten(wants: (value: T) => boolean): boolean {
    for (const [key, entry] of this.#entries) {
      if (!wants(entry.value)) continue;
      this.#again(key, entry);
      return true;
    }
    return false;
  }

  /** Begins nothing new, and resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #again(key: string, entry: Entry<T>): void {
    entry.again = true;
    if (entry.state === "waiting") this.#enqueue(key, entry);
  }

  #enqueue(key: string, entry: Entry<T>): void {
    clearTimeout(entry.timer);
    entry.state = "queued";
    this.#queue.push(key);
    this.#pump();
  }

  #pump(): void {
    while (!this.#stopped && this.#running.size < this.parallelMax) {
      const key = this.#queue.shift();
      const entry = key === undefined ? undefined : this.#entries.get(key);
      if (key === undefined || entry === undefined) return;
      const run = this.#run(key, entry).finally(() => {
        this.#running.delete(run);
        this.#pump();
      });
      this.#running.add(run);
    }
  }

  async #run(key: string, entry: Entry<T>): Promise<void> {
    entry.state = "running";
    entry.again = false;
    const next = await this.step(key, entry.value);
    if (next === "on" || (next === "empty" && entry.again)) this.#enqueue(key, entry);
    else if (next === "empty") this.#entries.delete(key);
    else {
      entry.state = "waiting";
      // Longer timers than this overflow and fire at once.
      const waitMs = Math.min(Math.max(next, 0), 2_147_483_647);
      if (!this.#stopped) entry.timer = setTimeout(() => this.#enqueue(key, entry), waitMs);
    }
  }
}
