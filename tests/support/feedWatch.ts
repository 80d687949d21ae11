import { printEvent } from "#libs/adapters/native/print";
import { isInternal } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { CoreView } from "#tests/support/coreView";
import { type Copy, type FeedPage, inComparableForm, type Step } from "#tests/support/feedForm";
import type { RunningSystem } from "#tests/support/runningSystem";
import { until } from "#tests/support/until";

/** Ways in which a feed could tell of messages that its room has no right to; `sent`: how many there were. */
const leaks = {
  "a revision that counts the sender's messages": (page: FeedPage, sent: number): FeedPage => ({
    ...page,
    copies: page.copies.map((copy) => ({
      ...copy,
      components: copy.components.map((one) => ({ ...one, revision: one.revision + sent })),
    })),
  }),
  "a poll that wakes for every message": (page: FeedPage): FeedPage => page,
  "a cursor that grows with the stream": (page: FeedPage, sent: number): FeedPage => ({
    ...page,
    cursor: `${page.cursor}${"=".repeat(sent)}`,
  }),
  "an answer that is longer the more is withheld": (page: FeedPage, sent: number): FeedPage => ({
    ...page,
    bytes: page.bytes + sent,
  }),
} as const;
export type Leak = keyof typeof leaks;
export const leakNames = Object.keys(leaks) as readonly Leak[];

/** What a room saw of one history, up to the names of things. */
export interface Seen {
  readonly answers: readonly unknown[];
}

/** Plays histories on the system and keeps a poll of every room open meanwhile. */
export interface Observer {
  play(receiver: string, history: readonly PlacedEvent[]): Promise<Seen>;
  /** From now on every feed leaks in this way, or in none. */
  plant(leak: Leak | undefined): void;
  end(): void;
}

const waitSeconds = 30;
/** The rooms whose feeds are watched. */
export const watched: readonly string[] = [
  ...["pl_cremona", "questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo", "cur_brescia"],
];

/** The feed of a room over real HTTP, or a double of it that leaks. */
class Feed {
  leak: Leak | undefined;
  sent = 0;
  readonly #system: RunningSystem;
  readonly #room: string;
  #pending: Promise<FeedPage | "expired"> | undefined;
  #wake: () => void = () => undefined;

  constructor(system: RunningSystem, room: string) {
    this.#system = system;
    this.#room = room;
  }

  /** A message was sent by somebody: what a leak depends on. */
  noteSent(): void {
    this.sent += 1;
    if (this.leak === "a poll that wakes for every message") this.#wake();
  }

  async poll(after: string): Promise<FeedPage | "expired"> {
    this.#pending ??= this.#ask(after);
    const woken = new Promise<"woken">((resolve) => {
      this.#wake = () => resolve("woken");
    });
    const first = await Promise.race([this.#pending, woken]);
    if (first === "woken") return { copies: [], cursor: after, bytes: 0 };
    this.#pending = undefined;
    return first;
  }

  async #ask(after: string): Promise<FeedPage | "expired"> {
    const started = performance.now();
    const query = `wait=${waitSeconds}&after=${encodeURIComponent(after)}`;
    const answer = await this.#system.ask(this.#room, `/v1/rooms/${this.#room}/feed?${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    const { copies, cursor } = answer.body as { copies: readonly Copy[]; cursor: string };
    const hasExpired = performance.now() - started > waitSeconds * 1_000 - 200;
    if (copies.length === 0 && hasExpired) return "expired";
    return { copies, cursor, bytes: Buffer.byteLength(answer.text) };
  }
}

/** Keeps one poll of a room open at all times, as the room does, and keeps what came. */
class Watch {
  readonly feed: Feed;
  readonly #room: string;
  readonly #core: CoreView;
  readonly #pages: FeedPage[] = [];
  readonly #handedOut = new Set<string>();
  #failure: Error | undefined;
  readonly #ending = new AbortController();

  constructor(system: RunningSystem, core: CoreView, room: string) {
    this.feed = new Feed(system, room);
    this.#room = room;
    this.#core = core;
    this.#follow().catch((error: unknown) => {
      this.#failure = new Error("the feed could not be followed", { cause: error });
    });
  }

  end(): void {
    this.#ending.abort();
  }

  /** Takes the answers that came since it was last asked. */
  take(): readonly FeedPage[] {
    return this.#pages.splice(0);
  }

  /** Resolves when everything that was ever released to the room has been handed out. */
  async upToDate(): Promise<void> {
    const released = await this.#core.deliveries(this.#room);
    await until(() => {
      if (this.#failure !== undefined && !this.#ending.signal.aborted) throw this.#failure;
      return this.#handedOut.size >= released.size;
    }, `the copies of ${this.#room}`);
  }

  async #follow(): Promise<void> {
    let cursor = "";
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const page = await this.feed.poll(cursor);
      if (page === "expired") continue;
      cursor = page.cursor;
      for (const { delivery } of page.copies) this.#handedOut.add(delivery);
      const leak = this.feed.leak;
      this.#pages.push(leak === undefined ? page : leaks[leak](page, this.feed.sent));
    }
  }
}

/** Opens a poll of every room. */
export function openObserver(system: RunningSystem, core: CoreView): Observer {
  const watches = new Map(watched.map((room) => [room, new Watch(system, core, room)]));
  let histories = 0;
  return {
    async play(receiver, history) {
      histories += 1;
      for (const { feed } of watches.values()) feed.sent = 0;
      const player = new Player(system, core, watches, `S-${10_000 + histories}`);
      const steps: Step[] = [];
      for (const placed of history) {
        const step = await player.step(receiver, placed);
        if (step !== undefined) steps.push(step);
      }
      return { answers: inComparableForm(steps, player.incident) };
    },
    plant(leak) {
      for (const { feed } of watches.values()) feed.leak = leak;
    },
    end() {
      for (const watch of watches.values()) watch.end();
    },
  };
}

let messages = 0;

/** Sends one history as messages of real rooms, one after the other. */
class Player {
  readonly incident: string;
  readonly #system: RunningSystem;
  readonly #core: CoreView;
  readonly #watches: ReadonlyMap<string, Watch>;
  /** How each room calls the incident, once it was told of it. */
  readonly #aliases = new Map<string, string>();

  constructor(
    system: RunningSystem,
    core: CoreView,
    watches: ReadonlyMap<string, Watch>,
    incident: string,
  ) {
    this.#system = system;
    this.#core = core;
    this.#watches = watches;
    this.incident = incident;
  }

  /** Sends an event, and waits until every room has what it shall have of it; undefined: it cannot be sent. */
  async step(receiver: string, { author, event }: PlacedEvent): Promise<Step | undefined> {
    if (isInternal(event)) throw new Error("no room sends events of the core");
    const alias = this.#aliases.get(author);
    // A room that was never told of an incident has no name for it, and nothing to answer.
    if ("alias" in event.incident && alias === undefined) return undefined;
    messages += 1;
    const incident = "alias" in event.incident ? { alias: alias ?? "" } : { id: this.incident };
    // A link must be to an incident that the room was given: those of the histories name none.
    const { same_as: _, ...stated } = event;
    const message = {
      ...stated,
      message_id: `M-${10_000 + messages}`,
      sent: new Date().toISOString(),
      incident,
    };
    for (const { feed } of this.#watches.values()) feed.noteSent();
    const answer = await this.#system.send(author, printEvent(message));
    if (answer.status !== 202) throw new Error(answer.text);
    const { receipt } = answer.body as { readonly receipt: { readonly body: string } };
    const { stored_at: storedAt } = JSON.parse(receipt.body) as { readonly stored_at: string };
    return { storedAt, pages: await this.#pagesOf(receiver) };
  }

  async #pagesOf(receiver: string): Promise<readonly FeedPage[]> {
    await this.#core.decided();
    let ofReceiver: readonly FeedPage[] = [];
    for (const [room, watch] of this.#watches) {
      await watch.upToDate();
      // The way of an answer once more: one that was given without a copy has come by now, too.
      if (room === receiver) await this.#system.ask(room, `/v1/rooms/${room}/feed?mode=exercise`);
      const pages = watch.take();
      for (const { incident } of pages.flatMap(({ copies }) => copies)) {
        this.#aliases.set(room, incident);
      }
      if (room === receiver) ofReceiver = pages;
    }
    return ofReceiver;
  }
}
