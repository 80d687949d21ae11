import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js"; // JSON Schema 2020-12
import { parse } from "yaml"; // what an editor reads
import { leaves } from "#libs/incident/catalogue";
import { ruleFileSchemas } from "#libs/policy/jsonSchema";
import { projectRoot } from "#tests/support/project";

const schemas = ruleFileSchemas();

function validator(kind: string) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(schemas[`docs/schemas/${kind}.schema.json`] ?? {});
}

const folders = { agreement: "agreements", ceilings: "ceilings", room: "rooms" };
const files = Object.entries(folders).flatMap(([kind, folder]) =>
  readdirSync(join(projectRoot, "deploy", folder)).map((file) => ({ kind, folder, file })),
);

function document(folder: string, file: string): unknown {
  return parse(readFileSync(join(projectRoot, "deploy", folder, file), "utf8"));
}

describe("the schemas that editors use", () => {
  test.each(Object.entries(schemas))("%s is published as it is", (path, schema) => {
    const published: unknown = JSON.parse(readFileSync(join(projectRoot, path), "utf8"));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test.each(files)("accept what is shipped: $folder/$file", ({ kind, folder, file }) => {
    const validate = validator(kind);
    expect({ file, valid: validate(document(folder, file)), errors: validate.errors }).toEqual({
      ...{ file, valid: true, errors: null },
    });
  });

  test.each([
    ["place.point:", "place.pont:"],
    ["category: [C01]", "category: [C99]"],
    ["purpose: P1", "purpose: P99"],
    ["as: zone-eu-1km", "as: zone-eu-2km"],
    ["deliver: allow", "deliver: perhaps"],
  ])("know the words of the model: %s is one, %s is none", (word, wrong) => {
    const text = readFileSync(
      join(projectRoot, "deploy/agreements/patto-cremona-2022.yaml"),
      "utf8",
    );
    expect(text).toContain(word);
    expect(validator("agreement")(parse(text.replace(word, wrong)))).toBe(false);
  });

  test("name every leaf of the catalogue where fields are written", () => {
    const text = JSON.stringify(schemas["docs/schemas/agreement.schema.json"]);
    expect(leaves.filter(({ path }) => !text.includes(`"${path}"`))).toEqual([]);
  });
});
