// Says which nats-server would be used, fetching it when that is needed: `node scripts/nats-server.mjs`.
// The logic is libs/runtime/natsServerFinder.ts; this only prints what it answers.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist/libs/runtime/natsServerFinder.js");

if (existsSync(built)) {
  const { findNatsServer } = await import(pathToFileURL(built).href);
  report(await findNatsServer(process.env, (line) => console.error(line)));
} else {
  console.error("Raccordo is not built yet. Run: npm run build");
  process.exitCode = 1;
}

function report(server) {
  if ("path" in server) {
    console.log(`nats-server ${server.version} (${server.source}): ${server.path}`);
    return;
  }
  console.error(`nats-server: ${server.problem}`);
  for (const way of server.waysOut) console.error(`  - ${way}`);
  process.exitCode = 1;
}
