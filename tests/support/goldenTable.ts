import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { enumTable } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import { projectRoot } from "./project.ts";

/** Columns of the hand-written tables: field groups of law.md (b), G5 by role. See golden/pl-forze.yaml. */
export const groups = [
  "G1",
  "filtro",
  "stesso",
  "G17",
  "G2",
  "G3",
  "G4",
  "ind",
  "off",
  "tra",
  "tes",
  "sco",
  "alt",
  "min",
  "G6",
  "G7",
  "G8",
  "G9",
  "G11",
  "G12",
  "G13",
  "G14",
  "G15",
] as const;
export type Group = (typeof groups)[number];

/** One letter per group; `C` only in the tables: nothing before the receiver is in charge, all after. */
export type Letters = Readonly<Record<Group, string>>;

/** One exchange that the tables speak of: delivered by letters, or refused with a reason. */
export type Exchange = {
  readonly from: string;
  readonly to: string;
  readonly category: Category;
  readonly named: boolean;
  /** Whether the event's territory holds a comune of the receiver. */
  readonly touches: boolean;
};
export type Answer =
  | { readonly letters: Letters; readonly reason: "" }
  | { readonly letters: undefined; readonly reason: string };

/** All categories of law.md (a). */
export const categories = Object.keys(enumTable("Category")).filter(
  (word) => word !== "C00",
) as readonly Category[];

const folder = join(projectRoot, "tests", "conformance", "golden");

interface Block {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly delivered?: string;
  readonly refused?: string;
}

/** What the hand-written tables say, by `exchangeKey`. Throws when they speak twice of one exchange. */
export function readGoldenTable(): ReadonlyMap<string, Answer> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return readTables(files.map((file) => join(folder, file)));
}

/** The same of other files. */
export function readTables(files: readonly string[]): ReadonlyMap<string, Answer> {
  const table = new Map<string, Answer>();
  for (const file of files) {
    const { exchanges } = parse(readFileSync(file, "utf8")) as {
      readonly exchanges: readonly Block[];
    };
    for (const block of exchanges) enter(table, block);
  }
  return table;
}

/** Name of one exchange, as messages of the tests print it. */
export function exchangeKey({ from, to, category, named, touches }: Exchange): string {
  const place = touches ? "touching its comune" : "elsewhere";
  return `${category} ${from} → ${to}, ${named ? "named" : "not named"}, ${place}`;
}

function enter(table: Map<string, Answer>, block: Block): void {
  for (const row of [...rowsOf(block.delivered), ...rowsOf(block.refused)]) {
    const answer = answerOf(row);
    for (const exchange of exchangesOf(block, row)) {
      const key = exchangeKey(exchange);
      if (table.has(key)) throw new Error(`the tables speak twice of ${key}`);
      table.set(key, answer);
    }
  }
}

type Row = ReadonlyMap<string, string>;

/** Rows of a text table by the words of its first line. */
function rowsOf(text: string | undefined): readonly Row[] {
  const [head = [], ...rows] = (text ?? "")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words[0] !== "");
  return rows.map((words) => {
    if (words.length !== head.length) throw new Error(`a row has gaps: ${words.join(" ")}`);
    return new Map(head.map((column, i) => [column, words[i] ?? ""]));
  });
}

function answerOf(row: Row): Answer {
  const reason = row.get("reason");
  if (reason !== undefined) return { letters: undefined, reason };
  const letters = Object.fromEntries(groups.map((group) => [group, cell(row, group)]));
  return { letters: letters as Letters, reason: "" };
}

function exchangesOf({ from, to }: Block, row: Row): readonly Exchange[] {
  const nominations = either(cell(row, "nom"), "si", "no");
  const places = either(cell(row, "dove"), "tocca", "fuori");
  return from.flatMap((sender) =>
    to.flatMap((receiver) =>
      cell(row, "cat")
        .split(",")
        .flatMap((category) =>
          nominations.flatMap((named) =>
            places.map((touches) => ({
              from: sender,
              to: receiver,
              category: category as Category,
              named,
              touches,
            })),
          ),
        ),
    ),
  );
}

function either(word: string, yes: string, no: string): readonly boolean[] {
  if (word === "*") return [true, false];
  if (word !== yes && word !== no) throw new Error(`not a word of this column: ${word}`);
  return [word === yes];
}

function cell(row: Row, column: string): string {
  const word = row.get(column);
  if (word === undefined) throw new Error(`a table has no column ${column}`);
  return word;
}
