import { italianZone } from "#libs/incident/italianTime";
import { isolated } from "../words/isolated.ts";
import { localeOf } from "../words/language.ts";

/** Forms by language and options: a page has a dozen. */
const known = new Map<string, Intl.DateTimeFormat>();

/** A form takes some 50 µs to make, and a long list writes hundreds of moments: they are kept. */
function formOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([language, options]);
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const form = new Intl.DateTimeFormat(localeOf(language), { timeZone: italianZone, ...options });
  known.set(name, form);
  return form;
}

/**
 * A moment as it is written in a language of the page, and `end` behind it; what is none stays as it is. Where no zone
 * is named it is told by the clocks of Italy: two people who look at one entry read one time, on whatever computer.
 */
export function momentIn(
  language: string,
  at: string,
  options: Intl.DateTimeFormatOptions,
  end = "",
): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return isolated(at);
  return `${formOf(language, options).format(date)}${end}`;
}
