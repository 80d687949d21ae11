import type { TFunction } from "i18next";
import { rules } from "../../words/rules.it.ts";

type Refusal = keyof typeof rules.result.codes;
const refusals = Object.keys(rules.result.codes) as readonly Refusal[];

/** Why policy refused, in words; a code that this page does not know is shown as one. */
export function refusalWords(t: TFunction, code: string): string {
  const known = refusals.find((one) => one === code);
  return known === undefined || known === "unknown"
    ? t("rules.result.codes.unknown", { code })
    : t(`rules.result.codes.${known}`);
}
