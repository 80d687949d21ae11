import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { ReleasedView } from "#libs/incident/view";
import { commandHere } from "#tests/support/commandHere";
import { readExposition } from "#tests/support/metricsPage";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

const example = (file: string) => readFileSync(join(projectRoot, "docs", "examples", file), "utf8");
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The example of a grant, in force on these days and under this id. */
function grantFile(id: string, from: number, to: number): string {
  const days = `in_force: { from: ${dayFromNow(from)}, to: ${dayFromNow(to)} }`;
  return example("grant.yaml")
    .replaceAll("OP-2026-11-MERCATO", id)
    .replace(/in_force: .*/, days);
}

let system: RunningSystem;
let sent = 0;
const cursors = new Map<string, string>();
/** Copies that came with an earlier one. */
const came = new Map<string, ReleasedView[]>();

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({
    limits: { announce_every_ms: 200 },
    only: innerAnd("pl_cremona", "questura_cremona", "gdf_cremona", "cc_cremona"),
    files: {
      "agreements/emergency.yaml": example("emergency.yaml"),
      "grants/now.yaml": grantFile("OP-ADESSO", -1, 1),
      "grants/over.yaml": grantFile("OP-FINITA", -20, -10),
      "population.yaml": example("population.yaml"),
    },
  });
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
});

const message = (over: object) => {
  sent += 1;
  return JSON.stringify({
    ...{ message_id: `E-${sent}`, sent: new Date().toISOString(), mode: "actual", kind: "report" },
    ...over,
  });
};

const injured = (id: string, mode = "actual") =>
  message({
    mode,
    incident: { id },
    category: "C01",
    territory: ["istat:019036"],
    upsert: [
      { kind: "place", id: "p", sensitivity: "sensitive", street: "Via Sintetica" },
      {
        ...{ kind: "person", id: "a", roles: ["injured"], minor: false, injury: "serious" },
        family_name: "SINTETICO",
      },
    ],
  });

/** The next copy of a room; asking on confirms those that came before. */
async function nextCopy(room: string, mode = "actual"): Promise<ReleasedView> {
  const key = `${room} ${mode}`;
  const known = came.get(key)?.shift();
  if (known !== undefined) return known;
  const copies = await until(async () => {
    const after = encodeURIComponent(cursors.get(key) ?? "");
    const query = `mode=${mode}&wait=5${after === "" ? "" : `&after=${after}`}`;
    const { body } = await system.ask(room, `/v1/rooms/${room}/feed?${query}`);
    cursors.set(key, String(body["cursor"]));
    const found = body["copies"] as readonly ReleasedView[];
    return found.length > 0 ? found : undefined;
  }, `a copy for ${room}`);
  const [first, ...rest] = copies;
  if (first === undefined) throw new Error("no copy");
  came.set(key, rest);
  return first;
}

const cli = (...args: readonly string[]) => commandHere(["policy", ...args, "--data", system.data]);

async function metricOf(process: string, metric: string, labels: Readonly<Record<string, string>>) {
  const url = `http://127.0.0.1:${system.port(`operations-${process}`)}/metrics`;
  const { samples } = readExposition(await (await fetch(url)).text());
  const found = samples.find(
    (one) =>
      one.metric === metric &&
      Object.entries(labels).every(([name, word]) => one.labels[name] === word),
  );
  return found?.value ?? 0;
}

const force = "questura_cremona";

describe("an emergency that is declared, through the whole system", () => {
  let alias = "";

  systemTest(
    "opens to the force in charge what a rescue needs, and tells it the condition",
    async () => {
      expect((await system.send("pl_cremona", injured("SINTETICO-E1"))).status).toBe(202);
      const first = await nextCopy(force);
      alias = first.incident;
      expect(JSON.stringify(first)).not.toMatch(/SINTETICO|Via Sintetica/);
      await system.send(force, message({ kind: "charge_taken", incident: { alias } }));
      expect((await nextCopy(force)).charge).toBe("yours");
      const declared = message({
        ...{ kind: "break_glass", incident: { alias }, emergency: "life_at_risk" },
      });
      const answer = await system.send(force, declared);
      expect(answer).toMatchObject({
        status: 202,
        body: { notes: [{ code: "emergency-counts-in-charge", pointer: "/emergency" }] },
      });
      const opened = await nextCopy(force);
      expect(JSON.stringify(opened)).toContain("SINTETICO");
      expect(JSON.stringify(opened)).toContain("Via Sintetica");
      expect(opened.handling).toEqual(expect.arrayContaining(["retain-p7d", "review-p7d"]));
    },
  );

  systemTest("is the 404 of an unknown incident to a room that has no copy of it", async () => {
    const stranger = message({
      ...{ kind: "break_glass", incident: { alias }, emergency: "life_at_risk" },
    });
    expect(await system.send("gdf_cremona", stranger)).toMatchObject({
      status: 404,
      body: { code: "incident-unknown" },
    });
    const bare = message({ kind: "break_glass", incident: { alias } });
    expect(await system.send(force, bare)).toMatchObject({
      status: 422,
      body: { code: "member-missing" },
    });
    const misplaced = message({
      ...{ kind: "charge_ended", incident: { alias }, emergency: "life_at_risk" },
    });
    expect(await system.send(force, misplaced)).toMatchObject({
      status: 422,
      body: { code: "emergency-misplaced" },
    });
  });

  systemTest("in an exercise stays in the exercise, and is queued as one", async () => {
    await system.send("pl_cremona", injured("SINTETICO-E1", "exercise"));
    const { incident } = await nextCopy(force, "exercise");
    expect(incident).not.toBe(alias);
    const mode = "exercise";
    const declare = (of: string) =>
      message({ mode, kind: "break_glass", incident: { alias: of }, emergency: "child_at_risk" });
    expect((await system.send(force, declare(alias))).status).toBe(404);
    await system.send(
      force,
      message({ mode, kind: "charge_taken", incident: { alias: incident } }),
    );
    await nextCopy(force, "exercise");
    await system.send(force, declare(incident));
    expect(JSON.stringify(await nextCopy(force, "exercise"))).toContain("SINTETICO");
  });

  systemTest("is queued for review: when, which room, why, and no person", async () => {
    const { code, events, output } = await cli("emergencies");
    expect(code).toBe(0);
    expect(events).toMatchObject([
      { event: "emergency", mode: "exercise", room: force, emergency: "child_at_risk" },
      {
        event: "emergency",
        mode: "actual",
        room: force,
        emergency: "life_at_risk",
        overdue: false,
      },
    ]);
    expect(output).not.toMatch(/SINTETIC|Via /);
    expect(output).not.toContain(alias);
    await until(
      async () =>
        (await metricOf("policy", "raccordo_emergencies_unreviewed", { mode: "actual" })) === 1 ||
        undefined,
      "the queue as a metric",
    );
  });

  systemTest("is reviewed once, by its number", async () => {
    const { events } = await cli("emergencies", "--open");
    const number = String(events.find(({ mode }) => mode === "actual")?.["number"]);
    const reviewed = await cli("review", number, "--outcome", "justified");
    expect(reviewed).toMatchObject({ code: 0, events: [{ state: "reviewed" }] });
    expect(await cli("review", number, "--outcome", "justified")).toMatchObject({
      code: 0,
      events: [{ state: "reviewed-before" }],
    });
    expect((await cli("review", number, "--outcome", "unjustified")).code).toBe(3);
    expect((await cli("review", "2026/1", "--outcome", "justified")).code).toBe(3);
    expect((await cli("review", "the last one", "--outcome", "justified")).code).toBe(2);
    expect((await cli("emergencies", "--open")).events).toMatchObject([{ mode: "exercise" }]);
    await until(
      async () =>
        (await metricOf("policy", "raccordo_emergencies_unreviewed", { mode: "actual" })) === 0 ||
        undefined,
      "the empty queue",
    );
  });

  systemTest("stands in the log that anybody can verify, with its review", async () => {
    const log = await until(async () => {
      const read = await readSystemLog(system.data);
      return read.leaves.some(({ kind }) => kind === "review") ? read : undefined;
    }, "the published review");
    expect(log.findings).toEqual([]);
    const kinds = log.leaves.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "break_glass")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "review")).toHaveLength(1);
  });
});

describe("a grant for a joint operation, through the whole system", () => {
  systemTest("opens to its room what the base rule withholds, under its own name", async () => {
    const report = message({
      incident: { id: "SINTETICO-G1" },
      category: "C12",
      territory: ["istat:019036"],
      upsert: [
        { kind: "place", id: "p", sensitivity: "public" },
        { kind: "vehicle", id: "v", plate: "ZZ000ZZ" },
      ],
    });
    expect((await system.send("pl_cremona", report)).status).toBe(202);
    const copy = await nextCopy(force);
    expect(JSON.stringify(copy)).toContain("ZZ000ZZ");
    expect(copy.basis).toMatchObject([{ agreement: "OP-ADESSO", article: "art. 15" }]);
    const other = await until(async () => {
      const next = await nextCopy("cc_cremona");
      return next.category === "C12" ? next : undefined;
    }, "the copy of a force that the grant does not name");
    expect(JSON.stringify(other)).not.toContain("ZZ000ZZ");
  });
});

describe("handling conditions", () => {
  systemTest(
    "that a room does not accept are recorded and counted, with those that it does",
    async () => {
      const room = "cc_cremona";
      await system.send("pl_cremona", injured("SINTETICO-H1"));
      const { delivery, handling } = await nextCopy(room);
      expect(handling).toContain("no-onward");
      const receipt = (kind: string, accepted: boolean) =>
        system.ask(room, `/v1/rooms/${room}/receipts`, {
          body: JSON.stringify({
            items: [
              { delivery, kind, conditions_accepted: accepted, at: new Date().toISOString() },
            ],
          }),
          headers: { "content-type": "application/json" },
        });
      expect((await receipt("delivered", false)).status).toBeLessThan(300);
      expect((await receipt("displayed", true)).status).toBeLessThan(300);
      const counted = (outcome: string) =>
        metricOf("exchange", "raccordo_copies_conditions_total", { room, mode: "actual", outcome });
      expect([await counted("not_accepted"), await counted("accepted")]).toEqual([1, 1]);
      const said = await until(async () => {
        const { conditions } = await readSystemLog(system.data);
        const own = conditions.filter((one) => one.delivery === delivery);
        return own.length >= 2 ? own : undefined;
      }, "the published receipts");
      expect(said.map(({ kind, conditions_accepted }) => [kind, conditions_accepted])).toEqual(
        expect.arrayContaining([
          ["delivered", false],
          ["displayed", true],
        ]),
      );
    },
  );
});
