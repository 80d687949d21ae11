import { z } from "zod";
import { agreementSchema } from "./agreementSchema.ts";
import { ceilingsSchema } from "./ceilingsSchema.ts";
import { populationFileSchema } from "./clauseSchema.ts";
import { grantSchema } from "./grantSchema.ts";
import { roomSchema } from "./roomSchema.ts";

/**
 * JSON Schemas (2020-12) of the files that people write, by where they are published: editors check a file while it
 * is typed. What no schema can say (paths of the catalogue, words of the model, dates) `policy check` says.
 */
export function ruleFileSchemas(): Readonly<Record<string, object>> {
  const published = {
    "docs/schemas/agreement.schema.json": agreementSchema,
    "docs/schemas/ceilings.schema.json": ceilingsSchema,
    "docs/schemas/grant.schema.json": grantSchema,
    "docs/schemas/population.schema.json": populationFileSchema,
    "docs/schemas/room.schema.json": roomSchema,
  };
  return Object.fromEntries(
    Object.entries(published).map(([path, schema]) => [
      path,
      z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }),
    ]),
  );
}
