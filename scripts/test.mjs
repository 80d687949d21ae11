// `npm test`: sets up, lints, runs every test, and ends with one line of counts.
// Arguments go to jest: `npm test -- libs/policy`, `npm test -- -t "default deny"`.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild } from "./run-child.mjs";
import { explain, root, setUp } from "./setup.mjs";
import { closingLine, forbiddenSkips, resultsOfJest, skipLines } from "./test-results.mjs";

try {
  const linting = [];
  const node = await setUp(undefined, (node) => {
    linting.push(lint(node, "biome check", "@biomejs/biome/bin/biome", ["check", "."]));
    linting.push(lintContracts(node));
    const page = ["-p", "tsconfig.web.json"];
    linting.push(lint(node, "types of the console's page", "typescript/bin/tsc", page));
  });
  // Awaited first: whether commands answer in time is tested, and linting takes every processor.
  const linted = await Promise.all(linting);
  report([...linted.flat(), ...(await runJest(node, process.argv.slice(2)))]);
} catch (error) {
  explain(error);
  if (process.exitCode) console.log(closingLine([{ title: "setup", outcome: "failed" }]));
}

async function lintContracts(node) {
  if (!existsSync(join(root, "proto"))) return [];
  const buf = join(root, "node_modules/@bufbuild/buf/bin/buf");
  const answers = spawnSync(node, [buf, "--version"], { stdio: "ignore" }).status === 0;
  if (answers) return lint(node, "buf lint", "@bufbuild/buf/bin/buf", ["lint", "proto"]);
  const title = "buf lint (skipped: the buf program does not run on this platform)";
  return [{ title, outcome: "skipped" }];
}

async function lint(node, title, program, args) {
  const path = join(root, "node_modules", program);
  const child = spawn(node, [path, ...args], { cwd: root, stdio: "inherit" });
  const status = await new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  return [{ title, outcome: status === 0 ? "passed" : "failed" }];
}

async function runJest(node, filters) {
  // Found or fetched once, here: the workers of jest would all fetch it at the same time.
  spawnSync(node, [join(root, "scripts/nats-server.mjs")], { cwd: root, stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "raccordo-test-"));
  const output = join(folder, "results.json");
  const flags = ["--disable-warning=ExperimentalWarning", "--experimental-vm-modules"];
  const jest = join(root, "node_modules/jest/bin/jest.js");
  const args = [...flags, jest, "--json", `--outputFile=${output}`, ...filters];
  try {
    // --json also prints the results on standard output; people read standard error.
    const stdio = ["inherit", "ignore", "inherit", "ipc"];
    const env = { ...process.env, ...plainWhenPiped(), ...compiledOnce() };
    const code = await runChild(node, args, { cwd: root, stdio, env });
    const text = existsSync(output) ? readFileSync(output, "utf8") : undefined;
    return resultsOfJest(text === undefined ? undefined : JSON.parse(text), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CI logs are read as text: jest would colour them because CI is set. */
function plainWhenPiped() {
  return process.stderr.isTTY ? {} : { NO_COLOR: "1" };
}

/** The tests start hundreds of processes of ours: each finds what an earlier one has compiled. */
function compiledOnce() {
  return { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled") };
}

function report(results) {
  const allowed = JSON.parse(readFileSync(join(root, "scripts/ci-allowed-skips.json"), "utf8"));
  const forbidden = process.env.CI === "true" ? forbiddenSkips(results, allowed.skips) : [];
  for (const line of skipLines(results)) console.log(line);
  const failed = [...results.filter((result) => result.outcome === "failed"), ...forbidden];
  for (const { title } of failed) console.log(`failed: ${title}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
  console.log(closingLine([...results, ...forbidden]));
}
