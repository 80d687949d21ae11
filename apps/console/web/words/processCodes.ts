import i18next from "i18next";
import { namedIn } from "./codeWords.ts";
import { isolated } from "./isolated.ts";

type Words = Readonly<Record<string, string>>;

/** What a code of a process means; one that the page does not know is shown with where it is explained. */
export function codeWords(code: string): string {
  const words: Words = i18next.t("administration.codes", { returnObjects: true });
  const known = namedIn(words, code);
  return known ?? i18next.t("administration.codeUnknown", { code });
}

/** `nats:nats-away` → what is missing, and why. */
export function partWords(detail: string): string {
  const [part = "", code = ""] = detail.split(":", 2);
  const words: Words = i18next.t("administration.parts", { returnObjects: true });
  const name = namedIn(words, part) ?? isolated(part);
  return `${name}: ${codeWords(code)}`;
}
