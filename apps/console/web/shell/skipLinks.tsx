import { useTranslation } from "react-i18next";

/** The first thing that the keyboard reaches. */
export function SkipLinks() {
  const { t } = useTranslation();
  return (
    <div className="skiplinks">
      <a className="visually-hidden-focusable" href="#content">
        {t("skip.content")}
      </a>
      <a className="visually-hidden-focusable" href="#menu">
        {t("skip.menu")}
      </a>
    </div>
  );
}
