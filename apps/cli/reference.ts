import type { Command } from "commander"; // the commands that are described
import { program } from "./program.ts";
import { languages } from "./texts.ts";

/** Between these lines of docs/cli.md stands what the program says of itself. */
const referenceMarks = {
  begin: "<!-- generated from the help of the program: npm run schemas -->",
  end: "<!-- end of what is generated -->",
} as const;

const titles = { it: "Italiano", en: "English" } as const;

/** The help of every command in both languages, as Markdown. */
function commandReference(): string {
  const parts = languages.map((language) => {
    const root = program(language, () => undefined);
    return [`### ${titles[language]}`, ...withBelow(root).map(section)].join("\n\n");
  });
  return parts.join("\n\n");
}

/** A page with the reference of this program in the place of the one that it has. */
export function withReference(page: string): string {
  const { begin, end } = referenceMarks;
  const [before, rest] = [page.split(begin)[0] ?? "", page.split(end)[1] ?? ""];
  return `${before}${begin}\n\n${commandReference()}\n\n${end}${rest}`;
}

function withBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withBelow)];
}

function section(command: Command): string {
  return `#### \`${nameOf(command)}\`\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``;
}

function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

function helpOf(command: Command): string {
  let text = "";
  const add = (more: string) => {
    text += more;
  };
  command.configureOutput({ writeOut: add, getOutHasColors: () => false }).outputHelp();
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
