import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { readChain } from "#apps/policy/chain";
import { EmergencyRegister } from "#apps/policy/emergencyRegister";
import { Endings } from "#apps/policy/endings";
import type { IncidentEvent } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import { type Grant, parseGrant } from "#libs/policy/grantSchema";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { LaterLog } from "#tests/support/laterLog";
import { natsServerProblem } from "#tests/support/natsServer";
import { invented, patto, room, rooms, shipped, sourcesOf } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";
import { syntheticReport } from "#tests/support/reports";
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
  if (problem === undefined) state.core = await startCore();
});
afterAll(() => state.core?.stop());

const end = Number.MAX_SAFE_INTEGER;
const year = 2026;
const dayMs = 86_400_000;
const force = "questura_cremona";

/** The shipped example, in force on these days. */
function grant(from: string, to: string): Grant {
  const text = readFileSync(join(projectRoot, "docs", "examples", "grant.yaml"), "utf8");
  const parsed = parseGrant(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return { ...parsed.value, grant: { ...parsed.value.grant, in_force: { from, to } } };
}

function withGrant(granted: Grant): CompiledRules {
  const sources = { ...sourcesOf([patto(), invented()]), grants: [granted] };
  const compiled = compileRules(sources, rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.rules;
}

/** The day so many days from now; by noon it is the same in UTC and in Italy. */
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
/** Milliseconds from now until noon of the day so many days from now. */
const untilNoon = (days: number): number =>
  Date.parse(`${dayFromNow(days)}T12:00:00.000Z`) - Date.now();

const stall: Partial<IncidentEvent> = {
  category: "C12",
  upsert: [
    { kind: "incident", id: "i", fields: { priority: 3 } },
    { kind: "place", id: "p", fields: { sensitivity: "public", municipality: "istat:019036" } },
    { kind: "vehicle", id: "v", fields: { plate: "ZZ000ZZ", body: "van", listed_stolen: true } },
    {
      kind: "vehicle",
      id: "w",
      fields: { colour: "green", body: "car", source: "police_database" },
    },
    { kind: "note", id: "n", fields: { text: "nota sintetica" } },
  ],
};

class Reader {
  private cursor = "";
  constructor(private readonly room: string) {}
  async next(): Promise<ReleasedView | undefined> {
    const outcome = await core().feed(this.room, "actual", this.cursor, 300);
    if (outcome.kind !== "feed") throw new Error(outcome.code);
    this.cursor = outcome.cursor;
    const last = outcome.copies.at(-1);
    return last && JSON.parse(Buffer.from(last.view).toString("utf8"));
  }
  one(): Promise<ReleasedView> {
    return until(() => this.next(), `a copy for ${this.room}`);
  }
}

/** One reader over all tests: what it was given it confirms by asking on, also when the rules change in between. */
const questura = new Reader(force);

const nameOf = (incident: string) =>
  ({ mode: "actual", incident: core().incident("pl_cremona", "actual", incident) }) as const;

async function decideAll(incident: string): Promise<void> {
  const worker = core().policy({ log: later().log });
  expect(await worker.advance(nameOf(incident), end)).toEqual({ kind: "done" });
}

async function sent(incident: string, over: Partial<IncidentEvent> = {}): Promise<void> {
  await core().submit("pl_cremona", syntheticReport(incident, { ...stall, ...over }));
  await decideAll(incident);
}

/** What a process that has just started finds ended. */
async function pass(): Promise<void> {
  const ports = core().ports({ log: later().log });
  const options = { nowIso: () => later().nowIso(), pause: () => Promise.resolve() };
  await new Endings(ports, new EmergencyRegister(ports), options).pass();
}

async function headOf(incident: string) {
  const pseudonym = incidentPseudonym(
    core().secrets.logPseudonym,
    "actual",
    nameOf(incident).incident,
  );
  const of = { mode: "actual", pseudonym } as const;
  const { head } = await readChain(core().log, core().secrets.macs, [year], of);
  if (head === undefined) throw new Error("nothing is recorded");
  return head;
}

const partOf = async (incident: string) =>
  (await headOf(incident)).parts.slots.find(({ slot }) => slot === room(force).slot)?.value;

describe("a grant for a joint operation", () => {
  testWithServer(
    "opens what the base rule withholds in its days, names itself as title, and ends by itself",
    async () => {
      core().setRules(shipped());
      await sent("G-0");
      expect(JSON.stringify(await questura.one())).not.toContain("ZZ000ZZ");
      core().setRules(withGrant(grant(dayFromNow(-2), dayFromNow(2))));
      await sent("G-1");
      const opened = await questura.one();
      expect(JSON.stringify(opened)).toContain("ZZ000ZZ");
      expect(opened.basis).toMatchObject([
        { agreement: "OP-2026-11-MERCATO", rule: "OP-2026-11-MERCATO/C12", article: "art. 15" },
      ]);
      expect((await partOf("G-1"))?.basis).toMatchObject([{ agreement: "OP-2026-11-MERCATO" }]);
      // The last day is in it.
      await later().move(untilNoon(2));
      await pass();
      expect((await headOf("G-1")).leaf.kind).toBe("exchange");
      await later().move(untilNoon(3));
      await pass();
      await decideAll("G-1");
      const withdrawn = await questura.one();
      expect(withdrawn.withdrawn.flatMap(({ paths }) => paths)).toContain("vehicle.plate");
      expect(withdrawn.basis).toMatchObject([{ agreement: "PATTO-CREMONA-2022" }]);
      const { leaf, sequence } = await headOf("G-1");
      expect(leaf.kind).toBe("expiry");
      // Who never rested on it is left alone, and nothing happens twice.
      await pass();
      await decideAll("G-1");
      await decideAll("G-0");
      expect((await headOf("G-1")).sequence).toBe(sequence);
      expect((await headOf("G-0")).leaf.kind).toBe("exchange");
    },
  );

  testWithServer("that new rules no longer hold ends as well, when a process starts", async () => {
    core().setRules(withGrant(grant(dayFromNow(1), dayFromNow(8))));
    await later().move(untilNoon(4));
    await sent("G-2");
    const opened = await until(async () => {
      const view = await questura.next();
      return JSON.stringify(view ?? {}).includes("ZZ000ZZ") ? view : undefined;
    }, "the opened copy");
    expect(opened.basis).toMatchObject([{ agreement: "OP-2026-11-MERCATO" }]);
    core().setRules(shipped());
    await pass();
    await decideAll("G-2");
    expect((await questura.one()).withdrawn.flatMap(({ paths }) => paths)).toContain(
      "vehicle.plate",
    );
  });

  testWithServer("opens nothing before its first day and nothing after its last", async () => {
    core().setRules(withGrant(grant(dayFromNow(6), dayFromNow(8))));
    await later().move(untilNoon(5));
    await sent("G-3");
    await until(
      async () => ((await partOf("G-3"))?.outcome === "released" ? true : undefined),
      "G-3",
    );
    expect(JSON.stringify(await partOf("G-3"))).not.toContain("vehicle.plate");
    await later().move(untilNoon(9));
    await sent("G-4");
    expect(JSON.stringify(await partOf("G-4"))).not.toContain("vehicle.plate");
    await questura.next();
  });

  testWithServer("never opens a ceiling: note, database, flag of a stolen vehicle", async () => {
    const wide = grant(dayFromNow(10), dayFromNow(12));
    const [rule] = wide.rules;
    if (rule === undefined) throw new Error("a grant has a rule");
    const fields = { ...rule.fields, "vehicle.listed_stolen": [{ do: "keep" as const }] };
    const noted = { ...fields, "note.text": [{ do: "keep" as const }] };
    const sources = (own: Grant["rules"][number]["fields"]) => ({
      ...sourcesOf([patto(), invented()]),
      grants: [{ ...wide, rules: [{ ...rule, fields: own }] }],
    });
    // The compiler already stops what is a hard stop; the ceiling stops what is left.
    expect(compileRules(sources(noted), rooms).ok).toBe(false);
    const compiled = compileRules(sources(fields), rooms);
    core().setRules(compiled.ok ? compiled.rules : withGrant(wide));
    await later().move(untilNoon(11));
    await sent("G-5");
    const copy = await until(async () => {
      const view = await questura.next();
      return JSON.stringify(view ?? {}).includes("ZZ000ZZ") ? view : undefined;
    }, "the opened copy");
    const text = JSON.stringify(copy);
    expect(text).not.toMatch(/"green"|listed_stolen|nota sintetica/);
    const administrative = { category: "C17", purpose: "P6", regime: "administrative" } as const;
    await sent("G-6", administrative);
    expect(await partOf("G-6")).toMatchObject({ outcome: "withheld", reason: "STATUTORY" });
  });
});

describe("an agreement", () => {
  testWithServer("that ends is withdrawn from every room that holds by it", async () => {
    core().setRules(shipped());
    await sent("A-1", { category: "C01" });
    await until(() => questura.next(), "the copy");
    const ending = patto();
    const to = dayFromNow(20);
    const agreement = { ...ending.agreement, in_force: { from: "2022-01-01", to }, renewals: [] };
    core().setRules(shipped({ ...ending, agreement }));
    await later().move(untilNoon(20));
    await pass();
    expect((await headOf("A-1")).leaf.kind).toBe("exchange");
    await later().move(untilNoon(21));
    await pass();
    await decideAll("A-1");
    const withdrawn = await questura.one();
    expect(withdrawn.components).toEqual([]);
    // The other agreement between these rooms goes on: it has no rule for this category.
    expect((await partOf("A-1"))?.reason).toBe("CATEGORY");
    const { sequence } = await headOf("A-1");
    await pass();
    await decideAll("A-1");
    expect((await headOf("A-1")).sequence).toBe(sequence);
  });
});
