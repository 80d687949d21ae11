import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { localeOf } from "../../words/language.ts";

type Schemas = components["schemas"];
export type RuleList = Schemas["RuleList"];
export type RuleSet = RuleList["sets"][number];
export type RuleTable = Schemas["RuleTable"];
export type RuleDiff = Schemas["RuleDiff"];
export type DryRun = Schemas["DryRun"];
export type RuleStep = Schemas["RuleStep"];

const listEveryMs = 2_000;

/** Rule sets as the signed log tells them; `isWaiting`: asked again until a step that was just made shows. */
export function useRuleList(isWaiting = false) {
  return useQuery({
    queryKey: ["/v1/rules"],
    queryFn: () => answered(api.GET("/v1/rules")),
    ...(isWaiting && { refetchInterval: listEveryMs }),
  });
}

/** Days and times as people write them, in the language of the page; times in UTC are said to be. */
export function useTimes() {
  const { i18n } = useTranslation();
  const day = new Intl.DateTimeFormat(localeOf(i18n.language), {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  const time = new Intl.DateTimeFormat(localeOf(i18n.language), {
    ...{ dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" },
  });
  return {
    dayOf: (at: string) => day.format(new Date(at)),
    timeOf: (at: string) => `${time.format(new Date(at))} UTC`,
  };
}

/** The first digits of a key or hash: as many as people need to tell them apart. */
export const shortly = (hash: string): string => hash.slice(0, 12);

/** The text of the language of the page. */
export function useLanguage(): "it" | "en" {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "it";
}
