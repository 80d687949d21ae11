import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";

/** Whether loading these modules in a process of its own also loads the XML parser. */
function loadsXml(...modules: readonly string[]): boolean {
  const script = `
    import { registerHooks } from "node:module";
    const seen = new Set();
    registerHooks({ resolve: (name, context, next) => (seen.add(name), next(name, context)) });
    for (const name of ${JSON.stringify(modules)}) await import(name);
    process.stdout.write(String(seen.has("libxml2-wasm")));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", "--input-type=module", "-e", script],
    { cwd: projectRoot, encoding: "utf8" },
  );
  if (stdout === "") throw new Error(stderr);
  return stdout === "true";
}

test("an edge whose rooms speak no CAP does not carry the XML parser, nor does the command line", () => {
  expect(loadsXml("#apps/adapter/edge", "#libs/adapters/scheda112/adapter")).toBe(false);
  expect(loadsXml("#apps/cli/convert")).toBe(false);
  expect(loadsXml("#libs/adapters/cap/adapter")).toBe(true);
});
