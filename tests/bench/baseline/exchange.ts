import type { Msg, NatsConnection } from "@nats-io/transport-node";
import { partitions } from "#libs/eventlog/subjects";
import { runBaseline } from "./process.ts";
import { type BaselineConfig, filler, open, type Sizes, Store } from "./store.ts";

/** As the edge of the bench asks for. */
const copiesMax = 32;

interface Waiting {
  readonly subject: string;
  readonly sequence: number;
  readonly delivery: string;
}

/** What waits for one room, as the follower of its feed tells. */
class Index {
  readonly waiting = new Map<number, Waiting>();
  private readonly at = new Map<string, number>();
  private wakes = new Set<() => void>();

  apply(subject: string, sequence: number, size: number): void {
    this.waiting.delete(this.at.get(subject) ?? 0);
    this.at.delete(subject);
    if (size === 0) return;
    this.waiting.set(sequence, { subject, sequence, delivery: subject.split(".")[4] ?? "" });
    this.at.set(subject, sequence);
    for (const wake of this.wakes) wake();
  }

  after(sequence: number, max: number): readonly Waiting[] {
    return [...this.waiting.values()].filter((one) => one.sequence > sequence).slice(0, max);
  }

  upTo(sequence: number): readonly Waiting[] {
    return [...this.waiting.values()].filter((one) => one.sequence <= sequence);
  }

  async next(expired: Promise<void>): Promise<void> {
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.wakes.add(wake);
    await Promise.race([woken, expired]);
    this.wakes.delete(wake);
  }
}

/** The exchange without work: no codec, no keys, no receipt's signature; the same reads and writes. */
class Exchange {
  private readonly event: Buffer;
  private readonly receipt: string;
  private readonly view: string;

  constructor(
    private readonly connection: NatsConnection,
    private readonly store: Store,
    private readonly indexes: ReadonlyMap<string, Index>,
    sizes: Sizes,
  ) {
    this.event = filler(sizes.event);
    this.receipt = filler(sizes.receipt).toString();
    this.view = filler(sizes.view).toString();
  }

  async submit(room: string, message: Msg): Promise<void> {
    const [line = ""] = message.string().split("\n", 1);
    const [incident = "", id = "", to = "", isNew = ""] = line.split(" ");
    if (isNew === "new") await this.connection.request("key.create", incident, { timeout: 5_000 });
    const partition = Number.parseInt(incident.slice(0, 8), 16) % partitions;
    const subject = `event.actual.${partition}.${room}.${incident}.${id}`;
    const filter = `event.actual.*.${room}.*.${id}`;
    const given = { expect: { sequence: 0, filter }, header: ["Raccordo-Submission", to] } as const;
    await this.store.publish("EVENTS", subject, this.event, given);
    await this.store.last("EVENTS", filter);
    message.respond(JSON.stringify({ event: id, receipt: this.receipt }));
  }

  async feed(room: string, message: Msg): Promise<void> {
    const index = this.indexes.get(room);
    if (index === undefined) return;
    const [line = ""] = message.string().split("\n", 1);
    const [after = "0", delivery = "", wait = "0"] = line.split("_");
    const from = Number(after);
    const stream = `FEED_${room}`;
    const isWaiting = index.waiting.get(from)?.delivery === delivery;
    if (from > 0 && !isWaiting) await this.store.last(stream, `feed.*.${room}.*.${delivery}`);
    await confirm(this.store, room, index, from);
    const found = await take(index, from, Number(wait));
    const copies: string[] = [];
    for (const one of found) {
      copies.push(`{"delivery":"${one.delivery} ${room}","view":"${this.view}"}`);
    }
    const last = found.at(-1);
    const cursor = last === undefined ? `${from}_${delivery}` : `${last.sequence}_${last.delivery}`;
    message.respond(`{"copies":[${copies.join(",")}],"cursor":"${cursor}"}`);
  }
}

await runBaseline(async ({ nats, rooms, sizes }: BaselineConfig) => {
  const [connection, serving] = [await open(nats), await open(nats)];
  const store = await Store.on(connection);
  const indexes = new Map(rooms.map((room) => [room, new Index()]));
  for (const [room, index] of indexes) void followFeed(store, room, index);
  const exchange = new Exchange(connection, store, indexes, sizes);
  for (const service of ["submit", "feed"] as const) {
    serving.subscribe(`room.*.${service}`, {
      queue: "exchange",
      callback: (_error, message) => {
        const room = message.subject.split(".")[1] ?? "";
        void exchange[service](room, message).catch(() => undefined);
      },
    });
  }
  await serving.flush();
  return undefined;
});

async function followFeed(store: Store, room: string, index: Index): Promise<void> {
  for await (const message of await store.follow(`FEED_${room}`, false)) {
    index.apply(message.subject, message.seq, message.data.length);
  }
}

/** One report of everything up to the cursor; then each copy is buried. */
async function confirm(store: Store, room: string, index: Index, from: number): Promise<void> {
  const delivered = index.upTo(from);
  if (delivered.length === 0) return;
  const at = "2026-01-01T00:00:00.000Z";
  const entries = delivered.map(({ delivery }) => ({
    at,
    delivery,
    kind: "delivered",
    mode: "actual",
  }));
  const report = Buffer.from(JSON.stringify({ entries, v: 1 }));
  await store.publish("REPORTS", `report.actual.${room}.receipts`, report);
  await Promise.all(delivered.map(({ subject }) => store.bury(`FEED_${room}`, subject)));
}

async function take(index: Index, from: number, waitMs: number): Promise<readonly Waiting[]> {
  let over = waitMs === 0;
  const expired = new Promise<void>((resolve) => {
    setTimeout(() => {
      over = true;
      resolve();
    }, waitMs).unref();
  });
  for (;;) {
    const found = index.after(from, copiesMax);
    if (found.length > 0 || over) return found;
    await index.next(expired);
  }
}
