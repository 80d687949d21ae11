import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import {
  type RestoredRange,
  type RestoreRefusal,
  type RestoreReport,
  restoreReport,
} from "#libs/eventlog/restoreReport";
import { auditStream } from "#libs/eventlog/subjects";
import { CliError, exitCodes } from "../exitCodes.ts";
import { packageRoot } from "../packageRoot.ts";
import { Bar } from "../play/progress.ts";
import { programFlags } from "../programFlags.ts";
import type { Terminal } from "../terminal.ts";
import { textOf } from "../texts.ts";
import { up } from "../up.ts";

export interface RestoreCommand {
  readonly data: string;
  readonly deploy?: string | undefined;
  readonly production: boolean;
  /** What the person types to go on; absent: asked for where somebody can answer. */
  readonly confirm?: string | undefined;
  /** Says what lacks and writes nothing. */
  readonly compareOnly: boolean;
  readonly testFile?: string | undefined;
}

/**
 * Writes what AUDIT streams have lost again, from the tiles, while nothing of the installation runs but the server.
 * Everything is compared first; where anything differs nothing is written, and the exit code is 1.
 */
export function restoreStream(terminal: Terminal, command: RestoreCommand): Promise<number> {
  const { data, deploy, production, testFile } = command;
  const plain = { once: true, play: false, speed: 1, tls: false };
  const instead = (folder: string) => restore(terminal, command, folder);
  return up(terminal, { ...plain, data, deploy, production, testFile, instead });
}

async function restore(terminal: Terminal, command: RestoreCommand, data: string): Promise<number> {
  const lacks = await runWriter(terminal, data, "compare");
  if (lacks.length === 0) {
    terminal.say("restore-nothing");
    return exitCodes.ok;
  }
  for (const range of lacks) tellLack(terminal, range);
  terminal.say("restore-evidence");
  if (command.compareOnly) return exitCodes["check-failed"];
  await assertConfirmed(terminal, command, lacks.map(({ year }) => auditStream(year)).join(","));
  for (const range of await runWriter(terminal, data, "restore")) {
    terminal.say("restore-done", valuesOf(range));
  }
  return exitCodes.ok;
}

function tellLack(terminal: Terminal, range: RestoredRange): void {
  terminal.say("restore-lacks", valuesOf(range));
  const { year, digests_only: digests } = range;
  if (digests > 0) terminal.say("restore-digests", { stream: auditStream(year), digests });
}

const valuesOf = ({ year, from, to }: RestoredRange) => ({
  ...{ stream: auditStream(year), from, to, count: to - from + 1 },
});

async function assertConfirmed(
  terminal: Terminal,
  { confirm }: RestoreCommand,
  word: string,
): Promise<void> {
  const typed = confirm ?? (await asked(terminal, word));
  if (typed !== word) throw new CliError("refused", "restore-unconfirmed", { word });
}

/** Undefined where nobody sits before it. */
async function asked(terminal: Terminal, word: string): Promise<string | undefined> {
  if (!terminal.isTty || process.stdin.isTTY !== true) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(textOf(terminal.language, "restore-ask", { word }))).trim();
  } finally {
    lines.close();
  }
}

const entry = join(packageRoot, "dist", "apps", "audit", "restoreMain.js");

/** The process that knows how AUDIT is written, with the files of the two whose users write it. */
async function runWriter(
  terminal: Terminal,
  data: string,
  task: "compare" | "restore",
): Promise<readonly RestoredRange[]> {
  const files = ["audit", "policy"].map((name) => join(data, "run", `${name}.json`));
  const child = fork(entry, [...files, task], {
    execPath: process.execPath,
    execArgv: [...programFlags],
    env: {},
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    log = `${log}${chunk.toString()}`.slice(-logCharactersMax);
  });
  const progress = new ProgressOf(terminal);
  let last: RestoreReport | undefined;
  child.on("message", (message) => {
    last = restoreReport.parse(message);
    progress.show(last);
  });
  const [code, signal] = await once(child, "close");
  progress.end();
  if (last?.event === "refused") throw refusal(last);
  if (last?.event === "lacks" || last?.event === "restored") return last.ranges;
  throw new CliError("refused", "restore-failed", { reason: signal ?? `exit ${code}`, log });
}

const logCharactersMax = 2_000;

/** One bar for each step of a year. */
class ProgressOf {
  readonly #terminal: Terminal;
  #bar: { readonly bar: Bar; readonly step: string } | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(report: RestoreReport): void {
    if (report.event !== "progress") return;
    const { year, done, of } = report;
    const step = `${report.step} ${year}`;
    this.#terminal.tell("restore-progress", { step: report.step, year, done, of });
    if (this.#bar?.step !== step) {
      this.end();
      this.#bar = { bar: new Bar(this.#terminal, of), step };
    }
    this.#bar.bar.at(done);
  }

  end(): void {
    this.#bar?.bar.end();
  }
}

function refusal({ why, about, sequence }: Extract<RestoreReport, { event: "refused" }>): CliError {
  const exit = evidence.has(why) ? "check-failed" : "refused";
  return new CliError(exit, `restore-${why}`, { about, sequence: sequence ?? "?" });
}

const evidence: ReadonlySet<RestoreRefusal> = new Set([
  "differs",
  "trimmed",
  "log-damaged",
] as const);
