import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { readLeaves, recordedLeaf } from "#apps/policy/chain";
import { eventsOf, readEvent } from "#apps/policy/context";
import { openField } from "#apps/policy/fieldOpenings";
import type { HoldRequest } from "#apps/policy/legalHolds";
import type { PolicySeam } from "#apps/policy/ports";
import { Retention, type RetentionPorts } from "#apps/policy/retention";
import { ownSystemLeaf } from "#apps/policy/systemLeaf";
import { auditStream, feedStream, noticesOf } from "#libs/eventlog/subjects";
import type { EventKind, Fields, IncidentEvent } from "#libs/incident/event";
import type { OpeningRequest } from "#libs/policy/openingMessages";
import { overdueMs, RetentionAccounts } from "#libs/policy/retentionReport";
import { type TermsMs, termsOf } from "#libs/policy/retentionSchema";
import { incidentPseudonym } from "#libs/seal/ids";
import type { KeyShreddedLeaf } from "#libs/seal/leaf";
import { startCore, type TestCore } from "#tests/support/core";
import { endHolds } from "#tests/support/endedHolds";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";
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
  if (problem === undefined) state.core = await startCore();
});
afterAll(() => state.core?.stop());

const year = 2026;
const hourMs = 3_600_000;
const owner = "pl_cremona";
const force = "questura_cremona";
const nameOf = (incident: string) =>
  ({ mode: "actual", incident: core().incident(owner, "actual", incident) }) as const;
const pseudonymOf = (incident: string) =>
  incidentPseudonym(core().secrets.logPseudonym, "actual", nameOf(incident).incident);

async function sent(
  incident: string,
  kind: EventKind = "report",
  over: Partial<IncidentEvent> = {},
): Promise<string> {
  const outcome = await core().submit(owner, { ...syntheticReport(incident, over), kind });
  if (outcome.kind !== "accepted") return outcome.code;
  const decided = await core().policy().advance(nameOf(incident), Number.MAX_SAFE_INTEGER);
  expect(decided).toEqual({ kind: "done" });
  return outcome.kind;
}

const portsWith = (over: Partial<RetentionPorts> = {}): RetentionPorts => ({
  ...core().ports(),
  destroyer: core().destroyer,
  ...over,
});

/** Copies that nobody fetches end after an hour: else they would keep the keys of each of these incidents for a week. */
const terms: TermsMs = { ...termsOf(undefined), undelivered: hourMs };

/**
 * What a process that has just started does when the streams' clock shows so many hours more than now: it looks, and
 * once more when it has waited for those who may still seal something.
 */
async function passAfter(
  hours: number,
  over: Partial<RetentionPorts> = {},
  inForce: TermsMs = terms,
): Promise<Retention> {
  let monotonicMs = 0;
  const retention = new Retention(portsWith(over), {
    ...{ terms: inForce, nowMs: () => Date.now(), monotonicMs: () => monotonicMs },
    pause: () => Promise.resolve(),
    storeNowMs: () => Date.now() + hours * hourMs,
  });
  await retention.pass();
  monotonicMs += 7 * 60_000;
  await retention.pass();
  return retention;
}

const keysOf = async (incident: string) => (await core().keyStore.get(nameOf(incident))).outcome;

async function destructions(incident: string): Promise<readonly KeyShreddedLeaf[]> {
  const leaves: KeyShreddedLeaf[] = [];
  let from = 1;
  for (;;) {
    const filter = noticesOf(year, "key_shredded");
    const message = await core().log.firstFrom(auditStream(year), filter, from);
    if (message === undefined) return leaves;
    const leaf = ownSystemLeaf(message, core().secrets.macs);
    if (leaf?.kind === "key_shredded" && leaf.incident === pseudonymOf(incident)) leaves.push(leaf);
    from = message.sequence + 1;
  }
}
const partsDestroyed = async (incident: string) =>
  (await destructions(incident)).map(({ part, cause }) => `${part} ${cause}`);

const hold = (incident: string): HoldRequest => ({
  of: "actual",
  incident: pseudonymOf(incident),
  reason: "judicial_request",
  by: "SINTETICO",
  role: "privacy_officer",
});

describe("an incident that its owner closed", () => {
  testWithServer(
    "keeps everything for a day, then loses what is sensitive, after three days the rest, and takes nothing more",
    async () => {
      await sent("R-1");
      await sent("R-1", "close");
      await passAfter(23);
      expect(await keysOf("R-1")).toBe("ok");
      expect(await destructions("R-1")).toEqual([]);
      await passAfter(25);
      expect(await keysOf("R-1")).toBe("sensitive_shredded");
      expect(await partsDestroyed("R-1")).toEqual(["sensitive retention"]);
      expect(await sent("R-1", "update")).toBe("incident-shredded");
      await passAfter(71);
      expect(await keysOf("R-1")).toBe("sensitive_shredded");
      await passAfter(73);
      await passAfter(74);
      expect(await keysOf("R-1")).toBe("shredded");
      expect(await partsDestroyed("R-1")).toEqual(["sensitive retention", "both retention"]);
      expect(await sent("R-1", "report")).toBe("incident-shredded");
    },
  );

  testWithServer("leaves no copy that waits: what nobody can open is a tombstone", async () => {
    await sent("R-2");
    await until(async () => core().waiting(force) > 0, "a copy that waits");
    await sent("R-2", "close");
    await passAfter(25);
    await until(async () => core().waiting(force) === 0, "no copy waits");
    const left = await core().log.last(feedStream(force), `feed.*.${force}.>`);
    expect(left?.data).toHaveLength(0);
    const told = await core().log.last(auditStream(year), noticesOf(year, "notice"));
    expect(told && ownSystemLeaf(told, core().secrets.macs)).toMatchObject({
      code: "copy_expired",
      slot: expect.any(Number),
      delivery: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect((await core().feed(force, "actual")).kind).toBe("feed");
  });

  testWithServer("keeps its keys for a week while a room has not fetched its copies", async () => {
    await sent("R-6");
    await sent("R-6", "close");
    await until(async () => core().waiting(force) > 0, "a copy that waits");
    const late = await passAfter(80, {}, termsOf(undefined));
    expect(await keysOf("R-6")).toBe("ok");
    expect(late.figures(Date.now() + 80 * hourMs)[0]?.overdue).toBe(0);
    expect((await core().feed(force, "actual")).kind).toBe("feed");
    await passAfter(7 * 24 + 1, {}, termsOf(undefined));
    expect(await keysOf("R-6")).toBe("shredded");
  });

  testWithServer("keeps its keys while a message about it is not decided", async () => {
    await sent("R-7");
    await sent("R-7", "close");
    const update = { ...syntheticReport("R-7"), kind: "update", message_id: "R-7-late" } as const;
    expect((await core().submit(owner, update)).kind).toBe("accepted");
    await passAfter(80);
    expect(await keysOf("R-7")).toBe("ok");
    await core().policy().advance(nameOf("R-7"), Number.MAX_SAFE_INTEGER);
    await passAfter(80);
    expect(await keysOf("R-7")).toBe("shredded");
  });

  testWithServer(
    "takes nothing more from the moment on at which its term is over, and loses its keys only when nobody can seal with them",
    async () => {
      await sent("R-8");
      await sent("R-8", "close");
      let monotonicMs = 0;
      const retention = new Retention(portsWith(), {
        ...{ terms, nowMs: () => Date.now(), monotonicMs: () => monotonicMs },
        pause: () => Promise.resolve(),
        storeNowMs: () => Date.now() + 25 * hourMs,
      });
      await retention.pass();
      monotonicMs += 5 * 60_000 + 1;
      await retention.pass();
      expect(await keysOf("R-8")).toBe("ok");
      expect(await sent("R-8", "update")).toBe("incident-shredded");
      monotonicMs += 60_000;
      await retention.pass();
      expect(await keysOf("R-8")).toBe("sensitive_shredded");
      await passAfter(80);
    },
  );

  testWithServer("is not ended by a server whose clock leaps forward alone", async () => {
    await sent("R-9");
    await sent("R-9", "close");
    const leapt = { newest: Date.now() + 99 * 24 * hourMs };
    const log = logBut(core().log, {
      last: async (stream, filter) => {
        const message = await core().log.last(stream, filter);
        return message && { ...message, storedAt: new Date(leapt.newest).toISOString() };
      },
    });
    let monotonicMs = 0;
    const retention = new Retention(portsWith({ log }), {
      ...{ terms, nowMs: () => Date.now(), monotonicMs: () => monotonicMs },
      pause: () => Promise.resolve(),
    });
    await retention.pass();
    monotonicMs += 7 * 60_000;
    await retention.pass();
    expect(retention.lives.newestMs).toBe(leapt.newest);
    expect(await keysOf("R-9")).toBe("ok");
    await passAfter(80);
    expect(await keysOf("R-9")).toBe("shredded");
  });

  testWithServer("is done to the end when policy dies between the vault and the log", async () => {
    await sent("R-3");
    await sent("R-3", "close");
    const fired: string[] = [];
    const dying = (name: PolicySeam) => {
      fired.push(name);
      return Promise.reject(new Error("killed"));
    };
    await expect(passAfter(25, { seam: dying })).rejects.toThrow("killed");
    expect(fired).toEqual(["key-destroyed"]);
    expect(await keysOf("R-3")).toBe("sensitive_shredded");
    expect(await destructions("R-3")).toEqual([]);
    await passAfter(25);
    expect(await partsDestroyed("R-3")).toEqual(["sensitive retention"]);
  });

  testWithServer("is destroyed once by two instances that look at the same time", async () => {
    await sent("R-4");
    await sent("R-4", "close");
    await Promise.all([passAfter(80), passAfter(80), passAfter(80)]);
    expect(await keysOf("R-4")).toBe("shredded");
    expect((await partsDestroyed("R-4")).toSorted()).toEqual([
      "both retention",
      "sensitive retention",
    ]);
  });

  testWithServer("waits while the vault is away, and nothing says that it was done", async () => {
    await sent("R-5");
    await sent("R-5", "close");
    const destroyer = { ...core().destroyer, destroy: () => Promise.resolve(false) };
    const late = await passAfter(80, { destroyer });
    expect(await destructions("R-5")).toEqual([]);
    const [figures] = late.figures(Date.now() + 80 * hourMs);
    expect(figures).toMatchObject({ mode: "actual", overdue: 1 });
    expect((await passAfter(80)).figures(Date.now() + 80 * hourMs)[0]?.overdue).toBe(0);
  });
});

const component = (kind: "vehicle" | "risk" | "place", fields: Fields) => ({
  upsert: [{ kind, id: "x", fields }],
});
/** What a stolen vault's remaining key, and whoever has it, still reads of an incident's messages. */
async function readable(incident: string): Promise<string> {
  const answer = await core().keyStore.get(nameOf(incident));
  const keys =
    answer.outcome === "ok"
      ? answer.keys
      : answer.outcome === "sensitive_shredded" && { ordinary: answer.ordinary };
  const { mode, incident: id } = nameOf(incident);
  const read: string[] = [];
  for await (const message of eventsOf(core().log, nameOf(incident), 1, 1e9)) {
    expect(message.subject).toContain(`event.${mode}`);
    expect(message.subject).toContain(id);
    read.push(JSON.stringify(readEvent(message, keys === false ? undefined : keys).event ?? ""));
  }
  return read.join();
}

let asked = 0;
/** What a privacy officer asks for the plate in an entry. */
const plateOf = (sequence: number): OpeningRequest => {
  asked += 1;
  const id = asked.toString(16).padStart(32, "0");
  const who = { id, reader: "SINTETICO", role: "privacy_officer", purpose: "lawfulness" } as const;
  return { ...who, year, index: sequence - 1, path: "vehicle.plate" };
};
const everything = { mode: "actual", after: "", waitMs: 0, copiesMax: 100, peek: true } as const;

describe("what has a term of its own", () => {
  const plate = component("vehicle", { plate: "SINTETICO" });

  testWithServer(
    "takes its key with it: the plate of an alert a day after the last message that states it, fetched or not",
    async () => {
      const alert = { category: "C14" } as const;
      const opened = async () => {
        const [entry] = await readLeaves(core().log, core().secrets.macs, [year], {
          ...{ mode: "actual", pseudonym: pseudonymOf("P-1") },
        });
        return openField(core().ports(), plateOf(entry?.sequence ?? 0), new Date().toISOString());
      };
      const waiting = async () => {
        const answer = await core().handOut(force, everything);
        const copies = answer.kind === "feed" ? answer.copies : [];
        return copies.map(({ view }) => Buffer.from(view).toString("utf8")).join();
      };
      expect(await sent("P-1", "report", { ...alert, ...plate })).toBe("accepted");
      expect(await sent("P-2", "report", { category: "C01", ...plate })).toBe("accepted");
      expect(await readable("P-1")).toContain("SINTETICO");
      expect(await opened()).toMatchObject({ outcome: "opened", opening: { value: "SINTETICO" } });
      await until(async () => (await waiting()).includes("C14"), "the copy that waits");
      await passAfter(23, {}, termsOf(undefined));
      expect(await keysOf("P-1")).toBe("ok");
      const late = await passAfter(25, {}, termsOf(undefined));
      expect(late.figures(Date.now() + 26 * hourMs)[0]?.overdue).toBe(1);
      await core().policy().advance(nameOf("P-1"), Number.MAX_SAFE_INTEGER);
      const [leaf] = (await passAfter(25, {}, termsOf(undefined))) && (await destructions("P-1"));
      expect(await keysOf("P-1")).toBe("sensitive_shredded");
      expect(await readable("P-1")).not.toContain("SINTETICO");
      expect(await opened()).toMatchObject({ outcome: "refused", code: "keys-destroyed" });
      await until(async () => !(await waiting()).includes("C14"), "no copy of it waits");
      expect(await sent("P-1", "update", { ...alert, ...plate })).toBe("incident-shredded");
      const days = Date.parse(leaf?.backups_gone_after ?? "") - Date.parse(leaf?.at ?? "");
      expect(days).toBe(7 * 24 * hourMs);
      // No alert: it goes with its incident.
      expect(await readable("P-2")).toContain("SINTETICO");
    },
  );

  testWithServer("a risk for operators a day after the closing, fetched or not", async () => {
    const risk = component("risk", { risk_type: "weapon" });
    expect(await sent("G-1", "report", risk)).toBe("accepted");
    await sent("G-1", "close", { upsert: [] });
    await sent("G-2", "report");
    await sent("G-2", "close");
    expect(await readable("G-1")).toContain("weapon");
    await passAfter(25, {}, termsOf(undefined));
    expect(await keysOf("G-1")).toBe("sensitive_shredded");
    expect(await readable("G-1")).not.toContain("weapon");
    expect(await keysOf("G-2")).toBe("ok");
  });

  testWithServer("and the report says of it what the alarm says, from the log alone", async () => {
    const lines = async (retention: Retention, hours: number) => {
      const nowMs = Date.now() + hours * hourMs;
      const rows = (await accounts()).rows(termsOf(undefined), nowMs, overdueMs);
      const late = rows.filter(({ state }) => state === "overdue");
      return [
        new Set(late.map(({ incident }) => incident)).size,
        retention.figures(nowMs)[0]?.overdue,
      ];
    };
    const away = { ...core().destroyer, destroy: () => Promise.resolve(false) };
    await sent("W-1");
    await sent("W-1", "close");
    for (const hours of [0, 30, 30 * 24]) {
      const retention = await passAfter(hours, { destroyer: away }, termsOf(undefined));
      const [reported, alarmed] = await lines(retention, hours);
      expect([hours, reported]).toEqual([hours, alarmed]);
    }
  });
});

/** The accounts of the report, from the log alone. */
async function accounts(): Promise<RetentionAccounts> {
  const found = new RetentionAccounts();
  for (let from = 1; ; ) {
    const message = await core().log.firstFrom(auditStream(year), `audit.${year}.>`, from);
    if (message === undefined) return found;
    from = message.sequence + 1;
    const leaf = ownSystemLeaf(message, core().secrets.macs);
    if (leaf?.kind === "key_shredded") found.shredded(leaf);
    if (leaf?.kind === "legal_hold") found.held(leaf, { year, seq: message.sequence });
    if (leaf?.kind === "notice") found.noticed(leaf);
    const decided = recordedLeaf(message, core().secrets.macs);
    if (decided === undefined) continue;
    const { facts, commitments, slots } = decided.parts;
    const stated = commitments.value.map(({ path }) => path);
    found.decided(decided.leaf, facts.value, { stated, slots });
  }
}

describe("a legal hold", () => {
  testWithServer(
    "keeps keys beyond their term until it is released, and both are in the log",
    async () => {
      await sent("H-1");
      await sent("H-1", "close");
      const { holds } = await passAfter(0);
      expect(await holds.place(hold("H-1"), new Date().toISOString())).toBe("recorded");
      expect(await holds.place(hold("H-1"), new Date().toISOString())).toBe("same");
      const held = await passAfter(200);
      expect(await keysOf("H-1")).toBe("ok");
      expect(held.figures(Date.now() + 200 * hourMs)[0]).toEqual({
        mode: "actual",
        overdue: 0,
        held: 1,
        lapsing: 0,
        incomplete: 0,
      });
      expect(await held.destroyNow("actual", pseudonymOf("H-1"), "erasure_order")).toBe("held");
      expect(await endHolds(held.holds, hold("H-1"))).toEqual(["recorded"]);
      expect(held.holds.known.standing(Date.now())).toEqual([]);
      await passAfter(200);
      expect(await keysOf("H-1")).toBe("shredded");
    },
  );
});

describe("an incident that nobody closes", () => {
  testWithServer("is closed by policy after thirty days, and its rooms are told", async () => {
    await sent("A-1");
    await passAfter(30 * 24 - 1);
    const leavesOf = () =>
      readLeaves(core().log, core().secrets.macs, [year], {
        ...{ mode: "actual", pseudonym: pseudonymOf("A-1") },
      });
    expect((await leavesOf()).map(({ leaf }) => leaf.kind)).toEqual(["exchange"]);
    await passAfter(30 * 24 + 1);
    await passAfter(30 * 24 + 1);
    await core().policy().advance(nameOf("A-1"), Number.MAX_SAFE_INTEGER);
    const leaves = await leavesOf();
    expect(leaves.map(({ leaf }) => leaf.kind)).toEqual(["exchange", "close_by_age"]);
    const slots = leaves.at(-1)?.parts.slots.map(({ value }) => value.outcome);
    expect(slots).toContain("released");
    expect(await keysOf("A-1")).toBe("ok");
  });
});

describe("an order to erase", () => {
  testWithServer(
    "destroys both keys at once, before any term, and is in the log with its cause",
    async () => {
      await sent("E-1");
      const retention = await passAfter(0);
      const order = () => retention.destroyNow("actual", pseudonymOf("E-1"), "erasure_order");
      expect(await order()).toBe("done");
      expect(await order()).toBe("done");
      expect(await keysOf("E-1")).toBe("shredded");
      expect(await partsDestroyed("E-1")).toEqual(["both erasure_order"]);
      const nobody = "0123456789ab8cde8123456789abcdef";
      expect(await retention.destroyNow("actual", nobody, "erasure_order")).toBe("unknown");
      const answer = syntheticAnswer("0".repeat(32), "charge_taken");
      expect((await core().submit(force, answer)).kind).toBe("refused");
    },
  );
});
