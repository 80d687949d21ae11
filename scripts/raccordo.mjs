#!/usr/bin/env node
// `npx raccordo …`: hands over to the built command line under Node 24.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runChild, watcherFlags } from "./run-child.mjs";
import { explain, findNode, packagesFirst, root, SetupProblem } from "./setup.mjs";

try {
  const main = join(root, "dist/apps/cli/main.js");
  if (!existsSync(main)) {
    throw new SetupProblem(
      "Raccordo is not built yet. Run `npm start`, or `npm ci && npm run build`.",
    );
  }
  const args = process.argv.slice(2);
  const flags = args.includes("up") ? watcherFlags : [];
  process.exitCode = await runChild(findNode(), [...packagesFirst, ...flags, main, ...args]);
} catch (error) {
  explain(error);
}
