import i18next from "i18next";

/** What a code of a process means; one that the page does not know is shown with where it is explained. */
export function codeWords(code: string): string {
  const known = wordIn(i18next.t("administration.codes", { returnObjects: true }), code);
  return known ?? i18next.t("administration.codeUnknown", { code });
}

/** `nats:nats-away` → what is missing, and why. */
export function partWords(detail: string): string {
  const [part = "", code = ""] = detail.split(":", 2);
  const name = wordIn(i18next.t("administration.parts", { returnObjects: true }), part) ?? part;
  return `${name}: ${codeWords(code)}`;
}

function wordIn(words: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
