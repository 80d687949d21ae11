import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Category, IncidentEvent } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import { matrixRows } from "#libs/policy/matrixTable";
import { eventAt } from "#tests/support/fullIncident";
import { lettersOf } from "#tests/support/goldenLetters";
import {
  chargesIn,
  decided,
  differences,
  inWords,
  reportOf,
  scenariosOf,
} from "#tests/support/goldenPlay";
import { exchangeKey, groups, readGoldenTable, readTables } from "#tests/support/goldenTable";
import { compiled, emergencyRules, invented, patto, play, rooms } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const sender = "pl_cremona";
const forces = ["questura_cremona", "cc_cremona"] as const;
const opened: readonly Category[] = ["C01", "C03", "C04", "C07"];
const rules = compiled(patto(), invented(), emergencyRules());
const folder = join(projectRoot, "tests", "conformance");
const table = readTables([join(folder, "emergencyTable.yaml")]);
const hourMs = 3_600_000;

const declaration = (room: string, at = 2): PlacedEvent =>
  eventAt(
    at,
    { kind: "break_glass", incident: { alias: "x" }, emergency: "life_at_risk", upsert: [] },
    room,
  );
const answerOf = (room: string, kind: IncidentEvent["kind"], at: number): PlacedEvent =>
  eventAt(at, { kind, incident: { alias: "x" }, upsert: [] }, room);
/** The same event, so many milliseconds later. */
const later = (placed: PlacedEvent, ms: number): PlacedEvent => ({
  ...placed,
  storedAt: new Date(Date.parse(placed.storedAt) + ms).toISOString(),
});

function scenarioOf(category: Category) {
  const [scenario] = scenariosOf(sender, category);
  if (scenario === undefined) throw new Error("every category has scenarios");
  return scenario;
}

function historyOf(category: Category): readonly PlacedEvent[] {
  const scenario = scenarioOf(category);
  return [reportOf(scenario), ...chargesIn(scenario)];
}

/** Health of each person beside the numbers has a letter only here. */
function read(view: ReleasedView | undefined): Readonly<Record<string, string>> {
  if (view === undefined) throw new Error("a force that has it in charge gets a copy");
  const letters = lettersOf(view, sender);
  const isHealth = letters.G8.startsWith("?(?(injury") && letters.G8.endsWith(",N)");
  return { ...letters, ...(isHealth && { G8: "H" }) };
}

/** All that the room may see; not when its copy was made. */
function textOf(history: readonly PlacedEvent[], room: string): string {
  const view = decided(rules, history).get(room)?.view;
  return JSON.stringify(view === undefined ? "nothing" : { ...view, as_of: "" });
}

describe("the example of a declared emergency, against the table written by hand", () => {
  test.each(opened)("%s: until somebody declares one, every cell is as shipped", (category) => {
    const shippedTable = readGoldenTable();
    const found = [...differences(rules, shippedTable, [sender, category])];
    expect([...new Set(found.map(inWords))]).toEqual([]);
  });

  test.each(opened)("%s: it opens to who declared it what the table says", (category) => {
    for (const to of forces) {
      const found = read(decided(rules, [...historyOf(category), declaration(to)]).get(to)?.view);
      const exchange = { from: sender, to, category, named: true, touches: true };
      const expected = table.get(exchangeKey(exchange))?.letters;
      expect(Object.fromEntries(groups.map((group) => [group, found[group]]))).toEqual(expected);
    }
  });

  test.each(opened)("%s: it takes nothing away that the force had", (category) => {
    for (const to of forces) {
      const before = read(decided(rules, historyOf(category)).get(to)?.view);
      const after = read(decided(rules, [...historyOf(category), declaration(to)]).get(to)?.view);
      const finer: Readonly<Record<string, readonly string[]>> = { Z: ["A"], N: ["N", "H"] };
      for (const group of groups) {
        const had = before[group] ?? "-";
        if (had === "-") continue;
        expect(`${group} ${after[group]}`).toMatch(
          new RegExp(`^${group} (?:${(finer[had] ?? [had]).join("|")})$`),
        );
      }
    }
  });
});

test("the printed matrix shows standing rights, and no emergency among them", () => {
  const shippedRows = matrixRows(compiled(patto(), invented()));
  expect(matrixRows(rules)).toEqual(shippedRows);
});

describe("a declared emergency", () => {
  const [first, second] = forces;
  const base = historyOf("C01");

  test("opens nothing to a room that does not have the incident in charge", () => {
    const [report] = base;
    if (report === undefined) throw new Error("a history begins with a report");
    const without = textOf([report], first);
    expect(textOf([report, declaration(first, 0)], first)).toBe(without);
    expect(
      textOf([...base, answerOf(first, "charge_ended", 2), declaration(first, 3)], first),
    ).toBe(textOf([...base, answerOf(first, "charge_ended", 2)], first));
  });

  test("opens nothing to another room, whatever that has in charge", () => {
    expect(textOf([...base, declaration(first)], second)).toBe(textOf(base, second));
    expect(textOf([...base, declaration("gdf_cremona")], first)).toBe(textOf(base, first));
  });

  test("declared twice is one, and counts from the second on", () => {
    const twice = [...base, declaration(first), declaration(first, 3)];
    expect(textOf(twice, first)).toBe(textOf([...base, declaration(first, 3)], first));
    const end = answerOf("gdf_cremona", "charge_ended", 2);
    const renewed = [...base, declaration(first), later(declaration(first), 20 * hourMs)];
    expect(textOf([...renewed, later(end, 43 * hourMs)], first)).toContain("injury");
    expect(textOf([...renewed, later(end, 45 * hourMs)], first)).not.toContain("injury");
  });

  test("is over after 24 hours to the millisecond, and what it opened is withdrawn", () => {
    const wakeUp = answerOf("gdf_cremona", "charge_ended", 2);
    const declared = [...base, declaration(first)];
    expect(textOf([...declared, later(wakeUp, 24 * hourMs - 1)], first)).toContain("injury");
    expect(textOf([...declared, later(wakeUp, 24 * hourMs)], first)).not.toContain("injury");
    const copies = play(rules, [...declared, later(wakeUp, 24 * hourMs)], rooms);
    const last = copies.at(-1)?.find(({ room }) => room === first);
    expect(last?.outcome).toBe("released");
    expect(last?.entries.filter(({ op }) => op === "withdraw").map(({ path }) => path)).toEqual(
      expect.arrayContaining(["person.injury", "person.family_name", "place.point"]),
    );
  });

  test.each([
    ["ended by the room", answerOf(first, "charge_ended", 3)],
    ["ended by the sender", answerOf(sender, "charge_ended", 3)],
    ["the incident is closed", eventAt(3, { kind: "close", upsert: [] }, sender)],
    ["the incident is cancelled", eventAt(3, { kind: "cancel", upsert: [] }, sender)],
  ])("ends when the charge is over: %s", (_what, end) => {
    const history = [...base, declaration(first), end];
    expect(textOf(history, first)).not.toContain('"injury"');
    const again = [...history, answerOf(first, "charge_taken", 4)];
    expect(textOf(again, first)).not.toContain('"injury"');
  });

  test("never opens what a ceiling shuts: free text, a database's answer, a minor's name", () => {
    const text = textOf([...base, declaration(first)], first);
    expect(text).not.toMatch(/nota sintetica|listed_stolen|unit_status/);
    const scenario = scenarioOf("C01");
    const report = reportOf(scenario);
    const { event } = report;
    if (!("upsert" in event)) throw new Error("a report has components");
    const upsert = event.upsert.map((one) =>
      one.kind === "person" || one.kind === "vehicle"
        ? { ...one, fields: { ...one.fields, source: "police_database" } }
        : one,
    );
    const fromDatabase = { ...report, event: { ...event, upsert } };
    const history = [fromDatabase, ...chargesIn(scenario), declaration(first)];
    expect(textOf(history, first)).not.toMatch(/"family_name"|"plate"|"injury"/);
  });

  test("rests on vital interest in its title, and carries the conditions of an emergency", () => {
    const decision = decided(rules, [...historyOf("C03"), declaration(first)]).get(first);
    expect(decision?.basis).toMatchObject([
      { agreement: "INVENTATO-EMERGENZE", purpose: "P1", regime: "police" },
    ]);
    expect(decision?.view?.handling).toEqual(
      expect.arrayContaining(["retain-p7d", "review-p7d", "no-onward"]),
    );
  });
});
