import { Button } from "design-react-kit";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface ConfirmedProps {
  /** What a person says by ticking the box. */
  readonly confirm: string;
  readonly button: string;
  readonly isBusy: boolean;
  readonly children?: ReactNode;
  onConfirmed(): void;
}

/** A step that nobody takes by accident: the box says what it does, and stands before the button. */
export function Confirmed({ confirm, button, isBusy, children, onConfirmed }: ConfirmedProps) {
  const { t } = useTranslation();
  const [isTicked, setTicked] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const act = () => {
    setMissing(!isTicked);
    if (isTicked) onConfirmed();
  };
  return (
    <>
      {children}
      <div className="form-check">
        <input
          type="checkbox"
          id={id}
          checked={isTicked}
          aria-describedby={isMissing ? `${id}-missing` : undefined}
          onChange={(event) => setTicked(event.target.checked)}
        />
        <label htmlFor={id}>{confirm}</label>
      </div>
      {isMissing && (
        <p role="alert" id={`${id}-missing`}>
          {t("rules.sign.confirm")}
        </p>
      )}
      <Button color="primary" disabled={isBusy} onClick={act}>
        {button}
      </Button>
    </>
  );
}
