import { z } from "zod";
import { leaves } from "#libs/incident/catalogue";
import { agreementSchema } from "./agreementSchema.ts";
import { ceilingsSchema } from "./ceilingsSchema.ts";
import { populationFileSchema } from "./clauseSchema.ts";
import { grantSchema } from "./grantSchema.ts";
import { retentionSchema } from "./retentionSchema.ts";
import { roomSchema } from "./roomSchema.ts";

/**
 * JSON Schemas (2020-12) of the files that people write, by where they are published: editors check a file while it
 * is typed, and complete paths of the catalogue and words of the model. What no schema can say (dates, meetings of
 * rules) `policy check` says.
 */
export function ruleFileSchemas(): Readonly<Record<string, object>> {
  const published = {
    "docs/schemas/agreement.schema.json": agreementSchema,
    "docs/schemas/ceilings.schema.json": ceilingsSchema,
    "docs/schemas/grant.schema.json": grantSchema,
    "docs/schemas/population.schema.json": populationFileSchema,
    "docs/schemas/retention.schema.json": retentionSchema,
    "docs/schemas/room.schema.json": roomSchema,
  };
  return Object.fromEntries(
    Object.entries(published).map(([path, schema]) => [
      path,
      z.toJSONSchema(schema, { unrepresentable: "any", io: "input", override: withFieldPaths }),
    ]),
  );
}

/** Editors complete the keys of `properties`; few of them know what to do with `propertyNames`. */
function withFieldPaths({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { propertyNames, additionalProperties } = jsonSchema;
  const names = typeof propertyNames === "object" ? (propertyNames.enum ?? []) : [];
  if (names.length === 0 || additionalProperties === undefined) return;
  const paths = leaves.filter(({ path }) => names.includes(path));
  jsonSchema.properties = Object.fromEntries(
    paths.map(({ path, dataClass, derived }) => [
      path,
      { description: `${dataClass}${derived ? ", derived" : ""}`, $ref: "#/$defs/clauses" },
    ]),
  );
  jsonSchema.additionalProperties = false;
  delete jsonSchema.propertyNames;
}
