import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useRoomNames } from "../../rooms/rooms.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { type RuleDiff, useLanguage } from "./useRules.ts";

type Told = Pick<RuleDiff, "sentences" | "more" | "reasons">;

/** More than these would hide what the sentence is about: people know their codes. */
const categoriesMax = 3;

const categoriesOf = (t: TFunction, categories: readonly string[]): string =>
  categories
    .map((code) =>
      categories.length > categoriesMax
        ? isolated(code)
        : `${isolated(code)} ${wordsOf(t, "categories", code)}`,
    )
    .join(", ");

/** What changes, in sentences. */
export function Sentences({ sentences, more, reasons }: Told) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useRoomNames();
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
              ...{ author: nameOf(one.author), receiver: nameOf(one.receiver) },
              ...{ names: one.names[language], categories: categoriesOf(t, one.categories) },
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
