import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { changeLanguage, type Language } from "../words/language.ts";

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other: Language = i18n.language === "en" ? "it" : "en";
  return (
    <Button color="primary" size="xs" lang={other} onClick={() => void changeLanguage(other)}>
      {t(`language.${other}`)}
    </Button>
  );
}
