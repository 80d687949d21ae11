import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonKey } from "#libs/ownkey/personKey";
import { readPersonKey } from "../queues/signing.ts";
import { Signature } from "./signature.tsx";

export interface OwnKey {
  readonly key: PersonKey;
  readonly role: string;
}

/** Roles that an installation gives its signers unless it chooses others; what is signed holds the code. */
const signerRoles = ["dpo", "operations"] as const;

interface OwnKeyFieldsProps {
  readonly own: OwnKey | undefined;
  onChosen(own: OwnKey | undefined): void;
}

/** Takes a person's key from a file of theirs: it is read here, used here, and goes nowhere. */
export function OwnKeyFields({ own, onChosen }: OwnKeyFieldsProps) {
  const { t } = useTranslation();
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const load = async (file: File | undefined) => {
    const key = file && (await readPersonKey(file));
    setWrong(file !== undefined && key === undefined);
    onChosen(key && { key, role: key.role ?? own?.role ?? "" });
  };
  return (
    <>
      <p>{t("rules.sign.keyNote")}</p>
      <label htmlFor={`${id}-key`}>{t("rules.sign.key")}</label>
      <input
        className="form-control mb-3"
        type="file"
        id={`${id}-key`}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => void load(event.target.files?.[0])}
      />
      {isWrong && (
        <p role="alert" id={`${id}-wrong`}>
          {t("rules.sign.keyWrong")}
        </p>
      )}
      {own !== undefined && (
        <>
          <label htmlFor={`${id}-role`}>{t("rules.sign.role")}</label>
          <input
            className="form-control mb-3"
            type="text"
            id={`${id}-role`}
            value={own.role}
            autoComplete="off"
            list={`${id}-roles`}
            onChange={(event) => onChosen({ key: own.key, role: event.target.value.trim() })}
          />
          <datalist id={`${id}-roles`}>
            {signerRoles.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </datalist>
          {own.role !== "" && (
            <p className="text-break">
              <Signature of={{ role: own.role, key: own.key.id }} />
            </p>
          )}
        </>
      )}
    </>
  );
}
