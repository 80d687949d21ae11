import type { TFunction } from "i18next";
import { codes } from "./codes.it.ts";
import { isolated } from "./isolated.ts";

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
  const words: Readonly<Record<string, string>> = t(`codes.${list}`, { returnObjects: true });
  return namedIn(words, code) ?? t("codes.unknown", { code });
}

/** In which role somebody acts or signs; undefined for one that this page does not know. */
export function knownRole(t: TFunction, role: string): string | undefined {
  const roles: Readonly<Record<string, string>> = t("roles", { returnObjects: true });
  return namedIn(roles, role);
}

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
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = t("codes.fields", {
    returnObjects: true,
  });
  const named = namedIn(namedIn(words, kind) ?? {}, field);
  return named === undefined ? isolated(path) : `${wordsOf(t, "components", kind)}: ${named}`;
}
