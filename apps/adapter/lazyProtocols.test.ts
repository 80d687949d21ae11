import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";

/** Whether loading these modules in a process of its own also loads the package. */
function loads(wanted: string, ...modules: readonly string[]): boolean {
  const script = `
    import { registerHooks } from "node:module";
    const seen = new Set();
    registerHooks({ resolve: (name, context, next) => (seen.add(name), next(name, context)) });
    for (const name of ${JSON.stringify(modules)}) await import(name);
    process.stdout.write(String(seen.has(${JSON.stringify(wanted)})));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", "--input-type=module", "-e", script],
    { cwd: projectRoot, encoding: "utf8" },
  );
  if (stdout === "") throw new Error(stderr);
  return stdout === "true";
}

const loadsXml = (...modules: readonly string[]) => loads("libxml2-wasm", ...modules);

test("an edge whose rooms speak no CAP does not carry the XML parser, nor does the command line", () => {
  expect(loadsXml("#apps/adapter/edge", "#libs/adapters/scheda112/adapter")).toBe(false);
  expect(loadsXml("#apps/cli/convert")).toBe(false);
  expect(loadsXml("#libs/adapters/cap/adapter")).toBe(true);
});

test("an edge reads no rules, and does not carry their parser", () => {
  expect(loads("yaml", "#apps/adapter/config", "#apps/adapter/edge")).toBe(false);
});
