import { useTranslation } from "react-i18next";
import type { CheckStep } from "#libs/logcheck/findings";
import { momentIn } from "../../shell/momentIn.ts";

/** A time as people read it; whatever is no time stays as it is. */
export function timeText(at: string, language: string): string {
  return momentIn(language, at, { dateStyle: "short", timeStyle: "medium" });
}

/** Whatever a sentence may name; a step has some of these. */
const noValues = {
  ...{ vkey: "", before: "", size: "", root: "", from: "", at: "", witnesses: "", quorum: "" },
  ...{ line: "", name: "", algorithm: "", key: "", covered: "", index: "", bytes: "", of: "" },
  ...{ leafHash: "", hashes: "", origin: "" },
};

/** The sentence of a step, with its numbers and times. */
export function useStepText(): (step: CheckStep) => string {
  const { t, i18n } = useTranslation();
  return ({ result, values }) => {
    const at = values["at"];
    const shown = typeof at === "string" ? { ...values, at: timeText(at, i18n.language) } : values;
    return t(`proof.results.${result}`, { ...noValues, ...shown });
  };
}

const marks = { good: "✓", open: "?", bad: "✗", absent: "–" } as const;

/** What stands beside a step: of what is not there and need not be, nothing was verified. */
const verdictOf = ({ result, outcome }: CheckStep): keyof typeof marks =>
  result === "secondNone" ? "absent" : outcome;

/** Steps of a check, each with its outcome in words: never by colour or sign alone. */
export function Steps({ steps }: { readonly steps: readonly CheckStep[] }) {
  const { t } = useTranslation();
  const textOf = useStepText();
  return (
    <ol className="raccordo-steps">
      {steps.map((step) => (
        <li
          key={`${step.step} ${step.result} ${step.values["name"] ?? ""}`}
          data-outcome={step.outcome}
        >
          <strong>
            <span aria-hidden="true">{marks[verdictOf(step)]} </span>
            {t(`proof.steps.${step.step}`)}: {t(`proof.verify.outcome.${verdictOf(step)}`)}
          </strong>
          <span className="d-block text-break">{textOf(step)}</span>
        </li>
      ))}
    </ol>
  );
}
