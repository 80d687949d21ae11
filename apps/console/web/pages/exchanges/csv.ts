/** What a spreadsheet takes for a formula when it opens the file (CWE-1236). */
const formula = /^[=+\-@\t\r]/;
/** Spreadsheets set to Italian split at semicolons. */
const separator = ";";

/** One cell: never a formula, always quoted. */
function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A table as CSV (RFC 4180 but for the separator), with the mark that tells spreadsheets it is UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(cell).join(separator));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Hands a file to the browser; nothing is sent anywhere. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
