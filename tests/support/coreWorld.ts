import { setTimeout as wait } from "node:timers/promises";
import { recordedLeaf } from "#apps/policy/chain";
import { redecide } from "#apps/policy/copyRequests";
import type { PolicyPorts, PolicySeam } from "#apps/policy/ports";
import { recordReports } from "#apps/policy/reports";
import type { IncidentWorker } from "#apps/policy/worker";
import type { EventLog } from "#libs/eventlog/port";
import type { IncidentEvent } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { aliasOf } from "#libs/seal/alias";
import {
  type CheckInput,
  checkExchange,
  type ReceivedCopy,
  type SeenLeaf,
} from "#tests/support/checker";
import { startCore, type TestCore } from "#tests/support/core";
import { LossyLog, randomOf } from "#tests/support/lossyLog";
import { patto, rooms, shipped } from "#tests/support/patto";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";
import { feedOf } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

export const owner = "pl_cremona";
const all = Number.MAX_SAFE_INTEGER;
const settleMsMax = 100_000;

/** A history of some incidents, played against several instances at once. */
export interface HistoryPlan {
  readonly seed: number;
  readonly instances: number;
  readonly incidents: number;
  readonly eventsEach: number;
  /** Probability that an acknowledgement is lost, for each write. */
  readonly lossRate: number;
  readonly changeRules: boolean;
}

/** A copy with what it says, as a room reads it. */
interface ReadCopy extends ReceivedCopy {
  readonly view: ReleasedView;
}

/** One core, its polling rooms, and everything that they and the senders were told. */
export class CoreWorld {
  readonly accepted = new Set<string>();
  private readonly received = new Map<string, ReadCopy[]>();
  /** What the newest accepted event of an incident says of its street. */
  readonly #streets = new Map<string, string>();
  readonly #cursors = new Map<string, string>();
  #askedDone = 0;
  #titles = 0;

  private constructor(
    readonly core: TestCore,
    readonly exchangeLog: LossyLog,
    readonly policyLog: LossyLog,
  ) {}

  static async start(seed: number): Promise<CoreWorld> {
    const made: { log?: LossyLog } = {};
    const random = randomOf(seed);
    const core = await startCore({
      exchangeLog: (log) => {
        made.log = new LossyLog(log, random, 0);
        return made.log;
      },
    });
    if (made.log === undefined) throw new Error("the core took no log");
    const world = new CoreWorld(core, made.log, new LossyLog(core.log, random, 0));
    for (const { id } of rooms) world.received.set(id, []);
    return world;
  }

  stop(): Promise<void> {
    return this.core.stop();
  }

  name(incident: string) {
    return { mode: "actual", incident: this.core.incident(owner, "actual", incident) } as const;
  }

  alias(room: string, incident: string): string {
    const key = this.core.secrets.rooms.get(room)?.actual.alias;
    if (key === undefined) throw new Error(`no keys of ${room}`);
    return aliasOf(key, this.name(incident).incident);
  }

  /** Sends until it is accepted; false when the room may not write to the incident (yet). */
  async send(room: string, event: IncidentEvent): Promise<boolean> {
    for (;;) {
      const outcome = await this.core.submit(room, event).catch(() => undefined);
      if (outcome?.kind === "accepted") {
        this.accepted.add(outcome.event);
        return true;
      }
      if (outcome !== undefined && outcome.code === "incident-unknown") return false;
      if (outcome !== undefined && outcome.code !== "busy") throw new Error(outcome.code);
      await wait(5);
    }
  }

  /** One report or update of the owner; its street tells which one it is. */
  async sendUpdate(incident: string, number: number, category: IncidentEvent["category"]) {
    const street = `Via Sintetica ${number}`;
    const event = syntheticReport(incident, {
      kind: number === 1 ? "report" : "update",
      ...(category !== undefined && { category }),
      territory: ["istat:019036", "istat:019026"],
      upsert: [
        { kind: "incident", id: "i", fields: { priority: 2 } },
        {
          kind: "place",
          id: "p",
          fields: { sensitivity: "public", street, municipality: "istat:019036" },
        },
      ],
    });
    await this.send(owner, event);
    this.#streets.set(incident, street);
  }

  /** A policy instance that shares nothing with the others but the log; its acknowledgements may be lost. */
  instance(overrides: Partial<PolicyPorts> = {}): IncidentWorker {
    return this.core.policy({ log: this.policyLog, ...overrides });
  }

  /** Decides until there is nothing left to decide, whatever fails in between. */
  async decideAll(instance: IncidentWorker, incident: string): Promise<void> {
    const end = performance.now() + settleMsMax;
    while (performance.now() < end) {
      const outcome = await instance.advance(this.name(incident), all).catch(() => undefined);
      if (outcome?.kind === "done") return;
      await wait(5);
    }
    throw new Error(`nobody can decide ${incident}`);
  }

  /** One poll of each room from where it stands; what exchange asks of policy is done. Copies that came. */
  async pollAll(): Promise<number> {
    const counts = await Promise.all(rooms.map(({ id }) => this.#poll(id)));
    await this.#answerAsked();
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** A new rule set that says the same under another title: every waiting copy is stale. */
  changeRules(): void {
    this.#titles += 1;
    const changed = patto();
    changed.agreement.title = `Patto sintetico ${this.#titles}`;
    this.core.setRules(shipped(changed));
  }

  /** Everything is decided, handed out, confirmed and recorded; gives what is wrong then. */
  async settle(): Promise<readonly string[]> {
    const [exchangeRate, policyRate] = [this.exchangeLog.rate, this.policyLog.rate];
    for (const log of [this.exchangeLog, this.policyLog]) log.rate = 0;
    await Promise.all([this.exchangeLog.settled(), this.policyLog.settled()]);
    let findings: readonly string[] = [];
    const instance = this.instance();
    const quiet = async () => {
      const incidents = [...this.#streets.keys()];
      await Promise.all(incidents.map((incident) => this.decideAll(instance, incident)));
      const asked = this.#askedDone;
      if ((await this.pollAll()) > 0 || this.#askedDone > asked) return false;
      findings = await this.#findings();
      return findings.length === 0;
    };
    await until(quiet, "everything to arrive", settleMsMax).catch(() => undefined);
    this.exchangeLog.rate = exchangeRate;
    this.policyLog.rate = policyRate;
    return findings;
  }

  async #poll(room: string): Promise<number> {
    const after = this.#cursors.get(room) ?? "";
    const outcome = await this.core.feed(room, "actual", after, 20).catch(() => undefined);
    if (outcome?.kind !== "feed") return 0;
    this.#cursors.set(room, outcome.cursor);
    for (const { view: bytes } of outcome.copies) {
      const text = Buffer.from(bytes).toString("utf8");
      const view: ReleasedView = JSON.parse(text);
      const { delivery, incident: alias } = view;
      this.received.get(room)?.push({ delivery, alias, text, view });
    }
    return outcome.copies.length;
  }

  async #answerAsked(): Promise<void> {
    const asked = this.core.asked.slice(this.#askedDone);
    this.#askedDone = this.core.asked.length;
    for (const { room, stale } of asked) {
      const [first] = stale;
      if (first === undefined) continue;
      const deliveries = stale.map(({ delivery }) => delivery);
      const copies = { mode: first.mode, room, alias: first.alias, deliveries };
      // What fails is asked again at the next poll.
      await redecide(this.core.ports({ log: this.policyLog }), copies).catch(() => "busy");
    }
  }

  /** Everything that was told, recorded and released so far. */
  async seen(): Promise<CheckInput> {
    const { core, accepted } = this;
    const feeds = await Promise.all(rooms.map(({ id }) => feedOf(core.log, id)));
    const leaves = await leavesIn(core);
    const checked = rooms.map(({ id, slot }, index) => {
      return { room: id, slot, received: this.received.get(id) ?? [], feed: feeds[index] ?? [] };
    });
    return { accepted, leaves, rooms: checked };
  }

  async #findings(): Promise<readonly string[]> {
    return [
      ...checkExchange(await this.seen()),
      ...[...this.#streets.keys()].flatMap((incident) => this.#checkStreet(incident)),
    ];
  }

  /** The two rooms that may have every C01 in full end with what was sent last. */
  #checkStreet(incident: string): readonly string[] {
    const wanted = this.#streets.get(incident);
    if (wanted === undefined || !incident.includes("C01")) return [];
    return ["questura_cremona", "cc_cremona"].flatMap((room) => {
      const alias = this.alias(room, incident);
      const copies = this.received.get(room)?.filter((copy) => copy.alias === alias) ?? [];
      const streets = copies.flatMap(({ view }) =>
        view.components.flatMap(({ fields }) => fields["street"] ?? []),
      );
      const last = streets.at(-1);
      return last === wanted ? [] : [`${room} ends with ${last}, not ${wanted}`];
    });
  }
}

async function leavesIn(core: TestCore): Promise<readonly SeenLeaf[]> {
  const leaves: SeenLeaf[] = [];
  let from = 1;
  for (;;) {
    const message = await core.log.firstFrom("AUDIT_2026", "audit.2026.actual.i.>", from);
    if (message === undefined) return leaves;
    const leaf = recordedLeaf(message, core.secrets.macs);
    if (leaf !== undefined) leaves.push(leaf);
    from = message.sequence + 1;
  }
}

/** Records what rooms have reported, as policy does it for each room. Says how far that came. */
export async function recordReceipts(core: TestCore, log: EventLog): Promise<readonly boolean[]> {
  const ports = { ...core.ports({ log }), nowIso: () => new Date().toISOString() };
  const sources = rooms.map(({ id: room, slot }) => {
    return { kind: "receipts", mode: "actual", room, slot } as const;
  });
  return Promise.all(
    sources.map((source) =>
      recordReports(ports, source, all).then(
        (covered) => covered !== undefined,
        () => false,
      ),
    ),
  );
}

/** Plays one random history. What we choose comes from the seed; what the server makes of it does not. */
export async function playHistory(world: CoreWorld, plan: HistoryPlan): Promise<void> {
  const random = randomOf(plan.seed);
  world.exchangeLog.rate = plan.lossRate;
  world.policyLog.rate = plan.lossRate;
  const categories = ["C01", "C01", "C03", "C12"] as const;
  const incidents = Array.from({ length: plan.incidents }, (_, index) => {
    const category = categories[index % categories.length] ?? "C01";
    return { id: `${category}-${plan.seed}-${index}`, category };
  });
  const ending = new AbortController();
  const seam = (_name: PolicySeam) => wait(random() < 0.2 ? 10 + random() * 60 : random() * 4);
  const instances = Array.from({ length: plan.instances }, () => world.instance({ seam }));
  const deciding = instances.flatMap((instance) =>
    incidents.map(({ id }) => decideUntil(world, instance, id, ending.signal)),
  );
  const polling = pollUntil(world, ending.signal);
  const sending = incidents.map(async ({ id, category }) => {
    for (let number = 1; number <= plan.eventsEach; number += 1) {
      await world.sendUpdate(id, number, category);
      if (random() < 0.3) await takeCharge(world, id, category);
      await wait(random() * 12);
    }
  });
  if (plan.changeRules) {
    await wait(20 + random() * 60);
    world.changeRules();
  }
  await Promise.all(sending);
  ending.abort();
  await Promise.all([...deciding, polling]);
}

async function takeCharge(world: CoreWorld, id: string, category: string): Promise<void> {
  const room = category === "C12" ? "gdf_cremona" : "questura_cremona";
  // Refused as unknown until the room was told of the incident: then nothing was accepted.
  await world.send(room, syntheticAnswer(world.alias(room, id), "charge_taken"));
}

async function decideUntil(
  world: CoreWorld,
  instance: IncidentWorker,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await instance.advance(world.name(id), all).catch(() => undefined);
    await wait(3);
  }
}

async function pollUntil(world: CoreWorld, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await world.pollAll();
    await recordReceipts(world.core, world.policyLog);
  }
}
