import { momentIn } from "../../shell/momentIn.ts";
import type { Period } from "./view.ts";

/** Periods that are often asked for. Each becomes two times: an address never says "today". */
export const presets = ["today", "yesterday", "week", "month", "lastMonth", "year"] as const;
export type Preset = (typeof presets)[number];

/** Midnight of a day of this computer's calendar, some days or months away. */
const midnight = (now: Date, { months = 0, days = 0, isFirst = false }): Date =>
  new Date(now.getFullYear(), now.getMonth() + months, isFirst ? 1 : now.getDate() + days);

const ends: Readonly<Record<Preset, (now: Date) => readonly [Date, Date]>> = {
  today: (now) => [midnight(now, {}), midnight(now, { days: 1 })],
  yesterday: (now) => [midnight(now, { days: -1 }), midnight(now, {})],
  week: (now) => [midnight(now, { days: -6 }), midnight(now, { days: 1 })],
  month: (now) => [midnight(now, { isFirst: true }), midnight(now, { months: 1, isFirst: true })],
  lastMonth: (now) => [
    midnight(now, { months: -1, isFirst: true }),
    midnight(now, { isFirst: true }),
  ],
  year: (now) => [new Date(now.getFullYear(), 0, 1), new Date(now.getFullYear() + 1, 0, 1)],
};

/** The times that a preset means now. */
export function periodOf(preset: Preset, now: Date): Period {
  const [from, to] = ends[preset](now);
  return { from: from.toISOString(), to: to.toISOString() };
}

const minuteMs = 60_000;

/** A time as a control of the browser takes it: of this computer's clock, to the second. */
export function localTime(time: string): string {
  const date = new Date(time);
  const shifted = date.getTime() - date.getTimezoneOffset() * minuteMs;
  return new Date(shifted).toISOString().slice(0, 19);
}

/** The time in such a control; undefined where it holds none. */
export function timeIn(local: string): string | undefined {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
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
