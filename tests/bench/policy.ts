import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { analyse } from "#libs/policy/analysis/analyse";
import { compileRules } from "#libs/policy/compile";
import { decide } from "#libs/policy/decide";
import { type Metric, machine, median, metric, quantile } from "#tests/bench/figures";
import { activateWhileDeciding } from "#tests/bench/policy/activation";
import { cedarOnFourPolicies } from "#tests/bench/policy/cedar";
import { categories, rooms, roomsCount, sourcesWith } from "#tests/bench/policy/corpus";
import { newDecision } from "#tests/bench/policy/events";
import {
  assertSame,
  copyOneByOne,
  decideOneByOne,
  decideTogether,
  freshIncident,
  type Kernel,
  kernelWith,
} from "#tests/bench/policy/kernel";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "60" },
    "round-events": { type: "string", default: "40" },
    out: { type: "string" },
  },
});

/** How much; stated with the figures. Every round measures every engine once, so that noise falls on all. */
const plan = {
  rounds: Number(flags.rounds),
  roundEvents: Number(flags["round-events"]),
  rooms: roomsCount,
  categories: categories.length,
  rules: 300,
} as const;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** What was made last: nothing is measured that the compiler could leave out. */
const made: unknown[] = [];

/** Microseconds of one call, over so many. */
function perCall(calls: number, work: () => unknown): number {
  const before = performance.now();
  for (let call = 0; call < calls; call += 1) made[call % 8] = work();
  return ((performance.now() - before) * 1_000) / calls;
}

interface Samples {
  readonly kernel: number[];
  readonly alone: number[];
  readonly byHand: number[];
  readonly few: number[];
  readonly many: number[];
  readonly cedar: number[];
  readonly whole: number[];
  readonly interpreted: number[];
}

interface Engines {
  readonly kernel: Kernel;
  readonly few: Kernel;
  readonly many: Kernel;
  readonly cedar: ReturnType<typeof cedarOnFourPolicies>;
}

/** One round: microseconds for one room of one event, engine by engine. */
function roundOf({ kernel, few, many, cedar }: Engines, samples: Samples): void {
  const fresh = freshIncident(newDecision());
  const { roundEvents } = plan;
  const perRoom = (work: () => unknown) => perCall(roundEvents, work) / (roomsCount - 1);
  samples.kernel.push(perRoom(() => decideTogether(kernel, fresh())));
  samples.alone.push(perRoom(() => decideOneByOne(kernel, fresh())));
  samples.byHand.push(perRoom(() => copyOneByOne(fresh())));
  samples.few.push(perRoom(() => decideTogether(few, fresh())));
  samples.many.push(perRoom(() => decideTogether(many, fresh())));
  samples.cedar.push(perCall(roundEvents, cedar.decide));
  // Whole decisions: digests, aliases and copies with them; each on incidents that nothing is remembered of. The keys
  // that a decision derives are remembered with them: on the same incidents, whoever came second was ahead.
  const whole = (projectors: Kernel["projectors"] | undefined) => {
    const inputs = Array.from({ length: 4 }, newDecision);
    const before = performance.now();
    for (const input of inputs) decide(kernel.rules, input, projectors);
    return ((performance.now() - before) * 1_000) / inputs.length / (roomsCount - 1);
  };
  const measureWhole = () => samples.whole.push(whole(kernel.projectors));
  const measureInterpreted = () => samples.interpreted.push(whole(undefined));
  const isOdd = samples.whole.length % 2 === 1;
  for (const measure of isOdd
    ? [measureInterpreted, measureWhole]
    : [measureWhole, measureInterpreted]) {
    measure();
  }
}

const most = (value: number) => ({ at: "most", value }) as const;
const least = (value: number) => ({ at: "least", value }) as const;

function ratios(over: readonly number[], under: readonly number[]): readonly number[] {
  return over.map((value, at) => value / (under[at] ?? Number.NaN));
}

function speed(samples: Samples): readonly Metric[] {
  const { kernel, alone, byHand, few, many, cedar, whole, interpreted } = samples;
  const p50 = median(kernel);
  const ratio = (over: readonly number[], under: readonly number[]) => median(over) / median(under);
  return [
    metric("decide-project-record.p50", "us/room", p50, kernel),
    metric("decide-project-record.alone.p50", "us/room", median(alone), alone),
    metric("decide-project-record.p99", "us/room", quantile(kernel, 0.99), []),
    metric("by-hand.p50", "us/room", median(byHand), byHand),
    metric("against-by-hand", "1", ratio(kernel, byHand), ratios(kernel, byHand), most(1.5)),
    metric("against-by-hand.alone", "1", ratio(alone, byHand), ratios(alone, byHand)),
    metric("cedar-4-policies.p50", "us", median(cedar), cedar),
    metric("cedar-against-ours", "1", ratio(cedar, kernel), ratios(cedar, kernel), least(100)),
    metric("rules-10000-against-100", "1", ratio(many, few), ratios(many, few), most(1.2)),
    metric("whole-decision.p50", "us/room", median(whole), whole),
    metric("whole-decision-interpreted.p50", "us/room", median(interpreted), interpreted),
    metric("whole-against-interpreted", "1", ratio(whole, interpreted), [], most(1)),
  ];
}

/** `policy check` of a thousand rules once their files are read: what it compiles, and all that it then analyses. */
function checkOf(rulesCount: number): readonly number[] {
  const sources = sourcesWith(rulesCount);
  return [1, 2, 3].map(() => {
    const before = performance.now();
    const compiled = compileRules(sources, rooms);
    if (!compiled.ok) throw new Error("the corpus does not compile");
    made[0] = analyse({ rules: compiled.rules, sources, rooms, day: "2026-11-22" });
    return performance.now() - before;
  });
}

async function measure(): Promise<readonly Metric[]> {
  const kernel = kernelWith(plan.rules);
  assertSame(kernel, freshIncident(newDecision())());
  const engines = {
    kernel,
    few: kernelWith(100),
    many: kernelWith(10_000),
    cedar: cedarOnFourPolicies(),
  };
  say(`rules compiled; Cedar ${engines.cedar.version}`);
  const empty = (): Samples => ({
    ...{
      kernel: [],
      alone: [],
      byHand: [],
      few: [],
      many: [],
      cedar: [],
      whole: [],
      interpreted: [],
    },
  });
  const warm = empty();
  for (let round = 0; round < 5; round += 1) roundOf(engines, warm);
  const samples = empty();
  for (let round = 0; round < plan.rounds; round += 1) roundOf(engines, samples);
  const checkMs = checkOf(1_000);
  const { quietMs, activatingMs, activationMs } = await activateWhileDeciding(kernel, plan.rules);
  return [
    ...speed(samples),
    metric("check-1000-rules", "ms", median(checkMs), checkMs, most(1_000)),
    metric("activation-300-rules", "ms", activationMs, []),
    metric("activation.longest-delay", "ms", Math.max(...activatingMs), activatingMs, most(50)),
    metric("activation.longest-delay-without", "ms", Math.max(...quietMs), quietMs),
  ];
}

/** Targets that this run cannot speak of, and why: never a figure in their place. */
const unmeasured = {
  "opa-wasm-against-ours":
    "target >= 20: not measurable: no compiler on npm or Debian makes wasm of Rego",
} as const;

const before = machine();
const metrics = await measure();
const out = flags.out ?? mkdtempSync(join(tmpdir(), "raccordo-bench-"));
mkdirSync(out, { recursive: true });
const result = { bench: "policy", plan, machine: before, metrics, unmeasured };
const file = join(out, "policy.json");
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  for (const { id, value, unit, target, holds } of metrics) {
    const verdict = holds === null ? "" : `  ${target} ${holds ? "holds" : "MISSED"}`;
    process.stdout.write(`${id.padEnd(44)} ${String(value).padStart(10)} ${unit}${verdict}\n`);
  }
  for (const [id, why] of Object.entries(unmeasured))
    process.stdout.write(`${id.padEnd(44)} ${why}\n`);
}
say(`the model has ${categories.length} categories that rules may name, not 20`);
say(`raw samples: ${file}`);
process.exit(metrics.every(({ holds }) => holds !== false) ? 0 : 1);
