/** Limits a rate and lets a burst through: time comes in with each call. */
export class TokenBucket {
  #tokens: number;
  #atMs: number | undefined;

  constructor(
    private readonly ratePerS: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /** 0 when the request may pass; else the whole seconds after which one may. */
  take(nowMs: number): number {
    const waitS = this.waitS(nowMs);
    if (waitS === 0) this.#tokens -= 1;
    return waitS;
  }

  /** As {@link take}, and nothing is taken. */
  waitS(nowMs: number): number {
    // A clock that steps back neither gives nor takes tokens.
    const elapsedMs = Math.max(0, nowMs - (this.#atMs ?? nowMs));
    this.#atMs = nowMs;
    this.#tokens = Math.min(this.burst, this.#tokens + (elapsedMs / 1_000) * this.ratePerS);
    return this.#tokens < 1 ? Math.ceil((1 - this.#tokens) / this.ratePerS) : 0;
  }

  /** How many may pass now, as of the last call of `take`. */
  get left(): number {
    return Math.floor(this.#tokens);
  }

  /** Whole seconds after which the bucket is full again if nothing is taken. */
  get fullAfterS(): number {
    return Math.ceil((this.burst - this.#tokens) / this.ratePerS);
  }
}
