import type { Days } from "./sources.ts";

const rome = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Rome",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

const daysKnown = new Map<string, string>();

/** The day, `yyyy-mm-dd`, that it was in Italy at an instant. */
export function dayInItaly(at: string): string {
  const known = daysKnown.get(at);
  if (known !== undefined) return known;
  const day = rome.format(new Date(at));
  daysKnown.set(at, day);
  return day;
}

/** True from the first to the last day, both included. */
export function covers(days: Days, at: string): boolean {
  const day = dayInItaly(at);
  return day >= days.from && day <= days.to;
}
