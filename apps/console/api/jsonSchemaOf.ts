import { z } from "zod";

/** JSON Schema of a part of the API's description, without the dialect that OpenAPI names for all of them. */
export function component(
  schema: z.ZodType,
  io: "input" | "output",
): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
