import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isolated } from "../words/isolated.ts";
import { localeOf } from "../words/language.ts";

/** How moments and days of UTC are written; what is none stays as it is. */
export interface Times {
  /** `2026-11-22`, or a moment of that day: "22 nov 2026". */
  dayOf(day: string): string;
  /** "nov 2026" */
  monthOf(day: string): string;
  /** To the second, and said to be of UTC. */
  timeOf(at: string): string;
}

/** Days and times as people write them, in the language of the page; times in UTC are said to be. */
export function useTimes(): Times {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => timesIn(language), [language]);
}

function timesIn(language: string): Times {
  const locale = localeOf(language);
  const utc = { timeZone: "UTC" } as const;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...utc });
  const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", ...utc });
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "medium", ...utc },
  });
  const written = (form: Intl.DateTimeFormat, at: string, end = "") => {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? isolated(at) : `${form.format(date)}${end}`;
  };
  return {
    dayOf: (at) => written(day, at),
    monthOf: (at) => written(month, at),
    timeOf: (at) => written(time, at, " UTC"),
  };
}
