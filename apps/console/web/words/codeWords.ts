import type { ParseKeys, TFunction } from "i18next";
import { codes } from "./codes.it.ts";
import { isolated } from "./isolated.ts";
import { shell } from "./shell.it.ts";

type Codes = typeof codes;
/** Lists of codes that have words. */
export type CodeList = Exclude<keyof Codes, "unknown" | "fields" | "territory">;

/** The codes of a list, in the order in which they are offered. */
export const codesOf = (list: CodeList): readonly string[] => Object.keys(codes[list]);

/** Whether a code has words. */
export const isKnown = (list: CodeList, code: string): boolean => Object.hasOwn(codes[list], code);

/** What stands under a name that somebody else chose; never what every object of the language has under its own. */
export const namedIn = <T>(words: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

/** The words for a code of the log; a code that this page does not know is shown as one. */
export function wordsOf(t: TFunction, list: CodeList, code: string): string {
  return isKnown(list, code) ? wordsAt(t, `codes.${list}.${code}`) : t("codes.unknown", { code });
}

/**
 * One word, of a path that was found in the words themselves: each language has the same. A list that is asked for as a
 * whole is put together word by word each time, which was most of what a page of a hundred entries took.
 */
const wordsAt = (t: TFunction, path: string): string => t(path as ParseKeys);

/** In which role somebody acts or signs; undefined for one that this page does not know. */
export function knownRole(t: TFunction, role: string): string | undefined {
  const known = roles.find((one) => one === role);
  return known && t(`roles.${known}`);
}

const roles = Object.keys(shell.roles) as readonly (keyof typeof shell.roles)[];

/** In which role somebody acts or signs, in a sentence. */
export const roleWords = (t: TFunction, role: string): string =>
  knownRole(t, role) ?? t("codes.unknown", { code: role });

/** The words of several codes, as one writes them in a sentence. */
export const listOf = (t: TFunction, list: CodeList, codes: readonly string[]): string =>
  codes.map((code) => wordsOf(t, list, code)).join(", ");

/** Paths of every field of the catalogue that has words. */
export const fieldPaths: readonly string[] = Object.entries(codes.fields).flatMap(
  ([kind, fields]) => Object.keys(fields).map((field) => `${kind}.${field}`),
);

/** What a person calls a field: "veicolo: targa". */
export function fieldWords(t: TFunction, path: string): string {
  const [kind = "", field = ""] = path.split(".");
  const known = namedIn<Readonly<Record<string, string>>>(codes.fields, kind) ?? {};
  if (!Object.hasOwn(known, field)) return isolated(path);
  return `${wordsOf(t, "components", kind)}: ${wordsAt(t, `codes.fields.${kind}.${field}`)}`;
}
