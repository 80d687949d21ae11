// What `npm start` and `npm test` do first: packages if the lock file changed, then the build.
// Plain JavaScript for Node 20 and later: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** For Node, before a program of ours: its packages come out of the bundle that the build has made. */
export const packagesFirst = [
  "--import",
  pathToFileURL(join(root, "scripts/load-packages.mjs")).href,
];

const oldestNodeMajor = 24;
const modules = join(root, "node_modules");
/** Holds the hash of the lock file that the packages were installed from. */
const recordFile = join(modules, ".raccordo-lock");

/** Something a person has to put right; the message says how, so no stack is printed. */
export class SetupProblem extends Error {}

/**
 * Installs and builds as needed; returns the path of a Node 24. Throws {@link SetupProblem}. What needs the packages
 * but not the build is started by `beside`, as the console's page is: the compiler keeps one processor busy only.
 */
export async function setUp(say = (line) => console.log(line), beside = (_node) => undefined) {
  installPackages(say);
  const node = findNode();
  beside(node);
  const page = built(node, "scripts/build-web.mjs", "--quiet");
  say("Building … (a minute or two the first time, then seconds)");
  run(node, [join(modules, "typescript/bin/tsc"), "-b"], "The build failed; see the lines above.");
  run(node, ["scripts/copy-assets.mjs"], "Copying files beside the build failed.");
  if ((await page) !== 0) {
    throw new SetupProblem("The build of the console's page failed; see the lines above.");
  }
  return node;
}

/** The exit code of a program of ours that goes on beside what is run meanwhile. */
function built(node, ...args) {
  const child = spawn(node, args, { cwd: root, stdio: "inherit" });
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
}

/** Ends the process calmly for a {@link SetupProblem}; anything else is a defect and is thrown on. */
export function explain(error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

function installPackages(say) {
  const wanted = hashOf(join(root, "package-lock.json"));
  if (readOrEmpty(recordFile).trim() === wanted) return;
  if (isLink(modules)) {
    if (linkedLockHash() === wanted) return;
    throw new SetupProblem(
      "node_modules is a link to another checkout whose lock file differs.\nRun `npm ci` there, or remove the link and start again.",
    );
  }
  say("Installing the locked packages (first start, or the lock file changed) …");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  runNpm([...args, "--include=dev", "--include=optional"]);
  writeFileSync(recordFile, `${wanted}\n`);
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith(".js");
  const advice =
    "`npm ci` failed; see the lines above.\nCheck that the package registry can be reached, then start again.";
  if (viaNode) run(process.execPath, [npm, ...args], advice);
  else run("npm", args, advice);
}

/** Node 24 from the optional package of this platform, else the running one if it is new enough. */
export function findNode() {
  const packaged = join(modules, ".bin/node");
  if (existsSync(packaged) && nodeMajor(packaged) >= oldestNodeMajor) return packaged;
  if (nodeMajor(process.execPath) >= oldestNodeMajor) return process.execPath;
  throw new SetupProblem(
    `Raccordo needs Node ${oldestNodeMajor}. Its packages bring one for Linux on x64 and arm64 (glibc), but none that runs here (${process.platform} ${process.arch}).\n` +
      `Either run \`npm ci --include=optional\`, or install Node ${oldestNodeMajor} and put it first on PATH.`,
  );
}

function nodeMajor(path) {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)\./.exec(stdout ?? "")?.[1] ?? 0);
}

function run(command, args, advice) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) throw new SetupProblem(`${command} cannot be run: ${error.message}\n${advice}`);
  if (status !== 0) throw new SetupProblem(advice);
}

function linkedLockHash() {
  const lock = join(dirname(realpathSync(modules)), "package-lock.json");
  return existsSync(lock) ? hashOf(lock) : undefined;
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function hashOf(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function readOrEmpty(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
