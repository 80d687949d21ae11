import { useTranslation } from "react-i18next";
import { PageHeading } from "../shell/pageHeading.tsx";

const gaps = ["language", "dates", "readers", "browsers"] as const;
const tests = ["axe", "narrow", "keyboard"] as const;

/** The accessibility statement in short (Law 4/2004, art. 3-quater; sections of Decision (EU) 2018/1523). */
export function AccessibilityPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("footer.accessibility")} lead={t("accessibility.lead")} />
      <h2 className="h4">{t("accessibility.scope.title")}</h2>
      <p>{t("accessibility.scope.text")}</p>
      <h2 className="h4">{t("accessibility.gaps.title")}</h2>
      <p>{t("accessibility.gaps.lead")}</p>
      <ul>
        {gaps.map((gap) => (
          <li key={gap}>{t(`accessibility.gaps.list.${gap}`)}</li>
        ))}
      </ul>
      <p>{t("accessibility.gaps.burden")}</p>
      <p>{t("accessibility.gaps.notes")}</p>
      <h2 className="h4">{t("accessibility.tested.title")}</h2>
      <p>{t("accessibility.tested.lead")}</p>
      <ul>
        {tests.map((test) => (
          <li key={test}>{t(`accessibility.tested.list.${test}`)}</li>
        ))}
      </ul>
      {(["feedback", "enforcement"] as const).map((section) => (
        <section key={section}>
          <h2 className="h4">{t(`accessibility.${section}.title`)}</h2>
          <p>{t(`accessibility.${section}.text`)}</p>
        </section>
      ))}
    </>
  );
}
