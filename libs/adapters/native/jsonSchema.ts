import { z } from "zod";
import { messageSchema } from "./schema.ts";

/** JSON Schema (2020-12) of a native message, generated from the schema that checks messages. */
export function messageJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: "urn:raccordo:schema:message:1",
    title: "Raccordo message, version 1",
    ...z.toJSONSchema(messageSchema, { io: "input" }),
  };
}
