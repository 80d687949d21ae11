// Writes the documents that are generated from the code: JSON Schema of native messages and of the cards of scheda112,
// OpenAPI of the edge and of the console, the reference of the command line, the page that checks a pack, and the printed matrix from the
// rules of deploy/agreements.
// Run after a build; tests compare the committed files with the code.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { openApiDocument } = await import("#apps/adapter/openapi");
const { openApiDocument: consoleDocument } = await import("#apps/console/api/openapi");
const { readDeployment } = await import("#apps/cli/deployment");
const { withReference } = await import("#apps/cli/reference");
const { cardCopyJsonSchema, cardJsonSchema } = await import("#libs/adapters/scheda112/jsonSchema");
const { messageJsonSchema } = await import("#libs/adapters/native/jsonSchema");
const { compileRules } = await import("#libs/policy/compile");
const { matrixPage } = await import("#libs/policy/matrixPage");
const { matrixRows } = await import("#libs/policy/matrixTable");
const { ruleFileSchemas } = await import("#libs/policy/jsonSchema");
const { roomOf } = await import("#libs/policy/roomSchema");

const { verifyPage } = await import("./verify-page.mjs");

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const documents = {
  "libs/adapters/native/message.schema.json": messageJsonSchema(),
  "docs/scheda112.schema.json": cardJsonSchema(),
  "docs/scheda112-copy.schema.json": cardCopyJsonSchema(),
  "docs/openapi.json": openApiDocument(),
  "docs/console-openapi.json": consoleDocument(),
  ...ruleFileSchemas(),
};
for (const [path, content] of Object.entries(documents)) {
  writeFileSync(pathOf(path), `${JSON.stringify(content, null, 2)}\n`);
}

const deployment = readDeployment(pathOf("deploy"));
const compiled = compileRules(deployment, deployment.rooms.map(roomOf));
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
writeFileSync(pathOf("docs/matrix.md"), matrixPage(matrixRows(compiled.rules)));

const page = pathOf("docs/cli.md");
writeFileSync(page, withReference(readFileSync(page, "utf8")));
writeFileSync(pathOf("apps/cli/audit/page/verify.html"), verifyPage());

// Types of the console's API for its page: a request that the API does not know does not compile.
const { default: openapiTypes, astToString } = await import("openapi-typescript");
const types = await openapiTypes(JSON.stringify(consoleDocument()));
writeFileSync(pathOf("apps/console/web/api/generated/schema.ts"), astToString(types));
