import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { download } from "../../shell/download.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type CheckRun, evidenceText } from "./checking.ts";
import { Steps, timeText } from "./steps.tsx";

interface VerifyNowProps {
  readonly run: CheckRun | undefined;
  readonly isRunning: boolean;
  readonly error: unknown;
  onStart(): void;
}

/** Runs every check of every log, and shows each step with its result. */
export function VerifyNow({ run, isRunning, error, onStart }: VerifyNowProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="verify">
      <h2 className="h4" id="verify">
        {t("proof.verify.title")}
      </h2>
      <Button color="primary" onClick={onStart} disabled={isRunning}>
        {t("proof.verify.now")}
      </Button>
      {isRunning && <Loading isBeside />}
      {error != null && <ProblemNote error={error} again={onStart} />}
      <div aria-live="polite">{run !== undefined && !isRunning && <RunResult run={run} />}</div>
    </section>
  );
}

function RunResult({ run }: { readonly run: CheckRun }) {
  const { t, i18n } = useTranslation();
  const outcomes = [...run.years.flatMap(({ steps }) => steps), ...run.gone].map(
    ({ outcome }) => outcome,
  );
  const worst = (["bad", "open"] as const).find((one) => outcomes.includes(one)) ?? "good";
  const { at, shown, years, received } = run;
  const save = () =>
    download("raccordo-verifica.json", "application/json", evidenceText({ at, shown, received }));
  return (
    <>
      <p className="lead mt-3" data-verdict={worst}>
        {t(`proof.verify.${worst}`)}
      </p>
      <p>{t("proof.verify.at", { at: timeText(at, i18n.language) })}</p>
      {years.map(({ origin, steps }) => (
        <div key={origin}>
          <h3 className="h6 text-break">{t("proof.years", { origin })}</h3>
          <Steps steps={steps} />
        </div>
      ))}
      {run.gone.length > 0 && <Steps steps={run.gone} />}
      <Button color="primary" outline size="sm" onClick={save}>
        {t("proof.verify.download")}
      </Button>
    </>
  );
}
