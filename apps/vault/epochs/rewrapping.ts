import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "#libs/runtime/logger";
import type { Seam } from "#libs/runtime/seam";
import type { KeyName, KeyStore } from "../keyStore.ts";

/** Incidents wrapped anew in one write: a few milliseconds in which nobody else is answered. */
const rowsMax = 64;
/** Between two writes: answering goes first. */
const restMs = 20;
const retryMs = 5_000;

export interface RewrappingParts {
  readonly store: KeyStore;
  readonly logger: Logger;
  readonly seam: Seam;
  readonly signal: AbortSignal;
}

/**
 * Wraps what older epochs wrapped under the newest key, in the background. Each write is whole or not there: killed
 * anywhere it goes on where it was, at the next start.
 */
export class Rewrapping {
  readonly #parts: RewrappingParts;
  /** Passes that somebody asked for since the last one began. */
  #wanted = 1;
  #wake = (): void => undefined;

  constructor(parts: RewrappingParts) {
    this.#parts = parts;
  }

  /** There may be something to do: another epoch has begun. */
  wake(): void {
    this.#wanted += 1;
    this.#wake();
  }

  /** Works until the process stops. */
  async run(): Promise<void> {
    const { signal, logger } = this.#parts;
    while (!signal.aborted) {
      await this.#next();
      if (signal.aborted) return;
      try {
        this.#wanted = 0;
        await this.pass();
      } catch (error) {
        logger.warn("rewrapping-waits", {}, error);
        this.#wanted += 1;
        await this.#rest(retryMs);
      }
    }
  }

  /** Goes once through what is left; the number of incidents that it wrapped. */
  async pass(): Promise<number> {
    const { store, logger, seam, signal } = this.#parts;
    let after: KeyName | undefined;
    let rows = 0;
    while (!signal.aborted) {
      const done = await store.rewrap(rowsMax, after);
      rows += done.rows;
      for (const incident of done.damaged) logger.error("row-not-rewrapped", { incident });
      if (done.last === undefined) break;
      after = done.last;
      await seam("vault-rewrapped");
      await this.#rest(restMs);
    }
    if (rows > 0) logger.info("rewrapped", { count: rows });
    return rows;
  }

  #rest(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: this.#parts.signal }).catch(() => undefined);
  }

  #next(): Promise<void> {
    const { signal } = this.#parts;
    if (this.#wanted > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}
