/** Columns that everything fits in: plain terminals have 80. */
export const columns = 80;

/** `label   text` with the text's further lines under its first one. */
export function labelled(indent: number, label: string, labelWidth: number, text: string): string {
  const lead = `${" ".repeat(indent)}${label.padEnd(labelWidth)}`;
  return hanging(lead, lead.length, text);
}

/** `lead` and `text`, broken between words; lines after the first begin at column `under`. */
export function hanging(lead: string, under: number, text: string): string {
  const lines: string[] = [];
  let line = lead;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    const next = isEmpty ? `${line}${word}` : `${line} ${word}`;
    if (next.length > columns && !isEmpty) {
      lines.push(line);
      line = `${" ".repeat(under)}${word}`;
    } else line = next;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}

/** A heading between two rules. */
export const heading = (title: string): string => {
  const rule = "─".repeat(columns);
  return `${rule}\n${hanging("", 0, title)}\n${rule}`;
};
