import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import spectralCore, { type RulesetDefinition } from "@stoplight/spectral-core";
import spectralFunctions from "@stoplight/spectral-functions";
import spectralRulesets from "@stoplight/spectral-rulesets";
import { projectRoot } from "#tests/support/project";

const { Spectral } = spectralCore;
const { truthy, pattern, schema } = spectralFunctions;

const refusals = "$.paths[*][*].responses[?(@property >= '400')]";

/**
 * Beside the rules that hold for every OpenAPI document, those of the Italian guidelines for interoperability (AgID, Linee
 * guida Modello di Interoperabilità, RAC_REST_*), in our own words: problem+json on every refusal, a free /status, a
 * licence and a contact, and who may ask said at every address.
 */
const italianRules = {
  // Lists of a fixed length have prefixItems and nothing else (JSON Schema 2020-12, as OpenAPI 3.1 has it).
  "array-items": "off" as const,
  "every-refusal-is-a-problem": {
    given: refusals,
    severity: 0 as const,
    message: "{{path}} is not application/problem+json",
    then: { field: "content.application/problem+json", function: truthy },
  },
  "nothing-but-a-problem-in-a-refusal": {
    given: `${refusals}.content`,
    severity: 0 as const,
    then: {
      function: schema,
      functionOptions: { schema: { type: "object", maxProperties: 1 } },
    },
  },
  "a-problem-has-type-title-and-status": {
    given: "$.components.schemas.Problem.required",
    severity: 0 as const,
    then: {
      function: schema,
      functionOptions: {
        schema: {
          allOf: ["type", "title", "status"].map((name) => ({ contains: { const: name } })),
        },
      },
    },
  },
  "status-is-there": {
    given: "$.paths",
    severity: 0 as const,
    then: { field: "/status.get.responses.200", function: truthy },
  },
  "status-is-free": {
    given: "$.paths['/status'].get.security",
    severity: 0 as const,
    then: {
      function: schema,
      functionOptions: { schema: { type: "array", maxItems: 0 } },
    },
  },
  "who-may-ask-is-said": {
    given: "$.paths[*][get,post,put,delete]",
    severity: 0 as const,
    then: { field: "security", function: truthy },
  },
  "operations-are-named-in-one-way": {
    given: "$.paths[*][get,post,put,delete].operationId",
    severity: 0 as const,
    then: { function: pattern, functionOptions: { match: "^[a-z][A-Za-z]+$" } },
  },
  "a-licence-by-its-name": {
    given: "$.info.license",
    severity: 0 as const,
    then: { field: "identifier", function: truthy },
  },
};

async function findings(document: Record<string, unknown>): Promise<readonly string[]> {
  const spectral = new Spectral();
  const oas = spectralRulesets.oas as RulesetDefinition;
  spectral.setRuleset({ extends: [[oas, "recommended"]], rules: italianRules });
  const found = await spectral.run(document);
  return found.map(({ code, path, message }) => `${code} ${path.join("/")}: ${message}`);
}

const documents = ["openapi.json", "console-openapi.json"] as const;
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(projectRoot, "docs", name), "utf8"));

describe("the descriptions of our APIs", () => {
  test.each(documents)(
    "%s breaks no rule of Spectral nor of the Italian guidelines",
    async (name) => {
      expect(await findings(read(name))).toEqual([]);
    },
  );

  test("a refusal that is no problem, and a /status behind a key, would be found", async () => {
    const text = JSON.stringify(read("console-openapi.json"));
    const plain = JSON.parse(text.replace("application/problem+json", "application/json"));
    const locked = JSON.parse(text);
    locked.paths["/status"].get.security = [{ viewerKey: [] }];
    expect((await findings(plain)).join()).toContain("every-refusal-is-a-problem");
    expect((await findings(locked)).join()).toContain("status-is-free");
  });
});
