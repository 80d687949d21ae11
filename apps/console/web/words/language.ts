import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";
import { isolated } from "./isolated.ts";
import { it } from "./it.ts";

/** How dates and numbers are written in a language: as in Europe, so that 3 April is never taken for March. */
export const localeOf = (language: string): string => (language === "en" ? "en-GB" : language);

export const languages = ["it", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "raccordo.language";

/** Italian unless this browser was told otherwise: it is the language of the offices that use the page. */
export async function beginLanguage(): Promise<void> {
  const stored = localStorage.getItem(storageKey);
  const language = languages.find((known) => known === stored) ?? "it";
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "it",
    resources: { it: { translation: it }, en: { translation: en } },
    // React escapes whatever is shown; what remains is that a text of somebody else must not turn ours round.
    interpolation: { escapeValue: true, escape: isolated, skipOnVariables: true },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof it };
    returnNull: false;
  }
}
