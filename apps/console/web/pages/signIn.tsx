import { Alert, Container } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { storedUnsent } from "../session/unsent.ts";
import { LanguageSwitch } from "../shell/languageSwitch.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { shell } from "../words/shell.it.ts";

type Fault = keyof typeof shell.session.faults;

function faultIn(search: string): Fault | undefined {
  const said = new URLSearchParams(search).get("login");
  const known = Object.keys(shell.session.faults) as readonly Fault[];
  return known.find((fault) => fault === said);
}

/** What anybody sees; the address that was asked for is found again after signing in. */
export function SignInPage() {
  const { t } = useTranslation();
  const fault = faultIn(location.search);
  const wanted = fault === undefined ? `${location.pathname}${location.search}` : "/";
  return (
    <main id="content">
      <Container className="my-5">
        <div className="d-flex justify-content-end">
          <LanguageSwitch />
        </div>
        <PageHeading title={t("session.title")} lead={t("session.lead")} />
        <p>{t("session.every")}</p>
        {storedUnsent() !== undefined && (
          <Alert color="warning">{t("session.unsent.before")}</Alert>
        )}
        {fault !== undefined && <Alert color="warning">{t(`session.faults.${fault}`)}</Alert>}
        <a className="btn btn-primary" href={`/accesso?to=${encodeURIComponent(wanted)}`}>
          {t("session.signIn")}
        </a>
      </Container>
    </main>
  );
}
