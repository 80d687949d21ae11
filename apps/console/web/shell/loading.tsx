import { Spinner } from "design-react-kit";
import { useTranslation } from "react-i18next";

interface LoadingProps {
  /** It stands beside what is there already, which may be pressed meanwhile. */
  readonly isBeside?: boolean;
}

/**
 * Said to who does not see it turn. What follows it on the page is not seen until it is gone (raccordo.css): what comes
 * in its place would push the rest away from under a hand.
 */
export function Loading({ isBeside = false }: LoadingProps) {
  const { t } = useTranslation();
  const waiting = isBeside ? "" : "raccordo-waiting";
  return (
    <div role="status" className={`d-flex justify-content-center my-5 ${waiting}`}>
      <Spinner active label={t("loading")} />
    </div>
  );
}
