import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckStep, StepResult } from "#libs/logcheck/findings";
import { type LogAlarm, removeAlarm } from "../../log/logMemory.ts";
import { download } from "../../shell/download.ts";
import { timeText, useStepText } from "./steps.tsx";

type Meaning = "history" | "key" | "witness" | "proof";

const ofHistory: readonly StepResult[] = [
  ...(["forked", "shrunken", "replayed", "rewritten", "logGone"] as const),
];
const ofWitnesses: readonly StepResult[] = ["witnessForged", "witnessReplayed", "policyMalformed"];
const ofProofs: readonly StepResult[] = [
  ...(["growthMalformed", "growthRefused", "proofMalformed", "proofOfOther"] as const),
  ...(["entryChanged", "siblingsSwapped", "proofLength"] as const),
];

function meaningOf({ result }: CheckStep): Meaning {
  if (ofHistory.includes(result)) return "history";
  if (ofWitnesses.includes(result)) return "witness";
  return ofProofs.includes(result) ? "proof" : "key";
}

interface AlarmsProps {
  readonly alarms: readonly LogAlarm[];
  onRemoved(): void;
}

/** What did not fit, across the whole page, until a person has kept the evidence and says so. */
export function Alarms({ alarms, onRemoved }: AlarmsProps) {
  return (
    <div role="alert">
      {alarms.map((alarm) => (
        <Alarm key={`${alarm.origin} ${alarm.at}`} alarm={alarm} onRemoved={onRemoved} />
      ))}
    </div>
  );
}

interface AlarmProps {
  readonly alarm: LogAlarm;
  onRemoved(): void;
}

function Alarm({ alarm, onRemoved }: AlarmProps) {
  const { t, i18n } = useTranslation();
  const textOf = useStepText();
  const [isConfirmed, setConfirmed] = useState(false);
  const id = useId();
  const { at, origin, steps } = alarm;
  const meanings = [...new Set(steps.map(meaningOf))];
  const remove = () => {
    removeAlarm(at, origin);
    onRemoved();
  };
  return (
    <section className="raccordo-alarm" aria-labelledby={`${id}-title`}>
      <h2 className="h4" id={`${id}-title`}>
        {t("proof.alarm.title")}
      </h2>
      <p>{t("proof.alarm.since", { at: timeText(at, i18n.language), origin })}</p>
      <ul>
        {steps.map((step) => (
          <li className="fw-bold text-break" key={`${step.step} ${step.result}`}>
            {textOf(step)}
          </li>
        ))}
      </ul>
      <h3 className="h6">{t("proof.alarm.means")}</h3>
      {meanings.map((meaning) => (
        <p key={meaning}>{t(`proof.alarm.meanings.${meaning}`)}</p>
      ))}
      <h3 className="h6">{t("proof.alarm.todo")}</h3>
      <ol>
        <li>{t("proof.alarm.steps.keep")}</li>
        <li>{t("proof.alarm.steps.tell")}</li>
        <li>{t("proof.alarm.steps.compare")}</li>
      </ol>
      <Button
        color="light"
        onClick={() =>
          download(
            `raccordo-prove-${at.replaceAll(":", "")}.json`,
            "application/json",
            alarm.evidence,
          )
        }
      >
        {t("proof.alarm.download")}
      </Button>
      <div className="mt-3">
        <input
          type="checkbox"
          id={`${id}-done`}
          checked={isConfirmed}
          onChange={() => setConfirmed(!isConfirmed)}
        />{" "}
        <label htmlFor={`${id}-done`}>{t("proof.alarm.confirm")}</label>
      </div>
      {isConfirmed && (
        <Button color="light" outline size="sm" onClick={remove}>
          {t("proof.alarm.close")}
        </Button>
      )}
    </section>
  );
}
