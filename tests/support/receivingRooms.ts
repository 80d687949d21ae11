import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { webhookSecretFile } from "#apps/cli/webhookSecrets";
import type { ReceivedCopy } from "#tests/support/checker";
import { type ReceivingRoom, receivedCopy } from "#tests/support/load";
import { SseClient } from "#tests/support/sseClient";
import type { RoomAccess } from "#tests/support/system";
import type { Behaviour, WebhookReceiver } from "#tests/support/webhookReceiver";

/** What makes a room file ask for its copies at this receiver. */
export const withWebhook =
  (url: string) =>
  (text: string): string =>
    `${text}webhook: {url: "${url}", timeout_s: 2, ttl_s: 86400, modes: [actual], format: native}\n`;

/** Now and then a receiver is in trouble: every way of it comes up in a few seconds of load. */
const troubles: readonly Behaviour[] = [
  (_, response) => void response.writeHead(503, { "retry-after": "1" }).end(),
  (_, response) => response.socket?.resetAndDestroy(),
  (_, response) => void response.writeHead(200, { "content-length": "9" }).write("x"),
];

/** A room whose copies are sent to it. It has a copy once it has said 2xx, whether anybody heard that or not. */
export class WebhookRoom implements ReceivingRoom {
  readonly received: ReceivedCopy[] = [];
  /** Requests that did not bear a signature that holds. */
  readonly unsigned: string[] = [];
  /** Requests that were answered with trouble. */
  troubled = 0;
  #requests = 0;

  constructor(
    readonly access: RoomAccess,
    private readonly receiver: WebhookReceiver,
    private readonly data: string,
  ) {}

  start(): void {
    const text = readFileSync(webhookSecretFile(this.data, this.access.room), "utf8");
    this.receiver.secret = text.trimEnd();
    this.receiver.behave((request, response) => {
      this.#requests += 1;
      if (request.verification !== "ok") this.unsigned.push(request.id);
      // Every seventh request: no multiple of how many incidents there are.
      const trouble =
        this.#requests % 7 === 0 ? troubles[this.troubled % troubles.length] : undefined;
      if (trouble !== undefined) {
        this.troubled += 1;
        trouble(request, response);
        return;
      }
      this.received.push(receivedCopy(request.body.toString("utf8")));
      response.writeHead(204).end();
    });
  }

  async stop(): Promise<void> {
    await this.receiver.close();
  }
}

const retryMs = 100;
/** How long a stream is held before its room comes back with what it has, and by that confirms it. */
const heldMs = 1_500;

/** A room that reads its feed as server-sent events, and comes back when its stream ends. */
export class StreamingRoom implements ReceivingRoom {
  readonly received: ReceivedCopy[] = [];
  readonly #ending = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #last: string | undefined;
  /** Streams that were opened. */
  opened = 0;

  constructor(readonly access: RoomAccess) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const client = await this.#open();
      if (client === undefined) await wait(retryMs);
      else await this.#read(client);
    }
  }

  async #open(): Promise<SseClient | undefined> {
    const { address, room, key } = this.access;
    const lastEventId = this.#last;
    const client = await SseClient.open(`${address}/v1/rooms/${room}/feed/stream`, {
      key,
      ...(lastEventId === undefined ? {} : { lastEventId }),
    }).catch(() => undefined);
    if (client?.status !== 200) return undefined;
    this.opened += 1;
    return client;
  }

  async #read(client: SseClient): Promise<void> {
    const end = performance.now() + heldMs;
    let taken = 0;
    while (!client.ended && performance.now() < end) {
      await wait(20);
      taken = this.#take(client, taken);
    }
    client.leave();
    this.#take(client, taken);
  }

  #take(client: SseClient, from: number): number {
    for (const { id, data } of client.events.slice(from)) {
      this.received.push(receivedCopy(data));
      this.#last = id;
    }
    return client.events.length;
  }
}
