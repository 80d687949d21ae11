import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/dialog.tsx";
import { type Purpose, purposes } from "./purpose.ts";

interface PurposeDialogProps {
  readonly current: Purpose | undefined;
  onChosen(purpose: Purpose): void;
  onCancelled?: (() => void) | undefined;
}

/** Asks why the log is read: once per session of work, and whenever the reader says that it is another reason. */
export function PurposeDialog({ current, onChosen, onCancelled }: PurposeDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(current);
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const begin = () => {
    if (chosen === undefined) setMissing(true);
    else onChosen(chosen);
  };
  return (
    <Dialog title={t("purpose.title")} onClosed={onCancelled}>
      <ModalBody>
        <p>{t("purpose.lead")}</p>
        <fieldset aria-describedby={isMissing ? `${id}-missing` : undefined}>
          <legend className="h6">{t("purpose.label")}</legend>
          {purposes.map((purpose) => (
            <div className="form-check" key={purpose}>
              <input
                type="radio"
                name={`${id}-purpose`}
                id={`${id}-${purpose}`}
                checked={chosen === purpose}
                onChange={() => setChosen(purpose)}
              />
              <label htmlFor={`${id}-${purpose}`}>{t(`purpose.words.${purpose}`)}</label>
            </div>
          ))}
        </fieldset>
        {isMissing && (
          <p className="form-feedback just-validate-error-label" role="alert" id={`${id}-missing`}>
            {t("purpose.missing")}
          </p>
        )}
      </ModalBody>
      <ModalFooter>
        <Button color="primary" onClick={begin}>
          {t("purpose.begin")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
