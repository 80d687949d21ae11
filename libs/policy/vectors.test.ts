import { describe, expect, test } from "@jest/globals";
import { compiled, invented, patto, rooms, shipped } from "#tests/support/patto";
import { vectorSchema } from "./ruleSetLife.ts";
import { vectorHolds, vectorsOf } from "./vectors.ts";

const at = "2026-11-22T09:00:00.000Z";
const rules = shipped();
const vectors = vectorsOf(rules, rooms, at);

describe("the trial decisions that travel with a rule set", () => {
  test("are of every rule, in charge and not, and of rooms that exchange nothing", () => {
    const ruleCount = new Set([...rules.cells.values()].flat().map(({ rule }) => rule.id)).size;
    expect(vectors.length).toBeGreaterThanOrEqual(2 * ruleCount);
    for (const vector of vectors) expect(vectorSchema.safeParse(vector).success).toBe(true);
  });

  test("come out the same at every instance that compiles the same", () => {
    const again = shipped();
    expect(vectors.filter((vector) => !vectorHolds(again, vector))).toEqual([]);
    expect(vectorsOf(again, rooms.toReversed(), at)).toEqual(expect.arrayContaining([...vectors]));
  });

  test("notice one field that a rule gives or masks otherwise, and one rule that forbids", () => {
    const wider = patto();
    const rule = wider.rules.find(({ deliver }) => deliver === "allow");
    const path = Object.keys(rule?.fields ?? {}).find((one) => one.startsWith("place.")) ?? "";
    expect(Object.keys(rule?.fields ?? {})).toContain(path);
    delete rule?.fields[path];
    const narrower = compiled(wider, invented());
    expect(vectors.some((vector) => !vectorHolds(narrower, vector))).toBe(true);
    const forbidding = patto();
    for (const one of forbidding.rules.slice(0, 1)) {
      one.deliver = "forbid";
      one.fields = {};
    }
    const forbidden = compiled(forbidding, invented());
    expect(vectors.some((vector) => !vectorHolds(forbidden, vector))).toBe(true);
  });

  test("do not hold where the rules cannot be run at all", () => {
    const [first] = vectors;
    if (first === undefined) throw new Error("no vectors");
    expect(vectorHolds(rules, { ...first, kind: "nessuna" })).toBe(false);
  });
});
