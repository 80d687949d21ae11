// `npm start`: sets up, then plays the demonstration. Arguments go to `raccordo up`.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runChild, watcherFlags } from "./run-child.mjs";
import { explain, packagesFirst, root, SetupProblem, setUp } from "./setup.mjs";

try {
  const node = await setUp();
  const main = join(root, "dist/apps/cli/main.js");
  if (!existsSync(main))
    throw new SetupProblem("The command line (apps/cli) is not in this build.");
  const args = [main, "up", "--play", ...process.argv.slice(2)];
  process.exitCode = await runChild(node, [...packagesFirst, ...watcherFlags, ...args]);
} catch (error) {
  explain(error);
}
