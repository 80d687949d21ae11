import { Container } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useAlarmCount } from "../log/logMemory.ts";
import { useSession } from "../session/session.ts";
import { menu } from "./menu.ts";

const proof = menu.find(({ words }) => words === "proof");

/** On every page, until a person has kept the evidence: a check of the log in this browser has failed. */
export function AlarmBand() {
  const { t } = useTranslation();
  const { session } = useSession();
  const { pathname } = useLocation();
  const count = useAlarmCount();
  // The page of the proof shows the whole alarm.
  if (count === 0 || pathname === proof?.path) return null;
  return (
    <section className="raccordo-band" aria-label={t("alarm.label")}>
      <Container>
        <strong>{t("alarm.title")}</strong>{" "}
        {proof?.roles.includes(session.role) === true ? (
          <Link to={proof.path}>{t("alarm.evidence")}</Link>
        ) : (
          t("alarm.tell")
        )}
      </Container>
    </section>
  );
}
