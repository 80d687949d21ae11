import { type Command, CommanderError } from "commander"; // options and help
import { CliError, exitCodes } from "./exitCodes.ts";
import { program } from "./program.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { languageFrom } from "./texts.ts";
import { usageProblem } from "./usage.ts";

/** Runs one command; resolves with the exit code. Never rejects. */
export async function runCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  let code: number = exitCodes.ok;
  const language = languageFrom(languageIn(args), environment["LANG"]);
  const setCode = (done: number) => {
    code = done;
  };
  const root = program(language, setCode, environment);
  try {
    await root.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    const terminal = openTerminal({ language, json: args.includes("--json") });
    return explained(error, terminal, root, args);
  }
}

/** The language is needed before the arguments are parsed: faults in them are told in it too. */
function languageIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  return at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1]);
}

function explained(
  error: unknown,
  terminal: Terminal,
  root: Command,
  args: readonly string[],
): number {
  if (error instanceof CommanderError) return misused(error, terminal, root, args);
  if (error instanceof CliError) {
    const { exit, text, values } = error;
    terminal.tell("failed", { exit, code: text, values });
    if (!terminal.json) terminal.warn(text, values);
    return exitCodes[exit];
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.warn("internal", { message });
  return exitCodes.internal;
}

/** Help and version that were asked for are printed already, and are no fault. */
function misused(
  error: CommanderError,
  terminal: Terminal,
  root: Command,
  args: readonly string[],
): number {
  if (error.exitCode === 0) return exitCodes.ok;
  const problem = usageProblem(root, args, error);
  if (problem === undefined) return exitCodes.usage;
  const { text, values, near, command } = problem;
  terminal.tell("failed", { exit: "usage", code: text, values, near, help: `${command} --help` });
  if (terminal.json) return exitCodes.usage;
  terminal.warn(text, values);
  if (near !== "") terminal.warn("usage-near", { near });
  terminal.warn("usage-help", { command });
  return exitCodes.usage;
}
