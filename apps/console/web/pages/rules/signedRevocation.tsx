import { Alert } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { isolated } from "../../words/isolated.ts";
import { rules } from "../../words/rules.it.ts";
import { Signature } from "./signature.tsx";
import type { ReadRevocation } from "./signing.ts";

const reasons = Object.keys(rules.reasons) as readonly (keyof typeof rules.reasons)[];

/** What a file takes away that somebody signed elsewhere: it is this that is sent, and nothing that is chosen here. */
export function SignedRevocation({ of }: { readonly of: ReadRevocation }) {
  const { t } = useTranslation();
  const reason = reasons.find((one) => one === of.reason);
  return (
    <Alert color="warning">
      <p className="fw-semibold mb-2">{t("rules.revoke.fileSays")}</p>
      <ul>
        {of.things.map(([kind, which]) => (
          <li key={`${kind} ${which}`}>
            {t(`rules.revoke.kindsInFile.${kind}`)} {which !== "" && <code>{isolated(which)}</code>}
          </li>
        ))}
      </ul>
      <p className="mb-1">
        {t("rules.revoke.reason")}:{" "}
        {reason === undefined ? <code>{isolated(of.reason)}</code> : t(`rules.reasons.${reason}`)}
      </p>
      {of.document.signatures.map((one) => (
        <p className="mb-1" key={one.key}>
          <Signature of={one} />
        </p>
      ))}
    </Alert>
  );
}
