/** A table for people: a caption, heads of columns, rows with a head of their own. Texts only, no markup. */
export interface PageTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly PageCell[] }[];
}

export interface PageCell {
  readonly text: string;
  /** Article and rule by which it is so. */
  readonly title: string;
}

export interface Page {
  readonly language: "it" | "en";
  readonly title: string;
  readonly notes: readonly string[];
  readonly tables: readonly PageTable[];
}

/** The page as Markdown: the title of a cell stands behind its text. */
export function renderMarkdown({ title, notes, tables }: Page): string {
  const parts = tables.map(({ caption, columns, rows }) => {
    const lines = rows.map(({ head, cells }) => [head, ...cells.map(inLine)]);
    const line = (cells: readonly string[]) => `| ${cells.map(escapedMarkdown).join(" | ")} |`;
    return [`## ${caption}`, "", line(columns), line(columns.map(() => "---")), ...lines.map(line)]
      .join("\n")
      .concat("\n");
  });
  return [`# ${title}`, "", ...notes.map((note) => `${note}\n`), ...parts].join("\n");
}

const inLine = ({ text, title }: PageCell): string => (title === "" ? text : `${text} (${title})`);

const escapedMarkdown = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;");

/** The page as rows: for spreadsheets; it is a view and cannot be read back. */
export function pageRows({ tables }: Page): readonly (readonly string[])[] {
  const width = Math.max(1, ...tables.map(({ columns }) => columns.length + 1));
  const padded = (cells: readonly string[]) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => ""),
  ];
  return tables.flatMap(({ caption, columns, rows }) => [
    padded([caption, ...columns]),
    ...rows.map(({ head, cells }) => padded([caption, head, ...cells.map(inLine)])),
  ]);
}

const style = `
body { font: 16px/1.45 system-ui, sans-serif; color: #111; background: #fff; margin: 2rem; }
table { border-collapse: collapse; margin: 0 0 2.5rem; }
caption { text-align: left; font-size: 1.15rem; font-weight: 600; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eef1f5; position: sticky; top: 0; }
tbody th { background: #f7f8fa; font-weight: 500; }
td small { display: block; color: #444; }
td.no { color: #595959; }
@media print {
  body { margin: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  thead th { position: static; }
  tr, caption { break-inside: avoid; }
  table { break-after: page; }
}`;

/** What nothing leaves is written as. */
export const nothing = "—";

/** The page as one HTML file: no script, nothing from elsewhere, tables with captions and scopes, and a print style. */
export function renderHtml({ language, title, notes, tables }: Page): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapedHtml(title)}</title>`,
    `<style>${style}</style></head>`,
    `<body><main><h1>${escapedHtml(title)}</h1>`,
    ...notes.map((note) => `<p>${escapedHtml(note)}</p>`),
    ...tables.map(tableHtml),
    "</main></body></html>",
    "",
  ].join("\n");
}

function tableHtml({ caption, columns, rows }: PageTable): string {
  const heads = columns.map((column) => `<th scope="col">${escapedHtml(column)}</th>`).join("");
  const body = rows.map(({ head, cells }) => {
    return `<tr><th scope="row">${escapedHtml(head)}</th>${cells.map(cellHtml).join("")}</tr>`;
  });
  return [
    `<table><caption>${escapedHtml(caption)}</caption>`,
    `<thead><tr>${heads}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table>`,
  ].join("\n");
}

function cellHtml({ text, title }: PageCell): string {
  const kind = text === nothing ? ' class="no"' : "";
  const small = title === "" ? "" : `<small>${escapedHtml(title)}</small>`;
  return `<td${kind}>${escapedHtml(text)}${small}</td>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapedHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
