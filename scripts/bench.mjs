// `npm run bench -- end-to-end|policy|backtest|activation|audit|audit-search|console [--json] [...]`: measures; never part of `npm test`. Options: tests/bench/*.ts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./run-child.mjs";
import { explain, root, SetupProblem, setUp } from "./setup.mjs";

const benches = {
  "end-to-end": "endToEnd",
  policy: "policy",
  backtest: "backtest",
  activation: "activation",
  audit: "audit",
  "audit-search": "auditSearch",
  console: "console",
};

try {
  const [name = "", ...args] = process.argv.slice(2);
  const file = benches[name];
  if (file === undefined) {
    throw new SetupProblem(`Which bench? ${Object.keys(benches).join(", ")}`);
  }
  const node = await setUp((line) => console.error(line));
  const entry = join(root, "dist/tests/bench", `${file}.js`);
  if (!existsSync(entry)) throw new SetupProblem(`${entry} was not built.`);
  const flags = ["--disable-warning=ExperimentalWarning"];
  process.exitCode = await runChild(node, [...flags, entry, ...args], { cwd: root });
} catch (error) {
  explain(error);
}
