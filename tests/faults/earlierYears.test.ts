import { beforeAll, describe, expect } from "@jest/globals";
import { readChain } from "#apps/policy/chain";
import { DemandRegister } from "#apps/policy/demandRegister";
import { EmergencyRegister } from "#apps/policy/emergencyRegister";
import { LegalHolds } from "#apps/policy/legalHolds";
import { yearsBefore, yearsBeforeLater } from "#apps/policy/logYears";
import type { PolicyPorts } from "#apps/policy/ports";
import { Retention, type RetentionOptions, type RetentionPorts } from "#apps/policy/retention";
import { destroyedParts, type KeyDestroyer } from "#apps/policy/shredding";
import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { auditStream } from "#libs/eventlog/subjects";
import { termsOf } from "#libs/policy/retentionSchema";
import { coreOfFile } from "#tests/support/coreOfFile";
import { eventsDropped } from "#tests/support/eventsDropped";
import { logBut } from "#tests/support/logBut";
import { compiled, emergencyRules, invented, patto } from "#tests/support/patto";
import { force, place, RecallWorld, sender } from "#tests/support/recallWorld";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";

const { core, testWithServer, problem } = await coreOfFile();
const world = new RecallWorld(core);
const { nameOf, pseudonymOf } = world;

const first = 2026;
const written = 2028;
const years = [2028, 2027, 2026];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The log as policy's user sees it: no year before the installation is in its list. */
const asPolicy = () =>
  logBut(core().log, {
    info: (stream) =>
      stream < auditStream(first)
        ? Promise.reject(new EventLogError("refused", stream))
        : core().log.info(stream),
  });

const on = (log: EventLog) => ({ log, secrets: core().secrets });

/** What a policy that starts in the third year stands on. */
const today = (over: Partial<RetentionPorts> = {}): PolicyPorts & RetentionPorts => ({
  ...core().ports({ openYears: () => years }),
  destroyer: core().destroyer,
  ...over,
});

/** A policy that has just started, and what it does so many days after now by the clock of the streams. */
function started(
  days: number,
  over: Partial<RetentionPorts> = {},
  options: Partial<RetentionOptions> = {},
) {
  let monotonicMs = 0;
  const terms = { ...termsOf(undefined), undelivered: hourMs };
  const retention = new Retention(today(over), {
    ...{ terms, nowMs: () => Date.now(), monotonicMs: () => monotonicMs },
    pause: () => Promise.resolve(),
    storeNowMs: () => Date.now() + days * dayMs,
    ...options,
  });
  const pass = async () => {
    await retention.pass();
    monotonicMs += 7 * 60_000;
    await retention.pass();
  };
  return { retention, pass };
}

const keysOf = async (incident: string) => (await core().keyStore.get(nameOf(incident))).outcome;
const destroyed = (incident: string, over: Partial<PolicyPorts> = {}) =>
  destroyedParts({ ...today(), ...over }, "actual", pseudonymOf(incident));

async function emergency(incident: string): Promise<void> {
  const reader = world.readerOf(force);
  await reader.next();
  await world.send(incident, {});
  const alias = (await reader.one()).incident;
  for (const kind of ["charge_taken", "break_glass"] as const) {
    const answer = { ...syntheticAnswer(alias, kind), emergency: "life_at_risk" } as const;
    const { emergency: _none, ...charge } = answer;
    await core().submit(force, kind === "break_glass" ? answer : charge);
    await world.decideAll(incident);
  }
}

/** The first year: a demand, a broken glass, a hold, and incidents that nobody looks at again. */
beforeAll(async () => {
  if (problem !== undefined) return;
  core().setRules(compiled(patto(), invented(), emergencyRules()));
  await world.send("demanded", { upsert: [place("Via Sintetica 1")] });
  expect(await world.demand("demanded", "place.street")).toMatchObject({ outcome: "demanded" });
  await world.decideAll("demanded");
  await emergency("broken");
  for (const incident of ["held", "closed"]) {
    await world.send(incident, {});
    await core().submit(sender, { ...syntheticReport(incident), kind: "close" });
    await world.decideAll(incident);
  }
  for (const incident of ["left open", "ordered"]) await world.send(incident, {});
  const holds = new LegalHolds(core().ports());
  const hold = { reason: "judicial_request", by: "SINTETICO", role: "privacy_officer" } as const;
  const held = { of: "actual", incident: pseudonymOf("held"), ...hold } as const;
  expect(await holds.place(held, new Date().toISOString())).toBe("recorded");
  const before = new Retention(
    { ...core().ports(), destroyer: core().destroyer },
    {
      ...{ terms: termsOf(undefined), nowMs: () => Date.now(), monotonicMs: () => 0 },
      pause: () => Promise.resolve(),
    },
  );
  await before.pass();
  await eventsDropped(core());
  for (const year of [2027, 2028]) {
    await core().admin.seal(auditStream(year - 1));
    await core().admin.ensureStream(auditYearStream(year, demonstrationLimits));
  }
});

describe("the years of the log", () => {
  testWithServer("are all found again by a process that starts in the third", async () => {
    const found = await yearsBefore(on(asPolicy()), written);
    expect(found).toEqual({ found: [2027, 2026], missing: [] });
    expect(yearsBeforeLater(found, written, written)).toEqual([2027, 2026]);
    expect(yearsBeforeLater(found, written, 2030)).toEqual([2029, 2028, 2027, 2026]);
  });

  testWithServer(
    "a year that was lost between two others is named, and hides none before it",
    async () => {
      const real = asPolicy();
      const lost = logBut(real, {
        info: (stream) =>
          stream === auditStream(2027) ? Promise.resolve(undefined) : real.info(stream),
      });
      expect(await yearsBefore(on(lost), written)).toEqual({ found: [2026], missing: [2027] });
      const away = logBut(real, {
        info: () => Promise.reject(new EventLogError("unreachable", "away")),
      });
      await expect(yearsBefore(on(away), written)).rejects.toThrow("away");
    },
  );
});

describe("after two ends of a year and a restart", () => {
  testWithServer("a demand that no room has confirmed is open still, and overdue", async () => {
    const register = new DemandRegister(today());
    await register.read();
    const [demand] = register.all();
    const row = demand && (await register.rowOf(demand, Date.now() + 30 * dayMs));
    expect(row).toMatchObject({ path: "place.street", open: true, overdue: true });
    expect(row?.notice.year).toBe(first);
  });

  testWithServer(
    "receipts are read in the year of a demand and the next alone: no later one can answer it",
    async () => {
      const asked = new Set<string>();
      const log = logBut(core().log, {
        firstFrom: (stream, filter, from) => {
          if (filter.includes(".k.receipts.")) asked.add(stream);
          return core().log.firstFrom(stream, filter, from);
        },
      });
      await new DemandRegister({ ...today(), log }).read();
      expect([...asked]).toEqual([auditStream(first), auditStream(first + 1)]);
    },
  );

  testWithServer("a broken glass that nobody reviewed still waits for its review", async () => {
    const register = new EmergencyRegister(today());
    await register.read();
    expect(register.all()).toMatchObject([{ place: { year: first }, review: undefined }]);
  });

  testWithServer(
    "nothing is destroyed while a year between two others is lost: a legal hold may stand in it",
    async () => {
      const { retention, pass } = started(800, {}, { yearsMissing: [2027] });
      await pass();
      expect(await keysOf("closed")).toBe("ok");
      const order = retention.destroyNow("actual", pseudonymOf("closed"), "erasure_order");
      expect(await order).toBe("busy");
    },
  );

  testWithServer("one of the first year can be destroyed by order before its term", async () => {
    const { retention } = started(0);
    const order = (incident: string) =>
      retention.destroyNow("actual", pseudonymOf(incident), "erasure_order");
    expect([await order("held"), await order("ordered")]).toEqual(["held", "done"]);
    expect(await keysOf("ordered")).toBe("shredded");
  });

  testWithServer(
    "an incident whose messages EVENTS has dropped is destroyed when it is due, once the vault has said that it has its keys",
    async () => {
      const vault: { isAway: boolean } = { isAway: true };
      const list: KeyDestroyer["list"] = (after) =>
        vault.isAway ? Promise.resolve(undefined) : core().destroyer.list(after);
      const { pass } = started(40, { destroyer: { ...core().destroyer, list } });
      await pass();
      expect(await keysOf("closed")).toBe("ok");
      vault.isAway = false;
      await pass();
      expect(await keysOf("closed")).toBe("shredded");
      expect(await destroyed("closed")).toContain("both");
      expect(await destroyed("closed", { openYears: () => [2027, 2026] })).toEqual(new Set());
    },
  );

  testWithServer("so is one that nobody ever closed", async () => {
    for (const incident of ["left open", "demanded", "broken"]) {
      expect(await keysOf(incident)).toBe("ok");
      await world.decideAll(incident, today());
    }
    const { retention, pass } = started(40);
    await pass();
    expect(await keysOf("left open")).toBe("shredded");
    expect(retention.figures(Date.now() + 40 * dayMs)[0]?.overdue).toBe(0);
  });

  testWithServer("a legal hold still keeps the keys of its incident", async () => {
    const { retention, pass } = started(800);
    await pass();
    expect(await keysOf("held")).toBe("ok");
    expect(
      retention.holds.known.isHeld({ of: "actual", incident: pseudonymOf("held") }, Date.now()),
    ).toBe(true);
    expect(retention.figures(Date.now())[0]?.held).toBe(1);
    const of = { mode: "actual", pseudonym: pseudonymOf("held") } as const;
    const { head, expected } = await readChain(core().log, core().secrets.macs, years, of);
    expect([head?.year, expected]).toEqual([first, 0]);
    expect(await destroyed("held")).toEqual(new Set());
  });
});
