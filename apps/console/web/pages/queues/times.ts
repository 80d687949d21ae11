import { momentIn } from "../../shell/momentIn.ts";

/** A moment as people in Italy read it, in the language of the page. */
export function momentText(iso: string, language: string): string {
  return momentIn(language, iso, { dateStyle: "short", timeStyle: "short" });
}

const dayMs = 86_400_000;
const dayForm = /^20\d{2}-\d{2}-\d{2}$/;

/** A period of whole days (UTC), both ends in it. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The period in an address, else the last seven days. */
export function daysIn(search: URLSearchParams, nowMs: number): Days {
  const [first, last] = [search.get("from"), search.get("to")];
  if (first !== null && last !== null && areDays({ first, last })) return { first, last };
  return { first: dayOf(nowMs - 6 * dayMs), last: dayOf(nowMs) };
}

/** The period as the API takes it: from the first moment up to and without the last. */
export const boundsOf = ({ first, last }: Days) => ({
  from: `${first}T00:00:00.000Z`,
  to: `${dayOf(Date.parse(`${last}T00:00:00.000Z`) + dayMs)}T00:00:00.000Z`,
});

/** Whether these are two days, the first not after the last. */
export const areDays = ({ first, last }: Days): boolean =>
  isDay(first) && isDay(last) && first <= last;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const isDay = (text: string): boolean =>
  dayForm.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`));
