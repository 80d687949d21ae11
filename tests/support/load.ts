import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { ReceivedCopy } from "#tests/support/checker";
import type { RoomAccess } from "#tests/support/system";

const acceptedSchema = z.looseObject({
  event: z.string(),
  receipt: z.object({ body: z.string(), signature: z.string() }),
});
const copySchema = z.looseObject({ delivery: z.string(), incident: z.string() });
const pageSchema = z.looseObject({ copies: z.array(copySchema), cursor: z.string() });

export interface AcceptedMessage {
  readonly event: string;
  readonly receipt: { readonly body: string; readonly signature: string };
  readonly message: string;
  readonly sender: RoomAccess;
}

const requestMsMax = 12_000;
/** Kills take seconds; a message that is not accepted after this time is lost. */
const acceptedMsMax = 90_000;
const retryMs = 100;

function ask(access: RoomAccess, path: string, body?: string): Promise<Response> {
  return fetch(`${access.address}/v1/rooms/${access.room}/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${access.key}`,
      ...(body !== undefined && { "content-type": "application/vnd.raccordo.message+json" }),
    },
    signal: AbortSignal.timeout(requestMsMax),
    ...(body !== undefined && { body }),
  });
}

/** Sends one message as a room does: the same bytes again until it is told that they are accepted. */
export async function sendUntilAccepted(
  sender: RoomAccess,
  message: string,
): Promise<AcceptedMessage> {
  const end = performance.now() + acceptedMsMax;
  while (performance.now() < end) {
    const response = await ask(sender, "messages", message).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response?.status === 202 && text !== undefined) {
      const { event, receipt } = acceptedSchema.parse(JSON.parse(text));
      return { event, receipt, message, sender };
    }
    const refused = response !== undefined && response.status < 500 && response.status !== 429;
    if (refused) throw new Error(`refused with ${response.status}: ${text}`);
    await wait(retryMs);
  }
  throw new Error(`${sender.room}: not accepted in ${acceptedMsMax} ms`);
}

/** A room that receives in one way or another, and forgets nothing of what it got. */
export interface ReceivingRoom {
  readonly access: RoomAccess;
  /** In the order of receipt, repetitions included. */
  readonly received: readonly ReceivedCopy[];
  start(): void;
  stop(): Promise<void>;
}

/** One copy as it came, in any of the ways. */
export function receivedCopy(text: string): ReceivedCopy {
  const copy = copySchema.parse(JSON.parse(text));
  return { delivery: copy.delivery, alias: copy.incident, text: JSON.stringify(copy) };
}

/** A room that polls its feed without end. */
export class PollingRoom implements ReceivingRoom {
  readonly received: ReceivedCopy[] = [];
  readonly #ending = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #cursor = "";
  /** Polls that were answered. */
  answered = 0;

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
      const page = await this.#poll();
      if (page === undefined) await wait(retryMs);
    }
  }

  /** The cursor moves only with an answer that came whole: a lost one is asked for again. */
  async #poll() {
    const path = `feed?wait=1&after=${encodeURIComponent(this.#cursor)}`;
    const response = await ask(this.access, path).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response?.status !== 200 || text === undefined) return undefined;
    const page = pageSchema.parse(JSON.parse(text));
    for (const copy of page.copies) {
      const { delivery, incident: alias } = copy;
      this.received.push({ delivery, alias, text: JSON.stringify(copy) });
    }
    this.#cursor = page.cursor;
    this.answered += 1;
    return page;
  }
}

/** One synthetic incident of a room: a report, then updates without end, one after the other. */
export class LoadedIncident {
  readonly accepted: AcceptedMessage[] = [];
  #next = 0;

  constructor(
    readonly sender: RoomAccess,
    readonly id: string,
    private readonly category: string,
  ) {}

  async sendNext(): Promise<void> {
    this.#next += 1;
    this.accepted.push(await sendUntilAccepted(this.sender, this.#message(this.#next)));
  }

  #message(number: number): string {
    const kind = number === 1 ? "report" : "update";
    return JSON.stringify({
      message_id: `${this.id}-${number}`,
      sent: new Date().toISOString(),
      mode: "actual",
      kind,
      incident: { id: this.id },
      category: this.category,
      territory: ["istat:019036", "istat:019026"],
      upsert: [
        { kind: "incident", id: "i", priority: 2 },
        {
          kind: "place",
          id: "p",
          sensitivity: "public",
          street: `Via Sintetica ${number}`,
          municipality: "istat:019036",
        },
        { kind: "person", id: "a", roles: ["victim"], minor: false, family_name: "SINTETICO" },
      ],
      remove: [],
    });
  }
}

/** A message by which a room takes charge of an incident that it knows by alias. */
export function chargeTaken(alias: string): string {
  return JSON.stringify({
    message_id: `charge-${alias}`,
    sent: new Date().toISOString(),
    mode: "actual",
    kind: "charge_taken",
    incident: { alias },
    territory: [],
    upsert: [],
    remove: [],
  });
}

/** Messages without end, each incident's one after the other, incidents beside each other. */
export class Load {
  readonly #ending = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    readonly incidents: readonly LoadedIncident[],
    private readonly pauseMs: number,
  ) {}

  start(): void {
    this.#running = Promise.all(this.incidents.map((incident) => this.#run(incident)));
    // Told by stop().
    this.#running.catch(() => undefined);
  }

  get accepted(): number {
    return this.incidents.reduce((sum, { accepted }) => sum + accepted.length, 0);
  }

  /** No new message; resolves when every started one is accepted. Rejects when one was refused. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(incident: LoadedIncident): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await incident.sendNext();
      await wait(this.pauseMs);
    }
  }
}
