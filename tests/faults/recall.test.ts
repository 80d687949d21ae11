import { afterAll, beforeAll, describe, expect } from "@jest/globals";
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
import {
  type DemandAnswer,
  type DemandRequest,
  type DemandRow,
  demandBytes,
} from "#libs/policy/demandMessages";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { room } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
});
afterAll(() => state.core?.stop());

const end = Number.MAX_SAFE_INTEGER;
const year = 2026;
const mode = "actual" as const;
const sender = "pl_cremona";
const force = "questura_cremona";
const otherForce = "cc_cremona";
const dayMs = 86_400_000;

const nameOf = (incident: string) => ({ mode, incident: core().incident(sender, mode, incident) });
const pseudonymOf = (incident: string) =>
  incidentPseudonym(core().secrets.logPseudonym, mode, nameOf(incident).incident);
const deskOf = (over: Partial<PolicyPorts> = {}) =>
  new DemandDesk(core().ports(over), core().rules.rooms);

async function decideAll(incident: string, over: Partial<PolicyPorts> = {}): Promise<void> {
  const outcome = await core().policy(over).advance(nameOf(incident), end);
  expect(outcome).toEqual({ kind: "done" });
}

const place = (street: string): Component => ({
  kind: "place",
  id: "p",
  fields: { sensitivity: "public", street, municipality: "istat:019036" },
});
const witness: Component = {
  kind: "person",
  id: "w",
  fields: { roles: ["witness"], minor: false, family_name: "SINTETICO" },
};

/** Sends one message of the sender, and has it decided. */
async function send(incident: string, over: Partial<IncidentEvent>): Promise<void> {
  const event = syntheticReport(incident, over);
  expect((await core().submit(sender, event)).kind).toBe("accepted");
  await decideAll(incident);
}

/** A room that reads its feed to the end; what it reads is confirmed when it asks again. */
class Reader {
  private cursor = "";
  constructor(private readonly id: string) {}

  async next(): Promise<readonly ReleasedView[]> {
    const outcome = await core().feed(this.id, mode, this.cursor, 300);
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

/** Reference of the component that has the field, as the log has it. */
async function refOf(incident: string, path: string): Promise<string> {
  const of = { mode, pseudonym: pseudonymOf(incident) };
  const leaves = await readLeaves(core().log, core().secrets.macs, [year], of);
  const fields = leaves.flatMap(({ parts }) => parts.facts.value.fields);
  const ref = fields.find(({ paths }) => paths.includes(path))?.ref;
  if (ref === undefined) throw new Error(`nobody stated ${path}`);
  return ref;
}

async function demand(
  incident: string,
  path: string,
  over: Partial<DemandRequest> = {},
  desk = deskOf(),
): Promise<DemandAnswer> {
  const request: DemandRequest = {
    ...{ mode, incident: nameOf(incident).incident, room: sender, path, kind: "recall" },
    ...{ ref: over.ref ?? (await refOf(incident, path)), reason: "unlawful", days: 5 },
    ...over,
  };
  return desk.demand(demandBytes(request));
}

async function rowsOf(incident: string, over: Partial<PolicyPorts> = {}) {
  const { demands } = await deskOf(over).list();
  return demands.filter((row) => row.incident === pseudonymOf(incident));
}

const statesOf = (row: DemandRow | undefined) =>
  Object.fromEntries((row?.rooms ?? []).map((one) => [one.room, one.state]));

const later = (days: number) => ({
  nowIso: () => new Date(Date.now() + days * dayMs).toISOString(),
});

/** As exchange does it: its answer is what the room is told. */
function confirm(
  id: string,
  delivery: string,
  over: Partial<PolicyPorts> = {},
  of: Mode = mode,
): Promise<ConfirmOutcome> {
  const askPolicy = async (data: Uint8Array) => {
    const { deliveries: [named = ""] = [], alias = "" } = decodeWire("CopyRequest", data) ?? {};
    const said = { mode: of, room: id, alias, delivery: named };
    const answer = await deskOf(over).confirmByRoom(said);
    return { kind: "answered", data: encodeWire("CopyReply", answer) } as const;
  };
  return confirmDemand({ log: core().log, askPolicy }, id, of, delivery);
}

async function lastConfirmation() {
  const message = await core().log.last(auditStream(year), noticesOf(year, "confirmation"));
  if (message === undefined) throw new Error("no confirmation");
  const { read } = entryOf(message, year, core().secrets.macs);
  return read;
}

async function accept(id: string, delivery: string): Promise<void> {
  const at = new Date().toISOString();
  const item = { delivery, kind: "displayed", conditions_accepted: true, at };
  expect(await core().receipts(id, mode, [item])).toMatchObject({ kind: "reported", unknown: [] });
  const source = { kind: "receipts", mode, room: id, slot: room(id).slot } as const;
  await recordReports(core().ports(), source, end);
}

describe("a datum that should not have been given", () => {
  testWithServer("is withdrawn from every room that has it, with the demand", async () => {
    const [reader, other] = [new Reader(force), new Reader(otherForce)];
    await send("R1", { upsert: [place("Via Sintetica 1"), witness] });
    const first = await reader.one();
    await reader.next(); // asking again confirms it; the other force leaves its copy lying
    expect(JSON.stringify(first)).toContain("Via Sintetica 1");

    const answer = await demand("R1", "place.street");
    expect(answer).toMatchObject({ outcome: "demanded" });
    await decideAll("R1");

    const told = await reader.one();
    expect(told.withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
    expect(told.handling.filter((code) => /^recall-unlawful-by-20\d{6}$/.test(code))).toHaveLength(
      1,
    );
    const late = await other.one();
    expect(JSON.stringify(late)).not.toContain("Via Sintetica 1");
    expect(late.handling.some((code) => code.startsWith("recall-"))).toBe(true);

    const [row] = await rowsOf("R1");
    expect(row).toMatchObject({ kind: "recall", path: "place.street", room: sender, open: true });
    await accept(force, told.delivery);
    const [after] = await rowsOf("R1");
    expect(statesOf(after)[force]).toBe("confirmed");
    expect(after?.overdue).toBe(false);
    expect((await rowsOf("R1", later(6)))[0]?.overdue).toBe(true);

    for (const { room: id, state: stands } of after?.rooms ?? []) {
      if (stands === "confirmed") continue;
      const confirm = { notice: row?.notice, room: id, role: "privacy_officer" };
      const bytes = Buffer.from(JSON.stringify(confirm));
      expect(await deskOf().confirm(bytes)).toEqual({ outcome: "confirmed" });
      expect(await deskOf().confirm(bytes)).toEqual({ outcome: "confirmed-before" });
    }
    expect((await rowsOf("R1", later(6)))[0]).toMatchObject({ open: false, overdue: false });
  });

  testWithServer(
    "rooms that never got it see nothing of its recall, nor are they woken",
    async () => {
      const strangers = ["gdf_cremona", "pl_limitrofo"].map((id) => new Reader(id));
      await send("R2", { upsert: [place("Via Sintetica 2")] });
      await demand("R2", "place.street");
      await decideAll("R2");
      for (const stranger of strangers) expect(await stranger.next()).toEqual([]);
      const of = { mode, pseudonym: pseudonymOf("R2") };
      const leaves = await readLeaves(core().log, core().secrets.macs, [year], of);
      const recall = leaves.at(-1);
      expect(recall?.leaf.kind).toBe("recall");
      for (const { slot, value } of recall?.parts.slots ?? []) {
        const isHolder = value.delivery !== undefined;
        const got = (await rowsOf("R2"))[0]?.rooms.map((one) => one.slot);
        expect([slot, got?.includes(slot)]).toEqual([slot, isHolder]);
      }
    },
  );

  testWithServer("is not given again with the next message, only another value is", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("R3", { upsert: [place("Via Sintetica 3")] });
    await reader.one();
    await demand("R3", "place.street");
    await decideAll("R3");
    await reader.one();
    await send("R3", { kind: "update", upsert: [place("Via Sintetica 3"), witness] });
    expect(JSON.stringify(await reader.next())).not.toContain("Via Sintetica 3");
    await send("R3", { kind: "update", upsert: [place("Via Sintetica 30")] });
    const corrected = await reader.one();
    expect(JSON.stringify(corrected)).toContain("Via Sintetica 30");
    expect(corrected.handling.some((code) => code.startsWith("recall-"))).toBe(false);
  });

  testWithServer("is demanded once, however often and by how many at once", async () => {
    await send("R4", { upsert: [place("Via Sintetica 4")] });
    const both = await Promise.all([demand("R4", "place.street"), demand("R4", "place.street")]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["demanded", "demanded-before"]);
    await decideAll("R4");
    expect(await demand("R4", "place.street")).toMatchObject({ outcome: "demanded-before" });
    await decideAll("R4");
    expect(await rowsOf("R4")).toHaveLength(1);
  });

  testWithServer("nobody had: the demand is recorded, and nobody has to confirm", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("R5", { upsert: [place("Via Sintetica 5"), witness] });
    await reader.one();
    expect(await demand("R5", "person.family_name")).toMatchObject({
      outcome: "demanded",
      rooms: [],
    });
    await decideAll("R5");
    expect(await reader.next()).toEqual([]);
    expect(await rowsOf("R5")).toMatchObject([{ rooms: [], open: false }]);
  });

  testWithServer("withdrawn before by its sender: the room is asked all the same", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("R6", { upsert: [place("Via Sintetica 6"), witness] });
    await reader.one();
    const ref = await refOf("R6", "place.street");
    const bare: Component = { ...place(""), fields: { sensitivity: "public" } };
    await send("R6", { kind: "update", upsert: [bare] });
    await reader.one();
    await demand("R6", "place.street", { ref, kind: "rectification", reason: "inaccurate" });
    await decideAll("R6");
    expect(await reader.next()).toEqual([]);
    const [row] = await rowsOf("R6");
    expect(row?.kind).toBe("rectification");
    expect(statesOf(row)[force]).toBe("withdrawn-before");
    expect(row?.open).toBe(true);
  });
});

describe("a room that confirms by a message of its own", () => {
  testWithServer("is recorded once, and told alike whenever it says so again", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("C1", { upsert: [place("Via Sintetica 21")] });
    await reader.one();
    await demand("C1", "place.street");
    await decideAll("C1");
    const { delivery } = await reader.one();
    const both = await Promise.all([confirm(force, delivery), confirm(force, delivery)]);
    const notes = both.map((one) => (one.kind === "confirmed" ? one.notes : [one.code]));
    expect(notes.toSorted()).toEqual([[], ["confirmation-repeated"]]);
    expect(await confirm(force, delivery)).toEqual({
      kind: "confirmed",
      notes: ["confirmation-repeated"],
    });
    const [row] = await rowsOf("C1");
    expect(statesOf(row)[force]).toBe("confirmed");
    const leaf = await lastConfirmation();
    expect(leaf).toMatchObject({ role: "room", slot: room(force).slot, notice: row?.notice });
  });

  testWithServer("after its time is recorded all the same, and told that it is late", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("C2", { upsert: [place("Via Sintetica 22")] });
    await reader.one();
    await demand("C2", "place.street");
    await decideAll("C2");
    const { delivery } = await reader.one();
    const late = { kind: "confirmed", notes: ["confirmation-late"] };
    expect(await confirm(force, delivery, later(6))).toEqual(late);
    expect(statesOf((await rowsOf("C2"))[0])[force]).toBe("confirmed");
  });

  testWithServer("which had lost the datum before names the copy that took it then", async () => {
    const reader = new Reader(force);
    await reader.next();
    await send("C3", { upsert: [place("Via Sintetica 23"), witness] });
    const had = await reader.one();
    const ref = await refOf("C3", "place.street");
    const bare: Component = { ...place(""), fields: { sensitivity: "public" } };
    await send("C3", { kind: "update", upsert: [bare] });
    const { delivery } = await reader.one();
    expect(await confirm(force, delivery)).toMatchObject({ code: "demand-unknown" });
    await demand("C3", "place.street", { ref });
    await decideAll("C3");
    expect(await confirm(force, had.delivery)).toMatchObject({ code: "demand-unknown" });
    expect(await confirm(force, delivery)).toEqual({ kind: "confirmed", notes: [] });
    expect(statesOf((await rowsOf("C3"))[0])[force]).toBe("confirmed");
  });

  testWithServer(
    "learns nothing of demands that are not its own: one refusal for all",
    async () => {
      const [reader, other] = [new Reader(force), new Reader(otherForce)];
      await reader.next();
      await other.next();
      await send("C4", { upsert: [place("Via Sintetica 24"), witness] });
      const had = await reader.one();
      const before = await confirm(force, had.delivery);
      await demand("C4", "person.family_name");
      await decideAll("C4");
      // A datum that this room never got was taken back: its answer is what it was before.
      expect(await confirm(force, had.delivery)).toEqual(before);
      await demand("C4", "place.street");
      await decideAll("C4");
      const theirs = await until(
        async () => (await other.next()).find(({ withdrawn }) => withdrawn.length > 0),
        "the other room's withdrawal",
      );
      const strange = `${"0".repeat(12)}80008${"0".repeat(15)}`;
      const wrong = [strange, theirs.delivery, had.delivery];
      for (const delivery of wrong) expect(await confirm(force, delivery)).toEqual(before);
      const own = (await reader.one()).delivery;
      expect(await confirm(force, own, {}, "exercise")).toEqual(before);
      expect(await confirm(force, "Via Sintetica")).toMatchObject({
        code: "confirmation-malformed",
      });
      expect(
        (await rowsOf("C4")).flatMap(({ rooms }) => rooms.map(({ state: at }) => at)),
      ).not.toContain("confirmed");
      // Refused confirmations are reported like every refusal, and by code alone.
      const told = await core().log.last("REPORTS", `report.${mode}.${force}.refusals`);
      expect(Buffer.from(told?.data ?? []).toString("utf8")).toContain('"code":"demand-unknown"');
    },
  );
});

describe("a demand", () => {
  testWithServer("of another titolare, or about nothing, is answered alike", async () => {
    await send("R7", { upsert: [place("Via Sintetica 7")] });
    const unknown = { outcome: "refused", code: "unknown" };
    expect(await demand("R7", "place.street", { room: force })).toEqual(unknown);
    expect(await demand("R7", "place.street", { room: "pl_limitrofo" })).toEqual(unknown);
    expect(await demand("R7", "place.street", { room: "nessuna" })).toEqual(unknown);
    expect(await demand("R7", "place.street", { ref: "0".repeat(32) })).toEqual(unknown);
    const elsewhere = nameOf("R7-mai").incident;
    expect(await demand("R7", "place.street", { incident: elsewhere })).toEqual(unknown);
    await decideAll("R7");
    expect(await rowsOf("R7")).toEqual([]);
  });

  testWithServer("that is none, or of what the core itself says, is refused", async () => {
    await send("R8", { upsert: [place("Via Sintetica 8")] });
    const ref = await refOf("R8", "place.street");
    expect(await deskOf().demand(Buffer.from("{}"))).toEqual({
      outcome: "refused",
      code: "malformed",
    });
    const derived = await demand("R8", "place.zone", { ref });
    expect(derived).toEqual({ outcome: "refused", code: "not-recallable" });
    const head = await demand("R8", "incident.category", {
      ref: await refOf("R8", "incident.category"),
    });
    expect(head).toEqual({ outcome: "refused", code: "not-recallable" });
  });

  testWithServer(
    "about an incident whose keys are destroyed is refused, and nothing leaves",
    async () => {
      const reader = new Reader(force);
      await reader.next();
      await send("R9", { upsert: [place("Via Sintetica 9")] });
      await reader.one();
      const vault: PolicyPorts["vault"] = {
        create: () => Promise.resolve({ kind: "shredded" }),
        get: () => Promise.resolve({ kind: "shredded" }),
        getToSeal: () => Promise.resolve({ kind: "shredded" }),
      };
      expect(await demand("R9", "place.street", {}, deskOf({ vault }))).toEqual({
        outcome: "refused",
        code: "shredded",
      });
      // Destroyed between the demand and its decision: decided without keys, and nobody gets anything.
      expect(await demand("R9", "place.street")).toMatchObject({ outcome: "demanded" });
      await decideAll("R9", { vault });
      expect(await reader.next()).toEqual([]);
    },
  );

  testWithServer("stands in the log as leaves that audit takes, without a value", async () => {
    const stream = auditStream(year);
    for (const kind of ["demand", "confirmation"]) {
      const message = await core().log.last(stream, noticesOf(year, kind));
      if (message === undefined) throw new Error(`no ${kind}`);
      const { read } = entryOf(message, year, core().secrets.macs);
      expect(read.kind).toBe(kind);
      expect(Buffer.from(message.data).toString("latin1")).not.toContain("Sintetica");
    }
  });
});
