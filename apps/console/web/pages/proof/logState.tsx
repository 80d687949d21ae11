import { useTranslation } from "react-i18next";
import { codeWords } from "../../words/processCodes.ts";
import type { Checkpoints } from "./checking.ts";
import { timeText } from "./steps.tsx";

/** The logs as the console shows them, in words. */
export function LogState({ shown }: { readonly shown: Checkpoints }) {
  const { t } = useTranslation();
  const { witnesses } = shown;
  return (
    <section aria-labelledby="log-state">
      <h2 className="h4" id="log-state">
        {t("proof.state.title")}
      </h2>
      <p>{t("proof.state.lead")}</p>
      {shown.years.map((year) => (
        <YearState key={year.origin} year={year} />
      ))}
      {witnesses === null && <p>{t("proof.state.unreachable")}</p>}
      {witnesses !== null && witnesses.halted !== null && (
        <p className="fw-bold">
          {t("proof.state.halted", { reason: codeWords(witnesses.halted) })}
        </p>
      )}
      {witnesses !== null && witnesses.states.length > 0 && (
        <>
          <h3 className="h6">{t("proof.state.witnesses")}</h3>
          <ul>
            {witnesses.states.map(({ name, state, size }) => (
              <li key={name}>
                {t("proof.state.witnessState", { name, words: codeWords(state), size })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function YearState({ year }: { readonly year: Checkpoints["years"][number] }) {
  const { t, i18n } = useTranslation();
  const { origin, size, cosigned, cosigned_by: by, absent } = year;
  return (
    <>
      <h3 className="h6 text-break">{t("proof.years", { origin })}</h3>
      <ul>
        <li>{t("proof.state.size", { size })}</li>
        <li>
          {cosigned > 0
            ? t("proof.state.covered", { size: cosigned })
            : t("proof.state.notCovered")}
        </li>
        {by.map(({ name, at }) => (
          <li key={name}>
            {at === null
              ? t("proof.state.cosignedUnknown", { name })
              : t("proof.state.cosigned", { name, at: timeText(at, i18n.language) })}
          </li>
        ))}
        {absent.map((name) => (
          <li key={name}>{t("proof.state.absent", { name })}</li>
        ))}
        {by.length + absent.length === 0 && <li>{t("proof.state.noWitnesses")}</li>}
      </ul>
    </>
  );
}
