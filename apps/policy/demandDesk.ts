import type { Room } from "#libs/policy/decision";
import {
  type ConfirmAnswer,
  confirmRequestSchema,
  type DemandAnswer,
  type DemandList,
  type DemandRow,
  demandRequestSchema,
} from "#libs/policy/demandMessages";
import { messageIn } from "#libs/policy/emergencyMessages";
import { DemandRegister } from "./demandRegister.ts";
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
    private readonly rooms: readonly Room[],
  ) {
    this.#register = new DemandRegister(ports);
  }

  /** Makes a demand as the administration asks. Rejects when the log is away. */
  async demand(data: Uint8Array): Promise<DemandAnswer> {
    const request = messageIn(data, demandRequestSchema);
    if (request === undefined) return { outcome: "refused", code: "malformed" };
    return demandDatum(this.ports, request);
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

  /** Records that a room confirmed a demand to the privacy officer. Rejects when the log is away. */
  async confirm(data: Uint8Array): Promise<ConfirmAnswer> {
    const request = messageIn(data, confirmRequestSchema);
    if (request === undefined) return { outcome: "malformed" };
    await this.#register.read();
    const demand = this.#register.all().find(({ place }) => isSame(place, request.notice));
    const slot = this.rooms.find(({ id }) => id === request.room)?.slot;
    const row = demand && (await this.#register.rowOf(demand, 0));
    const concerned = row?.rooms.find((room) => room.slot === slot);
    if (slot === undefined || concerned === undefined) return { outcome: "unknown" };
    if (concerned.state === "confirmed") return { outcome: "confirmed-before" };
    const { notice, role } = request;
    return { outcome: (await recordConfirmation(this.ports, { notice, slot, role })).outcome };
  }

  /** Records what a room confirms by a message of its own. Rejects when the log is away. */
  confirmByRoom(said: RoomConfirmation): Promise<RoomConfirmed> {
    return confirmByRoom(this.ports, this.#register, this.rooms, said);
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
