import { useTranslation } from "react-i18next";
import { PageHeading } from "../shell/pageHeading.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return <PageHeading title={t("notFound.title")} lead={t("notFound.lead")} />;
}
