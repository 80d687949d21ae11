import { Container } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function Footer() {
  const { t } = useTranslation();
  return (
    <footer className="raccordo-footer">
      <Container>
        <ul>
          <li>
            <Link to="/accessibilita">{t("footer.accessibility")}</Link>
          </li>
          <li>
            <a href="/openapi.json">{t("footer.api")}</a>
          </li>
          <li>{t("footer.times")}</li>
          <li>{t("footer.licence")}</li>
        </ul>
      </Container>
    </footer>
  );
}
