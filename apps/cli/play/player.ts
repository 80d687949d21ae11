import { Arrivals } from "./arrivals.ts";
import { dayClock, minutesOf } from "./dayClock.ts";
import type { Day, DayMessage } from "./demonstration.ts";
import { aliasesIn, type Content, contentOf, fillIn, fillText } from "./fillIn.ts";
import type { IncidentRecord, LogRecords } from "./logRecords.ts";
import type { Answer, Copy, RoomClient } from "./roomClient.ts";
import { RoomFeed } from "./roomFeed.ts";
import { type Moment, timelineOf } from "./timeline.ts";

/** One message of the day as it went. */
export interface PlayedMessage {
  readonly message: DayMessage;
  /** What was sent, in native JSON. */
  readonly content: Content;
  readonly answer: Answer;
  /** What the log says of its event; undefined where there is none, or none in time. */
  readonly record: IncidentRecord | undefined;
  /** Copies that came of it, by room. */
  readonly copies: ReadonlyMap<string, Copy>;
  /** Rooms whose recorded copy did not come in time. */
  readonly missing: readonly string[];
}

/** A room that was away, and the copies that it found when it came back, in the order of their coming. */
export interface CaughtUp {
  readonly room: string;
  readonly deliveries: readonly string[];
}

/** The whole day as it went. */
export interface Played {
  readonly messages: readonly PlayedMessage[];
  readonly caughtUp: readonly CaughtUp[];
  /** Copies that no message of this play explains, by room: there must be none. */
  readonly unexplained: readonly { readonly room: string; readonly delivery: string }[];
  /** Receipts that rooms sent, and how many of them the log has. */
  readonly receipts: { readonly sent: number; readonly recorded: number };
  /** Refusals of this play that the log has, by code. */
  readonly refusals: ReadonlyMap<string, number>;
  /** When the first copy reached a room, by `PlayerPorts.elapsedMs`; undefined if none came. */
  readonly firstCopyMs?: number | undefined;
}

/** A message as far as it is known when its line is told: copies to rooms that are away come later. */
export interface ToldMessage extends Omit<PlayedMessage, "missing"> {
  /** Rooms whose copy waits until they are back. */
  readonly later: readonly string[];
}

export interface PlayerPorts {
  readonly log: LogRecords;
  readonly rooms: ReadonlyMap<string, RoomClient>;
  readonly startId: string;
  readonly nowMs: number;
  /** How many times faster than a clock the day goes. */
  readonly speed: number;
  nowIso(): string;
  /** Milliseconds since the product was started. */
  elapsedMs(): number;
  /** Told as soon as something is through, in the order of the day. */
  told(moment: Moment, message: ToldMessage | undefined, caughtUp: CaughtUp | undefined): void;
}

/** Longest wait for one condition; a pass costs nothing. */
const waitMsMax = 30_000;
const modes = ["actual", "exercise"] as const;

/** Plays the day in its own time, compressed; every message is followed into the log and to its receivers. */
export async function playDay(day: Day, ports: PlayerPorts): Promise<Played> {
  await ports.log.refresh();
  const refusedBefore = ports.log.refusals.length;
  const known = new Set(deliveriesIn(ports.log));
  const player = new Player(day, ports);
  const messages = await player.play();
  const receipts = await player.acknowledge();
  const refused = messages.filter(({ answer }) => answer.accepted === undefined).length;
  const { log } = ports;
  await log.until(() => countOf(log.refusals.slice(refusedBefore)) >= refused, waitMsMax);
  const refusals = Map.groupBy(log.refusals.slice(refusedBefore), ({ code }) => code);
  const { caughtUp, firstCopyMs } = player;
  return {
    ...{ messages, receipts, caughtUp, firstCopyMs },
    unexplained: player.arrivals.all.filter(
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

interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string | undefined;
  readonly content: Content;
}

/** A message that was sent, and what is still awaited of it. */
interface Sent {
  readonly recorded: Promise<ToldMessage>;
  readonly done: Promise<PlayedMessage>;
}

class Player {
  readonly #day: Day;
  readonly #ports: PlayerPorts;
  readonly #written = new Map<string, Written>();
  /** `<room> <incident>` → alias. */
  readonly #aliases = new Map<string, string>();
  readonly #feeds: ReadonlyMap<string, readonly RoomFeed[]>;
  readonly #away = new Map<string, PromiseWithResolvers<void>>();
  readonly #sent: Sent[] = [];
  readonly #failure = Promise.withResolvers<never>();
  /** Lines are told in the order of the day, whoever is through first. */
  #telling: Promise<void> = Promise.resolve();
  readonly arrivals = new Arrivals();
  readonly caughtUp: CaughtUp[] = [];
  /** Deliveries that the records of this play's messages name. */
  readonly explained = new Set<string>();
  firstCopyMs: number | undefined;

  constructor(day: Day, ports: PlayerPorts) {
    this.#day = day;
    this.#ports = ports;
    const isUsed = new Set<string>([
      "actual",
      ...day.incidents.map(({ mode }) => mode ?? "actual"),
    ]);
    const told = {
      came: (arrival: Parameters<Arrivals["take"]>[0]) => {
        this.firstCopyMs ??= ports.elapsedMs();
        this.arrivals.take(arrival);
      },
      failed: (error: unknown) => this.#failure.reject(error),
    };
    this.#feeds = new Map(
      Object.keys(day.rooms).map((room) => [
        room,
        modes
          .filter((mode) => isUsed.has(mode))
          .map((mode) => new RoomFeed(this.#client(room), mode, told)),
      ]),
    );
    this.#failure.promise.catch(() => undefined);
  }

  async play(): Promise<readonly PlayedMessage[]> {
    const feeds = [...this.#feeds.values()].flat();
    for (const feed of feeds) feed.begin();
    try {
      const day = this.#playAll();
      // Whoever fails first is told; the other's end is nobody's concern then.
      day.catch(() => undefined);
      return await Promise.race([day, this.#failure.promise]);
    } finally {
      await Promise.all(feeds.map((feed) => feed.pause()));
    }
  }

  async #playAll(): Promise<readonly PlayedMessage[]> {
    const beganMs = performance.now();
    const { speed } = this.#ports;
    for (const moment of timelineOf(this.#day)) {
      const minutes = moment.at - minutesOf(this.#day.begins);
      await sleepUntil(beganMs + (minutes * 60_000) / speed);
      await this.#happen(moment);
    }
    const messages = await Promise.all(this.#sent.map(({ done }) => done));
    await this.#telling;
    // Every accepted event is in the log by now: what else lies in a feed should not be there.
    for (const feed of [...this.#feeds.values()].flat()) {
      await feed.pause();
      await feed.once();
    }
    return messages;
  }

  async #happen(moment: Moment): Promise<void> {
    switch (moment.what) {
      case "scene":
        return this.#tell(() => this.#ports.told(moment, undefined, undefined));
      case "message":
        return this.#send(moment, moment.message);
      case "away":
        return this.#leave(moment, moment.room);
      case "back":
        return this.#return(moment, moment.room);
    }
  }

  #tell(what: () => void | Promise<void>): void {
    this.#telling = this.#telling.then(what);
    this.#telling.catch((error: unknown) => this.#failure.reject(error));
  }

  async #send(moment: Moment, message: DayMessage): Promise<void> {
    const { bytes, type, content } = await this.#write(message);
    this.#written.set(message.name, { bytes, type, content });
    const answer = await this.#client(message.room).send(bytes, type);
    const recorded = this.#recorded(message, content, answer);
    const done = recorded.then((told) => this.#done(told));
    for (const one of [recorded, done]) {
      one.catch((error: unknown) => this.#failure.reject(error));
    }
    this.#sent.push({ recorded, done });
    this.#tell(async () => this.#ports.told(moment, await recorded, undefined));
  }

  /** What the log says of the message, and the copies of the rooms that are there. */
  async #recorded(message: DayMessage, content: Content, answer: Answer): Promise<ToldMessage> {
    const event = answer.accepted?.event;
    const { log } = this.#ports;
    const none = { message, content, answer, copies: new Map<string, Copy>(), later: [] };
    if (event === undefined) return { ...none, record: undefined };
    await log.until(() => log.records.has(event), waitMsMax);
    const record = log.records.get(event);
    if (message.again !== undefined || record === undefined) return { ...none, record };
    const later: string[] = [];
    const found = await Promise.all(
      expecting(record).map(async (room) => {
        const delivery = record.rooms.get(room)?.delivery ?? "";
        this.explained.add(delivery);
        // Who was away when it was recorded gets it later; who has it already, has it.
        const isAway = this.#away.has(room) && this.arrivals.of(room, delivery) === undefined;
        if (isAway) later.push(room);
        return isAway ? [] : await this.#copy(message, room, delivery);
      }),
    );
    return { ...none, record, copies: new Map(found.flat()), later };
  }

  async #done({ later, ...told }: ToldMessage): Promise<PlayedMessage> {
    const copies = new Map(told.copies);
    for (const room of later) {
      await this.#away.get(room)?.promise;
      const delivery = told.record?.rooms.get(room)?.delivery ?? "";
      for (const [to, copy] of await this.#copy(told.message, room, delivery)) copies.set(to, copy);
    }
    const expected = told.message.again === undefined ? expecting(told.record) : [];
    return { ...told, copies, missing: expected.filter((room) => !copies.has(room)) };
  }

  async #copy(
    message: DayMessage,
    room: string,
    delivery: string,
  ): Promise<readonly (readonly [string, Copy])[]> {
    const arrival = await this.arrivals.wait(room, delivery, waitMsMax);
    if (arrival === undefined) return [];
    this.#aliases.set(`${room} ${message.incident}`, arrival.copy.incident);
    return [[room, arrival.copy]];
  }

  /** Everything that was sent before has come: what comes later is what the room misses. */
  async #leave(moment: Moment, room: string): Promise<void> {
    await Promise.all(this.#sent.map(({ recorded }) => recorded));
    await Promise.all((this.#feeds.get(room) ?? []).map((feed) => feed.pause()));
    this.#away.set(room, Promise.withResolvers());
    this.#tell(() => this.#ports.told(moment, undefined, undefined));
  }

  async #return(moment: Moment, room: string): Promise<void> {
    await Promise.all(this.#sent.map(({ recorded }) => recorded));
    const before = this.arrivals.all.length;
    for (const feed of this.#feeds.get(room) ?? []) {
      await feed.once();
      feed.begin();
    }
    const arrived = this.arrivals.all.slice(before).filter((arrival) => arrival.room === room);
    const caughtUp = { room, deliveries: arrived.map(({ delivery }) => delivery) };
    this.caughtUp.push(caughtUp);
    this.#away.get(room)?.resolve();
    this.#away.delete(room);
    this.#tell(() => this.#ports.told(moment, undefined, caughtUp));
  }

  async #write(message: DayMessage): Promise<Written> {
    const { room, raw, again = "" } = message;
    const before = this.#written.get(again);
    if (before !== undefined) return before;
    const template = contentOf(this.#day, message);
    for (const incident of aliasesIn(template)) await this.#knows(room, incident);
    const { startId, nowMs } = this.#ports;
    const alias = (incident: string) => this.#aliases.get(`${room} ${incident}`);
    const filling = { startId, alias, atMs: dayClock(nowMs)(message.at) };
    const content = fillIn(template, filling);
    const text = raw === undefined ? JSON.stringify(content) : fillText(raw.body, filling);
    return { bytes: new TextEncoder().encode(text), type: raw?.type, content };
  }

  /** A room answers what it has read: its copy must have come. An incident that nobody sent is not awaited. */
  async #knows(room: string, incident: string): Promise<void> {
    const key = `${room} ${incident}`;
    for (const { recorded } of this.#sent) {
      if (this.#aliases.has(key)) return;
      await recorded;
    }
  }

  /** A receipt for every copy of this play, and what of them the log has. */
  async acknowledge(): Promise<Played["receipts"]> {
    const mine = this.arrivals.all.filter(({ delivery }) => this.explained.has(delivery));
    const groups = Map.groupBy(mine, ({ room, copy }) => `${room} ${copy.mode}`);
    await Promise.all(
      [...groups.values()].map(async (arrivals) => {
        const [first] = arrivals;
        if (first === undefined) return;
        const deliveries = arrivals.map(({ delivery }) => delivery);
        const client = this.#client(first.room);
        await client.acknowledge(first.copy.mode, deliveries, this.#ports.nowIso());
      }),
    );
    const { log } = this.#ports;
    const recorded = () => {
      const seen = log.receipts.filter(
        (one) => one.kind === "displayed" && one.conditions_accepted === true,
      );
      const named = new Set(seen.map(({ room, delivery }) => `${room} ${delivery}`));
      return mine.filter(({ room, delivery }) => named.has(`${room} ${delivery}`)).length;
    };
    await log.until(() => recorded() === mine.length, waitMsMax);
    return { sent: mine.length, recorded: recorded() };
  }

  #client(room: string): RoomClient {
    const client = this.#ports.rooms.get(room);
    if (client === undefined) throw new Error(`no room ${room}`);
    return client;
  }
}

async function sleepUntil(ms: number): Promise<void> {
  const left = ms - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

/** Rooms for which the record names a copy. */
const expecting = (record: IncidentRecord | undefined): readonly string[] =>
  record === undefined
    ? []
    : [...record.rooms].flatMap(([room, { delivery }]) => (delivery === undefined ? [] : [room]));
