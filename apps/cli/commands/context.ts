import { type Command, InvalidArgumentError, Option } from "commander"; // options and help
import { type ExitName, exitCodes, exitWords } from "../exitCodes.ts";
import { hanging } from "../play/layout.ts";
import { openTerminal, type Terminal } from "../terminal.ts";
import { type Language, languages } from "../texts.ts";

/** What every group of commands is given: the language of its help, and where its exit code goes. */
export interface Context {
  readonly language: Language;
  /** The text in the language of the help. */
  t(it: string, en: string): string;
  done(code: number): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Options that all commands have. */
export interface Global {
  readonly json?: boolean;
}

export const defaultData = "./.raccordo";

export interface CommandWords {
  /** Name and arguments as commander writes them: `send <file...>`. */
  readonly name: string;
  readonly it: string;
  readonly en: string;
  /** Every way in which it may end; `ok`, `usage` and `internal` are told of all commands. */
  readonly exits?: readonly ExitName[];
  /** What the help says below the options. */
  readonly more?: { readonly it: string; readonly en: string };
}

/** A command with the options that all have, and with its exit codes below its help. */
export function addCommand(parent: Command, context: Context, words: CommandWords): Command {
  const { t, language } = context;
  const exits: ExitName[] = ["ok", "usage", "internal", ...(words.exits ?? [])];
  const told = exits
    .toSorted((a, b) => exitCodes[a] - exitCodes[b])
    .map((exit) => `  ${String(exitCodes[exit]).padEnd(3)} ${exitWords[exit][language]}`);
  const title = t("Codici di uscita:", "Exit codes:");
  const more = words.more === undefined ? "" : `\n${wrapped(words.more[language])}\n`;
  return parent
    .command(words.name)
    .description(words[language])
    .option("--json", t("un oggetto JSON per riga", "one JSON object a line"))
    .addOption(languageOption(context))
    .addHelpText("after", `${more}\n${title}\n${told.join("\n")}`);
}

const wrapped = (text: string): string =>
  text
    .split("\n")
    .map((line) => hanging("", 0, line))
    .join("\n");

/** An option without which the command cannot be given. */
export const mandatory = (flags: string, about: string): Option =>
  new Option(flags, about).makeOptionMandatory();

/** A name under which commands stand together: `audit`, `policy`. */
export function addGroup(parent: Command, context: Context, words: CommandWords): Command {
  return parent.command(words.name).description(words[context.language]);
}

export const languageOption = ({ t }: Pick<Context, "t">): Option =>
  new Option("--lang <language>", t("lingua", "language")).choices(languages);

export const dataOption = ({ t }: Context): Option =>
  new Option("--data <folder>", t("cartella dei dati", "data folder")).default(defaultData);

export const deployOption = ({ t }: Context): Option =>
  new Option(
    "--deploy <folder>",
    t("cartella con sale e accordi", "folder of rooms and agreements"),
  );

export const roomOption = ({ t }: Context): Option =>
  new Option(
    "--room <room>",
    t("identificativo della sala", "id of the room"),
  ).makeOptionMandatory();

export const terminalFor = ({ language }: Context, { json }: Global): Terminal =>
  openTerminal({ language, json: json === true });

/** Reads a whole number of an option; commander tells the person the limits. */
export function wholeBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`${least} … ${most}`);
  };
}

/** An option that may be given several times: its words in their order. */
export const listed = (word: string, before: readonly string[]): string[] => [...before, word];
