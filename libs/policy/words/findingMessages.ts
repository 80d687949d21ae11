import type { Bilingual, Language } from "#libs/incident/fieldLabels";
import type { Finding } from "../analysis/finding.ts";
import type { CompileError } from "../compileErrors.ts";
import { compileWords } from "./compileWords.ts";
import { filled } from "./filled.ts";
import { findingWords, lackingWords } from "./findingWords.ts";

/** Lists longer than this are cut for people; programs get them whole. */
const listedMax = 6;

/** What the analysis found, in words; the rule stands before it where it is about one. */
export function findingMessage(
  language: Language,
  { code, rule, path = "", values }: Finding,
): string {
  const shown = Object.entries(values).map(([name, value]) => {
    if (name === "lacks") return [name, lackingWords[String(value)]?.[language] ?? String(value)];
    return [name, listed(value)];
  });
  const text = filled(findingWords[code][language], { path, ...Object.fromEntries(shown) });
  return rule === undefined ? text : `${rule}: ${text}`;
}

function listed(value: string | number | readonly string[]): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  const more = value.length > listedMax ? ` … +${value.length - listedMax}` : "";
  return `${value.slice(0, listedMax).join(", ")}${more}`;
}

/** A fault of the compiler in words, with what to do about it. */
export function compileMessage({ code, rule, path = "" }: CompileError): Bilingual {
  const before = rule === undefined ? "" : `${rule}: `;
  const said = (language: Language) => `${before}${filled(compileWords[code][language], { path })}`;
  return { it: said("it"), en: said("en") };
}
