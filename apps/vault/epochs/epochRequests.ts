import { type EpochRefusal, epochAnswerOf, epochIn } from "#libs/eventlog/epochMessages";
import type { Logger } from "#libs/runtime/logger";
import type { KeyStore } from "../keyStore.ts";
import type { Rewrapping } from "./rewrapping.ts";

export interface EpochRequestParts {
  readonly store: KeyStore;
  readonly rewrapping: Rewrapping;
  readonly backend: "file" | "pkcs11";
  readonly logger: Logger;
}

/** The vault's answers to whoever administers the installation, about epochs and never about an incident. */
export class EpochRequests {
  readonly #parts: EpochRequestParts;

  constructor(parts: EpochRequestParts) {
    this.#parts = parts;
  }

  list(): Promise<Uint8Array> {
    return this.#answer("list", () => Promise.resolve(undefined));
  }

  /** Begins a new epoch; what is wrapped under the others follows in the background. */
  rotate(): Promise<Uint8Array> {
    return this.#answer("rotate", async () => {
      const { store, rewrapping, logger } = this.#parts;
      logger.info("epoch-begun", { epoch: await store.rotate() });
      rewrapping.wake();
      return undefined;
    });
  }

  destroy(request: Uint8Array): Promise<Uint8Array> {
    return this.#answer("destroy", async () => {
      const epoch = epochIn(request);
      if (epoch === undefined) return "malformed";
      const outcome = await this.#parts.store.destroyEpoch(epoch);
      if (outcome !== "destroyed") return outcome;
      this.#parts.logger.info("epoch-destroyed", { epoch });
      return undefined;
    });
  }

  async #answer(kind: string, work: () => Promise<EpochRefusal | undefined>): Promise<Uint8Array> {
    const { store, backend, logger } = this.#parts;
    try {
      const code = await work();
      if (code !== undefined) return epochAnswerOf({ outcome: "refused", code });
      return epochAnswerOf({ outcome: "ok", backend, epochs: [...(await store.epochs())] });
    } catch (error) {
      logger.error("epoch-request-failed", { kind }, error);
      return epochAnswerOf({ outcome: "failed" });
    }
  }
}
