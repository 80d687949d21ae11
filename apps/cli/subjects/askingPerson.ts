import { createInterface } from "node:readline/promises";
import type { AskingPerson } from "#libs/incident/subjectMatch";
import { askingPersonSchema } from "#libs/policy/subjectMessages";
import { CliError } from "../exitCodes.ts";
import { readText } from "../inputFile.ts";
import { type Language, textOf } from "../texts.ts";

const members = ["family_name", "given_name", "birth_date", "tax_code"] as const;

/**
 * Who asks for access: from questions where a person sits in front, else one JSON object from standard input. Never
 * from the command line, which other users of the machine can read and shells remember. Throws CliError.
 */
export async function readAskingPerson(language: Language): Promise<AskingPerson> {
  const stated = process.stdin.isTTY ? await asked(language) : jsonIn(readText("-"));
  const person = askingPersonSchema.safeParse(stated);
  // What was typed is not said again: it would stand in a terminal's memory.
  if (!person.success) throw new CliError("usage", "subject-input");
  return person.data;
}

async function asked(language: Language): Promise<Readonly<Record<string, string>>> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, historySize: 0 });
  try {
    const said: Record<string, string> = {};
    for (const member of members) {
      const answer = (await lines.question(textOf(language, `subject-ask-${member}`))).trim();
      if (answer !== "") said[member] = answer;
    }
    return said;
  } finally {
    lines.close();
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
