import { readFileSync } from "node:fs";

const shownLines = 8;

/** The end of a log for a person to read; empty when there is none. */
export function lastLines(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-shownLines).join("\n");
  } catch {
    return "";
  }
}
