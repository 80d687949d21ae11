import type { CoreGateway } from "#apps/adapter/gateway";
import { sleep } from "#libs/eventlog/sleep";
import type { Mode } from "#libs/incident/event";
import { unlessAborted } from "../unlessAborted.ts";

const waitMs = 30_000;
const copiesMax = 32;
/** How often everything that waits is looked through again, whatever was seen of it. */
const rescanMs = 60_000;
const corePauseMs = 1_000;

export interface SearchPlace {
  readonly room: string;
  readonly mode: Mode;
}

/** Looks through a feed from the oldest copy that waits, and confirms nothing by it. */
export class FeedSearch {
  #after = "";
  #scannedMs: number;

  constructor(
    private readonly core: CoreGateway,
    private readonly place: SearchPlace,
    private readonly nowMs: () => number,
  ) {
    this.#scannedMs = nowMs();
  }

  /** From the beginning, next time: nothing is lost by looking at a copy twice. */
  restart(): void {
    this.#after = "";
    this.#scannedMs = this.nowMs();
  }

  /** Copies that were not looked at yet; waits for them until `ended`. */
  async next(ended: AbortSignal): Promise<readonly Uint8Array[]> {
    const { room, mode } = this.place;
    const request = { mode, after: this.#after, waitMs, copiesMax, peek: true };
    const outcome = await unlessAborted(this.core.feed(room, request), ended);
    if (outcome?.kind === "answered") {
      const { copies, cursor } = outcome.value;
      this.#after = cursor;
      if (copies.length === 0 && this.nowMs() - this.#scannedMs > rescanMs) this.restart();
      return copies.map(({ view }) => view);
    }
    if (outcome?.kind === "problem" && outcome.code === "cursor-malformed") this.restart();
    await sleep(corePauseMs, ended);
    return [];
  }
}
