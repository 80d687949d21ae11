import type { Room } from "#libs/policy/decision";
import {
  type ConfirmAnswer,
  confirmRequestSchema,
  type DemandAnswer,
  type DemandList,
  type DemandRow,
  demandRefused,
  demandRequestSchema,
} from "#libs/policy/demandMessages";
import {
  confirmationOrderSchema,
  demandOrderSchema,
  type Officer,
  officersOf,
  openOrder,
  readOrder,
} from "#libs/policy/demandOrders";
import { messageIn } from "#libs/policy/emergencyMessages";
import { DemandRegister, type RegisteredDemand } from "./demandRegister.ts";
import { demandDatum } from "./demands.ts";
import type { PolicyPorts } from "./ports.ts";
import {
  confirmByRoom,
  type RoomConfirmation,
  type RoomConfirmed,
  recordConfirmation,
} from "./roomConfirmations.ts";

const listMax = 200;

/** Demands that some room has not confirmed. */
export interface DemandFigures {
  readonly mode: "actual" | "exercise";
  readonly open: number;
  readonly overdue: number;
}

/** What policy does about data that were taken back: takes the demand, tells where it stands, takes confirmations. */
export class DemandDesk {
  readonly #register: DemandRegister;
  /** Demands that every room has confirmed: nothing about them changes any more. */
  readonly #settled = new Set<string>();
  #figures: readonly DemandFigures[] = [];

  constructor(
    private readonly ports: PolicyPorts,
    private readonly parts: {
      readonly rooms: readonly Room[];
      readonly officers: readonly Officer[];
    },
  ) {
    this.#register = new DemandRegister(ports);
  }

  /** Makes a demand as the administration asks. Rejects when the log is away. */
  async demand(data: Uint8Array): Promise<DemandAnswer> {
    const request = messageIn(data, demandRequestSchema);
    const said = request && readOrder(request.order, demandOrderSchema);
    if (request === undefined || said === undefined) return demandRefused("malformed");
    const { rooms, officers } = this.parts;
    const entitled = officersOf(officers, rooms, [said.room]);
    const nowMs = Date.parse(this.ports.nowIso());
    const opened = openOrder(request.order, demandOrderSchema, entitled, nowMs);
    if (typeof opened === "string") return demandRefused(opened);
    await this.#register.read();
    const before = this.#register.ofOrder(opened.digest);
    if (before !== undefined) return this.#madeBefore(before);
    return demandDatum(this.ports, opened, request.incident);
  }

  /** An order is carried out once, whatever has become of the datum since. */
  async #madeBefore(demand: RegisteredDemand): Promise<DemandAnswer> {
    const row = await this.#register.rowOf(demand, 0);
    const rooms = (row?.rooms ?? []).flatMap(({ room }) => room ?? []);
    return { outcome: "demanded-before", until: demand.leaf.until, rooms };
  }

  /** The demands as the log has them now. Rejects when the log is away. */
  async list(): Promise<DemandList> {
    await this.#register.read();
    const all = this.#register.all().toReversed();
    const nowMs = Date.parse(this.ports.nowIso());
    const demands: DemandRow[] = [];
    for (const one of all.slice(0, listMax)) {
      const row = await this.#register.rowOf(one, nowMs);
      if (row !== undefined) demands.push(row);
    }
    return { demands, more: all.length > listMax };
  }

  /**
   * Records that a room confirmed a demand to an office, by an order that somebody of the titolare that demanded or of
   * the room's own has signed. Rejects when the log is away.
   */
  async confirm(data: Uint8Array): Promise<ConfirmAnswer> {
    const request = messageIn(data, confirmRequestSchema);
    const said = request && readOrder(request.order, confirmationOrderSchema);
    if (request === undefined || said === undefined) return { outcome: "malformed" };
    await this.#register.read();
    const { rooms, officers } = this.parts;
    const demand = this.#register.all().find(({ place }) => isSame(place, said.notice));
    const slot = rooms.find(({ id }) => id === said.room)?.slot;
    const demanding = rooms.find((room) => room.slot === demand?.leaf.slot)?.id;
    const entitled = officersOf(officers, rooms, [said.room, demanding]);
    const nowMs = Date.parse(this.ports.nowIso());
    const opened = openOrder(request.order, confirmationOrderSchema, entitled, nowMs);
    if (typeof opened === "string") return { outcome: opened };
    const row = demand && (await this.#register.rowOf(demand, 0));
    const concerned = row?.rooms.find((room) => room.slot === slot);
    if (slot === undefined || concerned === undefined) return { outcome: "unknown" };
    if (concerned.state === "confirmed") return { outcome: "confirmed-before" };
    const { by, digest: order } = opened;
    const confirmed = { notice: said.notice, slot, ...by, order };
    return { outcome: (await recordConfirmation(this.ports, confirmed)).outcome };
  }

  /** Records what a room confirms by a message of its own. Rejects when the log is away. */
  confirmByRoom(said: RoomConfirmation): Promise<RoomConfirmed> {
    return confirmByRoom(this.ports, this.#register, this.parts.rooms, said);
  }

  /** Counts open demands anew, for whoever looks at metrics. Rejects when the log is away. */
  async pass(): Promise<void> {
    await this.#register.read();
    const nowMs = Date.parse(this.ports.nowIso());
    const rows: DemandRow[] = [];
    for (const one of this.#register.all()) {
      const key = `${one.place.year}/${one.place.seq}`;
      const row = this.#settled.has(key) ? undefined : await this.#register.rowOf(one, nowMs);
      if (row?.open === false) this.#settled.add(key);
      else if (row !== undefined) rows.push(row);
    }
    this.#figures = (["actual", "exercise"] as const).map((mode) => {
      const open = rows.filter((row) => row.mode === mode);
      return { mode, open: open.length, overdue: open.filter(({ overdue }) => overdue).length };
    });
  }

  /** As of the last pass. */
  figures(): readonly DemandFigures[] {
    return this.#figures;
  }
}

interface Place {
  readonly year: number;
  readonly seq: number;
}

const isSame = (a: Place, b: Place): boolean => a.year === b.year && a.seq === b.seq;
