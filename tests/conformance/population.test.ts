import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readDeployment } from "#apps/cli/deployment";
import { cellOf, projectToLaea } from "#libs/incident/grid";
import { type Population, parsePopulation } from "#libs/policy/clauseSchema";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import { eventAt } from "#tests/support/fullIncident";
import { invented, patto, play, room, rooms, sourcesOf } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const point = { lat_e7: 451300000, lon_e7: 100200000 };
const projected = projectToLaea(point);
const cell = (projected && cellOf(projected, "100m")) ?? "";
const zone = (projected && cellOf(projected, "1km")) ?? "";
const comune = "istat:019036";
const force = room("questura_cremona");

const populationOf = (cells: Population["cells"]): Population => ({
  source: "SINTETICO",
  reference_date: "2026-01-01",
  cells,
});

/** The Patto with an area in place of the precise public place in C01. */
function rulesWith(residentsMin: number, population?: Population): CompiledRules {
  const source = patto();
  const area = { do: "generalise" as const, as: "area-by-residents", residents_min: residentsMin };
  const changed = source.rules.map((rule) => {
    if (rule.id !== "C01-forze") return rule;
    const kept = Object.entries(rule.fields).filter(
      ([path]) => !path.startsWith("place.") || path === "place.municipality",
    );
    const clauses = (["public", "sensitive"] as const).map((place) => ({ if: { place }, ...area }));
    return { ...rule, fields: { ...Object.fromEntries(kept), "place.area": clauses } };
  });
  const sources = {
    ...sourcesOf([{ ...source, rules: changed }, invented()]),
    ...(population && { population }),
  };
  const compiled = compileRules(sources, rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.rules;
}

/** What the force is told of where it is. */
function areaIn(rules: CompiledRules, fields: Readonly<Record<string, unknown>> = { point }) {
  const place = { sensitivity: "public", municipality: comune, ...fields } as Record<
    string,
    string
  >;
  const report = eventAt(
    0,
    { kind: "report", category: "C01", upsert: [{ kind: "place", id: "p", fields: place }] },
    "pl_cremona",
  );
  const [decisions] = play(rules, [report], [force]);
  const told = decisions?.[0]?.view?.components.find(({ kind }) => kind === "place");
  return told?.fields["area"];
}

describe("an area by residents", () => {
  test.each([
    ["enough in the 100 m cell", { [cell]: 30, [zone]: 900 }, cell],
    ["exactly enough in it", { [cell]: 20, [zone]: 900 }, cell],
    ["one too few: the 1 km cell", { [cell]: 19, [zone]: 900 }, zone],
    ["nobody known in the small cell", { [zone]: 20 }, zone],
    ["too few in both: the comune", { [cell]: 3, [zone]: 19 }, comune],
    ["nobody anywhere", {}, comune],
  ])("of 20, %s", (_what, cells, expected) => {
    expect(areaIn(rulesWith(20, populationOf(cells)))).toBe(expected);
  });

  test("without a population nobody lives anywhere, and only the comune is told", () => {
    expect(areaIn(rulesWith(2))).toBe(comune);
  });

  test("asking for more residents never gives a finer area, and the same twice the same", () => {
    const fineness = [comune, zone, cell];
    const count = fc.integer({ min: 2, max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (inCell, inZone, a, b) => {
        const population = populationOf({ [cell]: inCell, [zone]: inZone });
        const [less, more] = a < b ? [a, b] : [b, a];
        const of = (k: number) => fineness.indexOf(String(areaIn(rulesWith(k, population))));
        expect(of(more)).toBeLessThanOrEqual(of(less));
        expect(of(less)).toBe(of(less));
      }),
      { numRuns: 20 },
    );
  });

  test("of a place that is known only by its comune is the comune: coarser is never undone", () => {
    const rules = rulesWith(2, populationOf({ [cell]: 900, [zone]: 900 }));
    expect(areaIn(rules, {})).toBe(comune);
  });

  test("is part of what is signed: another count is another rule set", () => {
    const [a, b] = [populationOf({ [cell]: 1 }), populationOf({ [cell]: 2 })];
    expect(rulesWith(20, a).hash).not.toBe(rulesWith(20, b).hash);
    const turned = populationOf({ [zone]: 1, [cell]: 1 });
    const straight = populationOf({ [cell]: 1, [zone]: 1 });
    expect(rulesWith(20, turned).hash).toBe(rulesWith(20, straight).hash);
  });
});

describe("the population file of a deployment", () => {
  const example = readFileSync(join(projectRoot, "docs", "examples", "population.yaml"), "utf8");

  test("is read with the rules, and none is needed", () => {
    expect(readDeployment(join(projectRoot, "deploy")).population).toBeUndefined();
    const folder = mkdtempSync(join(tmpdir(), "raccordo-population-"));
    try {
      cpSync(join(projectRoot, "deploy"), folder, { recursive: true });
      writeFileSync(join(folder, "population.yaml"), example);
      expect(readDeployment(folder).population?.cells[zone]).toBe(900);
      writeFileSync(join(folder, "population.yaml"), example.replace("900", "-1"));
      expect(() => readDeployment(folder)).toThrow(/deploy-wrong.*population\.yaml/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ["a cell of another grid", "1kmN2446E4322", "LAU019036"],
    ["another format", "raccordo-population/1", "raccordo-population/2"],
    ["half a resident", ": 900", ": 900.5"],
    ["a cell named twice", "100mN24461E43228: 40", "1kmN2446E4322: 40"],
  ])("with %s is refused, with its line", (_what, from, to) => {
    const parsed = parsePopulation(example.replace(from, to));
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.errors[0]?.line).toBeGreaterThan(1);
  });
});
