/** Questions that are being answered, of all viewers, and how many there may be. */
export class Workload {
  readonly #max: number;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get count(): number {
    return this.#count;
  }

  /** Runs the work unless there is too much already: then undefined, at once. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#count >= this.#max) return undefined;
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
    }
  }
}
