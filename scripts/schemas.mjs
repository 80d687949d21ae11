// Writes the documents that are generated from the zod schemas: JSON Schema of native messages
// and of the cards of scheda112, OpenAPI of the edge. Run after a build; tests compare the committed files with the code.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { openApiDocument } = await import("#apps/adapter/openapi");
const { cardCopyJsonSchema, cardJsonSchema } = await import("#libs/adapters/scheda112/jsonSchema");
const { messageJsonSchema } = await import("#libs/adapters/native/jsonSchema");

const documents = {
  "libs/adapters/native/message.schema.json": messageJsonSchema(),
  "docs/scheda112.schema.json": cardJsonSchema(),
  "docs/scheda112-copy.schema.json": cardCopyJsonSchema(),
  "docs/openapi.json": openApiDocument(),
};
for (const [path, content] of Object.entries(documents)) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
  writeFileSync(target, `${JSON.stringify(content, null, 2)}\n`);
}
