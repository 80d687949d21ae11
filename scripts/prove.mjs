// `npm run prove -- [--minutes N] [--pairs N] [--crashes N] [--canaries N]`: first every single change of the shipped
// agreements against the tables of the matrix, every single change of the kernel's code against its tests, and every
// exchange that there can be against the oracle, and the properties that `npm test` tries on few cases on many (some
// minutes each, whatever N); then every operation of the log's store failing at every step, every system call of its real
// process at many, a disk that fills under traffic (where a tmpfs may be mounted), and crashes of its sequencer in a simulated world
// (ten thousand unless said otherwise, on every processor: some minutes); then messages with a value of its own in every
// free field, none of which may come up where nobody opened it (a hundred thousand unless said otherwise: about an hour); then
// pairs of histories that a room must not be able to tell apart (ten million unless said otherwise, a million at a time on
// every processor: hours); then the fault tests again and again with other seeds for N minutes (default 10): mostly
// several instances and lost acknowledgements, each third time histories of a room at its edge, each fourth time kills of
// real processes.
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
const crashesStep = 1_000;
const canariesStep = 1_000;
const steps = { pairs: pairsStep, crashes: crashesStep, canaries: canariesStep };
/** Of one process: what it remembers of them grows. */
const pairsAtOnce = 1_000_000;
const killsEvery = 4;
const edgeEvery = 3;

try {
  const { minutes, ...numbers } = numbersOf(process.argv.slice(2));
  process.exitCode = await prove(await setUp(), minutes * 60_000, numbers);
} catch (error) {
  explain(error);
}

function numbersOf(args) {
  const numbers = { minutes: 10, pairs: 10_000_000, crashes: 10_000, canaries: 100_000 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, "");
    const value = Number(args[i + 1]);
    const isKnown = args[i].startsWith("--") && Object.hasOwn(numbers, name);
    const step = steps[name];
    const isNumber = step === undefined ? value > 0 : value >= 0 && value % step === 0;
    if (!isKnown || !isNumber) {
      throw new SetupProblem(
        "Usage: npm run prove -- [--minutes N] [--pairs N] [--crashes N] [--canaries N] (pairs by the hundred thousand, crashes and canaries by the thousand)",
      );
    }
    numbers[name] = value;
  }
  return numbers;
}

async function prove(node, limitMs, { pairs, crashes, canaries }) {
  const counts = { instances: 0, edge: 0, kills: 0 };
  const failures = [];
  if (!(await proveOnce(node, failures))) return 1;
  let seed = Math.floor(Math.random() * 1_000_000);
  if (!(await proveCrashes(node, crashes, seed, failures))) return 1;
  if (!(await proveCanaries(node, canaries, failures))) return 1;
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

/** Pairs of histories, each share with a seed of its own; false when a signal ended one. */
function provePairs(node, pairs, firstSeed, failures) {
  return inShares(pairs, pairsAtOnce, async (share, index) => {
    const seed = firstSeed + index;
    const variables = { RACCORDO_PAIRS: String(share), RACCORDO_SEED: String(seed) };
    const code = await runTest(node, "properties/noninterference", variables);
    if (code !== 0) failures.push(`pairs: seed ${seed}`);
    console.log(`${share} pairs, seed ${seed}: ${code === 0 ? "hold" : "FAILED"}`);
    return code;
  });
}

/** Messages full of values that must not come up, through one running system; false when a signal ended it. */
async function proveCanaries(node, canaries, failures) {
  if (canaries === 0) return true;
  const variables = { RACCORDO_CANARIES: String(canaries) };
  const code = await runTest(node, "faults/manyCanaries", variables, "prove");
  if (code > 128) return false;
  if (code !== 0) failures.push("canaries");
  console.log(`${canaries} messages full of canaries: ${code === 0 ? "none came up" : "FAILED"}`);
  return true;
}

/** Crashes of the log's sequencer in simulated worlds; each world has the seed after the one before. */
function proveCrashes(node, crashes, firstSeed, failures) {
  return inShares(crashes, crashesStep, async (share, index) => {
    const seed = (firstSeed + index) * crashesStep;
    const variables = { RACCORDO_CRASHES: String(share), RACCORDO_SEED: String(seed) };
    const code = await runTest(node, "faults/sequencerCrashes", variables);
    if (code !== 0) failures.push(`crashes: seed ${seed}`);
    console.log(`${share} crashes, seed ${seed}: ${code === 0 ? "nothing lost" : "FAILED"}`);
    return code;
  });
}

/** What is proved as a whole, without seeds; false when a signal ended it. */
async function proveOnce(node, failures) {
  const whole = [
    ["mutants, every one", () => runMutants(node)],
    ["decision domain against the oracle, the whole", () => runDomain(node)],
    ["properties on many cases", () => runCases(node)],
    ["mutants of the kernel", () => mutateKernel(node, root)],
    ["faults of the log's store, every one", () => runLog(node, "storeFaults")],
    ["faults of the log's system calls", () => runLog(node, "syscalls")],
    ["a disk that fills under traffic", () => runTest(node, "faults/fullDisk", {}, "prove")],
  ];
  for (const [what, run] of whole) {
    const code = await run();
    if (code > 128) return false; // ended by a signal
    if (code !== 0) failures.push(what);
    console.log(`${what}: ${code === 0 ? "holds" : "FAILED"}`);
  }
  return true;
}

/** Every operation at every step, not the part that `npm test` takes. */
function runLog(node, what) {
  return runTest(node, `faults/${what}`, { RACCORDO_FAULTS: "all" });
}

/** Runs `total` in shares, one on each processor at a time; false when a signal ended one. */
async function inShares(total, atOnce, runShare) {
  const shares = [];
  for (let left = total; left > 0; left -= atOnce) shares.push(Math.min(left, atOnce));
  let [next, isOn] = [0, true];
  const worker = async () => {
    while (isOn && next < shares.length) {
      const index = next;
      next += 1;
      if ((await runShare(shares[index], index)) > 128) isOn = false;
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

/** Properties with more cases than `npm test` has time for (tests/support/cases.ts), one file after the other. */
async function runCases(node) {
  const files = [
    ...["properties/noninterferenceReal", "properties/histories", "properties/wakeups"],
    ...["properties/oracle", "../libs/policy/nearest", "../libs/policy/projectors"],
  ];
  let worst = 0;
  for (const file of files) {
    worst = Math.max(worst, await runTest(node, file, { RACCORDO_CASES: "all" }));
    if (worst > 128) return worst;
  }
  return worst;
}

/** `suffix`: `prove` for what `npm test` has no time for. */
function runTest(node, path, variables, suffix = "test") {
  const file = join("dist/tests", `${path}.${suffix}.js`);
  const args = [...flags, jest, "--silent", "--testMatch", `**/*.${suffix}.js`, "--", file];
  const env = { ...process.env, ...variables, NO_COLOR: "1" };
  return runChild(node, args, { cwd: root, env });
}
