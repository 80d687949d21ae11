import { once } from "node:events";
import { parseArgs } from "node:util";
import { isMainThread, Worker } from "node:worker_threads";
import { logWorkMemory } from "#apps/cli/reading/logWork";
import { Backtest } from "#libs/policy/backtest";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { Facts } from "#libs/seal/parts";
import { corpus } from "./backtest/corpus.ts";
import { benchRooms, benchRules } from "./backtest/rules.ts";
import { machine, median } from "./figures.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    records: { type: "string", default: "5000000" },
    rounds: { type: "string", default: "1" },
    seed: { type: "string", default: "4" },
  },
});
const [records, rounds, seed] = [Number(flags.records), Number(flags.rounds), Number(flags.seed)];
const targets = { seconds: 180, residentMiB: 400 } as const;

interface Round {
  /** Reading the record's JSON, deciding for every room under both rule sets, comparing. */
  readonly seconds: number;
  /** Making the corpus alone; not part of `seconds`. */
  readonly generationSeconds: number;
  readonly residentMiBMax: number;
  readonly rows: number;
  readonly changed: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** One year of records under the rules of then and under rules that show the plate to more rooms. */
function measure(before: RulesWithRooms, now: RulesWithRooms): Round {
  const generationSeconds = secondsOf(() => {
    for (const _ of corpus(records, seed));
  });
  let residentMiBMax = 0;
  const backtest = new Backtest(now, [before]);
  const whole = secondsOf(() => {
    let done = 0;
    for (const { at, facts } of corpus(records, seed)) {
      backtest.add({ mode: "actual", at, facts: JSON.parse(facts) as Facts, under: before });
      done += 1;
      if (done % 50_000 === 0) residentMiBMax = Math.max(residentMiBMax, residentMiB());
    }
    backtest.result();
  });
  const { rows } = backtest.result();
  const changed = rows.filter(({ fields }) => fields.some(({ more, fewer }) => more + fewer > 0));
  const seconds = whole - generationSeconds;
  return { seconds, generationSeconds, residentMiBMax, rows: rows.length, changed: changed.length };
}

const residentMiB = (): number => process.memoryUsage.rss() / 1_048_576;

/** Seconds of this process's own time: what others do on the machine is not counted. */
function secondsOf(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000_000;
}

function run(): void {
  const before = benchRules();
  const now = benchRules(({ rules }) => {
    for (const rule of rules) {
      if (rule.deliver === "allow") rule.fields["vehicle.plate"] = [{ do: "keep" }];
    }
  });
  const samples: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sample = measure(before, now);
    samples.push(sample);
    say(JSON.stringify(sample));
  }
  const seconds = median(samples.map((sample) => sample.seconds));
  const residentMiBMax = Math.max(...samples.map((sample) => sample.residentMiBMax));
  const result = {
    bench: "backtest",
    ...{ records, rooms: benchRooms.length, seed, decisions: records * benchRooms.length * 2 },
    ...{ seconds, residentMiBMax, targets },
    recordsPerSecond: records / seconds,
    machine: machine(),
    samples,
  };
  const { recordsPerSecond } = result;
  const text = `backtest: ${records} records × ${benchRooms.length} rooms, twice: ${seconds.toFixed(1)} s (${Math.round(recordsPerSecond)} records/s), ${Math.round(residentMiBMax)} MiB at most`;
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : `${text}\n`);
}

/** As the command does it: in a thread with the same limits. */
async function runLimited(): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    resourceLimits: logWorkMemory,
  });
  await once(worker, "exit");
}

if (isMainThread) await runLimited();
else run();
