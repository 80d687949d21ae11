// `npm run prove` part: single changes of the policy kernel's code (Stryker), each of which some test must notice.
// Reads the report of the run, and fails on every change that was noticed by no test, or by a time-out only, unless
// tests/conformance/stryker-equivalent.json says for it why nobody could notice. Stale entries of that list fail too.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runChild } from "./run-child.mjs";

const noticed = new Set(["Killed", "CompileError", "Ignored"]);

/** Changes that no test noticed, and entries of the reviewed list that stand for none of them. */
export function judge(report, reviewed) {
  const escaped = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => !noticed.has(status))
      .map((mutant) => ({ ...nameOf(file, source, mutant), status: mutant.status })),
  );
  const known = new Map(reviewed.map((entry) => [keyOf(entry), entry]));
  const unreviewed = escaped.filter((name) => !known.has(keyOf(name)));
  const found = new Set(escaped.map(keyOf));
  const judged = new Set(Object.keys(report.files));
  const stale = reviewed.filter((entry) => judged.has(entry.file) && !found.has(keyOf(entry)));
  const total = Object.values(report.files).flatMap(({ mutants }) => mutants).length;
  return { total, escaped: escaped.length, unreviewed, stale };
}

/** A change by what it changes: lines move, texts stay. */
function nameOf(file, source, { mutatorName, location: { start, end }, replacement }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const line = (lines[0] ?? "").trim();
  const last = (lines.length === 1 ? end.column : (lines[0] ?? "").length + 1) - 1;
  const changed = (lines[0] ?? "").slice(start.column - 1, last);
  return { file, mutator: mutatorName, line, changed, replacement };
}

const keyOf = ({ file, mutator, line, changed, replacement }) =>
  JSON.stringify([file, mutator, line, changed, replacement]);

/** Files whose tests have another name than they; every other one is held by the tests of its own name. */
const testsOf = {
  decide: ["roomDecision"],
  matchIndex: ["match", "matchIndex"],
  projectorBuild: ["projectorTable"],
  projectors: ["projectorTable"],
  title: ["titleParts"],
};

/** Runs Stryker over the built kernel, then judges its reports. 0: every change was noticed, or is reviewed. */
export async function mutateKernel(node, root) {
  const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
  const config = read("stryker.config.json");
  const files = {};
  for (const file of config.mutate) {
    const part = partOf(config, file);
    const path = join("dist/stryker", `${basename(file, ".js")}.config.json`);
    mkdirSync(join(root, "dist/stryker"), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(part));
    const stryker = join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
    const code = await runChild(node, [stryker, "run", path], { cwd: root });
    if (code !== 0) return code;
    Object.assign(files, read(part.jsonReporter.fileName).files);
  }
  const reviewed = read("tests/conformance/stryker-equivalent.json").changes;
  const { total, escaped, unreviewed, stale } = judge({ files }, reviewed);
  for (const change of unreviewed) console.log(`noticed by no test: ${JSON.stringify(change)}`);
  for (const change of stale) console.log(`reviewed, but not there: ${JSON.stringify(change)}`);
  console.log(
    `changes of the kernel: ${total}, noticed ${total - escaped}, reviewed ${escaped - unreviewed.length}, unreviewed ${unreviewed.length}`,
  );
  return unreviewed.length + stale.length > 0 ? 1 : 0;
}

/** One file with the tests next to it: a change that these do not notice counts, whatever other tests might say. */
function partOf(config, file) {
  const name = basename(file, ".js");
  const testMatch = (testsOf[name] ?? [name]).map((test) => `**/${test}.test.js`);
  return {
    ...config,
    jest: { ...config.jest, config: { ...config.jest.config, testMatch } },
    mutate: [file],
    jsonReporter: { fileName: `dist/stryker/${name}.json` },
  };
}
