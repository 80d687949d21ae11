import { useTranslation } from "react-i18next";
import { PageHeading } from "../shell/pageHeading.tsx";

/** For who has a role whose pages are not here yet. */
export function WelcomePage() {
  const { t } = useTranslation();
  return <PageHeading title={t("welcome.title")} lead={t("welcome.lead")} />;
}
