import { useTranslation } from "react-i18next";
import { knownRole } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { shortly } from "./useRules.ts";

interface SignatureProps {
  readonly of: { readonly role: string; readonly key: string };
}

/** Who signs, or has signed: the role in words where it has any, and the first digits of the key. */
export function Signature({ of: { role, key } }: SignatureProps) {
  const { t } = useTranslation();
  return (
    <>
      {knownRole(t, role) ?? <code>{isolated(role)}</code>}
      {", "}
      {t("rules.sign.keyOf", { key: shortly(key) })}
    </>
  );
}
