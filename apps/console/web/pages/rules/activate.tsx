import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { Confirmed } from "./confirmed.tsx";
import { StepResult } from "./stepResult.tsx";

interface ActivateFormProps {
  readonly document: string;
  readonly version: number;
}

/** Asks policy to put a staged set into force. */
export function ActivateForm({ document, version }: ActivateFormProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState("");
  const id = useId();
  const step = useMutation({
    mutationFn: () => {
      const from = at === "" ? {} : { at: new Date(`${at}Z`).toISOString() };
      return answered(api.POST("/v1/rules/activate", { body: { document, ...from } }));
    },
  });
  if (step.data !== undefined) return <StepResult kind="activate" step={step.data} />;
  return (
    <div className="mt-3">
      <p>{t("rules.sign.activateNote")}</p>
      <Confirmed
        confirm={t("rules.sign.confirmActivate", { version })}
        button={t("rules.sign.activateDo")}
        isBusy={step.isPending}
        onConfirmed={() => step.mutate()}
      >
        <label htmlFor={id}>{t("rules.sign.at")}</label>
        <input
          className="form-control mb-3"
          type="datetime-local"
          id={id}
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
      </Confirmed>
      {step.error !== null && <ProblemNote error={step.error} isChange />}
    </div>
  );
}
