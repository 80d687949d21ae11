import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { packagesFirst } from "#apps/cli/programFlags";
import { projectRoot } from "#tests/support/project";
import { until } from "#tests/support/until";

/** One line of `--json`. */
export type CliEvent = Readonly<Record<string, unknown>> & { readonly event: string };

/** A `raccordo` that a test started. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly exit: Promise<number | NodeJS.Signals>;
  /** All JSON events so far. */
  events(): readonly CliEvent[];
  /** Waits for an event; fails with the reason when the program ends before, or takes longer. */
  event(name: string, which?: (event: CliEvent) => boolean, waitMs?: number): Promise<CliEvent>;
  /** Waits until every process of an `up` is ready: some twenty seconds of work, on a busy machine minutes. */
  ready(): Promise<CliEvent>;
  output(): string;
  /** Why it ended as it did, or has not got further: standard error and faults first. */
  reason(): string;
}

export const cliMain = join(projectRoot, "dist", "apps", "cli", "main.js");

/** As `npm start` and `raccordo` start it (scripts/run-child.mjs, `watcherFlags`). */
const flagsFor = (args: readonly string[]): readonly string[] => [
  ...packagesFirst,
  ...(args[0] === "up" ? ["--max-semi-space-size=4"] : []),
];

/**
 * What a command of ours may know of the world: its programs and the person's language. Compiled modules are found where
 * the whole run keeps them (NODE_COMPILE_CACHE): a test starts hundreds of these.
 */
export function bareEnvironment(lang = "C"): Readonly<Record<string, string>> {
  const { PATH: path = "", NODE_COMPILE_CACHE: compiled } = process.env;
  return { PATH: path, LANG: lang, ...(compiled && { NODE_COMPILE_CACHE: compiled }) };
}

/** Starts `raccordo <args>`; `environment` is added to ours, `input` is what it reads on standard input. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input?: string,
): RunningCli {
  const env = { ...process.env, NODE_OPTIONS: "", LANG: "C", ...environment };
  const child = spawn(process.execPath, [...flagsFor(args), cliMain, ...args], {
    env,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  child.stdin?.end(input);
  return running(child);
}

/** Shorter than a test may take (240 s): the reason is told, not only that it was late. */
const [eventMsMax, readyMsMax] = [120_000, 200_000] as const;

/** Follows a started program that prints our events. */
export function running(child: ChildProcess): RunningCli {
  const stdout = heard(child.stdout);
  const stderr = heard(child.stderr);
  let ended = false;
  // Not "exit": what it said last may not have come yet.
  const exit = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on("close", (code, signal) => {
      ended = true;
      resolve(signal ?? code ?? -1);
    });
  });
  const events = eventsIn(stdout);
  const output = () => `${stdout()}\n${stderr()}`;
  const reason = () => reasonIn(events(), stderr(), stdout());
  const event: RunningCli["event"] = (name, which = () => true, waitMs = eventMsMax) =>
    until(
      () => {
        const found = events().find((one) => one.event === name && which(one));
        if (found === undefined && ended) throw new Error(`no ${name}`);
        return found;
      },
      `the event ${name}`,
      waitMs,
    ).catch((error: Error) => {
      throw new Error(`${error.message}:\n${reason()}`, { cause: error });
    });
  const ready = () => event("summary-ready", undefined, readyMsMax);
  return { child, pid: child.pid ?? 0, exit, events, output, reason, event, ready };
}

function heard(stream: Readable | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

/** The events of a growing text: each line is read once, however often somebody asks. */
function eventsIn(text: () => string): () => readonly CliEvent[] {
  const events: CliEvent[] = [];
  let read = 0;
  return () => {
    const end = text().lastIndexOf("\n") + 1;
    const lines = text().slice(read, Math.max(end, read)).split("\n");
    events.push(
      ...lines.filter((line) => line.startsWith("{")).map((line): CliEvent => JSON.parse(line)),
    );
    read = Math.max(end, read);
    return [...events];
  };
}

const isOfFault = ({ event }: CliEvent): boolean => /failed|refused|ended|problem/.test(event);

/**
 * Why a program ended as it did, short enough to be read in a log that is cut: what it said on standard error, the events
 * that tell of a fault, and the last of the others; of one that speaks to people, its last lines.
 */
function reasonIn(events: readonly CliEvent[], stderr: string, stdout: string): string {
  const line = (event: CliEvent) => JSON.stringify(event).slice(0, 300);
  const faults = events.filter(isOfFault).slice(-8);
  const last = events.slice(-3);
  const spoken = events.length === 0 ? [stdout.trim().slice(-1_500)] : ["…", ...last.map(line)];
  const parts = [stderr.trim().slice(-1_500), ...faults.map(line), ...spoken];
  return parts.filter((part) => part !== "").join("\n");
}

/** Runs `raccordo <args>` to its end. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<{ readonly code: number | NodeJS.Signals; readonly cli: RunningCli }> {
  const cli = startCli(args, environment, input);
  return { code: await cli.exit, cli };
}

/** Content of a file below a data folder. */
export const textIn = (data: string, ...path: readonly string[]): string =>
  readFileSync(join(data, ...path), "utf8");
