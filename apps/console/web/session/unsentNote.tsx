import { Alert, Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isolated } from "../words/isolated.ts";
import { useSession } from "./session.ts";
import { forgetUnsent, storedUnsent } from "./unsent.ts";

/** After signing in again: what was open when the session ended, and that nothing of it was sent. Told until it is read. */
export function UnsentNote() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [unsent, setUnsent] = useState(storedUnsent);
  if (unsent === undefined || unsent.of !== session.name) return null;
  const understood = () => {
    forgetUnsent();
    setUnsent(undefined);
  };
  return (
    <Alert color="warning" className="mt-3">
      <p className="fw-semibold mb-2">{t("session.unsent.title")}</p>
      <ul>
        {unsent.names.map((name) => (
          <li key={name}>{isolated(String(name))}</li>
        ))}
      </ul>
      <p>{t("session.unsent.lead")}</p>
      <Button color="primary" size="sm" onClick={understood}>
        {t("session.end.understood")}
      </Button>
    </Alert>
  );
}
