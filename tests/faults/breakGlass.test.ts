import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { readChain } from "#apps/policy/chain";
import { releaseMissing } from "#apps/policy/copyRequests";
import { EmergencyRegister } from "#apps/policy/emergencyRegister";
import { Endings } from "#apps/policy/endings";
import type { PolicyPorts, PolicySeam } from "#apps/policy/ports";
import { recordReview } from "#apps/policy/review";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { IncidentEvent, Mode } from "#libs/incident/event";
import { eventLimits } from "#libs/incident/limits";
import type { ReleasedView } from "#libs/incident/view";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { LaterLog } from "#tests/support/laterLog";
import { logBut } from "#tests/support/logBut";
import { natsServerProblem } from "#tests/support/natsServer";
import { compiled, emergencyRules, invented, patto, room } from "#tests/support/patto";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore; later?: LaterLog } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
const later = (): LaterLog => {
  state.later ??= new LaterLog(core().log);
  return state.later;
};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  core().setRules(compiled(patto(), invented(), emergencyRules()));
});
afterAll(() => state.core?.stop());

const end = Number.MAX_SAFE_INTEGER;
const year = 2026;
const hourMs = 3_600_000;
const ports = (over: Partial<PolicyPorts> = {}) => core().ports({ log: later().log, ...over });
const nameOf = (incident: string, mode: Mode = "actual") =>
  ({ mode, incident: core().incident("pl_cremona", mode, incident) }) as const;
const pseudonymOf = (incident: string, mode: Mode = "actual") =>
  incidentPseudonym(core().secrets.logPseudonym, mode, nameOf(incident, mode).incident);

async function decideAll(incident: string, mode: Mode = "actual"): Promise<void> {
  const worker = core().policy({ log: later().log });
  expect(await worker.advance(nameOf(incident, mode), end)).toEqual({ kind: "done" });
}

/** Of every reader: a new one is handed again what the one before it read last and had not confirmed. */
const handedOut = new Set<string>();

/** A room that reads its feed to the end and confirms what it got. */
class Reader {
  private cursor = "";
  readonly views: ReleasedView[] = [];
  constructor(
    private readonly room: string,
    private readonly mode: Mode = "actual",
  ) {}

  async next(): Promise<ReleasedView | undefined> {
    const outcome = await core().feed(this.room, this.mode, this.cursor, 300);
    if (outcome.kind !== "feed") throw new Error(outcome.code);
    this.cursor = outcome.cursor;
    const views = outcome.copies
      .map(({ view }): ReleasedView => JSON.parse(Buffer.from(view).toString("utf8")))
      .filter(({ delivery }) => !handedOut.has(delivery));
    for (const { delivery } of views) handedOut.add(delivery);
    this.views.push(...views);
    return views.at(-1);
  }

  one(): Promise<ReleasedView> {
    return until(() => this.next(), `a copy for ${this.room}`);
  }
}

const force = "questura_cremona";
const injured: Partial<IncidentEvent> = {
  upsert: [
    { kind: "incident", id: "i", fields: { priority: 1 } },
    {
      kind: "place",
      id: "p",
      fields: { sensitivity: "sensitive", street: "Via Sintetica", municipality: "istat:019036" },
    },
    {
      kind: "person",
      id: "a",
      fields: { roles: ["injured"], minor: false, family_name: "SINTETICO", injury: "serious" },
    },
  ],
};
const opens = (view: ReleasedView | undefined) => JSON.stringify(view ?? {}).includes("SINTETICO");

const breakGlass = (alias: string, over: Partial<IncidentEvent> = {}): IncidentEvent => ({
  ...syntheticAnswer(alias, "break_glass"),
  emergency: "life_at_risk",
  ...over,
});

/** An incident of pl_cremona that the force sees, and has in charge where it says so. */
async function given(incident: string, reader: Reader, inCharge = true): Promise<string> {
  await core().submit("pl_cremona", syntheticReport(incident, injured));
  await decideAll(incident);
  const { incident: alias } = await reader.one();
  if (!inCharge) return alias;
  await core().submit(force, syntheticAnswer(alias, "charge_taken"));
  await decideAll(incident);
  expect((await reader.one()).charge).toBe("yours");
  return alias;
}

async function noticesAbout(incident: string): Promise<number> {
  const register = new EmergencyRegister(ports());
  await register.read();
  return register.all().filter(({ leaf }) => leaf.incident === pseudonymOf(incident)).length;
}

async function headOf(incident: string) {
  const of = { mode: "actual", pseudonym: pseudonymOf(incident) } as const;
  const { head } = await readChain(core().log, core().secrets.macs, [year], of);
  if (head === undefined) throw new Error("nothing is recorded");
  return head;
}

const endings = (register: EmergencyRegister, over: Partial<PolicyPorts> = {}) =>
  new Endings(ports(over), register, {
    nowIso: () => later().nowIso(),
    pause: () => Promise.resolve(),
  });

async function pass(over: Partial<PolicyPorts> = {}): Promise<void> {
  await endings(new EmergencyRegister(ports()), over).pass();
}

const register = async (): Promise<EmergencyRegister> => {
  const read = new EmergencyRegister(ports());
  await read.read();
  return read;
};

describe("a room in charge that declares an emergency", () => {
  testWithServer("gets the opened fields, and the log tells it in a leaf of its own", async () => {
    const reader = new Reader(force);
    const alias = await given("B-1", reader);
    expect(opens(reader.views.at(-1))).toBe(false);
    expect(await core().submit(force, breakGlass(alias))).toMatchObject({ kind: "accepted" });
    await decideAll("B-1");
    const copy = await reader.one();
    expect(opens(copy)).toBe(true);
    expect(copy.basis).toMatchObject([{ rule: "emergenza/C01-C07", purpose: "P1" }]);
    const [notice] = (await register())
      .all()
      .filter(({ leaf }) => leaf.incident === pseudonymOf("B-1"));
    const head = await headOf("B-1");
    expect(notice?.leaf).toMatchObject({
      of: "actual",
      slot: room(force).slot,
      emergency: "life_at_risk",
      event: head.leaf.event,
      decision: { year, seq: head.sequence },
    });
    expect(notice?.place.seq).toBeGreaterThan(head.sequence);
    expect(head.parts.facts.value).toMatchObject({
      event_kind: "break_glass",
      emergency: "life_at_risk",
    });
  });

  testWithServer("the notice is a leaf that the log takes, and holds no person", async () => {
    const stream = auditStream(year);
    const message = await core().log.last(stream, noticesOf(year, "break_glass"));
    if (message === undefined) throw new Error("no notice");
    const entry = entryOf(message, year, core().secrets.macs);
    expect(entry.read.kind).toBe("break_glass");
    expect(Buffer.from(message.data).toString("latin1")).not.toMatch(/SINTETIC|Via |pl_cremona/);
  });

  testWithServer("loses them by itself after 24 hours, with a withdrawal by name", async () => {
    const reader = new Reader(force);
    const alias = await given("B-2", reader);
    await core().submit(force, breakGlass(alias));
    await decideAll("B-2");
    expect(opens(await reader.one())).toBe(true);
    await later().move(23 * hourMs);
    await pass();
    const before = await headOf("B-2");
    expect(before.leaf.kind).toBe("exchange");
    await later().move(24 * hourMs + 60_000);
    await pass();
    await decideAll("B-2");
    const withdrawn = await reader.one();
    expect(opens(withdrawn)).toBe(false);
    expect(withdrawn.withdrawn.flatMap(({ paths }) => paths)).toContain("person.family_name");
    const after = await headOf("B-2");
    expect(after.leaf.kind).toBe("expiry");
    await pass();
    await decideAll("B-2");
    expect((await headOf("B-2")).sequence).toBe(after.sequence);
  });

  testWithServer(
    "an ending is found again by a process that knew nothing of it, once",
    async () => {
      const reader = new Reader(force);
      const alias = await given("B-3", reader);
      await core().submit(force, breakGlass(alias));
      await decideAll("B-3");
      await reader.one();
      await later().move(50 * hourMs);
      // Two instances at once, each with a memory of its own, and one that dies before it decides.
      await Promise.all([pass(), pass()]);
      await pass();
      await decideAll("B-3");
      expect(opens(await reader.one())).toBe(false);
      const { leaf } = await headOf("B-3");
      expect(leaf.kind).toBe("expiry");
    },
  );

  testWithServer(
    "a clock of ours that is ahead of the server's asks again until it holds",
    async () => {
      const reader = new Reader(force);
      const alias = await given("B-4", reader);
      await core().submit(force, breakGlass(alias));
      await decideAll("B-4");
      await reader.one();
      const ahead = new Endings(ports(), await register(), {
        nowIso: () => new Date(Date.parse(later().nowIso()) + 25 * hourMs).toISOString(),
        pause: () => Promise.resolve(),
      });
      await ahead.pass();
      await decideAll("B-4");
      expect(await reader.next()).toBeUndefined();
      await later().move(80 * hourMs);
      await ahead.pass();
      await decideAll("B-4");
      expect(opens(await reader.one())).toBe(false);
    },
  );

  testWithServer("declared twice is noticed twice and given once", async () => {
    const reader = new Reader(force);
    const alias = await given("B-5", reader);
    const first = breakGlass(alias);
    await core().submit(force, first);
    expect(await core().submit(force, first)).toMatchObject({ kind: "accepted", repeated: true });
    await decideAll("B-5");
    expect(opens(await reader.one())).toBe(true);
    await core().submit(force, breakGlass(alias));
    await decideAll("B-5");
    expect(await reader.next()).toBeUndefined();
    expect(await noticesAbout("B-5")).toBe(2);
  });
});

describe("a declaration that counts for nothing", () => {
  testWithServer(
    "of a room that was never given a copy is the 404 of any unknown incident",
    async () => {
      const reader = new Reader(force);
      const alias = await given("B-6", reader);
      const unknown = { kind: "refused", code: "incident-unknown" };
      expect(await core().submit("gdf_cremona", breakGlass(alias))).toMatchObject(unknown);
      expect(await core().submit("cc_cremona", breakGlass(alias))).toMatchObject(unknown);
      expect(await core().submit(force, breakGlass("0".repeat(32)))).toMatchObject(unknown);
      const exercise = breakGlass(alias, { mode: "exercise" });
      expect(await core().submit(force, exercise)).toMatchObject(unknown);
      await decideAll("B-6");
      expect(await noticesAbout("B-6")).toBe(0);
    },
  );

  testWithServer(
    "of a room not in charge is recorded, opens nothing and makes no notice",
    async () => {
      const reader = new Reader(force);
      const alias = await given("B-7", reader, false);
      expect(await core().submit(force, breakGlass(alias))).toMatchObject({ kind: "accepted" });
      await decideAll("B-7");
      expect(await reader.next()).toBeUndefined();
      const { facts } = (await headOf("B-7")).parts;
      expect(facts.value.event_kind).toBe("break_glass");
      expect(facts.value.emergency).toBeUndefined();
      expect(await noticesAbout("B-7")).toBe(0);
      // Late: the charge that comes afterwards does not make it count.
      await core().submit(force, syntheticAnswer(alias, "charge_taken"));
      await decideAll("B-7");
      expect(opens(await reader.one())).toBe(false);
    },
  );

  testWithServer("without a reason, or with one in another message, is refused", async () => {
    const reader = new Reader(force);
    const alias = await given("B-8", reader);
    expect(await core().submit(force, syntheticAnswer(alias, "break_glass"))).toMatchObject({
      code: "member-missing",
      errors: [{ pointer: "/emergency" }],
    });
    const misplaced = { ...syntheticAnswer(alias, "charge_ended"), emergency: "life_at_risk" };
    expect(await core().submit(force, misplaced as IncidentEvent)).toMatchObject({
      code: "emergency-misplaced",
    });
  });

  testWithServer("sent over and over stops at a limit, and the owner still writes", async () => {
    const reader = new Reader(force);
    const alias = await given("B-9", reader);
    const attempts = Array.from({ length: eventLimits.answersMax + 20 }, () => breakGlass(alias));
    const codes = new Map<string, number>();
    for (const attempt of attempts) {
      const outcome = await core().submit(force, attempt);
      const word = outcome.kind === "accepted" ? "accepted" : outcome.code;
      codes.set(word, (codes.get(word) ?? 0) + 1);
    }
    // One place of the hundred went to taking charge.
    expect(Object.fromEntries(codes)).toEqual({
      accepted: eventLimits.answersMax - 1,
      "too-many-events": 21,
    });
    const update = syntheticReport("B-9", { ...injured, kind: "update" });
    expect(await core().submit("pl_cremona", update)).toMatchObject({ kind: "accepted" });
    // And the room can always end its charge.
    const ended = syntheticAnswer(alias, "charge_ended");
    expect(await core().submit(force, ended)).toMatchObject({ kind: "accepted" });
    await decideAll("B-9");
  });
});

async function killedAt(seam: "recorded" | "noticed"): Promise<void> {
  const incident = `B-10-${seam}`;
  const reader = new Reader(force);
  const alias = await given(incident, reader);
  await core().submit(force, breakGlass(alias));
  const dying = core().policy({
    log: later().log,
    seam: (name: PolicySeam) =>
      name === seam ? Promise.reject(new Error("killed here")) : Promise.resolve(),
  });
  await expect(dying.advance(nameOf(incident), end)).rejects.toThrow("killed here");
  expect(await noticesAbout(incident)).toBe(seam === "noticed" ? 1 : 0);
  expect(await reader.next()).toBeUndefined();
  await decideAll(incident);
  expect(opens(await reader.one())).toBe(true);
  expect(await noticesAbout(incident)).toBe(1);
}

describe("the notice comes before the release", () => {
  testWithServer(
    "killed between the record, the notice and the release: nothing is lost, and nothing is told twice",
    async () => {
      for (const seam of ["recorded", "noticed"] as const) await killedAt(seam);
    },
  );

  testWithServer("a log that takes no notice is waited for, and nothing is released", async () => {
    const reader = new Reader(force);
    const alias = await given("B-11", reader);
    await core().submit(force, breakGlass(alias));
    const noNotice = logBut(later().log, {
      append: (subject, data, options) =>
        subject.includes(".k.break_glass.")
          ? Promise.resolve({ kind: "full" })
          : core().log.append(subject, data, options),
    });
    const told = await core().policy({ log: noNotice }).advance(nameOf("B-11"), end);
    expect(told).toEqual({ kind: "waiting", why: "notice-not-recorded" });
    // Nor when audit misses the copy and asks for it.
    const { event } = (await headOf("B-11")).leaf;
    const missing = { mode: "actual", pseudonym: pseudonymOf("B-11"), event } as const;
    expect(await releaseMissing(ports({ log: noNotice }), missing)).toBe("busy");
    expect(await reader.next()).toBeUndefined();
    await decideAll("B-11");
    expect(opens(await reader.one())).toBe(true);
  });
});

describe("the review of a broken glass", () => {
  testWithServer("is recorded once; a second one is told what the first found", async () => {
    const queue = await register();
    const [open] = queue.all().filter(({ review }) => review === undefined);
    if (open === undefined) throw new Error("nothing is to be reviewed");
    const at = new Date().toISOString();
    const request = { notice: open.place, outcome: "justified", role: "privacy_officer" } as const;
    expect(await recordReview(ports(), queue, request, at)).toMatchObject({ kind: "reviewed" });
    const second = { ...request, outcome: "unjustified" } as const;
    expect(await recordReview(ports(), await register(), second, at)).toEqual({
      kind: "reviewed-before",
      outcome: "justified",
    });
    // An instance whose queue is behind meets it in the log.
    const behind = queue;
    expect(await recordReview(ports(), behind, second, at)).toMatchObject({
      kind: "reviewed-before",
    });
    const message = await core().log.last(auditStream(year), noticesOf(year, "review"));
    if (message === undefined) throw new Error("no review");
    expect(entryOf(message, year, core().secrets.macs).read.kind).toBe("review");
  });

  testWithServer("of a number that is no notice is unknown, and writes nothing", async () => {
    const request = {
      notice: { year, seq: 1 },
      outcome: "justified",
      role: "privacy_officer",
    } as const;
    const at = new Date().toISOString();
    expect(await recordReview(ports(), await register(), request, at)).toEqual({ kind: "unknown" });
  });
});
