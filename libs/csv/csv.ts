/** What a spreadsheet takes for a formula when it opens the file (CWE-1236), also in the wide forms of East Asia. */
const formula = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u;
/** The same behind what another spreadsheet takes for the end of a cell: one set to English splits at commas. */
const innerFormula = /([,;\t\r\n])([\s\p{Cf}"']*)(?=[=+\-@＝＋－＠])/gu;
/** Spreadsheets set to Italian split at semicolons. */
const separator = ";";

/** One cell: never a formula, always quoted. */
function cell(text: string): string {
  const inner = text.replace(innerFormula, "$1$2'");
  const safe = formula.test(inner) ? `'${inner}` : inner;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A table as CSV (RFC 4180 but for the separator), with the mark that tells spreadsheets it is UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(cell).join(separator));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
