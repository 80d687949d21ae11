import { useTranslation } from "react-i18next";
import { type RuleDiff, useLanguage } from "./useRules.ts";

type Told = Pick<RuleDiff, "sentences" | "more" | "reasons">;

/** What changes, in sentences. */
export function Sentences({ sentences, more, reasons }: Told) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (sentences.length === 0) return <p>{t("rules.compare.same")}</p>;
  return (
    <>
      <p>{t("rules.compare.count", { count: sentences.length + more })}</p>
      <ul>
        {sentences.map((one, index) => (
          // Sentences of one answer never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is told once
          <li key={index}>
            {t(`rules.compare.${one.kind}`, {
              ...{ author: one.author, receiver: one.receiver, names: one.names[language] },
              categories: one.categories.join(", "),
              ...{ before: one.before[language], after: one.after[language] },
              conditions: one.conditions[language],
            })}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t("rules.compare.more", { count: more })}</p>}
      {reasons > 0 && <p>{t("rules.compare.reasons", { count: reasons })}</p>}
    </>
  );
}
