import type { Leaf } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import { fieldLabels, kindLabels } from "#libs/incident/fieldLabels";
import { byText } from "#libs/policy/order";
import type { ExchangeColumn, FieldCell } from "#libs/policy/table/fieldTable";
import { fieldCell } from "#libs/policy/table/fieldTable";
import type { Page, PageCell, PageTable } from "#libs/policy/table/page";
import { nothing } from "#libs/policy/table/page";
import { CliError } from "../exitCodes.ts";
import { type Language, type TextKey, textOf } from "../texts.ts";
import { clauseText } from "./clauseText.ts";
import type { TableView } from "./tableForms.ts";

export interface TableRequest {
  readonly view: TableView;
  /** Id of an agreement, `from:to`, or a field by path, name or label; all of them when left out. */
  readonly name: string | undefined;
  readonly language: Language;
  readonly day: string;
  readonly ruleSet: string;
}

/** What a person calls a field, with the kind of component that it is of. */
export function leafLabel(language: Language, { path, kind }: Pick<Leaf, "path" | "kind">): string {
  return `${kindLabels[kind][language]}: ${fieldLabels[path]?.[language] ?? path}`;
}

/** The lawyer's matrix in one of its views. */
export function tablePage(columns: readonly ExchangeColumn[], request: TableRequest): Page {
  const { language, view, day, ruleSet } = request;
  const tables = makers[view](columns, request);
  if (tables.length === 0) {
    throw new CliError("usage", "table-nothing", { name: request.name ?? "" });
  }
  return {
    language,
    title: textOf(language, titles[view]),
    notes: [
      textOf(language, "table-note", { day, hash: ruleSet }),
      textOf(language, "table-proposal"),
    ],
    tables,
  };
}

const titles: Readonly<Record<TableView, TextKey>> = {
  agreement: "table-by-agreement",
  pair: "table-by-pair",
  field: "table-by-field",
};

type Maker = (columns: readonly ExchangeColumn[], request: TableRequest) => readonly PageTable[];

const makers: Readonly<Record<TableView, Maker>> = {
  agreement: byAgreement,
  pair: byPair,
  field: byField,
};

/** A table for each agreement and category; a column for each rule, its rooms listed. */
function byAgreement(columns: readonly ExchangeColumn[], { name, language }: TableRequest) {
  const chosen = columns.filter(({ agreement }) => name === undefined || agreement === name);
  const groups = Map.groupBy(chosen, ({ agreement, category }) => `${agreement} · ${category}`);
  return [...groups]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([caption, same]) => {
      const rules = [...Map.groupBy(same, ({ rule }) => rule).values()];
      const shown = rules.flatMap((list) => list.slice(0, 1));
      const heads = rules.map((list) => {
        const from = listed(list.map((one) => one.from));
        const to = listed(list.map((one) => one.to));
        return list[0] ? columnHead(language, list[0], `${from} → ${to}`) : "";
      });
      return fieldRows(language, caption, shown, heads);
    });
}

/** A table for each pair of rooms; a column for each category and rule. */
function byPair(columns: readonly ExchangeColumn[], { name, language }: TableRequest) {
  const chosen = columns.filter(({ from, to }) => name === undefined || `${from}:${to}` === name);
  const groups = Map.groupBy(chosen, ({ from, to }) => `${from} → ${to}`);
  return [...groups]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([caption, same]) => {
      const heads = same.map((one) => columnHead(language, one, one.category));
      return fieldRows(language, caption, same, heads);
    });
}

function fieldRows(
  language: Language,
  caption: string,
  columns: readonly ExchangeColumn[],
  heads: readonly string[],
): PageTable {
  const given = leaves.filter((leaf) => columns.some(({ fields }) => fields.has(leaf)));
  return {
    caption,
    columns: [textOf(language, "table-field"), ...heads],
    rows: given.map((leaf) => ({
      head: leafLabel(language, leaf),
      cells: columns.map((column) => cellOf(language, fieldCell(column, leaf))),
    })),
  };
}

/** Who ever sees a field: a row for each pair of rooms, a column for each category. */
function byField(columns: readonly ExchangeColumn[], { name, language }: TableRequest) {
  const chosen = leaves.filter((leaf) => name === undefined || isNamed(leaf, name));
  const categories = [...new Set(columns.map(({ category }) => category))].toSorted(byText);
  return chosen.map((leaf): PageTable => {
    const seeing = columns.filter(({ fields }) => fields.has(leaf));
    const pairs = [...Map.groupBy(seeing, ({ from, to }) => `${from} → ${to}`)];
    const rows = pairs
      .toSorted(([a], [b]) => byText(a, b))
      .map(([head, same]) => ({
        head,
        cells: categories.map((category) =>
          joined(
            same
              .filter((column) => column.category === category)
              .map((column) => ruleCell(language, fieldCell(column, leaf))),
          ),
        ),
      }));
    const none = rows.length === 0 ? ` — ${textOf(language, "table-nobody")}` : "";
    return {
      caption: `${leafLabel(language, leaf)} (${leaf.path})${none}`,
      columns: [textOf(language, "table-pair"), ...categories],
      rows,
    };
  });
}

function isNamed(leaf: Leaf, name: string): boolean {
  const word = name.toLowerCase();
  const labels = Object.values(fieldLabels[leaf.path] ?? {}).map((label) => label.toLowerCase());
  return leaf.path === word || leaf.name === word || labels.includes(word);
}

function cellOf(language: Language, { clauses, ...exchange }: FieldCell): PageCell {
  if (clauses.length === 0) return { text: nothing, title: "" };
  const text = clauses.map((clause) => clauseText(language, clause)).join(" / ");
  return { text, title: articleOf(exchange) };
}

function ruleCell(language: Language, cell: FieldCell): PageCell {
  const { text, title } = cellOf(language, cell);
  const when = conditions(language, cell);
  return { text: when === "" ? text : `${text} [${when}]`, title: `${title}, ${cell.rule}` };
}

function joined(cells: readonly PageCell[]): PageCell {
  if (cells.length === 0) return { text: nothing, title: "" };
  const of = (key: keyof PageCell) => [...new Set(cells.map((cell) => cell[key]))].join(" / ");
  return { text: of("text"), title: of("title") };
}

/** What was invented has no article. */
const articleOf = ({ article, agreement, isInvented }: Omit<FieldCell, "clauses">): string =>
  isInvented ? article : `${article} ${agreement}`;

function columnHead(language: Language, column: ExchangeColumn, lead: string): string {
  const words = [lead, conditions(language, column), column.rule, articleOf(column)];
  return words.filter((word) => word !== "").join(" · ");
}

type Conditions = Omit<FieldCell, "clauses">;

/** When a rule holds, beyond rooms and category. */
function conditions(
  language: Language,
  { deliver, asOwner, addressee, territory, mode }: Conditions,
): string {
  const keys: readonly (TextKey | "")[] = [
    deliver === "forbid" ? "table-forbidden" : "",
    deliver === "break-glass" ? "table-emergency" : "",
    asOwner ? "table-owner" : "",
    addressee === undefined ? "" : addressee === "named" ? "table-named" : "table-not-named",
    territory === "receiver" ? "table-territory" : "",
    mode?.length === 1 ? (mode.includes("exercise") ? "table-exercise" : "table-actual") : "",
  ];
  const words = keys.flatMap((key) => (key === "" ? [] : [textOf(language, key)]));
  const comuni = typeof territory === "string" ? [] : [territory.join(" ")];
  return [...words, ...comuni].join(", ");
}

const listed = (words: readonly string[]): string =>
  [...new Set(words)].toSorted(byText).join(", ");
