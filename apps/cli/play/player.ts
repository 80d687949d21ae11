import type { Thread, ThreadMessage } from "./demonstration.ts";
import { fillIn } from "./fillIn.ts";
import type { IncidentRecord, LogRecords } from "./logRecords.ts";
import type { Answer, Copy, Mode, RoomClient } from "./roomClient.ts";

/** One message of the thread as it went. */
export interface PlayedMessage {
  readonly message: ThreadMessage;
  readonly answer: Answer;
  /** What the log says of its event; undefined where there is none, or none in time. */
  readonly record: IncidentRecord | undefined;
  /** Copies that came of it, by room. */
  readonly copies: ReadonlyMap<string, Copy>;
  /** Rooms whose recorded copy did not come in time. */
  readonly missing: readonly string[];
}

/** The whole thread as it went. */
export interface Played {
  readonly messages: readonly PlayedMessage[];
  /** Copies that no message of this play explains, by room: there must be none. */
  readonly unexplained: readonly { readonly room: string; readonly delivery: string }[];
  /** Receipts that rooms sent, and how many of them the log has. */
  readonly receipts: { readonly sent: number; readonly recorded: number };
  /** Refusals of this play that the log has, by code. */
  readonly refusals: ReadonlyMap<string, number>;
}

export interface PlayerPorts {
  readonly log: LogRecords;
  readonly rooms: ReadonlyMap<string, RoomClient>;
  readonly startId: string;
  readonly nowMs: number;
  nowIso(): string;
  /** Told as soon as a message is through. */
  told(number: number, played: PlayedMessage): void;
}

/** Longest wait for one condition; a pass costs nothing. */
const waitMsMax = 30_000;
const pollWaitS = 2;
const modes = ["actual", "exercise"] as const;

/** Plays the thread: every step waits until the log has it and its copies have come. */
export async function playThread(thread: Thread, ports: PlayerPorts): Promise<Played> {
  await ports.log.refresh();
  const refusedBefore = ports.log.refusals.length;
  const known = new Set(deliveriesIn(ports.log));
  const player = new Player(ports);
  const messages: PlayedMessage[] = [];
  for (const message of thread.messages) {
    const played = await player.play(message);
    messages.push(played);
    ports.told(messages.length, played);
  }
  const receipts = await player.acknowledge();
  await player.finish();
  const refused = messages.filter(({ answer }) => answer.accepted === undefined).length;
  const { log } = ports;
  await log.until(() => countOf(log.refusals.slice(refusedBefore)) >= refused, waitMsMax);
  const refusals = Map.groupBy(log.refusals.slice(refusedBefore), ({ code }) => code);
  return {
    messages,
    receipts,
    unexplained: player.came.filter(
      ({ delivery }) => !known.has(delivery) && !player.explained.has(delivery),
    ),
    refusals: new Map([...refusals].map(([code, entries]) => [code, countOf(entries)])),
  };
}

const countOf = (entries: readonly { readonly count: number }[]): number =>
  entries.reduce((sum, { count }) => sum + count, 0);

const deliveriesIn = (log: LogRecords): readonly string[] =>
  [...log.records.values()].flatMap(({ rooms }) =>
    [...rooms.values()].flatMap(({ delivery }) => delivery ?? []),
  );

class Player {
  readonly #ports: PlayerPorts;
  readonly #sent = new Map<string, Uint8Array<ArrayBuffer>>();
  /** `<room> <incident>` → alias. */
  readonly #aliases = new Map<string, string>();
  /** Every copy that came to any room, from whatever start. */
  readonly came: { readonly room: string; readonly delivery: string; readonly copy: Copy }[] = [];
  /** Deliveries that the records of this play's messages name. */
  readonly explained = new Set<string>();

  constructor(ports: PlayerPorts) {
    this.#ports = ports;
  }

  async play(message: ThreadMessage): Promise<PlayedMessage> {
    const body = this.#bytesOf(message);
    this.#sent.set(message.name, body);
    const answer = await this.#client(message.room).send(body);
    const event = answer.accepted?.event;
    const { log } = this.#ports;
    if (event === undefined || message.again !== undefined) {
      const again = event === undefined ? undefined : log.records.get(event);
      return { message, answer, record: again, copies: new Map(), missing: [] };
    }
    await log.until(() => log.records.has(event), waitMsMax);
    const record = log.records.get(event);
    const copies = record === undefined ? new Map<string, Copy>() : await this.#collect(record);
    for (const [room, { incident }] of copies) {
      this.#aliases.set(`${room} ${message.incident}`, incident);
    }
    const missing = expecting(record).filter((room) => !copies.has(room));
    return { message, answer, record, copies, missing };
  }

  /** A receipt for every copy of this play, and what of them the log has. */
  async acknowledge(): Promise<Played["receipts"]> {
    const mine = this.came.filter(({ delivery }) => this.explained.has(delivery));
    const groups = Map.groupBy(mine, ({ room, copy }) => `${room} ${copy.mode}`);
    for (const copies of groups.values()) {
      const [first] = copies;
      if (first === undefined) continue;
      const deliveries = copies.map(({ delivery }) => delivery);
      const client = this.#client(first.room);
      await client.acknowledge(first.copy.mode, deliveries, this.#ports.nowIso());
    }
    const { log } = this.#ports;
    const recorded = () =>
      mine.filter(({ room, delivery }) =>
        log.receipts.some((one) => {
          const seen = one.kind === "displayed" && one.conditions_accepted === true;
          return seen && one.room === room && one.delivery === delivery;
        }),
      ).length;
    await log.until(() => recorded() === mine.length, waitMsMax);
    return { sent: mine.length, recorded: recorded() };
  }

  /** Every accepted event is in the log by now: what else lies in a feed should not be there. */
  async finish(): Promise<void> {
    for (const room of this.#ports.rooms.keys()) {
      for (const mode of modes) await this.#poll(room, mode, 0);
    }
  }

  #bytesOf({ room, json, again }: ThreadMessage): Uint8Array<ArrayBuffer> {
    const before = again === undefined ? undefined : this.#sent.get(again);
    if (before !== undefined) return before;
    const { startId, nowMs } = this.#ports;
    const alias = (incident: string) => this.#aliases.get(`${room} ${incident}`);
    return fillIn(json ?? {}, { startId, nowMs, alias });
  }

  async #collect(record: IncidentRecord): Promise<ReadonlyMap<string, Copy>> {
    const { mode } = record.leaf;
    const found = await Promise.all(
      expecting(record).map(async (room): Promise<readonly (readonly [string, Copy])[]> => {
        const delivery = record.rooms.get(room)?.delivery ?? "";
        this.explained.add(delivery);
        const copy = await this.#await(room, mode, delivery);
        return copy === undefined ? [] : [[room, copy]];
      }),
    );
    return new Map(found.flat());
  }

  async #await(room: string, mode: Mode, delivery: string): Promise<Copy | undefined> {
    const end = performance.now() + waitMsMax;
    for (;;) {
      const there = this.came.find((one) => one.room === room && one.delivery === delivery);
      if (there !== undefined || performance.now() > end) return there?.copy;
      await this.#poll(room, mode, pollWaitS);
    }
  }

  async #poll(room: string, mode: Mode, waitS: number): Promise<void> {
    for (const copy of await this.#client(room).poll(mode, waitS)) {
      this.came.push({ room, delivery: copy.delivery, copy });
    }
  }

  #client(room: string): RoomClient {
    const client = this.#ports.rooms.get(room);
    if (client === undefined) throw new Error(`no room ${room}`);
    return client;
  }
}

/** Rooms for which the record names a copy. */
const expecting = (record: IncidentRecord | undefined): readonly string[] =>
  record === undefined
    ? []
    : [...record.rooms].flatMap(([room, { delivery }]) => (delivery === undefined ? [] : [room]));
