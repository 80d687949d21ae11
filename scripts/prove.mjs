// `npm run prove -- [--minutes N] [--pairs N]`: first every single change of the shipped agreements against the tables
// of the matrix, every single change of the kernel's code against its tests, and every exchange that there can be
// against the oracle (some minutes each, whatever N); then pairs of histories that a room must not be able to tell apart
// (ten million unless said otherwise, a million at a time on every processor: hours); then the fault tests again and
// again with other seeds for N minutes (default 10): mostly several instances and lost acknowledgements, each third time
// histories of a room at its edge, each fourth time kills of real processes.
// Prints the seed of each failure; `RACCORDO_SEED=<seed> npm test -- tests/faults/instances` plays it again.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { mutateKernel } from "./kernel-mutants.mjs";
import { runChild } from "./run-child.mjs";
import { explain, root, SetupProblem, setUp } from "./setup.mjs";

const jest = join(root, "node_modules/jest/bin/jest.js");
const flags = ["--disable-warning=ExperimentalWarning", "--experimental-vm-modules"];
/** Fewer in one run would not meet every leaf under every rule. */
const pairsStep = 100_000;
const killsEvery = 4;
const edgeEvery = 3;

try {
  const { minutes, pairs } = numbersOf(process.argv.slice(2));
  process.exitCode = await prove(setUp(), minutes * 60_000, pairs);
} catch (error) {
  explain(error);
}

function numbersOf(args) {
  const numbers = { minutes: 10, pairs: 10_000_000 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, "");
    const value = Number(args[i + 1]);
    const isKnown = args[i].startsWith("--") && Object.hasOwn(numbers, name);
    const isNumber = name === "pairs" ? value >= 0 && value % pairsStep === 0 : value > 0;
    if (!isKnown || !isNumber) {
      throw new SetupProblem(
        "Usage: npm run prove -- [--minutes N] [--pairs N] (pairs by the hundred thousand)",
      );
    }
    numbers[name] = value;
  }
  return numbers;
}

async function prove(node, limitMs, pairs) {
  const counts = { instances: 0, edge: 0, kills: 0 };
  const failures = [];
  const mutants = await runMutants(node);
  if (mutants > 128) return 1; // ended by a signal
  if (mutants !== 0) failures.push("mutants");
  console.log(`mutants, every one: ${mutants === 0 ? "noticed" : "FAILED"}`);
  const domain = await runDomain(node);
  if (domain > 128) return 1;
  if (domain !== 0) failures.push("domain");
  console.log(`decision domain, the whole: ${domain === 0 ? "agrees with the oracle" : "FAILED"}`);
  const kernel = await mutateKernel(node, root);
  if (kernel > 128) return 1;
  if (kernel !== 0) failures.push("mutants of the kernel");
  console.log(`mutants of the kernel: ${kernel === 0 ? "noticed" : "FAILED"}`);
  let seed = Math.floor(Math.random() * 1_000_000);
  if (!(await provePairs(node, pairs, seed, failures))) return 1;
  const end = performance.now() + limitMs;
  for (let round = 1; performance.now() < end; round += 1) {
    seed += 1;
    const what = chosen(round);
    const code = await runFaults(node, what, seed);
    if (code > 128) break; // ended by a signal: somebody wants to stop
    counts[what] += 1;
    if (code !== 0) failures.push(`${what}: seed ${seed}`);
    console.log(`${what}, seed ${seed}: ${code === 0 ? "holds" : "FAILED"}`);
  }
  console.log(
    `proved: ${counts.instances} × instances, ${counts.edge} × edge, ${counts.kills} × kills, ${failures.length} failed`,
  );
  for (const failure of failures) console.log(`failed: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

const pairsAtOnce = 1_000_000;

/** Pairs of histories, each share with a seed of its own; false when a signal ended one. */
async function provePairs(node, pairs, firstSeed, failures) {
  const shares = [];
  for (let left = pairs; left > 0; left -= pairsAtOnce) shares.push(Math.min(left, pairsAtOnce));
  let [next, isOn] = [0, true];
  const worker = async () => {
    while (isOn && next < shares.length) {
      const [share, seed] = [shares[next], firstSeed + next];
      next += 1;
      const variables = { RACCORDO_PAIRS: String(share), RACCORDO_SEED: String(seed) };
      const code = await runTest(node, "properties/noninterference", variables);
      if (code > 128) isOn = false;
      if (code !== 0) failures.push(`pairs: seed ${seed}`);
      console.log(`${share} pairs, seed ${seed}: ${code === 0 ? "hold" : "FAILED"}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return isOn;
}

function chosen(round) {
  if (round % killsEvery === 0) return "kills";
  return round % edgeEvery === 0 ? "edge" : "instances";
}

function runFaults(node, what, seed) {
  return runTest(node, `faults/${what}`, { RACCORDO_SEED: String(seed) });
}

/** Every change of one place of the agreements, not the sample that `npm test` takes. */
function runMutants(node) {
  return runTest(node, "conformance/mutants", { RACCORDO_MUTANTS: "all" });
}

/** Every exchange that there can be between the shipped rooms, not the part that `npm test` takes. */
function runDomain(node) {
  return runTest(node, "conformance/oracle", { RACCORDO_DOMAIN: "whole" });
}

function runTest(node, path, variables) {
  const args = [...flags, jest, "--silent", `dist/tests/${path}.test.js`];
  const env = { ...process.env, ...variables, NO_COLOR: "1" };
  return runChild(node, args, { cwd: root, env });
}
