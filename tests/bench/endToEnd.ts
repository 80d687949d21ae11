import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Baseline, startBaseline } from "./baseline/run.ts";
import { type Metric, machine, median, metric, quantile } from "./figures.ts";
import { type Installation, install } from "./installation.ts";
import { atRate, type CapacityFigures, capacity, type RateFigures, refusals } from "./load.ts";
import { cpuMsOf, memoryOf, type ProcessMemory } from "./processes.ts";
import { realTarget } from "./real.ts";
import { Receivers } from "./receivers.ts";
import { countsOf, type ServerCounts } from "./server.ts";
import { sizesOf } from "./sizes.ts";
import type { Target } from "./target.ts";
import { Traffic } from "./traffic.ts";

/** How long and how hard; stated with the figures. */
interface Plan {
  readonly seconds: number;
  readonly rounds: number;
  readonly roundEvents: number;
  readonly window: number;
  /** Rates at which latencies are taken, one after the other. */
  readonly rates: readonly number[];
  readonly idleSeconds: number;
}

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seconds: { type: "string", default: "20" },
    rounds: { type: "string", default: "3" },
    "round-events": { type: "string", default: "400" },
    window: { type: "string", default: "32" },
    "idle-seconds": { type: "string", default: "10" },
    rates: { type: "string", default: "50,100" },
    profile: { type: "string" },
    "real-only": { type: "boolean", default: false },
    out: { type: "string" },
  },
});

const plan: Plan = {
  seconds: Number(flags.seconds),
  rounds: Number(flags.rounds),
  roundEvents: Number(flags["round-events"]),
  window: Number(flags.window),
  rates: flags.rates.split(",").map(Number),
  idleSeconds: Number(flags["idle-seconds"]),
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A system that is being measured: its rooms poll for as long as it is open. */
interface Measured {
  readonly target: Target;
  readonly receivers: Receivers;
  readonly traffic: Traffic;
  readonly rates: Map<number, RateFigures>;
  readonly capacities: CapacityFigures[];
  readonly processes: ReadonlyMap<string, number>;
  /** CPU time of each process in all rounds of capacity, milliseconds an event. */
  readonly cpuMsPerEvent: Map<string, number>;
  readonly server: Installation;
  /** What the server handled in each round of capacity, an event. */
  readonly handled: ServerCounts[];
}

const measured = (
  target: Target,
  server: Installation,
  processes: ReadonlyMap<string, number>,
): Measured => ({
  processes,
  server,
  handled: [],
  cpuMsPerEvent: new Map(),
  target,
  receivers: new Receivers(target),
  traffic: new Traffic(1),
  rates: new Map(),
  capacities: [],
});

async function roundOf(system: Measured): Promise<void> {
  const { target, receivers, traffic } = system;
  const { roundEvents: count, window } = plan;
  const counted = await countsOf(system.server);
  const before = cpuMsOf(system.processes);
  const figures = await capacity(target, receivers, traffic, { count, window });
  system.capacities.push(figures);
  for (const [name, ms] of cpuMsOf(system.processes)) {
    const used = (ms - (before.get(name) ?? 0)) / (count * plan.rounds);
    system.cpuMsPerEvent.set(name, (system.cpuMsPerEvent.get(name) ?? 0) + used);
  }
  const now = await countsOf(system.server);
  system.handled.push({
    messagesIn: (now.messagesIn - counted.messagesIn) / count,
    messagesOut: (now.messagesOut - counted.messagesOut) / count,
    bytesIn: (now.bytesIn - counted.bytesIn) / count,
  });
  say(
    `${target.name}: ${figures.eventsPerSecond.toFixed(1)} events/s (missing ${figures.missing})`,
  );
}

async function rateOf(system: Measured, eventsPerSecond: number): Promise<void> {
  const { target, receivers, traffic } = system;
  const { seconds } = plan;
  const figures = await atRate(target, receivers, traffic, { eventsPerSecond, seconds });
  system.rates.set(eventsPerSecond, figures);
  const { acceptMs, toFeedMs, refused, missing } = figures;
  const part = (values: readonly number[], q: number) => quantile(values, q).toFixed(1);
  say(
    `${target.name} at ${eventsPerSecond}/s: accept p50 ${part(acceptMs, 0.5)} p99 ${part(acceptMs, 0.99)} ms, to feed p50 ${part(toFeedMs, 0.5)} p99 ${part(toFeedMs, 0.99)} ms (refused ${refused}, missing ${missing})`,
  );
}

async function warmUp({ target, receivers, traffic }: Measured): Promise<void> {
  await capacity(target, receivers, traffic, { count: 200, window: 8 });
}

async function baselineFor(
  parent: string,
  real: Measured,
  installation: Installation,
): Promise<{ readonly server: Installation; readonly processes: Baseline }> {
  const { receivers } = real;
  const year = new Date().getUTCFullYear();
  const viewBytes = Math.round(receivers.bytes / Math.max(1, receivers.arrivedAt.size));
  const sizes = await sizesOf(installation, year, { viewBytes, receiptBytes: 600 });
  say(`sizes: ${JSON.stringify(sizes)}`);
  const server = await install(parent, "baseline", { only: [] });
  return { server, processes: await startBaseline(server, { sizes, year }) };
}

async function measure(parent: string): Promise<readonly Metric[]> {
  const installation = await install(parent, "real", { profiles: flags.profile });
  say(`up after ${Math.round(installation.bootMs)} ms; idle for ${plan.idleSeconds} s`);
  await new Promise((resolve) => setTimeout(resolve, plan.idleSeconds * 1_000));
  const memory = memoryOf(installation.processes());
  const real = measured(realTarget(installation), installation, installation.processes());
  await warmUp(real);
  const systems = [real];
  const base = flags["real-only"] ? undefined : await baselineFor(parent, real, installation);
  if (base !== undefined) {
    const other = measured(
      base.processes.target,
      base.server,
      new Map([...base.server.processes(), ...base.processes.processes]),
    );
    await warmUp(other);
    systems.push(other);
  }
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const system of round % 2 === 0 ? systems : systems.toReversed()) await roundOf(system);
  }
  for (const rate of plan.rates) for (const system of systems) await rateOf(system, rate);
  const loaded = memoryOf(installation.processes());
  await installation.stop();
  await base?.processes.stop();
  await base?.server.stop();
  return [
    ...latencies(systems),
    ...throughput(systems),
    ...systems.flatMap(cpuMetrics),
    ...systems.flatMap(serverMetrics),
    ...memoryMetrics("memory.idle", memory, 1_000),
    ...memoryMetrics("memory.after-load", loaded),
    metric("boot", "ms", installation.bootMs, []),
  ];
}

/** At 50/s what the thread asked for, at 100/s what the demonstration day asks for; other rates have no target. */
const latencyTargets: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  50: { "accept.p50": 5, "to-feed.p99": 100 },
  100: { "accept.p50": 5, "to-feed.p50": 15, "to-feed.p99": 60 },
};

function latencies(systems: readonly Measured[]): readonly Metric[] {
  return systems.flatMap(({ target: { name }, rates }) =>
    [...rates].flatMap(([rate, { acceptMs, toFeedMs }]) => {
      const one = (id: string, of: readonly number[], q: number, samples: readonly number[]) => {
        const most = name === "real" ? latencyTargets[rate]?.[id] : undefined;
        const target = most === undefined ? undefined : { at: "most" as const, value: most };
        return metric(`${name}.at-${rate}.${id}`, "ms", quantile(of, q), samples, target);
      };
      return [
        one("accept.p50", acceptMs, 0.5, acceptMs),
        one("accept.p99", acceptMs, 0.99, []),
        one("to-feed.p50", toFeedMs, 0.5, toFeedMs),
        one("to-feed.p99", toFeedMs, 0.99, []),
      ];
    }),
  );
}

function throughput(systems: readonly Measured[]): readonly Metric[] {
  const rates = systems.map(({ capacities }) => capacities.map((one) => one.eventsPerSecond));
  const figures = systems.map(({ target }, at) =>
    metric(`${target.name}.capacity`, "events/s", median(rates[at] ?? []), rates[at] ?? []),
  );
  const lost = systems.map(({ target, capacities, rates: atRates, receivers }) => {
    const missing = [...capacities, ...atRates.values()].reduce((sum, one) => sum + one.missing, 0);
    const refused = [...capacities, ...atRates.values()].reduce((sum, one) => sum + one.refused, 0);
    const samples = [missing, refused, receivers.repeated];
    return metric(`${target.name}.lost`, "copies", missing + refused, samples, {
      at: "most",
      value: 0,
    });
  });
  const [real = [], baseline] = rates;
  if (baseline === undefined) return [...figures, ...lost];
  const ratios = real.map((value, round) => value / (baseline[round] ?? Number.NaN));
  const ratio = median(real) / median(baseline);
  return [
    ...figures,
    ...lost,
    metric("capacity.ratio", "1", ratio, ratios, { at: "least", value: 0.4 }),
  ];
}

/** Steadier than events a second where others use the machine too. */
function cpuMetrics({ target: { name }, cpuMsPerEvent }: Measured): readonly Metric[] {
  const id = `${name}.cpu-per-event`;
  const all = [...cpuMsPerEvent.values()];
  const sum = all.reduce((total, ms) => total + ms, 0);
  return [
    metric(id, "ms", sum, all),
    ...[...cpuMsPerEvent].map(([process, ms]) => metric(`${id}.${process}`, "ms", ms, [])),
  ];
}

function serverMetrics({ target: { name }, handled }: Measured): readonly Metric[] {
  const of = (id: string, unit: string, pick: (counts: ServerCounts) => number) => {
    const samples = handled.map(pick);
    return metric(`${name}.server.${id}`, unit, median(samples), samples);
  };
  return [
    of("messages-in", "1/event", ({ messagesIn }) => messagesIn),
    of("messages-out", "1/event", ({ messagesOut }) => messagesOut),
    of("bytes-in", "B/event", ({ bytesIn }) => bytesIn),
  ];
}

function memoryMetrics(
  id: string,
  memory: readonly ProcessMemory[],
  mostMegabytes?: number,
): readonly Metric[] {
  const megabytes = memory.map(({ pssBytes }) => pssBytes / 1e6);
  const sum = megabytes.reduce((total, value) => total + value, 0);
  const target =
    mostMegabytes === undefined ? undefined : { at: "most" as const, value: mostMegabytes };
  return [
    metric(id, "MB", sum, megabytes, target),
    ...memory.map(({ process: name, pssBytes }) =>
      metric(`${id}.${name}`, "MB", pssBytes / 1e6, []),
    ),
  ];
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const parent = mkdtempSync(join(tmpdir(), "raccordo-bench-"));
const out = flags.out ?? join(parent, "out");
mkdirSync(out, { recursive: true });
if (flags.profile !== undefined) mkdirSync(flags.profile, { recursive: true });
const before = machine();
const metrics = await measure(parent);
const result = { bench: "end-to-end", plan, machine: before, metrics };
const file = join(out, "end-to-end.json");
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  for (const { id, value, unit, target, holds } of metrics) {
    const verdict = holds === null ? "" : `  ${target} ${holds ? "holds" : "MISSED"}`;
    process.stdout.write(`${id.padEnd(44)} ${String(value).padStart(10)} ${unit}${verdict}\n`);
  }
}
if (refusals.size > 0) say(`refusals by status: ${JSON.stringify([...refusals])}`);
say(`raw samples: ${file}`);
process.exit(metrics.every(({ holds }) => holds !== false) ? 0 : 1);
