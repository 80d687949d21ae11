import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api } from "../../api/client.ts";
import { Loading } from "../../shell/loading.tsx";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { Sentences } from "./sentences.tsx";
import { type RuleSet, useRuleList } from "./useRules.ts";

/** Two rule sets side by side; the address says which. */
export function ComparePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const { data, error, isPending, refetch } = useRuleList();
  const sets = data?.sets.filter(({ titles }) => titles.length > 0) ?? [];
  const [a, b] = [params.get("da") ?? "", params.get("a") ?? ""];
  const choose = (name: "da" | "a", value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <>
      <PageHeading title={t("rules.nav.compare")} lead={t("rules.compare.lead")} />
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      <div className="row">
        <Choice
          label={t("rules.compare.before")}
          sets={sets}
          value={a}
          onChosen={(v) => choose("da", v)}
        />
        <Choice
          label={t("rules.compare.after")}
          sets={sets}
          value={b}
          onChosen={(v) => choose("a", v)}
        />
      </div>
      {a === "" || b === "" || a === b ? (
        <p>{t("rules.compare.choose")}</p>
      ) : (
        <Difference a={a} b={b} />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly sets: readonly RuleSet[];
  readonly value: string;
  onChosen(document: string): void;
}

function Choice({ label, sets, value, onChosen }: ChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="col-md-6 mb-3">
      <label htmlFor={id}>{label}</label>
      <select
        className="form-select"
        id={id}
        value={value}
        onChange={(event) => onChosen(event.target.value)}
      >
        <option value="">–</option>
        {sets.map(({ document, version, standing }) => (
          <option key={document} value={document}>
            {t("rules.list.version", { version })} – {t(`rules.standing.${standing}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Difference({ a, b }: { readonly a: string; readonly b: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["/v1/rules/{a}/diff/{b}", a, b],
    queryFn: () => answered(api.GET("/v1/rules/{a}/diff/{b}", { params: { path: { a, b } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return <Loading />;
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  return (
    <div aria-live="polite">
      <Sentences {...data} />
    </div>
  );
}
