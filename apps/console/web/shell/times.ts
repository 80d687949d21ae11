import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { momentIn } from "./momentIn.ts";

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
  const utc = { timeZone: "UTC" } as const;
  const timed = { dateStyle: "medium", timeStyle: "medium", ...utc } as const;
  return {
    dayOf: (at) => momentIn(language, at, { dateStyle: "medium", ...utc }),
    monthOf: (at) => momentIn(language, at, { year: "numeric", month: "short", ...utc }),
    timeOf: (at) => momentIn(language, at, timed, " UTC"),
  };
}
