import { Button } from "design-react-kit";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckStep } from "#libs/logcheck/findings";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { Steps } from "./steps.tsx";

/** Whatever another one has of this log, compared with what is shown here. */
export function Elsewhere({ compare }: { compare(note: string): Promise<CheckStep | undefined> }) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const [said, setSaid] = useState<CheckStep | "no-log">();
  const [error, setError] = useState<unknown>();
  const id = useId();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setSaid(undefined);
    setError(undefined);
    compare(note).then((step) => setSaid(step ?? "no-log"), setError);
  };
  return (
    <section aria-labelledby="elsewhere">
      <h2 className="h4" id="elsewhere">
        {t("proof.elsewhere.title")}
      </h2>
      <p>{t("proof.elsewhere.lead")}</p>
      <form onSubmit={ask}>
        <label htmlFor={`${id}-note`}>{t("proof.elsewhere.label")}</label>
        <textarea
          id={`${id}-note`}
          className="form-control mb-2 font-monospace"
          rows={5}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button color="primary" type="submit" disabled={note.trim() === ""}>
          {t("proof.elsewhere.check")}
        </Button>
      </form>
      {error !== undefined && <ProblemNote error={error} />}
      <div aria-live="polite">
        {said === "no-log" && <p>{t("proof.elsewhere.noLog")}</p>}
        {said !== undefined && said !== "no-log" && <Steps steps={[said]} />}
      </div>
    </section>
  );
}
