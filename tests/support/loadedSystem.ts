import { setTimeout as wait } from "node:timers/promises";
import { readConfiguration } from "#apps/cli/documents";
import { checkExchange } from "#tests/support/checker";
import {
  type AcceptedMessage,
  chargeTaken,
  Load,
  LoadedIncident,
  PollingRoom,
  type ReceivingRoom,
  sendUntilAccepted,
} from "#tests/support/load";
import { type RoomAccess, startSystem, type TestSystem } from "#tests/support/system";
import { readSystemLog, SeenFeeds, wrongReceipts } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const settleMsMax = 150_000;
const lookMs = 500;

export interface LoadedOptions {
  /** Rewrites a file of deploy/rooms, by room id. */
  readonly rewriteRooms?: Readonly<Record<string, (text: string) => string>>;
  /** How a room receives; undefined: it polls. */
  readonly open?: (access: RoomAccess, system: TestSystem) => ReceivingRoom | undefined;
  /** Where its folder is made; absent: where temporary files are. */
  readonly parent?: string | undefined;
  /** No process kills itself at a seam of its own accord. */
  readonly isUnarmed?: boolean | undefined;
}

/** The whole system with every room receiving, and what its rooms were told from the first message on. */
export class LoadedSystem {
  readonly accepted: AcceptedMessage[] = [];
  readonly #feeds = new SeenFeeds();
  #rounds = 0;

  private constructor(
    readonly system: TestSystem,
    readonly receivers: readonly ReceivingRoom[],
  ) {}

  /** Every room polls, except those that `open` gives another way for. */
  static async start(options: LoadedOptions = {}): Promise<LoadedSystem> {
    const { rewriteRooms = {}, open = () => undefined, parent, isUnarmed } = options;
    const system = await startSystem({ rewriteRooms, parent, isUnarmed });
    const receivers = system.rooms.map((room) => {
      const access = system.access(room);
      return open(access, system) ?? new PollingRoom(access);
    });
    for (const receiver of receivers) receiver.start();
    return new LoadedSystem(system, receivers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.stop()));
    await this.system.stop();
  }

  /**
   * Does `harm` while two rooms send about eight incidents and a third takes charge of one; then waits until
   * nothing is under way any more.
   */
  async underLoad(harm: (load: Load) => Promise<void>): Promise<void> {
    this.#rounds += 1;
    const load = new Load(this.#incidents(this.#rounds), 300);
    load.start();
    const charge = this.#takeCharge();
    charge.catch(() => undefined);
    try {
      await harm(load);
      await progress(load);
      this.accepted.push(await charge);
    } finally {
      await load.stop().finally(() => {
        this.accepted.push(...load.incidents.flatMap(({ accepted }) => accepted));
      });
    }
  }

  /** Waits until nothing is missing any more, and gives what is wrong then: nothing, or what stays wrong. */
  async wrong(): Promise<readonly string[]> {
    let findings: readonly string[] = [];
    const holds = async () => {
      // Looking costs what the system needs to come to rest.
      await wait(lookMs);
      findings = await this.#findings();
      return findings.length === 0;
    };
    await until(holds, "everything to arrive", settleMsMax).catch(() => undefined);
    return findings;
  }

  async #findings(): Promise<readonly string[]> {
    const { data, rooms } = this.system;
    // Feeds first: a copy that lies there is recorded, so the log that is read after it must name it.
    const feeds = await this.#feeds.read(data, rooms);
    const received = this.receivers.map(({ received: copies }) => [...copies]);
    const log = await readSystemLog(data);
    const slots = readConfiguration(data)?.rooms ?? [];
    const checked = this.receivers.map(({ access: { room } }, index) => ({
      room,
      slot: slots.find(({ id }) => id === room)?.slot ?? -1,
      received: received[index] ?? [],
      feed: feeds.get(room) ?? [],
    }));
    const accepted = new Set(this.accepted.map(({ event }) => event));
    const unreceipted = received
      .flat()
      .filter(({ delivery }) => !log.receipted.has(delivery))
      .map(({ delivery }) => `no receipt is recorded of ${delivery}`);
    return [
      ...log.findings,
      ...checkExchange({ accepted, leaves: log.incidents, rooms: checked }),
      ...wrongReceipts(data, this.accepted),
      ...unreceipted,
    ];
  }

  #incidents(round: number): readonly LoadedIncident[] {
    const sent = (room: string, count: number, category: string) =>
      Array.from({ length: count }, (_, index) => {
        const id = `${room}-${category}-${round}-${index}`;
        return new LoadedIncident(this.system.access(room), id, category);
      });
    return [
      ...sent("pl_cremona", 4, "C01"),
      ...sent("pl_cremona", 2, "C12"),
      ...sent("pl_limitrofo", 2, "C01"),
    ];
  }

  /** The Questura takes charge of the newest incident that it was told of. */
  async #takeCharge(): Promise<AcceptedMessage> {
    const questura = this.receivers.find(({ access }) => access.room === "questura_cremona");
    if (questura === undefined) throw new Error("no Questura");
    const taken = new Set(this.accepted.map(({ message }) => message));
    const alias = await until(
      () => {
        const aliases = questura.received.map(({ alias: one }) => one).toReversed();
        return aliases.find((one) => ![...taken].some((message) => message.includes(one)));
      },
      "an incident that nobody has in charge",
      settleMsMax,
    );
    return sendUntilAccepted(questura.access, chargeTaken(alias));
  }
}

/** Waits until more messages were accepted than were under way. */
export async function progress(load: Load): Promise<void> {
  const before = load.accepted;
  await until(
    () => load.accepted >= before + load.incidents.length + 1,
    "messages to go on",
    settleMsMax,
  );
}
