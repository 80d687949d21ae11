import { useTranslation } from "react-i18next";
import { dayText, type Why } from "./incidentView.ts";

/** Under which signed rules it was decided. */
export function WhyVersion({ version }: Pick<Why, "version">) {
  const { t, i18n } = useTranslation();
  const { version: number, in_force_from: from, expires, activated, rule_set: hash } = version;
  const days =
    number === null || from === null || expires === null
      ? undefined
      : {
          version: number,
          from: dayText(from, i18n.language),
          until: dayText(expires, i18n.language),
        };
  return (
    <section>
      <h3 className="h6">{t("incident.why.versionHeading")}</h3>
      {days !== undefined && <p>{t("incident.why.version", days)}</p>}
      {activated !== null && (
        <p>{t("incident.why.activated", { year: activated.year, index: activated.index })}</p>
      )}
      <p className="small text-break">{t("incident.why.hash", { hash })}</p>
    </section>
  );
}
