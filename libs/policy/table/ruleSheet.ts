import { z } from "zod";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalJson } from "#libs/seal/canonical";
import type { Agreement } from "../agreementSchema.ts";
import { agreementHash, agreementSchema } from "../agreementSchema.ts";
import type { Ceilings } from "../ceilingsSchema.ts";
import { ceilingsHash, ceilingsSchema } from "../ceilingsSchema.ts";
import type { Clause } from "../clauseSchema.ts";
import { clauseSchema } from "../clauseSchema.ts";
import type { Grant } from "../grantSchema.ts";
import { grantHash, grantSchema } from "../grantSchema.ts";
import type { Parsed, SourceError } from "../strictYaml.ts";
import type { CsvRow } from "./csv.ts";
import { parseCsv, renderCsv } from "./csv.ts";

/** A file of rules, whichever of the three it is. */
export type RuleDocument = Agreement | Grant | Ceilings;

/** What stands beside each row for people, in one language; reading checks that it says what the row says. */
export interface SheetWords {
  readonly columns: readonly [
    ...[document: string, rule: string, article: string, item: string, position: string],
    ...[value: string, label: string, reading: string],
  ];
  /** What people call a field; empty for what has no name. */
  readonly label: (path: string) => string;
  /** What a clause means. */
  readonly reading: (clause: Clause) => string;
}

/** Id and SHA-256 of a document's canonical JSON: what is signed. */
export function hashOfDocument(document: RuleDocument): {
  readonly id: string;
  readonly hash: string;
} {
  if ("agreement" in document) {
    return { id: document.agreement.id, hash: agreementHash(document) };
  }
  if ("grant" in document) return { id: document.grant.id, hash: grantHash(document) };
  return { id: document.ceilings.id, hash: ceilingsHash(document) };
}

/**
 * Rule documents as one CSV table, a row for each thing that they say; nothing is lost. Texts stand as they are, all
 * else as JSON. Label and reading are for people.
 */
export function renderSheet(documents: readonly RuleDocument[], words: SheetWords): string {
  const rows = documents.flatMap((document) => documentRows(document, words));
  return renderCsv([words.columns, ...rows]);
}

type Tree = Readonly<Record<string, unknown>>;

function documentRows(document: RuleDocument, words: SheetWords): readonly (readonly string[])[] {
  const { id } = hashOfDocument(document);
  const { rules, ...head } = document;
  const headRows = flat(head, []).map((cell) => [id, "", "", ...cellsOf(cell, words)]);
  const ruleRows = rules.flatMap((rule) => {
    const { id: ruleId, ...rest } = rule;
    const begin: Flat = { path: ["id"], position: 0, value: ruleId };
    return [begin, ...flat(rest, [])].map((cell) => [
      ...[id, ruleId, rule.cites.article],
      ...cellsOf(cell, words),
    ]);
  });
  return [...headRows, ...ruleRows];
}

interface Flat {
  readonly path: readonly string[];
  /** From 1 within a list; 0 for what is in none. */
  readonly position: number;
  readonly value: unknown;
}

/** What an object says, member by member; a list item by item. */
function flat(tree: Tree, above: readonly string[]): readonly Flat[] {
  return Object.entries(tree).flatMap(([name, value]): readonly Flat[] => {
    const path = [...above, name];
    if (Array.isArray(value) && value.length > 0) {
      return value.map((item: unknown, index) => ({ path, position: index + 1, value: item }));
    }
    if (isTree(value) && Object.keys(value).length > 0) return flat(value, path);
    return [{ path, position: 0, value }];
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cellsOf({ path, position, value }: Flat, words: SheetWords): readonly string[] {
  const text = typeof value === "string" ? value : `json:${canonicalJson(value as CanonicalValue)}`;
  const [top, field = ""] = path;
  const clause = top === "fields" ? clauseSchema.safeParse(value) : undefined;
  return [
    path.map(encoded).join("/"),
    position === 0 ? "" : String(position),
    typeof value === "string" && value.startsWith("json:") ? `json:${JSON.stringify(value)}` : text,
    top === "fields" ? words.label(field) : "",
    clause?.success === true ? words.reading(clause.data) : "",
  ];
}

/** As in a JSON Pointer (RFC 6901): a name may hold the sign that parts names. */
const encoded = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
const decoded = (name: string): string => name.replaceAll("~1", "/").replaceAll("~0", "~");

const documentSchema = z.union([agreementSchema, grantSchema, ceilingsSchema]);

/**
 * Reads a sheet back into the documents that it was made of. Strict: every row in its place, labels and readings as
 * the row itself says (in one of the languages given), and every document of its schema. Errors name their line.
 */
export function parseSheet(
  text: string,
  languages: readonly SheetWords[],
): Parsed<readonly RuleDocument[]> {
  const csv = parseCsv(text);
  if (!csv.ok) return csv;
  const [head, ...rows] = csv.value;
  const words = languages.find(({ columns }) => same(columns, head?.cells ?? []));
  if (words === undefined) return failed([fault(1, "not the columns of a sheet of rules")]);
  const groups = documentsIn(rows);
  const read = groups.map((group) => readDocument(group, words));
  const errors = read.flatMap((one) => one.errors);
  if (errors.length > 0) return failed(errors);
  return { ok: true, value: read.flatMap(({ document }) => (document ? [document] : [])) };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);

const fault = (line: number, message: string): SourceError => ({ line, column: 1, message });
const failed = (errors: readonly SourceError[]): Parsed<never> => ({ ok: false, errors });

/** Rows that follow one another under one document; `format` begins the next. */
function documentsIn(rows: readonly CsvRow[]): readonly (readonly CsvRow[])[] {
  const groups: CsvRow[][] = [];
  for (const row of rows) {
    const begins = row.cells[3] === "format" && row.cells[1] === "";
    if (begins || groups.length === 0) groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  return groups;
}

interface ReadDocument {
  readonly document?: RuleDocument;
  readonly errors: readonly SourceError[];
}

function readDocument(rows: readonly CsvRow[], words: SheetWords): ReadDocument {
  const head: Record<string, unknown> = {};
  const rules: Record<string, unknown>[] = [];
  const errors: SourceError[] = [];
  for (const { line, cells } of rows) {
    const [, rule = "", , item = "", position = "", value = ""] = cells;
    const isBegin = rule !== "" && item === "id";
    if (isBegin) rules.push({});
    const tree = rule === "" ? head : rules.at(-1);
    const read = readValue(value);
    if (tree === undefined || read === undefined) errors.push(fault(line, "value out of place"));
    else if (!put(tree, item.split("/").map(decoded), position, read.value)) {
      errors.push(fault(line, `${item} ${position}: twice, or out of order`));
    }
  }
  const [first = { line: 1, cells: [] }] = rows;
  const parsed = documentSchema.safeParse({ ...head, rules });
  if (errors.length > 0) return { errors };
  if (!parsed.success) {
    return { errors: [fault(first.line, `no document of rules: ${issuesOf(parsed.error)}`)] };
  }
  return { document: parsed.data, errors: disagreeing(rows, parsed.data, words) };
}

function issuesOf({ issues }: z.ZodError): string {
  const told = issues.map(({ path, message }) => `${path.map(String).join(".")} ${message}`);
  return told.join("; ").slice(0, 400);
}

/** `undefined` where it is no JSON that it says to be. */
function readValue(text: string): { readonly value: unknown } | undefined {
  if (!text.startsWith("json:")) return { value: text };
  try {
    return { value: JSON.parse(text.slice(5)) };
  } catch {
    return undefined;
  }
}

/** Puts a value in its place; false where something else is there already. */
function put(
  tree: Record<string, unknown>,
  path: readonly string[],
  position: string,
  value: unknown,
): boolean {
  const [name = "", ...rest] = path;
  const there = Object.hasOwn(tree, name) ? tree[name] : undefined;
  if (name === "__proto__") return false;
  if (rest.length > 0) {
    if (there === undefined) tree[name] = {};
    const below = tree[name];
    return isRecord(below) && put(below, rest, position, value);
  }
  if (position === "") {
    if (there !== undefined) return false;
    tree[name] = value;
    return true;
  }
  if (there === undefined && position === "1") {
    tree[name] = [value];
    return true;
  }
  if (!Array.isArray(there) || position !== String(there.length + 1)) return false;
  there.push(value);
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isTree(value);
}

/** A row whose columns for people say something else than the document: whoever signed it was told a tale. */
function disagreeing(
  rows: readonly CsvRow[],
  document: RuleDocument,
  words: SheetWords,
): readonly SourceError[] {
  const expected = documentRows(document, words);
  const byText = new Map(expected.map((cells) => [JSON.stringify(cells), true]));
  return rows
    .filter(({ cells }) => !byText.has(JSON.stringify(cells)))
    .map(({ line }) => fault(line, "the columns for people do not say what the row says"));
}
