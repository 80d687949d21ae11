import { useQueryClient } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage, type Language } from "../words/language.ts";

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const shown = useRef(i18n.language);
  useEffect(() => {
    if (shown.current === i18n.language) return;
    shown.current = i18n.language;
    // What was refused was refused in words of the other language.
    void client.refetchQueries({ type: "active", predicate: ({ state }) => state.error !== null });
  }, [i18n.language, client]);
  const other: Language = i18n.language === "en" ? "it" : "en";
  return (
    <Button color="primary" size="xs" lang={other} onClick={() => void changeLanguage(other)}>
      {t(`language.${other}`)}
    </Button>
  );
}
