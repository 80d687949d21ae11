import { useTranslation } from "react-i18next";
import { PageHeading } from "../shell/pageHeading.tsx";

const gaps = ["pages", "readers", "charts", "language", "tables"] as const;
const tests = ["axe", "keyboard", "narrow"] as const;

/** The accessibility statement in short (Law 4/2004, art. 3-quater; AgID's model). */
export function AccessibilityPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("footer.accessibility")} lead={t("accessibility.lead")} />
      <h2 className="h4">{t("accessibility.scope.title")}</h2>
      <p>{t("accessibility.scope.text")}</p>
      <h2 className="h4">{t("accessibility.gaps.title")}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={gap}>{t(`accessibility.gaps.list.${gap}`)}</li>
        ))}
      </ul>
      <h2 className="h4">{t("accessibility.tested.title")}</h2>
      <ul>
        {tests.map((test) => (
          <li key={test}>{t(`accessibility.tested.list.${test}`)}</li>
        ))}
      </ul>
      <h2 className="h4">{t("accessibility.feedback.title")}</h2>
      <p>{t("accessibility.feedback.text")}</p>
    </>
  );
}
