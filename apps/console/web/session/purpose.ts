import { it } from "../words/it.ts";

/** Why the log is read; each is recorded with what is read. */
export type Purpose = keyof typeof it.purpose.words;
export const purposes = Object.keys(it.purpose.words) as readonly Purpose[];
