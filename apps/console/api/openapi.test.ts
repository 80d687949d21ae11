import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { problems } from "#libs/incident/problems";
import { projectRoot } from "#tests/support/project";
import { openApiDocument } from "./openapi.ts";
import { operationNames, routes } from "./routes.ts";

describe("the console's OpenAPI document", () => {
  test("is the one that is committed", () => {
    const path = join(projectRoot, "docs", "console-openapi.json");
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(
      JSON.parse(JSON.stringify(openApiDocument())),
    );
  });

  test("names each operation once, and problems that there are; whoever is asked for a key may be refused one", () => {
    const named = routes.map(({ operation }) => operation);
    expect(named).toHaveLength(operationNames.length);
    expect(new Set(named)).toEqual(new Set(operationNames));
    for (const route of routes) {
      expect(route.problems.every((code) => problems[code].status >= 400)).toBe(true);
      const isOfViewers = route.path.startsWith("/v1/");
      // One's own session is no reading of the log: no role, no purpose, no record.
      const isNamed = isOfViewers && route.isOfSession !== true;
      // Names of institutions are no data of the log either.
      const isReading = isNamed && route.isUnrecorded !== true;
      expect(route.roles !== undefined).toBe(isNamed);
      expect(route.problems.includes("viewer-key-wrong")).toBe(isOfViewers);
      expect(route.problems.includes("reading-not-recorded")).toBe(isReading);
    }
  });
});
