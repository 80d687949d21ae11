import type { Argument, Command, Option } from "commander"; // the commands that are completed
import { defaultData } from "./commands/context.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** What may stand in a place: words of ours, files, folders, rooms of the data folder, or anything. */
type Values = readonly string[] | "files" | "folders" | "rooms" | "anything";

interface Level {
  /** `/room/show`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  /** Names as they are written: `--lang`. */
  readonly options: readonly { readonly flag: string; readonly about: string }[];
  /** What follows an option that takes a value. */
  readonly values: readonly { readonly flag: string; readonly values: Values }[];
  readonly argument: Values;
}

/** Rooms that have a key in the usual data folder; their names are ids and need no quoting. */
const listRooms = `ls ${defaultData}/rooms 2>/dev/null`;

/** The completion script of a shell, made from the commands and options that the program really has. */
export function completionScript(root: Command, shell: Shell): string {
  const levels = levelsOf(root, "");
  const name = root.name();
  const made = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell];
  return `# ${name} completion ${shell}\n${made(name, levels)}`;
}

function levelsOf(command: Command, path: string): readonly Level[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const options = help.visibleOptions(command).filter(({ long }) => long != null);
  const level: Level = {
    path,
    commands: commands.map((one) => ({ name: one.name(), about: one.description() })),
    options: options.map(({ long, description }) => ({ flag: long ?? "", about: description })),
    values: options
      .filter(({ required, optional }) => required || optional)
      .map((option) => ({ flag: option.long ?? "", values: valuesOf(option) })),
    argument: argumentOf(command.registeredArguments[0]),
  };
  const below = commands.filter((one) => command.commands.includes(one));
  return [level, ...below.flatMap((one) => levelsOf(one, `${path}/${one.name()}`))];
}

/** By the name between `<` and `>`: what the help calls a file is completed as one. */
const valuesByName: readonly (readonly [RegExp, Values])[] = [
  [/<file/, "files"],
  [/<folder/, "folders"],
  [/<place/, "folders"],
  [/<room/, "rooms"],
];

function valuesOf({ argChoices, flags }: Option): Values {
  return argChoices ?? valuesByName.find(([name]) => name.test(flags))?.[1] ?? "anything";
}

function argumentOf(argument: Argument | undefined): Values {
  if (argument === undefined) return [];
  const { argChoices } = argument;
  return (
    argChoices ?? valuesByName.find(([name]) => name.test(`<${argument.name()}`))?.[1] ?? "anything"
  );
}

function bashScript(name: string, levels: readonly Level[]): string {
  const list = (values: Values): string => {
    if (values === "files") return '$(compgen -f -- "$current")';
    if (values === "folders") return '$(compgen -d -- "$current")';
    if (values === "rooms") return `$(compgen -W "$(${listRooms})" -- "$current")`;
    return values === "anything" ? "" : `$(compgen -W "${values.join(" ")}" -- "$current")`;
  };
  return `_${name}() {
  local current previous at word index
  current="\${COMP_WORDS[COMP_CWORD]}"
  previous="\${COMP_WORDS[COMP_CWORD-1]}"
  at=""
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$at/$word" in
      ${pathPattern(levels)}) at="$at/$word" ;;
    esac
  done
  case "$at $previous" in
${valueCases(levels, (values) => `COMPREPLY=(${list(values)})`)}
  esac
  case "$at" in
${levels
  .map(
    (level) =>
      `    "${level.path}") COMPREPLY=(${list(wordsOf(level))} ${argumentList(level, list)}) ;;`,
  )
  .join("\n")}
  esac
}
complete -F _${name} ${name}
`;
}

function zshScript(name: string, levels: readonly Level[]): string {
  const list = (values: Values): string => {
    if (values === "files") return "_files";
    if (values === "folders") return "_files -/";
    if (values === "rooms") return `compadd -- \${(f)"$(${listRooms})"}`;
    return values === "anything" || values.length === 0 ? ":" : `compadd -- ${values.join(" ")}`;
  };
  return `#compdef ${name}
_${name}() {
  local at="" word index
  for ((index = 2; index < CURRENT; index++)); do
    word="\${words[index]}"
    case "$at/$word" in
      ${pathPattern(levels)}) at="$at/$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${valueCases(levels, list)}
  esac
  case "$at" in
${levels
  .map((level) => `    "${level.path}") ${list(wordsOf(level))}; ${list(level.argument)} ;;`)
  .join("\n")}
  esac
}
compdef _${name} ${name}
`;
}

function fishScript(name: string, levels: readonly Level[]): string {
  const list = (values: Values): string => {
    if (values === "files") return "-r -F";
    if (values === "folders") return "-x -a '(__fish_complete_directories)'";
    if (values === "rooms") return `-x -a '(${listRooms})'`;
    return values === "anything" ? "-x" : `-x -a '${values.join(" ")}'`;
  };
  const rows = levels.flatMap((level) => {
    const where = `complete -c ${name} -n '__${name}_at "${level.path}"'`;
    const taking = new Map(level.values.map(({ flag, values }) => [flag, list(values)]));
    return [
      ...level.commands.map((one) => `${where} -f -a ${one.name} -d ${quoted(one.about)}`),
      ...level.options.map(({ flag, about }) => {
        const values = taking.get(flag) ?? "-f";
        return `${where} -l ${flag.slice(2)} ${values} -d ${quoted(about)}`;
      }),
      ...(level.argument.length === 0 ? [] : [`${where} ${list(level.argument)}`]),
    ];
  });
  return `function __${name}_at
  set -l at ""
  for word in (commandline -opc)[2..-1]
    switch "$at/$word"
      case ${allPaths(levels).map(quoted).join(" ")}
        set at "$at/$word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c ${name} -f
${rows.join("\n")}
`;
}

const wordsOf = ({ commands, options }: Level): readonly string[] => [
  ...commands.map(({ name }) => name),
  ...options.map(({ flag }) => flag),
];

const argumentList = (level: Level, list: (values: Values) => string): string =>
  level.argument.length === 0 ? "" : list(level.argument);

const allPaths = (levels: readonly Level[]): readonly string[] =>
  levels.map(({ path }) => path).filter((path) => path !== "");

const pathPattern = (levels: readonly Level[]): string =>
  allPaths(levels)
    .map((path) => `"${path}"`)
    .join("|");

const valueCases = (levels: readonly Level[], list: (values: Values) => string): string =>
  levels
    .flatMap(({ path, values }) =>
      values.map((one) => `    "${path} ${one.flag}") ${list(one.values)}; return ;;`),
    )
    .join("\n");

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
