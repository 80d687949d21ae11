import { z } from "zod";
import { cardCopySchema, cardSchema } from "./schema.ts";

const warning =
  "INVENTED for Raccordo. The interface of the real 112 NUE centres (scheda contatto) is not public: this is not it, is not derived from it, and claims no conformance with anything. A real centre needs an adapter of its own.";

/** JSON Schema (2020-12) of a card as a centre sends it. */
export function cardJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: "urn:raccordo:schema:invented:scheda112:1",
    title: "Invented card of a 112 centre, version 1",
    description: warning,
    ...z.toJSONSchema(cardSchema, { io: "input" }),
  };
}

/** JSON Schema (2020-12) of a copy written as a card. */
export function cardCopyJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: "urn:raccordo:schema:invented:scheda112-copy:1",
    title: "Copy of an incident as an invented card of a 112 centre, version 1",
    description: warning,
    ...z.toJSONSchema(cardCopySchema, { io: "output" }),
  };
}
