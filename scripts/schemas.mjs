// Writes the documents that are generated from the zod schemas: JSON Schema of native messages and
// OpenAPI of the edge. Run after a build; tests compare the committed files with the code.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { openApiDocument } = await import("#apps/adapter/openapi");
const { messageJsonSchema } = await import("#libs/adapters/native/jsonSchema");

const documents = {
  "libs/adapters/native/message.schema.json": messageJsonSchema(),
  "docs/openapi.json": openApiDocument(),
};
for (const [path, content] of Object.entries(documents)) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
  writeFileSync(target, `${JSON.stringify(content, null, 2)}\n`);
}
