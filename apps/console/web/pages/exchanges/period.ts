import { italianMidnight, italianTime, momentOfItalian } from "#libs/incident/italianTime";
import { momentIn } from "../../shell/momentIn.ts";
import type { Period } from "./view.ts";

/** Periods that are often asked for. Each becomes two times: an address never says "today". */
export const presets = ["today", "yesterday", "week", "month", "lastMonth", "year"] as const;
export type Preset = (typeof presets)[number];

const ends: Readonly<Record<Preset, (now: string) => readonly [string, string]>> = {
  today: (now) => [italianMidnight(now, {}), italianMidnight(now, { days: 1 })],
  yesterday: (now) => [italianMidnight(now, { days: -1 }), italianMidnight(now, {})],
  week: (now) => [italianMidnight(now, { days: -6 }), italianMidnight(now, { days: 1 })],
  month: (now) => [italianMidnight(now, { day: 1 }), italianMidnight(now, { months: 1, day: 1 })],
  lastMonth: (now) => [
    italianMidnight(now, { months: -1, day: 1 }),
    italianMidnight(now, { day: 1 }),
  ],
  year: (now) => {
    const year = Number(italianTime(now).slice(0, 4));
    return [newYear(year, now), newYear(year + 1, now)];
  },
};

const newYear = (year: number, now: string): string =>
  momentOfItalian(`${year}-01-01T00:00:00`) ?? now;

/** The times that a preset means now. */
export function periodOf(preset: Preset, now: Date): Period {
  const [from, to] = ends[preset](now.toISOString());
  return { from, to };
}

/** The period whose ends stand in two controls; undefined where it is none. An end that nobody has changed stays as it is. */
export function periodIn(from: string, to: string, before: Period): Period | undefined {
  const momentOf = (text: string, known: string) =>
    text === italianTime(known) ? known : momentOfItalian(text);
  const chosen = { from: momentOf(from, before.from), to: momentOf(to, before.to) };
  if (chosen.from === undefined || chosen.to === undefined) return undefined;
  return chosen.from < chosen.to ? { from: chosen.from, to: chosen.to } : undefined;
}

/** A time in words, to the second. */
export const timeWords = (language: string, time: string): string =>
  momentIn(language, time, { dateStyle: "long", timeStyle: "medium" });

/** A day in words, and the time of day to the second. */
export function dayAndTime(language: string, time: string) {
  return {
    day: momentIn(language, time, { dateStyle: "long" }),
    time: momentIn(language, time, { timeStyle: "medium" }),
  };
}

const dayMs = 86_400_000;
/** Columns of a chart stay few enough to be read. */
export function stepOf({ from, to }: Period): "hour" | "day" | "month" {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs;
  return days <= 8 ? "hour" : days <= 100 ? "day" : "month";
}
