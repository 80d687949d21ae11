import { z } from "zod";
import { copySchema } from "./copy.ts";
import { messageSchema } from "./schema.ts";

/** JSON Schema (2020-12) of a native message, generated from the schema that checks messages. */
export function messageJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: "urn:raccordo:schema:message:1",
    title: "Raccordo message, version 1",
    ...z.toJSONSchema(messageSchema, { io: "input" }),
  };
}

/** JSON Schema (2020-12) of a copy. */
export function copyJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: "urn:raccordo:schema:copy:1",
    title: "Raccordo copy, version 1",
    ...z.toJSONSchema(copySchema, { io: "output" }),
  };
}
