import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
  /** Waits for an event; fails with the output when the program ends before. */
  event(name: string, which?: (event: CliEvent) => boolean): Promise<CliEvent>;
  output(): string;
}

export const cliMain = join(projectRoot, "dist", "apps", "cli", "main.js");

/** As `npm start` and `raccordo` start it (scripts/run-child.mjs, `watcherFlags`). */
const flagsFor = (args: readonly string[]): readonly string[] =>
  args[0] === "up" ? ["--max-semi-space-size=4"] : [];

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

/** Follows a started program that prints our events. */
export function running(child: ChildProcess): RunningCli {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let ended = false;
  const exit = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on("exit", (code, signal) => {
      ended = true;
      resolve(signal ?? code ?? -1);
    });
  });
  const events = () =>
    stdout
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as CliEvent);
  const output = () => `${stdout}\n${stderr}`;
  return {
    child,
    pid: child.pid ?? 0,
    exit,
    events,
    output,
    event: (name, which = () => true) =>
      until(
        () => {
          const found = events().find((one) => one.event === name && which(one));
          if (found === undefined && ended) throw new Error(`no ${name}:\n${output()}`);
          return found;
        },
        `the event ${name}`,
        60_000,
      ),
  };
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
