import { auditStream, deliveryFilter, feedStream, noticesOf } from "#libs/eventlog/subjects";
import type { DemandRow, DemandState } from "#libs/policy/demandMessages";
import { type Datum, type Giving, type RoomGivings, whoGot } from "#libs/policy/whoGot";
import type { DemandLeaf, SystemLeaf } from "#libs/seal/leaf";
import { openReceipts } from "#libs/seal/openParts";
import type { SlotEntry } from "#libs/seal/parts";
import type { LeafPlace } from "./activate.ts";
import { readLeaves } from "./chain.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemEntry } from "./systemLeaf.ts";

/** Deliveries whose conditions a room accepted, as far as they are remembered; the eldest go first. */
const acceptedMax = 200_000;

/** A demand as the log tells it. */
export interface RegisteredDemand {
  /** Of the leaf that tells it. */
  readonly place: LeafPlace;
  readonly leaf: DemandLeaf;
}

type RegisterPorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "rulesInForce">;
type RegisterKind = "demand" | "confirmation" | "receipts";

/**
 * Demands of every year of the log and what rooms answered to them, read from the log: nothing else remembers them. Read on
 * from where the last reading ended. Receipts are looked at only behind a demand, in its year and the next.
 */
export class DemandRegister {
  readonly #demands = new Map<string, RegisteredDemand>();
  /** By demand and slot: when it was confirmed by a message, or to the privacy officer. */
  readonly #confirmed = new Map<string, string>();
  /** By slot and delivery: conditions accepted in a receipt. */
  readonly #accepted = new Set<string>();
  /** By stream and kind: the sequence after the last message that was read. */
  readonly #next = new Map<string, number>();
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly ports: RegisterPorts) {}

  /** Reads what was recorded since the last time; one reading after the other. Rejects when the log is away. */
  read(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#readOn());
    this.#reading = next;
    return next;
  }

  /** In the order of the log. */
  all(): readonly RegisteredDemand[] {
    return [...this.#demands.values()];
  }

  /** The demand that this signed order has made; undefined: none in the log. */
  ofOrder(digest: string): RegisteredDemand | undefined {
    return this.all().find(({ leaf }) => leaf.order === digest);
  }

  /** When a room confirmed a demand, other than by a receipt; undefined: not yet. */
  confirmedAt(place: LeafPlace, slot: number): string | undefined {
    return this.#confirmed.get(`${keyOf(place)} ${slot}`);
  }

  /** True if this copy took the datum of the demand from the room: by the demand, or before it. */
  async isWithdrawnBy(
    { leaf }: RegisteredDemand,
    slot: number,
    delivery: string,
  ): Promise<boolean> {
    const read = await this.#readDemand(leaf);
    if (read === undefined) return false;
    const { demanded, steps, step } = read;
    const got = whoGot(steps, demanded).find((one) => one.slot === slot);
    if (got === undefined || !got.given.some((giving) => giving.step <= step)) return false;
    if (got.withdrawal?.delivery === delivery) return true;
    return steps.slice(step).some(({ slots }) =>
      slots.some(({ slot: of, value }) => {
        const isCopy = of === slot && value.delivery === delivery && value.outcome === "released";
        return isCopy && value.entries.some((entry) => isTaken(entry, demanded));
      }),
    );
  }

  /** Where a demand stands now; undefined where its decision cannot be read. */
  async rowOf({ place, leaf }: RegisteredDemand, nowMs: number): Promise<DemandRow | undefined> {
    const read = await this.#readDemand(leaf);
    if (read === undefined) return undefined;
    const { demanded, steps, step } = read;
    const rooms = await Promise.all(
      whoGot(steps, demanded)
        .filter(({ given }) => given.some((giving) => giving.step <= step))
        .map(async (got) => ({
          slot: got.slot,
          ...roomIn(this.ports, got.slot),
          state: await this.#stateOf(place, step, got),
        })),
    );
    const open = rooms.some(({ state }) => state !== "confirmed");
    const { ref, path, kind, reason, until, room } = demanded;
    return {
      ...{ notice: place, at: leaf.at, mode: leaf.of, incident: leaf.incident, ref, path },
      ...{ kind, reason, room, until, rooms, open },
      overdue: open && Date.parse(until) < nowMs,
    };
  }

  /** The demand as its decision tells it, the decisions of its incident, and which of them it is. */
  async #readDemand(leaf: DemandLeaf) {
    const { log, secrets, openYears } = this.ports;
    const of = { mode: leaf.of, pseudonym: leaf.incident };
    const leaves = await readLeaves(log, secrets.macs, openYears(), of);
    const step = leaves.findIndex((one) => one.leaf.event === leaf.event);
    const demanded = leaves[step]?.parts.facts.value.demand;
    if (demanded === undefined) return undefined;
    const steps = leaves.map((one) => ({ at: one.leaf.at, slots: one.parts.slots }));
    return { demanded, steps, step };
  }

  async #stateOf(
    place: LeafPlace,
    step: number,
    { slot, withdrawal }: RoomGivings,
  ): Promise<DemandState> {
    if (this.confirmedAt(place, slot) !== undefined) return "confirmed";
    if (withdrawal === undefined) return "held";
    if (withdrawal.step < step) return "withdrawn-before";
    if (this.#accepted.has(`${slot} ${withdrawal.delivery}`)) return "confirmed";
    return (await this.#isFetched(slot, withdrawal)) ? "delivered" : "waiting";
  }

  /** What a room has fetched lies in its feed as an empty tombstone. */
  async #isFetched(slot: number, { delivery }: Giving): Promise<boolean> {
    const { room } = roomIn(this.ports, slot);
    if (room === undefined) return false;
    const lying = await this.ports.log.last(feedStream(room), deliveryFilter(room, delivery));
    return lying?.data.length === 0;
  }

  async #readOn(): Promise<void> {
    for (const year of this.ports.openYears().toReversed()) {
      await this.#readKind(year, "demand", (leaf, place) => {
        if (leaf.kind === "demand") this.#demands.set(keyOf(place), { place, leaf });
      });
      await this.#readKind(year, "confirmation", (leaf) => {
        if (leaf.kind === "confirmation") {
          this.#confirmed.set(`${keyOf(leaf.notice)} ${leaf.slot}`, leaf.at);
        }
      });
    }
    for (const year of this.ports.openYears().toReversed()) {
      const first = this.#firstReceipts(year);
      if (first === undefined) continue;
      await this.#readKind(
        year,
        "receipts",
        (leaf, _place, parts) => this.#take(leaf, parts),
        first,
      );
    }
  }

  /**
   * Where to begin in a year with the receipts; undefined where none can answer a demand. A room answers for a copy
   * while its feed remembers it, weeks: what is demanded in one year is answered by the end of the next.
   */
  #firstReceipts(year: number): number | undefined {
    const decisions = this.all().map(({ leaf }) => leaf.decision);
    if (decisions.some((decision) => decision.year === year - 1)) return 1;
    return decisions.find((decision) => decision.year === year)?.seq;
  }

  #take(leaf: SystemLeaf, parts: Uint8Array): void {
    if (leaf.kind !== "receipts") return;
    const opened = openReceipts(leaf, Buffer.from(parts));
    for (const entry of "problem" in opened ? [] : opened.value) {
      // Only what names the copy itself: a poll "up to" it says nothing of conditions.
      if (entry.conditions_accepted !== true || entry.up_to === true) continue;
      this.#accepted.add(`${leaf.slot} ${entry.delivery}`);
    }
    for (const eldest of this.#accepted) {
      if (this.#accepted.size <= acceptedMax) break;
      this.#accepted.delete(eldest);
    }
  }

  async #readKind(
    year: number,
    kind: RegisterKind,
    take: (leaf: SystemLeaf, place: LeafPlace, parts: Uint8Array) => void,
    first = 1,
  ): Promise<void> {
    const stream = auditStream(year);
    const key = `${stream} ${kind}`;
    for (;;) {
      const from = this.#next.get(key) ?? first;
      const message = await this.ports.log.firstFrom(stream, noticesOf(year, kind), from);
      if (message === undefined) return;
      const entry = ownSystemEntry(message, this.ports.secrets.macs);
      if (entry !== undefined) take(entry.leaf, { year, seq: message.sequence }, entry.parts);
      this.#next.set(key, message.sequence + 1);
    }
  }
}

function roomIn(ports: Pick<RegisterPorts, "rulesInForce">, slot: number) {
  const room = ports.rulesInForce()?.rooms.find((one) => one.slot === slot)?.id;
  return room === undefined ? {} : { room };
}

const isTaken = (entry: SlotEntry, { ref, path }: Datum): boolean =>
  entry.op === "withdraw" && entry.ref === ref && entry.path === path;

const keyOf = ({ year, seq }: LeafPlace): string => `${year}/${seq}`;
