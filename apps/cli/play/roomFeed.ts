import type { Copy, Mode, RoomClient } from "./roomClient.ts";

/** A copy as it came to a room. */
export interface Arrival {
  readonly room: string;
  readonly delivery: string;
  readonly copy: Copy;
}

const pollWaitS = 1;

/** One feed of one room, asked again and again by long polls, but not while the room's line is down. */
export class RoomFeed {
  readonly #client: RoomClient;
  readonly #mode: Mode;
  readonly #came: (arrival: Arrival) => void;
  readonly #failed: (error: unknown) => void;
  #asking: Promise<void> = Promise.resolve();
  #isUp = false;

  constructor(
    client: RoomClient,
    mode: Mode,
    told: { came(arrival: Arrival): void; failed(error: unknown): void },
  ) {
    this.#client = client;
    this.#mode = mode;
    this.#came = (arrival) => told.came(arrival);
    this.#failed = (error) => told.failed(error);
  }

  /** The line is up: copies come from now on. */
  begin(): void {
    this.#isUp = true;
    this.#asking = this.#ask().catch(this.#failed);
  }

  /** The line goes down: resolves when the last question is answered. */
  async pause(): Promise<void> {
    this.#isUp = false;
    await this.#asking;
  }

  /** Takes what lies there now, once. */
  async once(): Promise<void> {
    for (const copy of await this.#client.poll(this.#mode, 0)) this.#take(copy);
  }

  async #ask(): Promise<void> {
    while (this.#mayAsk()) {
      for (const copy of await this.#client.poll(this.#mode, pollWaitS)) this.#take(copy);
    }
  }

  /** The line may go down while a question is open. */
  #mayAsk(): boolean {
    return this.#isUp;
  }

  #take(copy: Copy): void {
    this.#came({ room: this.#client.id, delivery: copy.delivery, copy });
  }
}
