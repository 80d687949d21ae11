import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { PageBrowser, signInAt } from "#tests/support/pageBrowser";
import { seeded } from "#tests/support/seeded";
import { madeLog } from "./console/madeLog.ts";
import { type ServedConsole, servedConsole } from "./console/servedConsole.ts";
import { exchangeTasks, otherTasks, type Task } from "./console/tasks.ts";
import { type WatchedAction, watchPage } from "./console/watchedPage.ts";
import { type Metric, machine, metric, quantile, type Target } from "./figures.ts";
import { cpuMsOf } from "./processes.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    entries: { type: "string", default: "1000000" },
    samples: { type: "string", default: "40" },
    seed: { type: "string", default: "5" },
    /** Only tasks whose name begins so; several beginnings stand between commas. */
    only: { type: "string", default: "" },
    /** The machine has forgotten the index when people sign in, as after a night. */
    cold: { type: "boolean", default: false },
    /** Folder of the log; one that is there already is used again. */
    log: { type: "string" },
    out: { type: "string" },
  },
});
const [entries, samples, seed] = [flags.entries, flags.samples, flags.seed].map(Number) as [
  number,
  number,
  number,
];
/** What the issue asks of list, filter and chart. */
const goal: Target = { at: "most", value: 300 };

/** A process that uses less than a twentieth of a processor for so long has nothing to do. */
const idleMs = 1_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** One action, and where its time went, in milliseconds. */
interface Sample extends WatchedAction {
  readonly task: string;
  /** Of the console: waiting for policy's record, and answering; all questions of the action together. */
  readonly recordMs: number;
  readonly answerMs: number;
  /** Of the console's process alone; in steps of 10. */
  readonly cpuMs: number;
}

/**
 * The console reads the log ahead at its start, and counts ahead when somebody has signed in: what it answers then is
 * told apart from what it answers ever after.
 */
async function readAhead(served: ServedConsole, what: string): Promise<void> {
  const cpu = () => cpuMsOf(new Map([["console", served.pid]])).get("console") ?? 0;
  say(`waiting until the console has ${what} …`);
  for (let before = cpu(); ; before = cpu()) {
    await sleep(idleMs);
    if (cpu() - before < idleMs / 20) return;
  }
}

/** Takes a file out of the machine's memory; the program is of coreutils. */
function forget(file: string): void {
  execFileSync("dd", [`if=${file}`, "iflag=nocache", "count=0"], { stdio: "ignore" });
}

interface Measured {
  readonly samples: readonly Sample[];
  /** Tasks that could not be measured to their end, and why. */
  readonly failures: readonly { readonly task: string; readonly why: string }[];
}

async function measure(
  served: ServedConsole,
  tasks: readonly Task[],
  beforeSignIn: () => void,
): Promise<Measured> {
  const browser = await PageBrowser.open();
  const found: Sample[] = [];
  const failures: Measured["failures"][number][] = [];
  try {
    for (const account of ["rpd-comune", "cabina"] as const) {
      const own = tasks.filter((task) => task.account === account);
      if (own.length === 0) continue;
      const page = await browser.newPage();
      await watchPage(page);
      beforeSignIn();
      await signInAt(page, served.address, account);
      const signedInMs = Date.now();
      await readAhead(served, "counted ahead");
      say(`… within ${Math.ceil((Date.now() - signedInMs) / 1_000)} s of signing in`);
      for (const task of own) {
        say(`${task.id} …`);
        try {
          // The first one is not counted: it loads parts of the page and of the console.
          await task.act(page, 0);
          for (let round = 1; round <= samples; round += 1) {
            found.push(await sampled(served, task.id, () => task.act(page, round)));
          }
        } catch (error) {
          // What the others took is worth knowing all the same.
          failures.push({ task: task.id, why: firstLineOf(error) });
          say(`${task.id} failed: ${failures.at(-1)?.why}`);
        }
      }
    }
  } finally {
    await browser.close();
  }
  return { samples: found, failures };
}

/** A browser's whole journal stands behind it. */
const firstLineOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";

async function sampled(
  served: ServedConsole,
  task: string,
  act: () => Promise<WatchedAction>,
): Promise<Sample> {
  const processes = new Map([["console", served.pid]]);
  const cpu = () => cpuMsOf(processes).get("console") ?? 0;
  const [before, cpuBefore] = [await served.parts(), cpu()];
  const action = await act();
  const [after, cpuAfter] = [await served.parts(), cpu()];
  const recordMs = 1_000 * (after.record - before.record);
  const answerMs = 1_000 * (after.answer - before.answer);
  return { task, ...action, recordMs, answerMs, cpuMs: cpuAfter - cpuBefore };
}

/** Until an answer of this path was painted; nothing where the action did not ask for it. */
const paintedOf = (some: readonly Sample[], path: string): readonly number[] =>
  some.flatMap(({ answers }) => {
    const answer = answers.find((one) => one.path === path);
    return answer === undefined ? [] : [answer.paintedMs];
  });

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function metricsOf(task: string, some: readonly Sample[]): readonly Metric[] {
  const isOfExchanges = some[0]?.answers.some(({ path }) => path === "/v1/log/entries") === true;
  const timed = (id: string, values: readonly number[]): readonly Metric[] =>
    values.length === 0
      ? []
      : [
          metric(`${task}.${id}p50`, "ms", quantile(values, 0.5), []),
          metric(`${task}.${id}p95`, "ms", quantile(values, 0.95), values, goal),
        ];
  const browserMs = some.map(({ answers, paintedMs }) => {
    return paintedMs - Math.max(...answers.map(({ readMs }) => readMs));
  });
  const of = (name: "recordMs" | "answerMs" | "cpuMs") => mean(some.map((one) => one[name]));
  return [
    ...(isOfExchanges
      ? [
          ...timed("list.", paintedOf(some, "/v1/log/entries")),
          ...timed("chart.", paintedOf(some, "/v1/log/counts")),
        ]
      : timed(
          "",
          some.map(({ paintedMs }) => paintedMs),
        )),
    metric(`${task}.mean.policy`, "ms", of("recordMs"), []),
    metric(`${task}.mean.answering`, "ms", of("answerMs"), []),
    metric(`${task}.mean.browser`, "ms", mean(browserMs), []),
    metric(`${task}.mean.console-cpu`, "ms", of("cpuMs"), []),
  ];
}

const own = mkdtempSync(join(tmpdir(), "raccordo-bench-console-"));
try {
  const log = await madeLog(flags.log ?? join(own, "log"), { entries, seed, say });
  const served = await servedConsole(join(own, "run"), log);
  let found: Measured;
  try {
    const random = seeded(seed + 1);
    const all = [...exchangeTasks(random, served.address), ...otherTasks(random)];
    const begins = flags.only.split(",");
    const tasks = all.filter(({ id }) => begins.some((begin) => id.startsWith(begin)));
    await readAhead(served, "read the log");
    const coldly = () => (flags.cold ? forget(log.searchFile) : undefined);
    found = await measure(served, tasks, coldly);
  } finally {
    await served.stop();
  }
  const byTask = Map.groupBy(found.samples, ({ task }) => task);
  const metrics = [...byTask].flatMap(([task, some]) => metricsOf(task, some));
  const result = {
    bench: "console",
    entries,
    samples,
    seed,
    cold: flags.cold,
    metrics,
    machine: machine(),
  };
  const out = flags.out ?? mkdtempSync(join(tmpdir(), "raccordo-bench-"));
  mkdirSync(out, { recursive: true });
  const file = join(out, "console.json");
  writeFileSync(file, JSON.stringify({ ...result, failures: found.failures, raw: found.samples }));
  if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    for (const { id, value, unit, target, holds } of metrics) {
      const verdict =
        target === null ? "" : ` (${target}: ${holds === true ? "holds" : "does NOT hold"})`;
      process.stdout.write(`${id}: ${value} ${unit}${verdict}\n`);
    }
  }
  say(`raw samples: ${file}`);
  if (found.failures.length > 0) process.exitCode = 1;
} finally {
  rmSync(own, { recursive: true, force: true });
}
