import { type ChildProcess, fork } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { childEnvironment } from "./childEnvironment.ts";
import { startedFrom } from "./endOf.ts";
import { packageRoot } from "./packageRoot.ts";
import type { Part, Started } from "./part.ts";
import { fileMode } from "./privateFiles.ts";
import { programFlags } from "./programFlags.ts";

/** Our processes stop within ten seconds; what does not is ended by force. */
const stopMsMax = 12_000;

/** From the start to `ready`: a process waits for the others, so this is generous. */
const readyMsMax = 120_000;

export interface NodePart {
  readonly name: string;
  readonly app: string;
  readonly configFile: string;
  /** What the process writes to its standard error: only refusals of its configuration, and crashes. */
  readonly errorFile: string;
  /** Where it leaves a CPU profile when it ends; only the bench asks for one. */
  readonly profileDir?: string | undefined;
}

/** The compiled entry of an app. */
export const entryOf = (app: string): string => join(packageRoot, "dist", "apps", app, "main.js");

export const isBuilt = (app: string): boolean => existsSync(entryOf(app));

/**
 * One of our processes. The path of its configuration is its only argument and its environment has nothing of ours, so
 * that neither shows a secret; it ends when its IPC channel closes, whatever ended us. A session of its own:
 * Ctrl-C reaches only us, and we stop in order.
 */
export function nodePart(plan: NodePart): Part {
  return { name: plan.name, launch: (signal) => launch(plan, signal) };
}

async function launch(plan: NodePart, signal: AbortSignal): Promise<Started> {
  const errors = openSync(plan.errorFile, "a", fileMode);
  let child: ChildProcess;
  try {
    child = fork(entryOf(plan.app), [plan.configFile], {
      execPath: process.execPath,
      execArgv: [...programFlags, ...memoryFlags(plan), ...profileFlags(plan)],
      env: childEnvironment(),
      detached: true,
      stdio: ["ignore", "ignore", errors, "ipc"],
    });
  } finally {
    closeSync(errors);
  }
  yieldTo(plan, child);
  const started = startedFrom(child, stopMsMax);
  const reason = await readyOrEnd(child, started.ended, signal);
  if (reason === undefined) return started;
  await started.stop();
  throw new Error(reason);
}

/**
 * Where the processors are short, whoever takes messages and hands out copies goes first, then who decides, then who
 * seals the log: nobody's answer waits for that, it keeps a share of its own, and releases stop long before it falls
 * behind. (At 100 events a second on two cores both answers and copies came sooner so in three runs of three.)
 */
const niceness: Readonly<Record<string, number>> = { policy: 3, audit: 10 };

function yieldTo({ app }: NodePart, child: ChildProcess): void {
  const nice = niceness[app];
  if (nice === undefined || child.pid === undefined) return;
  try {
    setPriority(child.pid, nice);
  } catch {
    // A system that does not let us: everything works, only less smoothly.
  }
}

/** Apps of which there are many, or that have little to do. */
const smallApps: readonly string[] = ["adapter", "vault", "witness", join("console", "api")];

/**
 * Loading the modules lets the young generation grow to its largest and stay there: a quarter of an idle
 * process. The others would pay for a smaller one under load (a fifth more CPU an event, measured).
 */
const memoryFlags = ({ app }: NodePart): readonly string[] => {
  if (!smallApps.includes(app)) return [];
  // A fifth less of an idle process; but adapters would pay for it with a third more CPU an event (measured).
  const smallest = app === "vault" ? ["--optimize-for-size"] : [];
  return ["--max-semi-space-size=4", ...smallest];
};

const profileFlags = ({ name, profileDir }: NodePart): readonly string[] =>
  profileDir === undefined
    ? []
    : ["--cpu-prof", `--cpu-prof-dir=${profileDir}`, `--cpu-prof-name=${name}.cpuprofile`];

/** Undefined when the process is ready, else why it is not. */
async function readyOrEnd(
  child: ChildProcess,
  ended: Promise<string>,
  signal: AbortSignal,
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<undefined>((resolve) => {
    child.on("message", (message) => {
      if (isReady(message)) resolve(undefined);
    });
  });
  const late = new Promise<string>((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"));
    timer = setTimeout(() => resolve(`not ready after ${readyMsMax / 1_000} s`), readyMsMax);
  });
  try {
    return await Promise.race([ready, ended, late]);
  } finally {
    clearTimeout(timer);
  }
}

const isReady = (message: unknown): boolean =>
  typeof message === "object" && message !== null && Reflect.get(message, "ready") === true;
