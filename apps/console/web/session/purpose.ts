import { shell } from "../words/shell.it.ts";

/** Why the log is read; each is recorded with what is read. */
export type Purpose = keyof typeof shell.purpose.words;
export const purposes = Object.keys(shell.purpose.words) as readonly Purpose[];
