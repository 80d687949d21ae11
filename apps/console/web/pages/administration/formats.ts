import i18next from "i18next";
import { momentIn } from "../../shell/momentIn.ts";
import { localeOf } from "../../words/language.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A number as the page's language writes it. */
export const numberText = (value: number, digits = 0): string =>
  value.toLocaleString(localeOf(i18next.language), { maximumFractionDigits: digits });

/** `78,7 GB`; powers of 1000, as disks are sold. */
export function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  const power = size < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  return `${numberText(bytes / 1_000 ** power, power === 0 ? 0 : 1)} ${units[power] ?? "B"}`;
}

/** The largest two units that say something: `2 h 5 min`. */
export function durationText(seconds: number): string {
  const parts = [
    ["day", Math.floor(seconds / 86_400)],
    ["hour", Math.floor(seconds / 3_600) % 24],
    ["minute", Math.floor(seconds / 60) % 60],
    ["second", Math.floor(seconds) % 60],
  ] as const;
  const first = parts.findIndex(([, count]) => count > 0);
  const shown = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown
    .filter(([, count], at) => count > 0 || at === 0)
    .map(([unit, count]) => i18next.t(`administration.units.${unit}`, { count }))
    .join(" ");
}

/** Day and time. */
export const timeText = (iso: string): string =>
  momentIn(i18next.language, iso, { dateStyle: "short", timeStyle: "medium" });

/** A day (UTC) as it is written in letters. */
export const dayText = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf(i18next.language), {
    dateStyle: "medium",
  });

/** Seconds since 1970 of nothing known: the words for it. */
export const orUnknown = <T>(value: T | null, text: (known: T) => string): string =>
  value === null ? i18next.t("administration.unknown") : text(value);
