import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import type { Category } from "#libs/incident/event";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import { CliError } from "../exitCodes.ts";
import { DecisionLog, type LogSurvey } from "../policy/decisionLog.ts";
import { replayLog } from "../policy/replayLog.ts";
import { readRules, type TriedRules } from "../policy/rulesSource.ts";
import { mutedTerminal } from "../terminal.ts";
import type { LogJob, LogResult, WorkMessage } from "./logWork.ts";

/** Entries between two words about how far it has come. */
const progressEvery = 500;

const post = (message: WorkMessage): void => parentPort?.postMessage(message);

/** The thread of {@link LogWork}: leaves first; it opens parts only when it is told that the reading is recorded. */
async function work(job: LogJob): Promise<void> {
  const log = await DecisionLog.open(job.data);
  const survey = await log.survey(job.period);
  const { decisions, first, last, ruleSets } = survey;
  post({ kind: "surveyed", survey: { decisions, first, last, ruleSets } });
  if (parentPort === null) throw new Error("not a thread");
  await once(parentPort, "message");
  post(await resultOf(job, log, survey));
}

async function resultOf(job: LogJob, log: DecisionLog, survey: LogSurvey): Promise<LogResult> {
  const { task, period } = job;
  if (task.kind === "count") return { kind: "counted", cells: await countedIn(log, job) };
  const { rooms } = log.configuration;
  const tried = rulesAt(job, task.rules, rooms);
  const instead = task.instead === undefined ? undefined : rulesAt(job, task.instead, rooms);
  const source = { log, survey, period, ...(instead !== undefined && { instead }) };
  return { kind: "replayed", replay: await replayLog(source, tried, progressed) };
}

function progressed(done: number): void {
  if (done % progressEvery === 0) post({ kind: "progress", done });
}

/** The command has read them before, and told their faults. */
function rulesAt({ language }: LogJob, path: string, rooms: Parameters<typeof readRules>[2]) {
  const rules: TriedRules | undefined = readRules(mutedTerminal(language), path, rooms);
  if (rules === undefined) throw new CliError("usage", "rules-unreadable", { path });
  return rules;
}

/** Deliveries by owner, receiver and category: a decision after which the room sees something. */
async function countedIn(log: DecisionLog, { period }: LogJob): Promise<readonly TrafficCell[]> {
  const counts = new Map<string, TrafficCell>();
  let done = 0;
  for await (const item of log.items(period)) {
    if (!("decision" in item)) continue;
    done += 1;
    progressed(done);
    const { facts, decided } = item.decision;
    const from = facts.owner ?? facts.sender;
    // The log's own schema admits categories of the vocabulary only.
    const category = facts.category as Category;
    for (const [to, { sees }] of decided) {
      if (!sees || to === from) continue;
      const key = `${from} ${to} ${category}`;
      counts.set(key, { from, to, category, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

try {
  // Given by the one who started this thread.
  await work(workerData as LogJob);
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  const { exit, text, values } = error;
  post({ kind: "failed", error: { exit, text, values } });
}
parentPort?.close();
