import { Spinner } from "design-react-kit";
import { useTranslation } from "react-i18next";

/** Said to who does not see it turn. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" className="d-flex justify-content-center my-5">
      <Spinner active label={t("loading")} />
    </div>
  );
}
