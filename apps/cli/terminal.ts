import { type Language, type TextKey, type TextValues, textOf } from "./texts.ts";

/** Where a command speaks: lines for people, or one JSON object a line for programs. */
export interface Terminal {
  readonly language: Language;
  readonly json: boolean;
  readonly isTty: boolean;
  /** A line of text; in JSON the event `key` with its values. */
  say(key: TextKey, values?: TextValues): void;
  /** Like {@link say}, on standard error: not the result, but worth knowing. */
  warn(key: TextKey, values?: TextValues): void;
  /** Said only in JSON. */
  tell(event: string, values: Readonly<Record<string, unknown>>): void;
  /** Bytes of a result as they are. */
  write(text: string): void;
  writeError(text: string): void;
}

export interface TerminalOptions {
  readonly language: Language;
  readonly json: boolean;
}

/** Narrower terminals get plain lines: live ones would be broken at every word. */
const columnsMin = 60;

/** The terminal of this process. A reader that has gone away (`| head`) is no error of ours. */
export function openTerminal({ language, json }: TerminalOptions): Terminal {
  const isTty = process.stdout.isTTY === true && process.stdout.columns >= columnsMin && !json;
  const out = (text: string) => void process.stdout.write(text);
  const error = (text: string) => void process.stderr.write(text);
  const line = (event: string, values: Readonly<Record<string, unknown>>) =>
    `${JSON.stringify({ event, ...values })}\n`;
  const spoken = (key: TextKey, values: TextValues = {}) =>
    json ? line(key, values) : `${textOf(language, key, values)}\n`;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return {
    language,
    json,
    isTty,
    say: (key, values) => out(spoken(key, values)),
    warn: (key, values) => (json ? out(spoken(key, values)) : error(spoken(key, values))),
    tell: (event, values) => {
      if (json) out(line(event, values));
    },
    write: out,
    writeError: error,
  };
}

/** A terminal on which nothing appears. */
export function mutedTerminal(language: Language): Terminal {
  const nothing = () => undefined;
  const mute = { say: nothing, warn: nothing, tell: nothing, write: nothing, writeError: nothing };
  return { language, json: false, isTty: false, ...mute };
}

export interface Step {
  readonly title: string;
  run(): Promise<void>;
}

/**
 * Runs the steps one after the other and shows where we are: live in a terminal, plain
 * lines elsewhere. None is begun once `isStopped`.
 */
export async function runSteps(
  terminal: Terminal,
  steps: readonly Step[],
  isStopped: () => boolean,
): Promise<void> {
  if (terminal.isTty) {
    const { Listr } = await import("listr2"); // progress of steps in a terminal
    const tasks = steps.map(({ title, run }) => ({ title, skip: isStopped, task: () => run() }));
    await new Listr(tasks, { concurrent: false, registerSignalListeners: false }).run();
    return;
  }
  for (const { title, run } of steps) {
    if (isStopped()) return;
    try {
      await run();
    } catch (error) {
      terminal.warn("step-failed", { title });
      throw error;
    }
    if (!isStopped()) terminal.say("step-done", { title });
  }
}
