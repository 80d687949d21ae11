import type { Command, CommanderError } from "commander"; // options and help
import type { TextKey, TextValues } from "./texts.ts";

/** A fault in how a command is written, in our words, and which command's help to read. */
export interface UsageProblem {
  readonly text: TextKey;
  readonly values: TextValues;
  /** What the person may have meant; empty when nothing is near. */
  readonly near: string;
  /** `raccordo room show`: whose --help says more. */
  readonly command: string;
}

const textOfCode: Readonly<Record<string, TextKey>> = {
  "commander.unknownCommand": "usage-command",
  "commander.unknownOption": "usage-option",
  "commander.missingArgument": "usage-argument-missing",
  "commander.optionMissingArgument": "usage-value-missing",
  "commander.missingMandatoryOptionValue": "usage-option-missing",
  "commander.invalidArgument": "usage-value",
  "commander.excessArguments": "usage-excess",
};

/** Words the fault that the library found; undefined for help and version, which are none. */
export function usageProblem(
  root: Command,
  args: readonly string[],
  error: CommanderError,
): UsageProblem | undefined {
  const text = textOfCode[error.code];
  if (text === undefined) return undefined;
  const [message = "", hint = ""] = error.message.split("\n");
  // What stands in an argument's place is not told again: it may be anything.
  const argument = /for argument '([^']*)'/.exec(message)?.[1];
  const what = argument === undefined ? /'([^']*)'/.exec(message)?.[1] : `<${argument}>`;
  // After "is invalid." the library says which values are right.
  const allowed =
    /is invalid(?: for argument '[^']*')?\.\s*(?:Allowed choices are )?(.*?)\.?$/.exec(
      message,
    )?.[1] ?? "";
  const near = /Did you mean (?:one of )?(.*)\?\)$/.exec(hint)?.[1] ?? "";
  return { text, values: { what: what ?? "", allowed }, near, command: namedCommand(root, args) };
}

/** The longest path of commands that the arguments begin with. */
function namedCommand(root: Command, args: readonly string[]): string {
  let at = root;
  const path = [root.name()];
  for (const word of args) {
    const next = at.commands.find((one) => one.name() === word);
    if (next === undefined) continue;
    path.push(word);
    at = next;
  }
  return path.join(" ");
}
