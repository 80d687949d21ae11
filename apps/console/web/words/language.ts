import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { isolated } from "./isolated.ts";
import { type PartName, parts } from "./parts.ts";
import { shell as en } from "./shell.en.ts";
import { shell as it } from "./shell.it.ts";
import type { ItalianWords } from "./words.ts";

/** How dates and numbers are written in a language: as in Europe, so that 3 April is never taken for March. */
export const localeOf = (language: string): string => (language === "en" ? "en-GB" : language);

export const languages = ["it", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "raccordo.language";
const namespace = "translation";

/** The language that is shown, or is about to be once its words are here. */
let wanted: Language = "it";
/** Words that some page has asked for; with another language they are needed in that one. */
const asked = new Set<PartName>();

/**
 * Italian unless this browser was told otherwise: it is the language of the offices that use the page. Of the words
 * only those that surround every page are here from the beginning.
 */
export async function beginLanguage(): Promise<void> {
  const stored = localStorage.getItem(storageKey);
  wanted = languages.find((known) => known === stored) ?? "it";
  await i18next.use(initReactI18next).init({
    lng: wanted,
    // Both languages have the same members: what one lacks the other lacks too.
    fallbackLng: false,
    resources: { it: { [namespace]: it }, en: { [namespace]: en } },
    // React escapes whatever is shown; what remains is that a text of somebody else must not turn ours round.
    interpolation: { escapeValue: true, escape: isolated, skipOnVariables: true },
    returnNull: false,
    // A page that shows words that it did not ask for is wrong, and says so where its tests look.
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) =>
      reportError(new Error(`no words for ${key}`)),
    // A code of a later version, with whatever stands in it: it is shown as it came, and nothing in it is carried out.
    nsSeparator: false,
    parseMissingKeyHandler: (key: string) => isolated(key.replace(/^(?:[a-z]\w*\.)+/, "")),
  });
  document.documentElement.lang = wanted;
}

/** Shows the page in another language, once all that was loaded is there in it. */
export async function changeLanguage(language: Language): Promise<void> {
  wanted = language;
  await wordsOfPage([...asked]);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Loads words before the page that shows them is drawn. Rejects where they cannot be loaded. */
export async function wordsOfPage(names: readonly PartName[]): Promise<void> {
  for (const name of names) asked.add(name);
  await Promise.all(names.map((name) => load(wanted, name)));
}

async function load(language: Language, name: PartName): Promise<void> {
  const words: object = await parts[name][language]();
  i18next.addResourceBundle(language, namespace, { ...words }, true, true);
  // Whoever changed the language meanwhile asked for what had been asked for until then.
  if (language !== wanted) await load(wanted, name);
}

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: ItalianWords };
    returnNull: false;
  }
}
