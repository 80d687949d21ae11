import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askCore } from "#apps/cli/administration";
import { coreSubjects } from "#libs/eventlog/permissions";
import { lifeAnswer } from "#libs/policy/lifeMessages";
import { runCli } from "#tests/support/commandLine";
import { decisionsAfter } from "./activation/decisions.ts";
import { writeDeployment } from "./activation/deployment.ts";
import { type Metric, machine, median, metric, quantile } from "./figures.ts";
import { type Installation, install } from "./installation.ts";
import { atRate, capacity } from "./load.ts";
import { realTarget } from "./real.ts";
import { Receivers } from "./receivers.ts";
import { Traffic } from "./traffic.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rules: { type: "string", default: "300" },
    rate: { type: "string", default: "50" },
    seconds: { type: "string", default: "10" },
    rounds: { type: "string", default: "3" },
    profile: { type: "string" },
  },
});
const given = { eventsPerSecond: Number(flags.rate), seconds: Number(flags.seconds) };
const [rulesCount, rounds] = [Number(flags.rules), Number(flags.rounds)];

/** Goal of the policy engine: no event is delayed by more than this by an activation. */
const addedMsMax = 50;
/** A busy machine takes its time to compile and to try a set. */
const answerMsMax = 50_000;
/** Of traffic before the set is staged, and after it is activated. */
const leadMs = 1_500;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * From the storing of each event until its decision was stored, milliseconds, with nothing else and around an
 * activation. Copies are no measure of it: those that waited are decided again, and another one comes in their place.
 */
interface Round {
  readonly beforeMs: readonly number[];
  readonly duringMs: readonly number[];
  readonly stageMs: number;
  readonly activateMs: number;
  /** Accepted messages without a decision. */
  readonly lost: number;
  /** Messages that were not accepted, and copies that another one replaced. */
  readonly refused: number;
  readonly replaced: number;
}

/** A set signed by the two demonstration signers: content of its own, a number above the last one. */
async function signedSet(parent: string, data: string, version: number): Promise<string> {
  const deploy = join(parent, `rules-${version}`);
  writeDeployment(deploy, rulesCount, version);
  const out = join(parent, `signed-${version}.json`);
  const author = join(parent, `author-${version}`);
  const keyOf = (role: string) => join(data, "secrets", "signers", role);
  await raccordo("keygen", "--role", "author", "--out", author);
  const first = ["--rules", deploy, "--author", author, "--set-version", String(version)];
  await raccordo("sign", ...first, "--demonstration", "--key", keyOf("dpo"), "--out", out);
  await raccordo("sign", "--rules", out, "--key", keyOf("operations"), "--out", out);
  return readFileSync(out, "utf8");
}

async function raccordo(...args: readonly string[]): Promise<void> {
  const { code, cli } = await runCli(["policy", ...args, "--json"]);
  if (code !== 0) throw new Error(cli.output());
}

/** Milliseconds until policy has done what it was asked as the administrator asks it. */
async function asked(data: string, subject: string, text: string): Promise<[number, string]> {
  const sinceMs = performance.now();
  const answer = await askCore(data, subject, Buffer.from(text, "utf8"), answerMsMax);
  const read = lifeAnswer.parse(JSON.parse(Buffer.from(answer).toString("utf8")));
  if (read.outcome !== "done") throw new Error(JSON.stringify(read));
  return [performance.now() - sinceMs, read.document ?? ""];
}

async function measure(parent: string): Promise<readonly Round[]> {
  const installation = await install(parent, "real", { profiles: flags.profile });
  const { data } = installation;
  const documents: string[] = [];
  for (let n = 0; n < rounds; n += 1) documents.push(await signedSet(parent, data, n + 2));
  const target = realTarget(installation);
  const receivers = new Receivers(target);
  const traffic = new Traffic(1);
  await capacity(target, receivers, traffic, { count: 200, window: 8 });
  const samples: Round[] = [];
  for (const document of documents) {
    const from = await decisionsAfter(installation, 0);
    const quiet = await atRate(target, receivers, traffic, given);
    const before = await decisionsAfter(installation, from.lastSequence);
    const progress = { goesOn: true };
    const under = atRate(target, receivers, traffic, { ...given, goesOn: () => progress.goesOn });
    await wait(leadMs);
    const steps = await takeForce(installation, document);
    await wait(leadMs);
    progress.goesOn = false;
    const loaded = await under;
    const during = await decisionsAfter(installation, before.lastSequence);
    const refused = quiet.refused + loaded.refused;
    const accepted = quiet.accepted + loaded.accepted;
    const sample = {
      ...{ beforeMs: before.delaysMs, duringMs: during.delaysMs, ...steps },
      ...{ refused, lost: accepted - before.delaysMs.length - during.delaysMs.length },
      replaced: quiet.missing + loaded.missing,
    };
    say(lineOf(sample));
    samples.push(sample);
  }
  await installation.stop();
  return samples;
}

async function takeForce({ data }: Installation, document: string) {
  const [stageMs, digest] = await asked(data, coreSubjects.rulesStage, document);
  const activate = JSON.stringify({ document: digest });
  const [activateMs] = await asked(data, coreSubjects.rulesActivate, activate);
  return { stageMs, activateMs };
}

const longest = (values: readonly number[]): number => Math.max(0, ...values);
const added = ({ beforeMs, duringMs }: Round): number =>
  Math.max(0, longest(duringMs) - longest(beforeMs));

function lineOf(round: Round): string {
  const of = (values: readonly number[]) =>
    `p50 ${quantile(values, 0.5).toFixed(1)} p99 ${quantile(values, 0.99).toFixed(1)} longest ${longest(values).toFixed(1)} ms`;
  const { beforeMs, duringMs, stageMs, activateMs, lost, refused, replaced } = round;
  const steps = `staged in ${stageMs.toFixed(0)} ms, activated in ${activateMs.toFixed(0)} ms`;
  return `before: ${of(beforeMs)}; around the activation: ${of(duringMs)} (${steps}; lost ${lost}, refused ${refused}, copies replaced ${replaced})`;
}

/** The median of the rounds: one disturbance by others on the machine is none by the activation. */
function metricsOf(samples: readonly Round[]): readonly Metric[] {
  const one = (id: string, pick: (round: Round) => number, most?: number) => {
    const values = samples.map(pick);
    const target = most === undefined ? undefined : { at: "most" as const, value: most };
    return metric(id, id === "lost" ? "events" : "ms", median(values), values, target);
  };
  return [
    one("before.longest", ({ beforeMs }) => longest(beforeMs)),
    one("around.longest", ({ duringMs }) => longest(duringMs)),
    one("activation.added", added, addedMsMax),
    one("before.p99", ({ beforeMs }) => quantile(beforeMs, 0.99)),
    one("around.p99", ({ duringMs }) => quantile(duringMs, 0.99)),
    one("stage", ({ stageMs }) => stageMs),
    one("activate", ({ activateMs }) => activateMs),
    one("lost", ({ lost }) => lost, 0),
  ];
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const parent = mkdtempSync(join(tmpdir(), "raccordo-bench-"));
if (flags.profile !== undefined) mkdirSync(flags.profile, { recursive: true });
const before = machine();
const samples = await measure(parent);
const metrics = metricsOf(samples);
const plan = { ...given, rounds, rules: rulesCount };
const result = { bench: "activation", plan, machine: before, metrics, samples };
if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  for (const { id, value, unit, target, holds } of metrics) {
    const verdict = holds === null ? "" : `  ${target} ${holds ? "holds" : "MISSED"}`;
    process.stdout.write(`${id.padEnd(24)} ${String(value).padStart(10)} ${unit}${verdict}\n`);
  }
  const file = join(tmpdir(), `raccordo-activation-${process.pid}.json`);
  writeFileSync(file, `${JSON.stringify(result)}\n`);
  say(`raw samples: ${file}`);
}
rmSync(parent, { recursive: true, force: true });
process.exit(metrics.every(({ holds }) => holds !== false) ? 0 : 1);
