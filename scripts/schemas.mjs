// Writes the documents that are generated from the code: JSON Schema of native messages, OpenAPI of the edge,
// and the reference of the command line. Run after a build; tests compare the committed files with the code.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { openApiDocument } = await import("#apps/adapter/openapi");
const { withReference } = await import("#apps/cli/reference");
const { messageJsonSchema } = await import("#libs/adapters/native/jsonSchema");

const documents = {
  "libs/adapters/native/message.schema.json": messageJsonSchema(),
  "docs/openapi.json": openApiDocument(),
};
for (const [path, content] of Object.entries(documents)) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
  writeFileSync(target, `${JSON.stringify(content, null, 2)}\n`);
}
const page = fileURLToPath(new URL("../docs/cli.md", import.meta.url));
writeFileSync(page, withReference(readFileSync(page, "utf8")));
