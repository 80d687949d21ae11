// Writes the documents that are generated: JSON Schema of native messages and of the cards of scheda112, OpenAPI of the edge,
// the printed matrix of deploy/agreements. Run after a build; tests compare the committed files with the code.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { openApiDocument } = await import("#apps/adapter/openapi");
const { cardCopyJsonSchema, cardJsonSchema } = await import("#libs/adapters/scheda112/jsonSchema");
const { readDeployment } = await import("#apps/cli/deployment");
const { compileRules } = await import("#libs/policy/compile");
const { matrixPage } = await import("#libs/policy/matrixPage");
const { matrixRows } = await import("#libs/policy/matrixTable");
const { roomOf } = await import("#libs/policy/roomSchema");
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

const { rooms, agreements } = readDeployment(fileURLToPath(new URL("../deploy", import.meta.url)));
const compiled = compileRules(agreements, rooms.map(roomOf));
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
writeFileSync(
  fileURLToPath(new URL("../docs/matrix.md", import.meta.url)),
  matrixPage(matrixRows(compiled.rules)),
);
