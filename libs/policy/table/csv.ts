import type { Parsed, SourceError } from "../strictYaml.ts";

/** A row with the line on which it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a spreadsheet would take for a formula, and the mark itself that says otherwise. */
const needsMark = /^[=+\-@\t\r']/;
const mark = "'";

/**
 * Rows as CSV (RFC 4180): CRLF ends, quotes where they must be. A cell that a spreadsheet would run as a formula is
 * marked with an apostrophe; so is one that begins with an apostrophe, so that reading takes off exactly what
 * writing put on.
 */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(text: string): string {
  const safe = needsMark.test(text) ? `${mark}${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Longest text that is read. */
const csvCharsMax = 64 * 1_048_576;

/**
 * Reads CSV strictly (RFC 4180; lines end in CRLF or LF): a stray quote, an unfinished cell, a row of another length
 * and a cell that a spreadsheet would run are errors with their line.
 */
export function parseCsv(text: string): Parsed<readonly CsvRow[]> {
  if (text.length > csvCharsMax) return { ok: false, errors: [at(1, "too long")] };
  const rows: CsvRow[] = [];
  const errors: SourceError[] = [];
  let [offset, line] = [0, 1];
  while (offset < text.length) {
    const row = readRow(text, offset, line);
    if (!row.ok) return { ok: false, errors: [...errors, row.error] };
    rows.push({ line, cells: row.cells.map((cell) => cell.text) });
    errors.push(
      ...row.cells.flatMap(({ fault, line: place }) => (fault ? [at(place, fault)] : [])),
    );
    [offset, line] = [row.next, row.nextLine];
  }
  const width = rows[0]?.cells.length ?? 0;
  for (const row of rows)
    if (row.cells.length !== width) errors.push(at(row.line, `not ${width} cells`));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: rows };
}

const at = (line: number, message: string): SourceError => ({ line, column: 1, message });

interface ReadCell {
  readonly text: string;
  readonly line: number;
  readonly fault?: string;
}

type ReadRow =
  | {
      readonly ok: true;
      readonly cells: ReadCell[];
      readonly next: number;
      readonly nextLine: number;
    }
  | { readonly ok: false; readonly error: SourceError };

function readRow(text: string, from: number, firstLine: number): ReadRow {
  const cells: ReadCell[] = [];
  let [offset, line] = [from, firstLine];
  for (;;) {
    const raw = readCell(text, offset);
    if (raw === undefined) return { ok: false, error: at(line, "a quote out of place") };
    cells.push(unmarked(raw.text, line));
    line += raw.text.split("\n").length - 1;
    offset = raw.next;
    if (text[offset] === ",") {
      offset += 1;
      continue;
    }
    const end = /^(?:\r\n|\n|$)/.exec(text.slice(offset, offset + 2));
    if (end === null) return { ok: false, error: at(line, "something after a cell") };
    return { ok: true, cells, next: offset + end[0].length, nextLine: line + 1 };
  }
}

/** The raw text of one cell, quotes taken off. */
function readCell(text: string, from: number): { text: string; next: number } | undefined {
  if (text[from] !== '"') {
    const plain = /[^",\r\n]*/y;
    plain.lastIndex = from;
    const [found = ""] = plain.exec(text) ?? [];
    return { text: found, next: from + found.length };
  }
  let end = from + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return undefined;
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { text: text.slice(from + 1, end).replaceAll('""', '"'), next: end + 1 };
}

function unmarked(text: string, line: number): ReadCell {
  if (!needsMark.test(text)) return { text, line };
  const bare = text.slice(1);
  if (text.startsWith(mark) && needsMark.test(bare)) return { text: bare, line };
  return { text, line, fault: "a cell that a spreadsheet would run: put an apostrophe before it" };
}
