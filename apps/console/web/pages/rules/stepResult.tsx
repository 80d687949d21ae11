import { useQueryClient } from "@tanstack/react-query";
import { Alert } from "design-react-kit";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "../../shell/times.ts";
import { refusalWords } from "./refusals.ts";
import { type RuleList, type RuleStep, useRuleList } from "./useRules.ts";

export type StepKind = "stage" | "activate" | "revoke";

interface StepResultProps {
  readonly kind: StepKind;
  readonly step: RuleStep;
}

/** What policy said to a request, in words, with its place in the log as soon as that is signed. */
export function StepResult({ kind, step }: StepResultProps) {
  const { t } = useTranslation();
  const { timeOf } = useTimes();
  const isDone = step.outcome === "done";
  return (
    <Alert color={isDone ? "success" : "danger"} role="alert">
      <p className="mb-1">
        {isDone
          ? t(`rules.result.done.${kind}`, {
              version: step.version ?? "",
              effective: step.effective === null ? "" : timeOf(step.effective),
            })
          : `${t("rules.result.refused")} ${refusalWords(t, step.code ?? "")}`}
      </p>
      {step.place !== null && (
        <p className="mb-1 text-break">{t("rules.result.where", { place: step.place })}</p>
      )}
      {step.document !== null && <Place kind={kind} step={step} document={step.document} />}
    </Alert>
  );
}

function Place({ kind, step, document }: StepResultProps & { readonly document: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const known = client.getQueryData<RuleList>(["/v1/rules"]);
  const isKnown = known !== undefined && placeOf(known, kind, step, document) !== undefined;
  const { data } = useRuleList(!isKnown);
  const place = data && placeOf(data, kind, step, document);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["/v1/rules"] });
  }, [client]);
  return (
    <p className="mb-0">
      {place === undefined ? t("rules.result.waiting") : t("rules.result.place", place)}
    </p>
  );
}

const stateOf = { stage: "staged", activate: "activated" } as const;

function placeOf(list: RuleList, kind: StepKind, step: RuleStep, document: string) {
  if (step.outcome === "refused") return list.refused.find((one) => one.document === document);
  if (kind === "revoke") return list.revocations.find((one) => one.document === document);
  const set = list.sets.find((one) => one.document === document);
  return set?.steps.find(({ state }) => state === stateOf[kind]);
}
