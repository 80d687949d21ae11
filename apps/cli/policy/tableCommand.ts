import { leafAt } from "#libs/incident/catalogue";
import { roomOf } from "#libs/policy/roomSchema";
import { renderCsv } from "#libs/policy/table/csv";
import { exchangeColumns } from "#libs/policy/table/fieldTable";
import { pageRows, renderHtml, renderMarkdown } from "#libs/policy/table/page";
import type { RuleDocument, SheetWords } from "#libs/policy/table/ruleSheet";
import { hashOfDocument, parseSheet, renderSheet } from "#libs/policy/table/ruleSheet";
import { exitCodes } from "../exitCodes.ts";
import { readInput } from "../inputFile.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, languages } from "../texts.ts";
import type { ReadAgreements } from "./agreementFiles.ts";
import { tellFaults } from "./check.ts";
import { clauseText } from "./clauseText.ts";
import { readNamed } from "./ruleFiles.ts";
import type { TableView, tableFormats } from "./tableForms.ts";
import { leafLabel, tablePage } from "./tablePage.ts";

export interface TableOptions {
  readonly format: (typeof tableFormats)[number];
  /** Left out with `csv`: the whole of every document, to be read back. */
  readonly by?: TableView | undefined;
  /** What the view is narrowed to. */
  readonly name?: string | undefined;
  /** A table in CSV that is read back instead. */
  readonly parse?: string | undefined;
  /** Folder of a deployment; the package's own when left out. */
  readonly folder?: string | undefined;
  /** Day (`YYYY-MM-DD`) whose law is applied; today when left out. */
  readonly at?: string | undefined;
}

/** Prints the lawyer's matrix, or reads its CSV back. */
export function policyTable(terminal: Terminal, options: TableOptions): number {
  const read = readNamed(options.folder === undefined ? [] : [options.folder], terminal.language);
  const { rules, faults } = read;
  if (rules === undefined) {
    tellFaults(terminal, faults);
    terminal.tell("policy-checked", { holds: false, faults });
    return exitCodes.refused;
  }
  if (options.parse !== undefined) return readBack(terminal, options.parse, documentsOf(read));
  const { format, by, name } = options;
  const { language } = terminal;
  if (format === "csv" && by === undefined) {
    terminal.write(renderSheet(documentsOf(read), sheetWords[language]));
    return exitCodes.ok;
  }
  const day = options.at ?? new Date().toISOString().slice(0, 10);
  const columns = exchangeColumns(rules, read.rooms.map(roomOf), day);
  const view = by ?? "agreement";
  const page = tablePage(columns, { view, name, language, day, ruleSet: rules.hash.slice(0, 12) });
  if (terminal.json) terminal.tell("policy-table", { ...page });
  else if (format === "csv") terminal.write(renderCsv(pageRows(page)));
  else terminal.write(format === "html" ? renderHtml(page) : renderMarkdown(page));
  return exitCodes.ok;
}

const documentsOf = ({ ceilings, agreements, grants }: ReadAgreements): readonly RuleDocument[] => [
  ...ceilings,
  ...agreements,
  ...grants,
];

const label = (language: Language) => (path: string) => {
  const leaf = leafAt(path);
  return leaf === undefined ? "" : leafLabel(language, leaf);
};

/** Words of a sheet of rules, by language. */
export const sheetWords: Readonly<Record<Language, SheetWords>> = {
  it: {
    columns: [
      ...(["documento", "regola", "articolo", "voce", "posizione"] as const),
      ...(["valore", "etichetta", "lettura"] as const),
    ],
    label: label("it"),
    reading: (clause) => clauseText("it", clause),
  },
  en: {
    columns: [
      ...(["document", "rule", "article", "item", "position"] as const),
      ...(["value", "label", "reading"] as const),
    ],
    label: label("en"),
    reading: (clause) => clauseText("en", clause),
  },
};

/** Says of each document in a table which one it is, by the digest that is signed. */
function readBack(terminal: Terminal, file: string, known: readonly RuleDocument[]): number {
  const text = new TextDecoder().decode(readInput(file));
  const read = parseSheet(
    text,
    languages.map((language) => sheetWords[language]),
  );
  if (!read.ok) {
    const faults = read.errors.map((error) => ({ file, ...error }));
    tellFaults(terminal, faults);
    terminal.tell("policy-checked", { holds: false, faults });
    return exitCodes.refused;
  }
  const inUse = new Map(known.map(hashOfDocument).map(({ id, hash }) => [id, hash]));
  const same = read.value.map((document) => {
    const { id, hash } = hashOfDocument(document);
    const other = inUse.get(id);
    const key = other === undefined ? "table-unknown" : wordFor(other === hash);
    terminal.say(key, { id, hash, known: other ?? "" });
    return other === hash;
  });
  return same.every(Boolean) ? exitCodes.ok : exitCodes["check-failed"];
}

const wordFor = (isSame: boolean) => (isSame ? "table-same" : "table-other");
