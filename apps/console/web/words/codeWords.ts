import type { TFunction } from "i18next";
import { it } from "./it.ts";

type Codes = typeof it.codes;
/** Lists of codes that have words. */
export type CodeList = Exclude<keyof Codes, "unknown">;

/** The codes of a list, in the order in which they are offered. */
export const codesOf = (list: CodeList): readonly string[] => Object.keys(it.codes[list]);

/** Whether a code has words. */
export const isKnown = (list: CodeList, code: string): boolean =>
  Object.hasOwn(it.codes[list], code);

/** The words for a code of the log; a code that this page does not know is shown as one. */
export function wordsOf(t: TFunction, list: CodeList, code: string): string {
  const words: Readonly<Record<string, string>> = t(`codes.${list}`, { returnObjects: true });
  return (Object.hasOwn(words, code) && words[code]) || t("codes.unknown", { code });
}
