import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseAgreement } from "#libs/policy/agreementSchema";
import { parsePopulation } from "#libs/policy/clauseSchema";
import { compileRules } from "#libs/policy/compile";
import { parseGrant } from "#libs/policy/grantSchema";
import { emergencyRules, invented, patto, rooms, sourcesOf } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const textOf = (file: string) => readFileSync(join(projectRoot, "docs", "examples", file), "utf8");

describe("the examples of rules", () => {
  test("are whole files that compile together with what is shipped", () => {
    const grant = parseGrant(textOf("grant.yaml"));
    const population = parsePopulation(textOf("population.yaml"));
    expect([grant.ok, population.ok, parseAgreement(textOf("emergency.yaml")).ok]).toEqual([
      true,
      true,
      true,
    ]);
    if (!grant.ok || !population.ok) return;
    const sources = {
      ...sourcesOf([patto(), invented(), emergencyRules()]),
      grants: [grant.value],
      population: population.value,
    };
    expect(compileRules(sources, rooms)).toMatchObject({ ok: true });
  });

  test.each(["grant.yaml", "population.yaml", "emergency.yaml"])(
    "%s says that it is invented",
    (file) => {
      expect(textOf(file)).toMatch(/^# INVENTATO/);
    },
  );
});
