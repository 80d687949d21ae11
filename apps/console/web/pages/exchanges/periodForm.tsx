import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { italianTime } from "#libs/incident/italianTime";
import { periodIn, periodOf, presets, timeWords } from "./period.ts";
import type { Period } from "./view.ts";

interface PeriodFormProps {
  readonly period: Period;
  onChosen(period: Period): void;
}

/** From when to when, in words and as two times. */
export function PeriodForm({ period, onChosen }: PeriodFormProps) {
  const { t, i18n } = useTranslation();
  const words = {
    from: timeWords(i18n.language, period.from),
    to: timeWords(i18n.language, period.to),
  };
  return (
    <section aria-label={t("exchanges.period.title")} className="mb-4">
      <h2 className="h5">{t("exchanges.period.title")}</h2>
      <p aria-live="polite">{t("exchanges.period.words", words)}</p>
      <Presets onChosen={onChosen} />
      <Times key={`${period.from}/${period.to}`} period={period} onChosen={onChosen} />
    </section>
  );
}

function Presets({ onChosen }: Pick<PeriodFormProps, "onChosen">) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="visually-hidden">{t("exchanges.period.presets")}</legend>
      <div className="d-flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button
            key={preset}
            color="primary"
            outline
            size="xs"
            onClick={() => onChosen(periodOf(preset, new Date()))}
          >
            {t(`exchanges.period.${preset}`)}
          </Button>
        ))}
      </div>
      <p className="small text-secondary mt-1">{t("exchanges.period.presetsHint")}</p>
    </fieldset>
  );
}

function Times({ period, onChosen }: PeriodFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [from, setFrom] = useState(italianTime(period.from));
  const [to, setTo] = useState(italianTime(period.to));
  const [isWrong, setWrong] = useState(false);
  const choose = () => {
    const chosen = periodIn(from, to, period);
    setWrong(chosen === undefined);
    if (chosen !== undefined) onChosen(chosen);
  };
  const field = (name: "from" | "to", value: string, change: (value: string) => void) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{t(`exchanges.period.${name}`)}</label>
      <input
        type="datetime-local"
        step="1"
        className="form-control"
        id={`${id}-${name}`}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
  return (
    <form
      className="raccordo-fields"
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      {field("from", from, setFrom)}
      {field("to", to, setTo)}
      <Button type="submit" color="primary" size="sm">
        {t("exchanges.period.show")}
      </Button>
      {isWrong && (
        <p role="alert" id={`${id}-wrong`} className="text-danger">
          {t("exchanges.period.wrong")}
        </p>
      )}
    </form>
  );
}
