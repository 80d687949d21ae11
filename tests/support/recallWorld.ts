import { generateKeyPairSync } from "node:crypto";
import { expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { type ConfirmOutcome, confirmDemand } from "#apps/exchange/confirm";
import { readLeaves } from "#apps/policy/chain";
import { DemandDesk } from "#apps/policy/demandDesk";
import type { PolicyPorts } from "#apps/policy/ports";
import { recordReports } from "#apps/policy/reports";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { Component, IncidentEvent, Mode } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { type DemandAnswer, type DemandRow, demandBytes } from "#libs/policy/demandMessages";
import type { ConfirmationOrder, DemandOrder } from "#libs/policy/demandOrders";
import { canonicalJson } from "#libs/seal/canonical";
import { incidentPseudonym } from "#libs/seal/ids";
import { rawPublicKey, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import type { TestCore } from "#tests/support/core";
import { room, rooms } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import { until } from "#tests/support/until";

const end = Number.MAX_SAFE_INTEGER;
const mode = "actual" as const;
export const year = 2026;
export const sender = "pl_cremona";
export const force = "questura_cremona";
export const otherForce = "cc_cremona";
export const dayMs = 86_400_000;

/** A person of each titolare, with a key of its own. */
const people = new Map(
  [...new Set(rooms.map(({ titolare }) => titolare))].map((titolare) => [
    titolare,
    generateKeyPairSync("ed25519").privateKey,
  ]),
);
export const role = "privacy_officer" as const;
export const officers = [...people].map(([titolare, key]) => ({
  ...{ titolare, role, key: rawPublicKey(key) },
}));
export const titolareOf = (id: string): string =>
  rooms.find((one) => one.id === id)?.titolare ?? "";
export const keyOfOfficer = (id: string): string | undefined =>
  officers.find(({ titolare }) => titolare === titolareOf(id))?.key;

/** An order as a person of the titolare of room `by` signs it. */
export function signed(order: DemandOrder | ConfirmationOrder, by: string): SignedDocument {
  const key = people.get(titolareOf(by));
  if (key === undefined) throw new Error(`nobody signs for ${by}`);
  return { body: canonicalJson(order), signatures: [signDocument(order, role, key)] };
}

/** An order that says that `id` confirmed, signed by a person of the titolare of `by`. */
export function confirmationOf(
  notice: ConfirmationOrder["notice"],
  id: string,
  by: string,
): SignedDocument {
  const issued = new Date().toISOString();
  return signed({ format: "raccordo-confirmation-order/1", notice, room: id, issued }, by);
}

export const place = (street: string): Component => ({
  kind: "place",
  id: "p",
  fields: { sensitivity: "public", street, municipality: "istat:019036" },
});
export const witness: Component = {
  kind: "person",
  id: "w",
  fields: { roles: ["witness"], minor: false, family_name: "SINTETICO" },
};

export const statesOf = (row: DemandRow | undefined) =>
  Object.fromEntries((row?.rooms ?? []).map((one) => [one.room, one.state]));

export const later = (days: number) => ({
  nowIso: () => new Date(Date.now() + days * dayMs).toISOString(),
});

/** A room that reads its feed to the end; what it reads is confirmed when it asks again. */
export class Reader {
  private cursor = "";
  constructor(
    private readonly core: () => TestCore,
    private readonly id: string,
  ) {}

  async next(): Promise<readonly ReleasedView[]> {
    const outcome = await this.core().feed(this.id, mode, this.cursor, 300);
    if (outcome.kind !== "feed") throw new Error(outcome.code);
    this.cursor = outcome.cursor;
    return outcome.copies.map(({ view }) => JSON.parse(Buffer.from(view).toString("utf8")));
  }

  async one(): Promise<ReleasedView> {
    const views = await until(async () => {
      const found = await this.next();
      return found.length > 0 ? found : undefined;
    }, `a copy for ${this.id}`);
    expect(views).toHaveLength(1);
    return views[0] as ReleasedView;
  }
}

/** What people and rooms do about data that are taken back, on the core's own code. */
export class RecallWorld {
  constructor(private readonly core: () => TestCore) {}

  readonly readerOf = (id: string) => new Reader(this.core, id);

  readonly nameOf = (incident: string) => ({
    ...{ mode, incident: this.core().incident(sender, mode, incident) },
  });

  readonly pseudonymOf = (incident: string): string =>
    incidentPseudonym(this.core().secrets.logPseudonym, mode, this.nameOf(incident).incident);

  readonly deskOf = (over: Partial<PolicyPorts> = {}) =>
    new DemandDesk(this.core().ports(over), { rooms, officers });

  readonly decideAll = async (incident: string, over: Partial<PolicyPorts> = {}): Promise<void> => {
    const outcome = await this.core().policy(over).advance(this.nameOf(incident), end);
    expect(outcome).toEqual({ kind: "done" });
  };

  /** Sends one message of the sender, and has it decided. */
  readonly send = async (incident: string, over: Partial<IncidentEvent>): Promise<void> => {
    const event = syntheticReport(incident, over);
    expect((await this.core().submit(sender, event)).kind).toBe("accepted");
    await this.decideAll(incident);
  };

  readonly leavesOf = (incident: string) => {
    const of = { mode, pseudonym: this.pseudonymOf(incident) };
    return readLeaves(this.core().log, this.core().secrets.macs, [year], of);
  };

  /** Reference of the component that has the field, as the log has it. */
  readonly refOf = async (incident: string, path: string): Promise<string> => {
    const leaves = await this.leavesOf(incident);
    const fields = leaves.flatMap(({ parts }) => parts.facts.value.fields);
    const ref = fields.find(({ paths }) => paths.includes(path))?.ref;
    if (ref === undefined) throw new Error(`nobody stated ${path}`);
    return ref;
  };

  /** What a person orders, with what a test wants otherwise. */
  readonly orderOf = async (
    incident: string,
    path: string,
    over: Partial<DemandOrder> = {},
  ): Promise<DemandOrder> => ({
    ...{ format: "raccordo-demand-order/1", mode, incident: this.pseudonymOf(incident) },
    ...{ room: sender, path, kind: "recall", reason: "unlawful", days: 5 },
    ...{ ref: over.ref ?? (await this.refOf(incident, path)), issued: new Date().toISOString() },
    ...over,
  });

  readonly ask = (
    incident: string,
    order: SignedDocument,
    desk = this.deskOf(),
  ): Promise<DemandAnswer> =>
    desk.demand(demandBytes({ order, incident: this.nameOf(incident).incident }));

  /** Signed by a person of the titolare of the room in whose name it is; of the sender's where there is none. */
  readonly demand = async (
    incident: string,
    path: string,
    over: Partial<DemandOrder> = {},
    desk = this.deskOf(),
  ): Promise<DemandAnswer> => {
    const order = await this.orderOf(incident, path, over);
    const by = people.has(titolareOf(order.room)) ? order.room : sender;
    return this.ask(incident, signed(order, by), desk);
  };

  readonly rowsOf = async (incident: string, over: Partial<PolicyPorts> = {}) => {
    const { demands } = await this.deskOf(over).list();
    return demands.filter((row) => row.incident === this.pseudonymOf(incident));
  };

  /** As exchange does it: its answer is what the room is told. */
  readonly confirm = (
    id: string,
    delivery: string,
    over: Partial<PolicyPorts> = {},
    of: Mode = mode,
  ): Promise<ConfirmOutcome> => {
    const askPolicy = async (data: Uint8Array) => {
      const { deliveries: [named = ""] = [], alias = "" } = decodeWire("CopyRequest", data) ?? {};
      const said = { mode: of, room: id, alias, delivery: named };
      const answer = await this.deskOf(over).confirmByRoom(said);
      return { kind: "answered", data: encodeWire("CopyReply", answer) } as const;
    };
    return confirmDemand({ log: this.core().log, askPolicy }, id, of, delivery);
  };

  /** The last leaf of a kind, as audit takes it. */
  readonly lastLeaf = async (kind: "demand" | "confirmation") => {
    const { log, secrets } = this.core();
    const message = await log.last(auditStream(year), noticesOf(year, kind));
    if (message === undefined) throw new Error(`no ${kind}`);
    expect(Buffer.from(message.data).toString("latin1")).not.toContain("Sintetica");
    return entryOf(message, year, secrets.macs).read;
  };

  readonly accept = async (id: string, delivery: string): Promise<void> => {
    const at = new Date().toISOString();
    const item = { delivery, kind: "displayed", conditions_accepted: true, at };
    const told = await this.core().receipts(id, mode, [item]);
    expect(told).toMatchObject({ kind: "reported", unknown: [] });
    const source = { kind: "receipts", mode, room: id, slot: room(id).slot } as const;
    await recordReports(this.core().ports(), source, end);
  };
}
